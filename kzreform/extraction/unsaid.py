"""Units that a number leaves to a figure told before it: "raised from 54,000 tenge ... and will reach 115,000"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING

from kzreform.extraction.draft import Draft
from kzreform.extraction.lending import Lending, alike, lends
from kzreform.extraction.network import UNIT_FILE, load
from kzreform.extraction.numbers import read_number
from kzreform.extraction.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: So many figures with units are weighed, of the sentence and of those before it.
_MANY = 4
#: So many figures before a number are looked at, and so many words above one.
_REACH, _DEEP = 24, 24
#: How near, in characters, a part stands to its whole.
_BESIDE = 20
#: So many passages before the sentence are looked at.
_BACK = 3
#: So many words before a number are told of.
_NEAR = 5
_CONTENT = frozenset("NVJR")
_SUBJECTS = ("nsubj", "nsubjpass")
_COUNTED = ("nummod", "compound", "amod")


@dataclass(slots=True)
class Number:
    """A number that counts nothing which stands behind it, and the figures whose unit it may have.

    ``names`` has what is told of each of ``lenders``, and last of its being a count.
    """

    draft: Draft
    lenders: list[Draft]
    names: list[list[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that was read, with its drafts, where it begins in its block, and which block that is."""

    doc: Doc
    offset: int
    drafts: Sequence[Draft]
    block: object


class Unsaid:
    """Give bare numbers the units of figures before them, as far as a network that weighs them says so."""

    def __init__(self, rules: Rules, language: str) -> None:
        self._rules, self._lending = rules, Lending(rules)
        self._by = rules.compile(r"(?r){{byword}}{{hedge}}$")
        self._network = load(language, UNIT_FILE)

    def read(self, told: Told, before: Sequence[Told]) -> None:
        """Give the bare numbers of a sentence units; ``before`` are the sentences with figures before it."""
        for number in self.numbers(told, before[-_BACK:]):
            self.settle(number)

    def settle(self, number: Number) -> None:
        """Give a number the unit of the figure that weighs most, or none if its being a count does."""
        network = self._network
        if network is None:
            return
        rows = network.vocabulary.rows
        [place] = network.best([[rows(names) for names in number.names]], [[]])
        if place < len(number.lenders):
            self._lending.take(number.draft, number.lenders[place])
            number.draft.why["unit"] = "of a figure before"

    def numbers(self, told: Told, before: Sequence[Told]) -> Iterator[Number]:
        """Give the bare numbers of a sentence that has, or follows, figures with units."""
        doc, offset, drafts = told.doc, told.offset, told.drafts
        if not doc.has_annotation("TAG"):
            return
        earlier = [(one, draft) for one in before for draft in one.drafts[-_REACH:]]
        for index, draft in enumerate(drafts):
            if draft.kind != "count" or not draft.pattern.startswith("count"):
                continue
            span = doc.char_span(draft.start - offset, draft.end - offset, alignment_mode="expand")
            if span is None or _counts(doc, span) or _is_part(drafts, index):
                continue
            here = [(told, other) for other in drafts[max(0, index - _REACH) : index]]
            nearest = [*earlier, *here][: -_REACH - 1 : -1]
            lenders = [
                (steps, other)
                for steps, other in self._lenders(draft, nearest, drafts[index + 1 : index + 2])
                if not self._is_made_up(told, draft, other)
            ]
            if lenders:
                yield self._weighed(told, span, draft, nearest, lenders)

    def _lenders(
        self, draft: Draft, nearest: Sequence[tuple[Told, Draft]], after: Sequence[Draft]
    ) -> Iterator[tuple[int, Draft]]:
        """Give the figures that a bare number may have its unit of, one of each unit, and how far back each is."""
        met: set[tuple[str, str | None]] = set()
        places = [*enumerate((other for _, other in nearest), start=1), *((-1, other) for other in after)]
        for steps, other in places:
            unit = (other.kind, other.unit)
            if lends(other) and unit not in met and alike(draft, other) and self._whole(other):
                met.add(unit)
                yield steps, other
            if len(met) == _MANY:
                return

    def _whole(self, other: Draft) -> bool:
        """Say whether a figure is in the unit that it was told in: "25 basis points" are a quarter of a point."""
        if other.kind != "percent" or not other.number:
            return True
        return read_number(other.number, self._rules) in (None, abs(other.value), other.value_high)

    def _is_made_up(self, told: Told, draft: Draft, other: Draft) -> bool:
        """Say whether a change stands before a bracket with what makes it: "by 89% (2022: 100, 2023: 11)"."""
        if other.kind != "percent" or not told.offset <= other.end <= draft.start:
            return False
        text = told.doc.text
        if other.role != "change" and not self._by.search(text, 0, other.start - told.offset):
            return False
        opened = text.find("(", other.end - told.offset, draft.start - told.offset)
        closed = text.find(")", opened)
        if opened < 0 or 0 <= closed < draft.start - told.offset:
            return False
        end = len(text) if closed < 0 else closed
        return sum(opened <= one.start - told.offset < end for one in told.drafts) > 1

    def _weighed(
        self,
        told: Told,
        span: Span,
        draft: Draft,
        nearest: Sequence[tuple[Told, Draft]],
        lenders: Sequence[tuple[int, Draft]],
    ) -> Number:
        own = [*_of_number(told.doc, span, draft), *_count_before([other for _, other in nearest], draft)]
        names = []
        for steps, other in lenders:
            place = told if steps < 0 else nearest[steps - 1][0]
            where = "here" if place is told else "block" if place.block is told.block else "before"
            row = [*self._of_lender(draft, other, steps, where), *_tied(told, span, other, place)]
            row += [f"{other.kind} {name}" for name in own]
            row += [f"{where} {name}" for name in own if name.startswith(("before", "dep", "after"))]
            names.append(row)
        about = (*own, *_about(told.doc, span))
        names.append(["nothing", f"nothing {len(lenders)}", *(f"nothing {name}" for name in about)])
        return Number(draft, [other for _, other in lenders], names)

    def _of_lender(self, draft: Draft, other: Draft, steps: int, where: str) -> Iterator[str]:
        taken = self._lending.taken(draft, other)
        size = _size(taken, other.value)
        yield other.kind
        yield where
        yield f"steps {max(-1, min(steps, 4))}"
        yield f"{where} steps {max(-1, min(steps, 3))}"
        yield f"{other.kind} {where}"
        yield f"size {size}"
        yield f"{other.kind} size {size}"
        yield f"roles {other.role} {draft.role}"
        yield f"scales {bool(other.scale)} {bool(draft.scale)} {taken != draft.value}".lower()
        if where == "here" and draft.start > other.end:
            yield f"apart {min((draft.start - other.end) // 15, 8)}"


