"""The time of the verb that a figure belongs to, from the parsed sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from kzreform.extraction.clause import SUBJECTS, VERBS
from kzreform.extraction.rules import Cell

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]

_VERBS = VERBS | {"MD"}


#: How far up the sentence's tree a figure's clause is looked for, and how many words above it are told.
_UP, _HEADS = 12, 3


class Clause(NamedTuple):
    """What the parsed sentence says of the clause of a figure; words are in lower case."""

    tense: Tense | None = None
    #: The finite verb with its auxiliaries before it, and its subject.
    verb: Sequence[str] = ()
    subject: str = ""
    #: What the figure depends on: the relation to each word above it, and the word.
    heads: Sequence[tuple[str, str]] = ()


def clause_at(doc: Doc, start: int, end: int, auxiliaries: Mapping[str, Cell]) -> Clause:
    """Give the clause that holds the characters ``[start, end)`` of a sentence.

    ``auxiliaries`` tells what a language's auxiliaries make of a verb: "future" or "perfect". A perfect counts as past,
    since it tells of what has happened; no tense and no verb without a parse or a finite verb.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not span[0].dep:
        return Clause()
    token = span.root
    heads: list[tuple[str, str]] = []
    for _ in range(_UP):
        if token.tag_ in _VERBS and (found := _tense_of(token, auxiliaries)):
            before = [child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")]
            subject = next((child.lower_ for child in token.lefts if child.dep_ in SUBJECTS), "")
            return Clause(found, [*before, token.lower_], subject, heads)
        if token.head == token:
            break
        if len(heads) < _HEADS:
            heads.append((token.dep_, token.head.lower_))
        token = token.head
    return Clause(heads=heads)


def _tense_of(verb: Token, auxiliaries: Mapping[str, Cell]) -> Tense | None:
    tags = {verb.tag_}
    told = {auxiliaries.get(verb.lower_)}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            tags.add(child.tag_)
            told.add(auxiliaries.get(child.lower_))
    if "MD" in tags:
        return "future" if "future" in told else "present"
    if "VBD" in tags or ("perfect" in told and "VBN" in tags):
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return None
