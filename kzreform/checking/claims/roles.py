"""What the words of a claim do in it: its source, and who acts, tell little of what a figure counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

Part = Literal["source", "agent", "core"]

_SUBJECTS = frozenset({"nsubj", "agent"})
_OBJECTS = frozenset({"dobj", "pobj", "prep", "nummod", "quantmod", "compound", "nmod", "amod", "conj"})
_REPORTED = "ccomp"
_FREE = frozenset({"WP", "WDT"})
_VERB = ("VB", "MD")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence: where it stands, its part of speech, and the word that it depends on."""

    start: int
    end: int
    tag: str
    relation: str
    head: int


def tokens(doc: Any) -> tuple[Token, ...]:
    """Read what spaCy made of a sentence."""
    return tuple(Token(one.idx, one.idx + len(one), one.tag_, one.dep_, one.head.i) for one in doc)


def played(sentence: Sequence[Token], span: tuple[int, int]) -> dict[int, Part]:
    """Say by their offsets which words of a sentence are no core of what a figure at ``span`` is about.

    ``source`` is what only reports the clause of the figure ("experts found that …"), ``agent`` who does what is
    counted ("police solved 12 crimes").
    """
    own = next((place for place, token in enumerate(sentence) if span[0] <= token.start < span[1]), None)
    if own is None:
        return {}
    above = list(_upwards(sentence, own))
    found: dict[int, Part] = {}
    for below, place in pairwise(above):
        reported = sentence[below].relation == _REPORTED and sentence[place].tag.startswith(_VERB)
        if reported and not _is_free(sentence, below):
            # All that hangs on the reporting verb but not on what it reports.
            inside = _under(sentence, below)
            for other in {place, *_under(sentence, place)} - inside - {below}:
                if _reports(sentence, place, other):
                    found.setdefault(sentence[other].start, "source")
    for agent in _agents(sentence, above):
        found.setdefault(sentence[agent].start, "agent")
    return found


def _is_free(sentence: Sequence[Token], clause: int) -> bool:
    """Say whether a clause is told by a word of its own, not reported: "granted what was asked"."""
    return any(token.head == clause and token.tag in _FREE for token in sentence)


def _agents(sentence: Sequence[Token], above: Sequence[int]) -> Iterator[int]:
    """Give the words for who does what is counted, where the figure stands with the verb's object."""
    for below, place in pairwise(above):
        if not sentence[place].tag.startswith(_VERB):
            continue
        if sentence[below].relation in _OBJECTS:
            for number, token in enumerate(sentence):
                if token.head == place and token.relation in _SUBJECTS and number != place:
                    yield number
                    yield from _under(sentence, number)
        return


def _reports(sentence: Sequence[Token], verb: int, word: int) -> bool:
    """Say whether a word hangs on a reporting verb by way of no other clause."""
    for place in _upwards(sentence, word):
        if place == verb:
            return True
        if sentence[place].relation in (_REPORTED, "conj", "parataxis", "advcl") and place != word:
            return False
    return False


def _upwards(sentence: Sequence[Token], place: int) -> Iterator[int]:
    yield place
    seen = {place}
    while sentence[place].head not in seen:
        place = sentence[place].head
        seen.add(place)
        yield place


def _under(sentence: Sequence[Token], place: int) -> set[int]:
    """Give all words that hang on a word."""
    return {number for number in range(len(sentence)) if number != place and place in set(_upwards(sentence, number))}


def starts(found: Iterable[Token]) -> dict[int, str]:
    """Give the part of speech of each word by where it starts."""
    return {token.start: token.tag for token in found}
