"""The words of a sentence, and those that link what it tells: how figures stand to "than" and "which"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from kzreform.extraction.draft import Draft

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
#: Between two things, so many words are told.
_FEW = 5
#: How many characters of a sentence are looked at for links.
_SEEN = 1_500
#: How many links are told on either side of a figure.
_AROUND = 6
#: So many figures between a figure and a link are told apart.
_MANY = 3


def tokens(text: str) -> list[str]:
    """Give the words and marks of a text in lower case, numbers as ``#``.

    >>> tokens("In 2023, 5% more")
    ['in', '#', ',', '#', '%', 'more']
    """
    return ["#" if word.isdigit() else word.lower() for word in _WORD.findall(text)]


def between(text: str, start: int, end: int) -> str | None:
    """Give the words and marks between two places, or None where they are many.

    >>> between("5% in May", 2, 6)
    'in'
    """
    words = [found[0].lower() for found in islice(_WORD.finditer(text, start, end), _FEW + 1)]
    return " ".join("#" if word.isdigit() else word for word in words) if len(words) <= _FEW else None


class Links:
    """The links of a sentence by their places."""

    def __init__(self, text: str, span: tuple[int, int], words: Collection[str]) -> None:
        low, high = span
        self._places: list[int] = []
        self._words: list[str] = []
        for match in _WORD.finditer(text, low, min(high, low + _SEEN)):
            if (word := match[0].lower()) in words:
                self._places.append(match.start())
                self._words.append(word)

    def around(self, drafts: Sequence[Draft], starts: Sequence[int], index: int) -> Iterator[str]:
        """Tell of the links on both sides of a figure: how many figures stand between, and what stands beyond.

        ``starts`` has the places where the figures begin.
        """
        draft = drafts[index]
        at = bisect_left(self._places, draft.start)
        for link in range(max(0, at - _AROUND), at):
            beyond = bisect_left(starts, self._places[link]) - 1
            yield from _stands(f"before {self._words[link]} {min(index - beyond - 1, _MANY)}", draft, drafts, beyond)
        at = bisect_left(self._places, draft.end)
        for link in range(at, min(at + _AROUND, len(self._places))):
            beyond = bisect_left(starts, self._places[link])
            yield from _stands(f"after {self._words[link]} {min(beyond - index - 1, _MANY)}", draft, drafts, beyond)


def _stands(name: str, draft: Draft, drafts: Sequence[Draft], beyond: int) -> Iterator[str]:
    yield f"link {name}"
    if 0 <= beyond < len(drafts):
        other = drafts[beyond]
        yield f"link {name} {other.kind == draft.kind} {other.unit == draft.unit}"
    else:
        yield f"link {name} -"