def _of_number(doc: Doc, span: Span, draft: Draft) -> Iterator[str]:
    """Tell of a number and the words about it."""
    start, end = span.start, span.end
    before = [token.lower_ for token in doc[max(0, start - 2) : start]]
    after = [token.lower_ for token in doc[end : end + 2]]
    yield f"before {before[-1] if before else '^'}"
    yield f"before two {' '.join(before)}"
    yield f"after {after[0] if after else '$'}"
    yield f"after two {' '.join(after)}"
    if end < len(doc):
        yield f"after tag {doc[end].tag_[:2]}"
    if start:
        yield f"before tag {doc[start - 1].tag_[:2]}"
    root = span.root
    yield f"dep {root.dep_}"
    yield f"dep {root.dep_} {root.head.tag_[:1]}"
    yield f"over {root.head.lemma_.lower()}"
    if root.dep_ == "pobj":
        yield f"above {root.head.head.lemma_.lower()}"
    fraction = draft.value != draft.value.to_integral_value()
    yield f"fraction {fraction} scale {bool(draft.scale)}".lower()
    yield f"digits {len(str(int(draft.value)))}"
    yield "word" if not draft.number[:1].isdigit() else "figure"
    yield f"role {draft.role}"


def _count_before(nearest: Sequence[Draft], draft: Draft) -> Iterator[str]:
    """Tell of the nearest count before a number: whether the number may go on with what it counts."""
    for steps, other in enumerate(nearest[:_MANY], start=1):
        if other.kind == "count":
            here = "here" if other.sentence == draft.sentence else "before"
            yield f"count {here} {steps}"
            yield f"count {here} size {_size(draft.value, other.value)}"
            return
    yield "no count"


def _about(doc: Doc, span: Span) -> Iterator[str]:
    """Tell of the clause of a number: its verb, its subject, the words about it."""
    verb = _verb(span.root)
    subject = None if verb is None else _subject(verb)
    if verb is not None:
        yield f"verb {verb.lemma_.lower()}"
    if subject is not None:
        yield f"subject {subject.lemma_.lower()}"
        yield f"subject tag {subject.tag_}"
    for token in doc[max(0, span.start - _NEAR) : span.end + 3]:
        if token.tag_[0] in _CONTENT and not span.start <= token.i < span.end:
            yield f"near {token.lemma_.lower()}"


def _tied(told: Told, span: Span, other: Draft, whose: Told) -> Iterator[str]:
    """Tell whether the lender's clause is like the number's: the same verb, the same preposition."""
    theirs = whose.doc.char_span(other.start - whose.offset, other.end - whose.offset, alignment_mode="expand")
    if theirs is None:
        return
    mine, its = _verb(span.root), _verb(theirs.root)
    if mine is not None and its is not None:
        yield f"verb {mine is its}" if whose is told else f"verb like {mine.lemma_ == its.lemma_}"
        first, second = _subject(mine), _subject(its)
        if first and second:
            yield f"subject like {first.lemma_ == second.lemma_}"
    yield f"dep like {span.root.dep_ == theirs.root.dep_}"
    if theirs.start and span.start:
        yield f"preposition like {told.doc[span.start - 1].lower_ == whose.doc[theirs.start - 1].lower_}"
    if theirs.end < len(whose.doc):
        yield f"lender after {whose.doc[theirs.end].lower_}"


def _verb(token: Token) -> Token | None:
    for above in islice(chain((token,), token.ancestors), _DEEP):
        if above.tag_[0] == "V":
            return above
    return None


def _subject(verb: Token) -> Token | None:
    for above in islice(chain((verb,), verb.ancestors), _DEEP):
        for child in above.lefts:
            if child.dep_ in _SUBJECTS:
                return child
    return None


def _counts(doc: Doc, span: Span) -> bool:
    """Say whether a number stands before what it counts."""
    root = span.root
    head = root.head
    if root.dep_ not in _COUNTED or not span.end <= head.i < span.end + 4:
        return False
    return not any(token.is_punct for token in doc[span.end : head.i])


def _is_part(drafts: Sequence[Draft], index: int) -> bool:
    """Say whether a number is a part or a whole that are counted: "7% of the schools, 13 out of 200"."""
    draft = drafts[index]
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if following is not None and following.kind == "count" and following.role == "total":
        return following.start - draft.end < _BESIDE
    before = drafts[index - 1] if index else None
    return draft.role == "total" and before is not None and before.kind == "count"


def _size(taken: Decimal, value: Decimal) -> str:
    if not value or not taken:
        return "nought"
    share = abs(taken / value)
    for most in ("0.01", "0.1", "0.5", "2", "10", "100"):
        if share < Decimal(most):
            return most
    return "more"
