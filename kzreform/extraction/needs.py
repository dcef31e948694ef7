"""Tell which of many patterns a text may hold, by the strings that they need, all of them in one reading."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kzreform.extraction.trie import longer, trie

#: A word, as it is looked up: letters without digits.
WORD = re.compile(r"[^\W\d_]+")
#: So many words are remembered, with what they tell, but for those that are longer than any word.
KEPT, LONG = 1 << 15, 50


class Needs:
    """Tell which of many patterns a folded text may hold: those of which it holds one of the strings they need.

    ``needs`` gives those strings for each pattern; a pattern that needs none may be anywhere. What a word tells is
    found out once, for words come back.

    >>> needs = Needs([{"one in ", "of every"}, {"per cent", "%"}, ()])
    >>> [needs.met("one in ten") >> pattern & 1 for pattern in range(3)]
    [1, 0, 1]
    """

    def __init__(self, needs: Sequence[Iterable[str]]) -> None:
        self._always = 0
        wanted: dict[str, int] = {}
        for index, strings in enumerate(map(frozenset, needs)):
            if not strings:
                self._always |= 1 << index
            for string in strings:
                wanted[string] = wanted.get(string, 0) | 1 << index
        #: Each string with the patterns that need it; by its longest word, or by its rarest mark, its number.
        self._strings = sorted(wanted.items())
        self._parts: dict[str, list[_Part]] = {}
        marks: dict[str, int] = {}
        for number, (string, patterns) in enumerate(self._strings):
            rare = [mark for mark in string if not mark.isalnum() and mark not in _COMMON]
            if not rare and (words := list(WORD.finditer(string))):
                word = max(words, key=lambda one: len(one[0]))
                part = _Part(number, patterns, word[0] == string, word.start() > 0, word.end() < len(string))
                self._parts.setdefault(word[0], []).append(part)
            else:
                mark = rare[0] if rare else min(string, key=_COMMON.find)
                marks[mark] = marks.get(mark, 0) | 1 << number
        self._marks = sorted(marks.items())
        self._part = re.compile(f"(?=({trie(self._parts)}))")
        self._shorter = longer(self._parts)
        self._told = functools.lru_cache(maxsize=KEPT)(self._tells)

    def met(self, folded: str) -> int:
        """Give the patterns that a text may hold, a bit for each."""
        found, asked = self._always, 0
        for word in set(WORD.findall(folded)):
            whole, more = self._told(word) if len(word) < LONG else self._tells(word)
            found |= whole
            asked |= more
        for mark, strings in self._marks:
            if mark in folded:
                asked |= strings
        while asked:
            last = asked.bit_length() - 1
            asked ^= 1 << last
            string, patterns = self._strings[last]
            if patterns & ~found and string in folded:
                found |= patterns
        return found

    def _tells(self, word: str) -> tuple[int, int]:
        """Give the patterns that need no more than what a word holds, and the strings that it may be a part of."""
        whole = more = 0
        for match in self._part.finditer(word):
            for text in self._shorter.get(match[1], ()):
                for part in self._parts[text]:
                    if part.whole:
                        whole |= part.patterns
                    elif part.may_stand(match.start() == 0, match.start() + len(text) == len(word)):
                        more |= 1 << part.number
        return whole, more


class _Part(NamedTuple):
    """A word of a string that patterns need: whether it is all of it, and whether it begins and ends in it."""

    number: int
    patterns: int
    whole: bool
    begins: bool
    ends: bool

    def may_stand(self, first: bool, last: bool) -> bool:
        """Say whether it may be where a word of a text begins, or else within, and ends, or else goes on."""
        return (first or not self.begins) and (last or not self.ends)


#: Marks that are met in many texts, the commonest last.
_COMMON = "/:;()-,.0 "
