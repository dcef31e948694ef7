"""What a figure is about: its counted noun and a short noun phrase, from the parsed sentence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzreform.extraction.anchor import find
from kzreform.extraction.choose import Chooser
from kzreform.extraction.clause import SUBJECTS, VERBS, Anchor, Sentence, Words, bracket, list_mark, topic_of
from kzreform.extraction.counting import Counting, Reading, share_ends
from kzreform.extraction.draft import Draft
from kzreform.extraction.features import Case
from kzreform.extraction.lasting import Lasting
from kzreform.extraction.nouns import singular
from kzreform.extraction.phrase import noun_phrase
from kzreform.extraction.predicate import predicate
from kzreform.extraction.rules import Rules
from kzreform.extraction.wording import MAX_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_ENDS = frozenset(("from", "to", "change"))
#: How an anchor is found that does not stand beside its figure.
_LOOSE = frozenset(("label", "segment", "head", "subject", "object"))
_NAMES = frozenset(("NNP", "NNPS"))
#: How many figures before are asked what they are about.
_NEAR = 6


@dataclass(slots=True)
class Context:
    """What a document has told so far: the topic of the last sentence with figures."""

    item: str = ""
    unit: str | None = None
    #: What was counted last by its own noun.
    counted: str | None = None


class Reader:
    """Give drafts their counted noun and their item from the parse of their sentence."""

    def __init__(self, rules: Rules, chooser: Chooser | None = None) -> None:
        self._rules = rules
        self._chooser = chooser or Chooser.of(rules.language)
        self._words = Words.of(rules)
        self._lasting = Lasting.of(rules)
        self._counting = Counting(rules)

    def read(self, doc: Doc, offset: int, drafts: Sequence[Draft], context: Context | None = None) -> None:
        """Fill ``unit`` and ``item`` of a sentence's drafts; ``offset`` is where the sentence begins in its block.

        ``context`` carries the topic from sentence to sentence of a document; it is brought up to date.
        """
        context = context or Context()
        spans = [doc.char_span(draft.start - offset, draft.end - offset, alignment_mode="expand") for draft in drafts]
        numbers = {token.i for span in spans if span is not None for token in span}
        text = doc.text
        numbers |= list_mark(doc, text)
        sentence = Sentence(doc, text, numbers, self._words)
        parsed = doc.has_annotation("DEP")
        readings: list[Reading] = []
        for draft, span in zip(drafts, spans, strict=True):
            if span is None:
                continue
            if parsed:
                reading = self._read(sentence, span, draft, readings, context)
                glued = self._counting.glued(span, draft.start - offset, draft.end - offset, readings)
                if glued is not None and draft.kind == "count":
                    reading.unit, reading.own = glued, True
                readings.append(reading)
                if draft.kind == "count" and draft.unit is None:
                    draft.unit = reading.unit or None
        items = self._chooser.choose([reading.case for reading in readings])
        for reading, item in zip(readings, items, strict=True):
            lasts = reading.draft.kind == "duration"
            reading.draft.item = self._lasting.item(sentence, reading.span, item) if lasts else item
        for draft, span in zip(drafts, spans, strict=True):
            if span is None:
                continue
            if not draft.item or (draft.kind == "count" and draft.unit is None):
                self._read_plain(doc, span, draft)
        share_ends(readings)
        context.counted = self._counting.meant(readings[:1]) or self._counting.meant(readings) or context.counted
        if readings and items[0]:
            context.item, context.unit = items[0], readings[0].unit

    def lead(self, doc: Doc, context: Context) -> None:
        """Take the topic of a line that leads to bare figures: "Registered companies by year:"."""
        text = doc.text
        sentence = Sentence(doc, text, list_mark(doc, text), self._words)
        nouns = [token for token in doc if sentence.noun(token) and not sentence.empty(token)]
        if doc.has_annotation("DEP") and nouns:
            topic = topic_of(sentence, next((noun for noun in nouns if noun.dep_ == "ROOT"), nouns[0]), "lead").noun
            context.item = noun_phrase(sentence, topic)
            context.unit = context.counted = self._counting.named(topic)

    def _read(
        self, sentence: Sentence, span: Span, draft: Draft, readings: Sequence[Reading], context: Context
    ) -> Reading:
        previous = readings[-1] if readings else None
        opened = bracket(sentence, span)
        host = _host(readings, opened)
        after = previous.span if previous else None
        anchor = found = find(sentence, span, draft.kind, after, draft.role in _ENDS)
        if (
            anchor is not None
            and anchor.how in ("segment", "head", "subject", "object")
            and _bare(sentence, span, draft, previous)
        ):
            anchor = None
        if previous is not None and _continues(sentence, span, draft, previous):
            anchor = None
        if anchor is not None and opened is not None and host is not None:
            # What stands in a bracket is of its host, unless a noun in the bracket says otherwise.
            closed = next((token.i for token in span.doc[span.end :] if token.text in ")]"), len(span.doc))
            if not opened <= anchor.noun.i < closed:
                anchor = None
        if draft.kind == "count" and opened is not None and host is None and (found is None or found.how in _LOOSE):
            noun = self._counting.quantified(sentence, opened)
            anchor = found = Anchor(noun, "quantified", None, noun) if noun is not None else anchor
        part = previous is not None and _part(sentence, span, previous)
        whole_before = _count_before(readings) if draft.kind == "count" else None
        if part and anchor is not None and whole_before is not None and anchor.how in _LOOSE:
            # "1,380 services are listed in the register, of which 1,271": services again.
            anchor = None
        if anchor is None or sentence.vague(anchor.noun):
            unit = singular(anchor.noun.text, self._rules) if anchor and anchor.how == "counted" else ""
            again = whole_before if part or (host is not None and host.draft.role == "change") else None
            base = _same_kind(readings, draft) or again or host or previous
            if base is not None:
                whole = _whole(sentence, span, base)
                anchor, unit = (whole, self._unit(whole)) if whole else (base.anchor, unit or base.unit)
            elif anchor is None:
                unit = context.unit or ""
        else:
            unit = self._unit(anchor)
            if draft.kind == "count" and anchor.how in _LOOSE and anchor.unit is None and anchor.noun.tag_ in _NAMES:
                # "Astana (51) and Almaty (49)": names count nothing, the text before tells what is.
                unit = (whole_before.unit if whole_before else None) or context.unit or unit
        if draft.kind == "count":
            unit = self._counted(sentence, span, draft, found, readings, context) or unit
        own = found is not None and (found.how == "counted" or (found.unit is not None and found.how != "share"))
        earlier = frozenset(reading.anchor.noun.i for reading in readings[-_NEAR:] if reading.anchor)
        case = Case(sentence, span, draft.kind, anchor, context.item, earlier, part)
        return Reading(draft, span, case, unit, anchor, own)

    def _counted(
        self,
        sentence: Sentence,
        span: Span,
        draft: Draft,
        found: Anchor | None,
        readings: Sequence[Reading],
        context: Context,
    ) -> str | None:
        """Give what a count counts by its own words; ``found`` is the anchor as the parse has it."""
        if found is not None and found.how == "counted":
            return self._counting.named(found.noun)
        if found is not None and found.unit is not None and found.how != "share":
            return self._counting.named(found.unit)
        stands = self._counting.stands_for(sentence, span)
        if not isinstance(stands, bool):
            return self._counting.named(stands)
        if stands:
            before = _count_before(readings)
            return self._counting.meant(readings) or (before.unit if before else context.counted or context.unit)
        return self._counting.left_out(sentence, span, draft, found, readings)

    def _unit(self, anchor: Anchor) -> str:
        """Give what is counted; of a share, those who hold it."""
        return self._counting.named(anchor.noun if anchor.how == "share" else anchor.unit or anchor.noun)

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
            draft.item = self._words.wording.fold(" ".join(token.text for token in words))

    def _plural(self, words: Sequence[Token]) -> str | None:
        """Give the singular of the first plural before a function word, else of the first word."""
        run = list(itertools.takewhile(lambda token: not token.is_stop, words))
        for token in run:
            if (single := singular(token.text, self._rules)) != token.lower_:
                return single
        return singular(run[0].text, self._rules) if run else None


def _host(readings: Sequence[Reading], opened: int | None) -> Reading | None:
    """Give the figure that a bracket explains: the last one before it."""
    if opened is None:
        return None
    found = [reading for reading in readings if reading.span.end <= opened]
    return found[-1] if found else None


def _part(sentence: Sentence, span: Span, previous: Reading) -> bool:
    """Say whether a figure is a part of the one before it: "including", "of which", "of them"."""
    doc = span.doc
    start = previous.span.end
    if start < len(doc) and doc[start].lower_ == sentence.words.links["of"]:
        start += 2  # "1,390 of them for a population of 37.5 million"
    words = {token.lower_ for token in doc[start : span.start]}
    words |= {token.lower_ for token in doc[span.end : span.end + 2]}
    return not words.isdisjoint(sentence.words.parts)


def _continues(sentence: Sentence, span: Span, draft: Draft, previous: Reading) -> bool:
    """Say whether a figure is the other end of the change before it: ", to 3.7 billion"."""
    between = sentence.doc[previous.span.end : span.start]
    if len(between) > 6 or draft.role not in _ENDS or previous.draft.role not in _ENDS or not len(between):
        return False
    if draft.kind == "count" and previous.draft.kind != "percent":
        return False
    return between[-1].lower_ in sentence.words.ends and not any(token.tag_ in VERBS for token in between)


def _bare(sentence: Sentence, span: Span, draft: Draft, previous: Reading | None) -> bool:
    """Say whether a count stands for what was counted before it: "16 in Kazakh and 16 in Russian"."""
    if previous is None or draft.kind != "count" or previous.draft.kind not in ("count", "percent"):
        return False
    between = sentence.doc[previous.span.end : span.start]
    return bool(predicate(sentence, span)) and not any(token.dep_ in SUBJECTS for token in between)


def _count_before(readings: Sequence[Reading]) -> Reading | None:
    """Give the last count before; those that change by an amount count the same."""
    return next((reading for reading in reversed(readings) if reading.draft.kind == "count" and reading.unit), None)


def _same_kind(readings: Sequence[Reading], draft: Draft) -> Reading | None:
    """Give the last place in a ranking before this one: a rank goes on with ranks."""
    found = [reading for reading in readings if reading.draft.kind == draft.kind]
    return found[-1] if found and draft.kind in ("rank", "score") else None


def _whole(sentence: Sentence, span: Span, base: Reading) -> Anchor | None:
    """Give "judges" for the 92 of "women among judges make up 10% (9 out of 92)"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    if base.anchor is None or len(before) < 2 or not all(token.lower_ in sentence.words.ties for token in before):
        return None
    near = [token for noun in (base.anchor.noun, base.anchor.carrier) if noun is not None for token in noun.rights]
    part = sentence.words.links["part"]
    inner = [token for child in near if child.lower_ == part for token in child.children if sentence.noun(token)]
    whole = base.anchor.unit if base.anchor.how == "share" else inner[0] if inner else None
    return None if whole is None else Anchor(whole, "whole")
