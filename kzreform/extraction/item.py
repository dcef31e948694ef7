"""What a figure is about: its counted noun and a short noun phrase, from the parsed sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzreform.extraction.anchor import find
from kzreform.extraction.clause import VERBS, Anchor, Sentence, Words, bracket, list_mark
from kzreform.extraction.draft import Draft
from kzreform.extraction.nouns import singular
from kzreform.extraction.phrase import describe, noun_phrase
from kzreform.extraction.predicate import own_clause, predicate
from kzreform.extraction.rules import Rules
from kzreform.extraction.wording import MAX_WORDS, fold, shorten

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_ENDS = frozenset(("from", "to", "change"))


@dataclass(slots=True)
class Context:
    """What a document has told so far: the topic of the last sentence with figures."""

    item: str = ""
    unit: str | None = None


@dataclass(slots=True)
class _Reading:
    draft: Draft
    span: Span
    item: str
    unit: str
    anchor: Anchor | None


class Reader:
    """Give drafts their counted noun and their item from the parse of their sentence."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._words = Words.of(rules)

    def read(self, doc: Doc, offset: int, drafts: Sequence[Draft], context: Context | None = None) -> None:
        """Fill ``unit`` and ``item`` of a sentence's drafts; ``offset`` is where the sentence begins in its block.

        ``context`` carries the topic from sentence to sentence of a document; it is brought up to date.
        """
        context = context or Context()
        spans = [doc.char_span(draft.start - offset, draft.end - offset, alignment_mode="expand") for draft in drafts]
        numbers = {token.i for span in spans if span is not None for token in span}
        numbers |= list_mark(doc)
        sentence = Sentence(doc, numbers, self._words)
        parsed = doc.has_annotation("DEP")
        readings: list[_Reading] = []
        for draft, span in zip(drafts, spans, strict=True):
            if span is None:
                continue
            if parsed:
                reading = self._read(sentence, span, draft, readings, context)
                readings.append(reading)
                draft.item = _aged(sentence, span, draft, reading.item)
                if draft.kind == "count" and draft.unit is None:
                    draft.unit = reading.unit or None
            if not draft.item or (draft.kind == "count" and draft.unit is None):
                self._read_plain(doc, span, draft)
        if readings and (first := readings[0]).item:
            context.item, context.unit = first.item, first.unit

    def _read(
        self, sentence: Sentence, span: Span, draft: Draft, readings: Sequence[_Reading], context: Context
    ) -> _Reading:
        previous = readings[-1] if readings else None
        opened = bracket(span)
        host = _host(readings, opened)
        after = previous.span if previous else None
        anchor = find(sentence, span, draft.kind, after, draft.role in _ENDS)
        if (
            anchor is not None
            and anchor.how in ("segment", "head", "subject", "object")
            and _bare(sentence, span, draft, previous)
        ):
            anchor = None
        if previous is not None and _continues(sentence, span, draft, previous):
            anchor = None
        if anchor is not None and opened is not None and host is not None and anchor.noun.i < opened:
            anchor = None
        if draft.kind in ("money", "measure") and (anchor is None or anchor.how in ("subject", "object", "segment")):
            item = own_clause(sentence, span)
            if len(item.split()) > 1:
                return _Reading(draft, span, item, "", anchor)
        if anchor is not None and not sentence.vague(anchor.noun):
            if anchor.how == "share" and anchor.unit is not None:
                return self._share(draft, span, sentence, anchor, anchor.unit)
            item = describe(sentence, anchor, span)
            whole = previous if previous and _part(sentence, span, previous) else None
            shared = _shared(sentence, span, readings) if draft.kind == "percent" else None
            if shared is not None and opened is None:
                item = shorten(f"{shared} {sentence.words.links['part']} {item}".split())
            elif whole is not None and whole.anchor is not None and len(item.split()) < 5:
                item = self._among(item, sentence, whole)
            elif opened is not None and host is None:
                item = _with_label(sentence, anchor, opened)
            return _Reading(draft, span, item, singular((anchor.unit or anchor.noun).text, self._rules), anchor)
        base = _same_kind(readings, draft) or host or previous
        unit = singular(anchor.noun.text, self._rules) if anchor and anchor.how == "counted" else ""
        if base is not None:
            if (total := _whole(sentence, span, base)) is not None:
                return _Reading(draft, span, total, singular(_head(total), self._rules), base.anchor)
            return _Reading(draft, span, _inherited(sentence, span, base), unit or base.unit, base.anchor)
        if anchor is not None:
            return _Reading(draft, span, describe(sentence, anchor, span), unit, anchor)
        said = predicate(sentence, span)
        return _Reading(draft, span, shorten(f"{context.item} {said}".split()), context.unit or "", None)

    def _share(self, draft: Draft, span: Span, sentence: Sentence, anchor: Anchor, whole: Token) -> _Reading:
        """Give "women among deputies" for the women who are a share of the deputies."""
        link = sentence.words.links["part" if whole.tag_ in ("NNS", "NNPS") else "mass"]
        item = f"{noun_phrase(sentence, anchor.noun)} {link} {noun_phrase(sentence, whole)}"
        return _Reading(draft, span, shorten(item.split()), singular(anchor.noun.text, self._rules), anchor)

    def _among(self, item: str, sentence: Sentence, whole: _Reading) -> str:
        """Give "women among judges" for the women that a sentence counts after its judges."""
        if whole.anchor is None or singular(whole.anchor.noun.text, self._rules) in item:
            return item
        return shorten(f"{item} {sentence.words.links['part']} {noun_phrase(sentence, whole.anchor.noun)}".split())

    def _read_plain(self, doc: Doc, span: Span, draft: Draft) -> None:
        """Without a parse: the words after the number, or before it."""
        words: list[Token] = []
        for token in doc[span.end : span.end + MAX_WORDS]:
            if token.is_punct or token.like_num:
                break
            words.append(token)
        while words and words[-1].is_stop:
            words.pop()
        while words and words[0].is_stop:
            words.pop(0)
        if draft.kind == "count" and draft.unit is None:
            draft.unit = self._plural(words)
        if not draft.item:
            draft.item = fold(" ".join(token.text for token in words))

    def _plural(self, words: Sequence[Token]) -> str | None:
        """Give the singular of the first plural before a function word, else of the first word."""
        run = list(itertools.takewhile(lambda token: not token.is_stop, words))
        for token in run:
            if (single := singular(token.text, self._rules)) != token.lower_:
                return single
        return singular(run[0].text, self._rules) if run else None


