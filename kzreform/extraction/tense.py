"""The time of the verb that a figure belongs to, from the parsed sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from kzreform.extraction.rules import Cell

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]

_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}


def tense_at(doc: Doc, start: int, end: int, auxiliaries: Mapping[str, Cell]) -> tuple[Tense | None, list[str]]:
    """Give the tense and the verb of the clause that holds the characters ``[start, end)`` of a sentence.

    ``auxiliaries`` tells what a language's auxiliaries make of a verb: "future" or "perfect". A perfect counts as past,
    since it tells of what has happened; None and no verb without a parse or a finite verb. The verb comes with its
    auxiliaries, in lower case.
    """
    if not doc.has_annotation("DEP"):
        return None, []
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None, []
    token = span.root
    for _ in range(12):
        if token.tag_ in _VERBS and (found := _tense_of(token, auxiliaries)):
            before = [child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")]
            return found, [*before, token.lower_]
        if token.head is token:
            break
        token = token.head
    return None, []


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
