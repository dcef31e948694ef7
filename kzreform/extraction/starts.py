"""Find where patterns may begin, all of them in one reading of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kzreform.extraction.hints import Hint
from kzreform.extraction.trie import trie


class Starts:
    r"""Find in one reading of a text where each of many patterns may begin.

    >>> from kzreform.extraction.hints import Hints
    >>> hints = Hints({}, {})
    >>> Starts([hints.of("a year"), hints.of(r"(?<!\w)year")]).find("a year or a leapyear")
    {1: [[2]], 0: [[0]]}
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._opening = [index for index, hint in enumerate(hints) if hint.at_opening]
        self._readings = []
        # The sign of a word's beginning has to hold for every pattern: what is no ASCII letter may be no word's.
        for after_nonword, before in ((True, "(?<![a-z0-9_])"), (False, "")):
            wanted: dict[str, set[int]] = {}
            for index, hint in enumerate(hints):
                if hint.after_nonword == after_nonword:
                    for start in hint.starts or ():
                        wanted.setdefault(start, set()).add(index)
            if wanted:
                self._readings.append((re.compile(f"{before}(?=({trie(wanted)}))"), _with_shorter(wanted)))

    def find(self, folded: str) -> dict[int, list[list[int]]]:
        """Give lists of places, each in order, by the number of the pattern."""
        found: dict[int, list[list[int]]] = {index: [[0]] for index in self._opening}
        for expression, wanted in self._readings:
            places: dict[str, list[int]] = {}
            for match in expression.finditer(folded):
                places.setdefault(match[1], []).append(match.start())
            for start, begun in places.items():
                for index in wanted[start]:
                    found.setdefault(index, []).append(begun)
        return found


def _with_shorter(wanted: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Add to each string the patterns that ask for a beginning of it: the longest string is found first."""
    return {
        string: tuple(sorted(set().union(*(wanted.get(string[:end], ()) for end in range(1, len(string) + 1)))))
        for string in wanted
    }