def _aged(sentence: Sentence, span: Span, draft: Draft, item: str) -> str:
    """Give "age of teenagers" for the years of "teenagers aged 11 to 15 years"."""
    ages = sentence.words.ages
    near = {token.lower_ for token in sentence.doc[max(0, span.start - 3) : span.end + 2]}
    if draft.kind != "duration" or near.isdisjoint(ages) or not ages.isdisjoint(item.lower().split()):
        return item
    return shorten(f"{sentence.words.links['age']} {item}".split())


def _host(readings: Sequence[_Reading], opened: int | None) -> _Reading | None:
    """Give the figure that a bracket explains: the last one before it."""
    if opened is None:
        return None
    found = [reading for reading in readings if reading.span.end <= opened]
    return found[-1] if found else None


def _part(sentence: Sentence, span: Span, previous: _Reading) -> bool:
    """Say whether a figure is a part of the one before it: "including", "of which", "of them"."""
    doc = span.doc
    words = {token.lower_ for token in doc[previous.span.end : span.start]}
    words |= {token.lower_ for token in doc[span.end : span.end + 2]}
    return not words.isdisjoint(sentence.words.parts)


def _continues(sentence: Sentence, span: Span, draft: Draft, previous: _Reading) -> bool:
    """Say whether a figure is the other end of the change before it: ", to 3.7 billion"."""
    between = sentence.doc[previous.span.end : span.start]
    if len(between) > 6 or draft.role not in _ENDS or previous.draft.role not in _ENDS or not len(between):
        return False
    if draft.kind == "count" and previous.draft.kind != "percent":
        return False
    return between[-1].lower_ in ("to", "from") and not any(token.tag_ in VERBS for token in between)


def _shared(sentence: Sentence, span: Span, readings: Sequence[_Reading]) -> str | None:
    """Give "women" where a sentence that began with their share goes on "of which political servants - 8.1%"."""
    for reading in readings:
        if reading.anchor is not None and reading.anchor.carrier is not None and reading.draft.kind == "percent":
            doc = sentence.doc
            if any(token.lower_ in sentence.words.parts for token in doc[reading.span.end : span.start]):
                return reading.anchor.noun.text
    return None


def _bare(sentence: Sentence, span: Span, draft: Draft, previous: _Reading | None) -> bool:
    """Say whether a count stands for what was counted before it: "16 in Kazakh and 16 in Russian"."""
    if previous is None or draft.kind != "count" or previous.draft.kind not in ("count", "percent"):
        return False
    between = sentence.doc[previous.span.end : span.start]
    return bool(predicate(sentence, span)) and not any(token.dep_ in ("nsubj", "nsubjpass") for token in between)


def _same_kind(readings: Sequence[_Reading], draft: Draft) -> _Reading | None:
    """Give the last place in a ranking before this one: a rank goes on with ranks."""
    found = [reading for reading in readings if reading.draft.kind == draft.kind]
    return found[-1] if found and draft.kind in ("rank", "score") else None


def _whole(sentence: Sentence, span: Span, base: _Reading) -> str | None:
    """Give "judges" for the 92 of "women among judges (9 out of 92)"."""
    before = span.doc[max(0, span.start - 2) : span.start].text.lower()
    link = f" {sentence.words.links['part']} "
    return base.item.split(link, 1)[1] if before == "out of" and link in base.item else None


def _head(phrase: str) -> str:
    """Give the head noun of a phrase: the word before its first preposition."""
    words = re.split(r"\s+(?:of|in|for|on|among|at|from|with|to)\s+", phrase)[0].split()
    return words[-1] if words else phrase


def _with_label(sentence: Sentence, anchor: Anchor, opened: int) -> str:
    """Give "meetings, ambassadors" for "ambassadors (23 meetings)"."""
    own = noun_phrase(sentence, anchor.noun)
    doc = sentence.doc
    nouns = [token for token in doc[:opened] if sentence.noun(token) and token.dep_ != "compound"]
    if not nouns or anchor.noun.i < opened:
        return own
    verbs = any(token.tag_ in ("VBD", "VBZ", "VBP") for token in doc[:opened])
    return shorten(f"{own} {noun_phrase(sentence, nouns[-1] if verbs else nouns[0])}".split())


def _inherited(sentence: Sentence, span: Span, base: _Reading) -> str:
    said = predicate(sentence, span)
    if said and base.anchor is not None:
        return shorten(f"{noun_phrase(sentence, base.anchor.noun)} {said}".split())
    return base.item
