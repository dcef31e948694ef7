"""Find where patterns may begin, all of them in one reading of a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kzreform.extraction.hints import Hint
from kzreform.extraction.needs import KEPT, LONG, WORD
from kzreform.extraction.trie import longer, trie


class Starts:
    r"""Find in one reading of a text where each of many patterns may begin.

    In which words one may begin is found out once for each word, for words come back.

    >>> from kzreform.extraction.hints import Hints
    >>> hints = Hints({}, {})
    >>> Starts([hints.of("a year"), hints.of(r"(?<!\w)year")]).find("a year or a leapyear")
    {1: [[2]], 0: [[0]]}
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._opening = [index for index, hint in enumerate(hints) if hint.at_opening]
        self._readings: list[_Reading] = []
        # The sign of a word's beginning has to hold for every pattern: what is no ASCII letter may be no word's.
        for after_nonword, before in ((True, "(?<![a-z0-9_])"), (False, "")):
            wanted: dict[str, set[int]] = {}
            for index, hint in enumerate(hints):
                if hint.after_nonword == after_nonword:
                    for start in hint.starts or ():
                        wanted.setdefault(start, set()).add(index)
            if wanted:
                self._readings.append(_Reading(wanted, before))
        self._told = functools.lru_cache(maxsize=KEPT)(self._tells)

    def find(self, folded: str) -> dict[int, list[list[int]]]:
        """Give lists of places, each in order, by the number of the pattern."""
        found: dict[int, list[list[int]]] = {index: [[0]] for index in self._opening}
        places: list[dict[str, list[int]]] = [{} for _ in self._readings]
        for word in WORD.finditer(folded):
            text = word[0]
            for number, offset in self._told(text) if len(text) < LONG else self._tells(text):
                place = word.start() + offset
                if match := self._readings[number].words.match(folded, place):
                    places[number].setdefault(match[1], []).append(place)
        for reading, begun in zip(self._readings, places, strict=True):
            for start, place in reading.signs(folded):
                begun.setdefault(start, []).append(place)
            for start, at in begun.items():
                for index in reading.wanted[start]:
                    found.setdefault(index, []).append(at)
        return found

    def _tells(self, word: str) -> tuple[tuple[int, int], ...]:
        """Give the places in a word where a pattern may begin, each with the number of the reading that finds it."""
        return tuple(
            (number, match.start())
            for number, reading in enumerate(self._readings)
            for match in reading.inside.finditer(word)
        )


class _Reading:
    """The beginnings of the patterns that may stand at one sort of places, ``before`` which something must hold."""

    def __init__(self, wanted: Mapping[str, set[int]], before: str) -> None:
        self.wanted = _with_shorter(wanted)
        heads = {start: match[0] for start in wanted if (match := WORD.match(start))}
        #: Those that begin with a letter; and where a word may hold one, all of it or as much as the word has of it.
        self.words = re.compile(f"{before}(?=({_any(heads)}))")
        whole = _any(start for start, head in heads.items() if start == head)
        begun = _any(head for start, head in heads.items() if start != head)
        self.inside = re.compile(rf"{before}(?={whole}|{begun}\Z)")
        signs = [start for start in wanted if start not in heads]
        self._sign = re.compile("|".join(sorted({re.escape(start[0]) for start in signs})) or _NOTHING)
        self._signs = re.compile(f"{before}(?=({_any(signs)}))")

    def signs(self, folded: str) -> Iterator[tuple[str, int]]:
        """Give the beginnings that are no words, with their places."""
        for sign in self._sign.finditer(folded):
            if match := self._signs.match(folded, sign.start()):
                yield match[1], sign.start()


#: A regex that matches nowhere.
_NOTHING = "(?!)"


def _any(strings: Iterable[str]) -> str:
    return trie(found) if (found := set(strings)) else _NOTHING


def _with_shorter(wanted: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Add to each string the patterns that ask for a beginning of it: the longest string is found first."""
    begun = longer(wanted)
    return {string: tuple(sorted(set().union(*(wanted[start] for start in begun[string])))) for string in wanted}
