"""What is said of a figure that stands alone: the rest of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzreform.extraction.clause import NOUNS, VERBS, Sentence, past
from kzreform.extraction.phrase import core, join, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def predicate(sentence: Sentence, span: Span) -> str:
    """Give what is said of a bare figure after it: "sent to the court" for "92 were sent to the court"."""
    doc, end = span.doc, past(sentence, span)
    for token in doc[end : end + 5]:
        if token.tag_ in VERBS and token.dep_ not in ("aux", "auxpass") and token.i not in sentence.numbers:
            return join(sentence, _said(sentence, token), fold_start=False)
        if token.dep_ == "prep" and token.i == end and token.lower_ not in sentence.words.ties:
            return join(sentence, prepositional(sentence, token), fold_start=False)
        if token.tag_ in NOUNS or token.text in (";", "(", ")"):
            break
    return ""


def _said(sentence: Sentence, verb: Token) -> set[int]:
    kept = set() if verb.lower_ in sentence.words.light else {verb.i}
    for child in verb.rights:
        if child.dep_ in ("prep", "agent") and len(kept) < 6:
            kept |= prepositional(sentence, child)
        elif child.dep_ in ("dobj", "attr") and sentence.noun(child):
            kept |= set(core(sentence, child))
    return kept
