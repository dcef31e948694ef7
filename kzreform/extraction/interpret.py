"""Read quantities in their context: bound, role, direction and status, from cues beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kzreform.extraction.find import Quantity
from kzreform.extraction.rules import TIMEOUT, Pattern, Rules
from kzreform.extraction.tense import Tense
from kzreform.records import Bound, DateBasis, Direction, Kind, Role, Status

#: How far before a figure, in characters, a cue may begin.
_REACH = 320


@dataclass(slots=True)
class Draft:
    """A figure in the making; offsets are into the block, ``sentence`` is the span of its sentence."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    pattern: str
    sentence: tuple[int, int]
    number: str = ""
    scale: str | None = None
    form: str | None = None
    bound: Bound = "exact"
    role: Role = "level"
    direction: Direction | None = None
    status: Status = "reported"
    item: str = ""
    date: str | None = None
    basis: DateBasis | None = None
    tense: Tense | None = None
    bracket: tuple[int, int] | None = None
    lean: Direction | None = None
    why: dict[str, str] = field(default_factory=dict)


class Interpreter:
    """Apply the cues of a language to the quantities of a sentence."""

    def __init__(self, rules: Rules) -> None:
        cues = rules.yielding("cue")
        self._before = [cue for cue in cues if cue.side == "before"]
        self._after = [cue for cue in cues if cue.side == "after"]
        self._change = rules.compile(r"{{change}}")
        self._changing = rules.compile(r"{{changing}}")
        self._from = rules.compile(r"(?r)(?<!\w)from{{hedge}}$")
        self._to = rules.compile(r"(?r)(?<!\w)to{{hedge}}(?:position|place|rank)?[ ]?$")
        self._restated = rules.compile(r"{{restated}}")
        self._series = rules.compile(r"{{series_step}}{{hedge}}")
        self._arrow = rules.compile(r"{{arrow}}")
        self._earlier = rules.compile(r"{{earlierword}}")
        self._now = rules.compile(r"{{nowword}}")
        self._rule_units = rules.lexicon("rule_units")
        self._by = rules.compile(r"(?r)(?<!\w)by{{hedge}}$")
        self._nounless = rules.compile(r"{{nounless}}")
        self._label = rules.compile(r"(?r){{label}}$")
        self._scored = rules.compile(r"{{scored}}")
        self._words = rules.lexicon("change_words")

    def drafts(self, text: str, sentence: tuple[int, int], quantities: Iterable[Quantity]) -> list[Draft]:
        """Give the drafts of a sentence's quantities; a range that is really a change becomes two.

        ``text`` is the block's; ``sentence`` a span of it.
        """
        drafts = [draft for quantity in quantities for draft in self._split(text, sentence, quantity)]
        for draft in drafts:
            self._read_cues(text, draft)
        self._pair_ends(text, drafts)
        self._share_units(text, drafts)
        self._then_and_now(text, drafts)
        self._compared(drafts)
        self._restate(text, drafts)
        self._go_on(text, drafts)
        self._inherit_rule(drafts)
        for draft in drafts:
            self._settle(text, draft)
        return drafts

    def _split(self, text: str, sentence: tuple[int, int], quantity: Quantity) -> list[Draft]:
        whole = _draft(quantity, sentence)
        if quantity.low is None or quantity.high is None or quantity.value_high is None:
            return [whole]
        before = text[sentence[0] : quantity.start]
        changes = "to" in text[quantity.low[1] : quantity.high[0]].lower() and self._changing.search(before)
        # "grew by 129 to 248" is a change and its end; "grows by 5 to 7 percent" is a range.
        by = changes and self._by.search(before) and quantity.kind != "percent"
        by = by and quantity.value_high >= quantity.value * Decimal("1.5")
        if not by and not (changes and self._from.search(before)) and quantity.value <= quantity.value_high:
            return [whole]
        # A currency sign before either number belongs to it: "from K15,000 to K5,000".
        sign = re.search(r"\s([^\s\w]+|[^\s\d]*[A-Z][^\s\d]*)\s?$", text[quantity.low[1] : quantity.high[0]])
        start = quantity.low[1] + sign.start(1) if sign else quantity.high[0]
        low = _draft(quantity, sentence, end=quantity.low[1], value_high=None)
        high = _draft(quantity, sentence, start=start, value=quantity.value_high, value_high=None)
        return [low, high]

    def _read_cues(self, text: str, draft: Draft) -> None:
        best: dict[str, tuple[int, Pattern]] = {}
        low = max(draft.sentence[0], draft.start - _REACH)
        for cue in self._before:
            if cue.kinds and draft.kind not in cue.kinds:
                continue
            if _hits(cue.compiled.match, text, low, draft.start):
                _vote(best, cue)
        for cue in self._after:
            if cue.kinds and draft.kind not in cue.kinds:
                continue
            if _hits(cue.compiled.match, text, draft.end, draft.sentence[1]):
                _vote(best, cue)
        for name, (_, cue) in best.items():
            if name == "role" and cue.sets and not _fits(cue.sets.role, draft):
                continue
            setattr(draft, name, getattr(cue.sets, name))
            draft.why[name] = cue.name

    def _pair_ends(self, text: str, drafts: list[Draft]) -> None:
        """Tie "from X ... to Y" together where the sentence tells of a change."""
        for first, second in zip(drafts, drafts[1:], strict=False):
            if self._arrow.fullmatch(text, first.end, second.start):
                _set_ends(first, second, "arrow")
            elif first.role == "to" and first.kind == second.kind and self._from.search(text, first.end, second.start):
                _set_ends(second, first, "to-from")
        for index, low in enumerate(drafts):
            if not self._from.search(text, low.sentence[0], low.start):
                continue
            for high in drafts[index + 1 : index + 6]:
                if high.sentence != low.sentence or not _comparable(low, high):
                    continue
                if not self._to.search(text, low.end, high.start):
                    continue
                between = text[low.end : high.start]
                if ";" in between:
                    break
                changes = self._changing.search(text, *low.sentence)
                if changes or low.value > high.value or text[: low.start].rstrip().endswith("(from"):
                    _set_ends(low, high, "from-to")
                break

    def _share_units(self, text: str, drafts: list[Draft]) -> None:
        """Give bare numbers the unit that the reader takes from the figure they stand beside.

        "285.1 billion tenge (2022 – 108.5)", "up from 7 to 5 working days", "a score of 0.76, up from 0.65".
        """
        for index, draft in enumerate(drafts):
            if draft.pattern != "count" or not self._nounless.match(text, draft.end, draft.sentence[1]):
                continue
            end = draft.role in ("from", "to")
            other = next(
                (
                    one
                    for one in reversed(drafts[:index])
                    if one.role != "change" or (end and one.kind not in ("percent", "multiple"))
                ),
                None,
            )
            if other is not None and other.kind not in ("count", "multiple", "rank") and _alike(draft, other):
                if self._tied(text, draft, other):
                    _take_unit(draft, other)
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            if draft.kind == "count" and following is not None and following.kind not in ("count", "multiple", "rank"):
                if draft.role == "from" and following.role == "to":
                    _take_unit(draft, following)
            if draft.kind == "count" and self._is_score(text, draft):
                draft.kind, draft.unit = "score", "index point"

    def _tied(self, text: str, draft: Draft, other: Draft) -> bool:
        if draft.role in ("from", "to") and draft.why.get("role") not in ("to-end",):
            return True
        between = text[other.end : draft.start]
        return len(between) < 90 and bool(self._label.search(text, other.end, draft.start))

    def _is_score(self, text: str, draft: Draft) -> bool:
        exponent = draft.value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent >= 0 or draft.scale is not None:
            return False
        low = max(0, draft.start - 400)
        return bool(self._scored.search(text, low, draft.sentence[1]))

    def _inherit_rule(self, drafts: list[Draft]) -> None:
        """Give ends of a change the status of the ends before them: "the minimum from 1,000 to 700, for ... from"."""
        rule: Draft | None = None
        for draft in drafts:
            if draft.role in ("from", "to"):
                if draft.status == "required":
                    rule = draft
                elif rule is not None and draft.status == "reported" and draft.kind == rule.kind:
                    draft.status = "required"
                    draft.why["status"] = "as the figure before"

    def _compared(self, drafts: list[Draft]) -> None:
        """Give "75.1 years compared to 73.2" both its ends."""
        for high, low in zip(drafts, drafts[1:], strict=False):
            if low.why.get("role") not in ("compared-end", "from-end"):
                continue
            if high.role == "level" and high.kind == low.kind and high.value != low.value:
                _set_ends(low, high, "compared")

    def _restate(self, text: str, drafts: list[Draft]) -> None:
        """Give "2,271 claims or 7.9%" and "1000 MCI (3 million tenge)" one role: they say the same twice."""
        for said, again in zip(drafts, drafts[1:], strict=False):
            if said.role not in ("change", "threshold") or again.role != "level" or said.kind == "multiple":
                continue
            same_unit = said.kind == again.kind and said.unit == again.unit
            if not same_unit and self._restated.fullmatch(text, said.end, again.start):
                again.role, again.direction, again.status = said.role, said.direction, said.status
                again.why["role"] = "restated"

    def _go_on(self, text: str, drafts: list[Draft]) -> None:
        """Give the shares of a series the change that opens it: "fell by 9%, infant mortality 8.45%"."""
        for said, following in zip(drafts, drafts[1:], strict=False):
            if (
                said.role != "change"
                or following.role != "level"
                or said.kind != "percent"
                or following.kind != "percent"
            ):
                continue
            if self._series.fullmatch(text, said.end, following.start):
                following.role, following.direction = "change", said.direction or self._direction(text, said)
                following.why["role"] = "series"

    def _then_and_now(self, text: str, drafts: list[Draft]) -> None:
        """Tie "previously 70%, now only 50%" together."""
        for index, low in enumerate(drafts):
            for high in drafts[index + 1 : index + 2]:
                if low.role != "level" or high.role != "level" or low.kind != high.kind or low.value == high.value:
                    continue
                first = text[max(low.sentence[0], low.start - 90) : low.start]
                between = text[low.end : high.start]
                if self._earlier.search(first) and self._now.search(between):
                    _set_ends(low, high, "then and now")
                elif self._now.search(first) and self._earlier.search(between):
                    _set_ends(high, low, "then and now")

    def _settle(self, text: str, draft: Draft) -> None:
        if draft.kind == "multiple":
            draft.lean = "up"
        if draft.kind == "multiple" and draft.role == "level":
            draft.role = "change"
            draft.why["role"] = f"kind {draft.kind}"
        if draft.form == "total":
            draft.role = "total"
        if draft.status == "reported" and (draft.unit or "").lower() in self._rule_units:
            draft.status = "required"
            draft.why["status"] = f"unit {draft.unit}"
            if draft.role == "level":
                draft.role = "threshold"
                draft.why["role"] = f"unit {draft.unit}"
        if draft.role not in ("change", "from", "to"):
            draft.direction = None
        elif draft.direction is None:
            draft.direction = self._direction(text, draft) or draft.lean
            if draft.direction is None:
                draft.role = "level" if draft.status != "required" else "threshold"

    def _direction(self, text: str, draft: Draft) -> Direction | None:
        own = self._words.get(text[draft.start : draft.end].lower())
        if own in ("up", "down"):
            draft.why["direction"] = text[draft.start : draft.end]
            return "up" if own == "up" else "down"
        found = [match for match in self._changing.finditer(text, draft.sentence[0], draft.start)]
        near = [match for match in self._change.finditer(text, draft.end, min(draft.sentence[1], draft.end + 40))]
        loose = [match for match in self._change.finditer(text, draft.sentence[0], draft.start)]
        for match in (
            *found[-1:],
            *near[:1],
            *loose[-1:],
            *self._changing.finditer(text, draft.end, draft.sentence[1]),
        ):
            if (word := self._words.get(match.group().lower())) in ("up", "down"):
                draft.why["direction"] = match.group()
                return "up" if word == "up" else "down"
        return None


def _set_ends(low: Draft, high: Draft, why: str) -> None:
    """Make two drafts the ends of a change; the values tell its direction, but a better rank is a smaller number."""
    low.role, high.role = "from", "to"
    low.why["role"] = high.why["role"] = why
    if low.value == high.value:
        return
    if low.kind == "rank":
        # Unless the text says otherwise, a smaller number is a better rank.
        low.lean = high.lean = "up" if high.value < low.value else "down"
    else:
        low.direction = high.direction = "up" if high.value > low.value else "down"


def set_labelled_ends(drafts: list[Draft]) -> None:
    """Make two figures with dates of their own, in brackets after a change, its ends.

    "increased 9 times (in 2022 - 10.6 billion tenge, in 2023 - 91.3 billion tenge)".
    """
    for index, change in enumerate(drafts):
        if change.role != "change":
            continue
        rest = [draft for draft in drafts[index + 1 :] if draft.bracket is not None]
        rest = [draft for draft in rest if draft.bracket == rest[0].bracket and draft.basis == "stated"]
        ends = [draft for draft in rest if rest and draft.kind == rest[0].kind and draft.unit == rest[0].unit]
        if len(ends) != 2 or any(draft.role != "level" for draft in ends) or ends[0].date == ends[1].date:
            continue
        low, high = sorted(ends, key=lambda draft: draft.date or "")
        _set_ends(low, high, "labelled ends")
        if change.date is None or change.basis != "stated":
            change.date, change.basis = high.date, high.basis


def _take_unit(draft: Draft, other: Draft) -> None:
    draft.kind, draft.unit = other.kind, other.unit
    draft.why["unit"] = "shared"
    if other.scale and draft.scale is None and draft.value < 1000 and other.value >= 1000:
        power = Decimal(10) ** (3 * ((other.value.adjusted()) // 3))
        # The scale word of the other figure holds for this one: "285.1 billion tenge (2022 – 108.5)".
        factor = min((scale for scale in _SCALES if other.scale.startswith(scale)), key=len, default=None)
        draft.value *= _SCALES[factor] if factor else power
        draft.scale = other.scale


def _alike(draft: Draft, other: Draft) -> bool:
    """Say whether a bare number can have the other's unit: a share stays below some hundreds."""
    return other.kind not in ("percent", "duration", "score") or (draft.value < 300 and draft.scale is None)


_SCALES = {
    "th": Decimal(1000),
    "k": Decimal(1000),
    "m": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
}


def _draft(quantity: Quantity, sentence: tuple[int, int], **changes: Any) -> Draft:
    fields = {
        name: getattr(quantity, name)
        for name in ("start", "end", "kind", "value", "value_high", "unit", "pattern", "number", "scale", "form")
    }
    return Draft(sentence=sentence, **{**fields, **changes})


def _hits(search: Any, text: str, start: int, end: int) -> bool:
    try:
        return search(text, start, end, timeout=TIMEOUT) is not None
    except TimeoutError:
        return False


def _vote(best: dict[str, tuple[int, Pattern]], cue: Pattern) -> None:
    sets = cue.sets
    if sets is None:
        return
    for name in ("bound", "role", "direction", "status"):
        if getattr(sets, name) is not None and (name not in best or best[name][0] < sets.weight):
            best[name] = (sets.weight, cue)


def _fits(role: Role | None, draft: Draft) -> bool:
    """Say whether a role suits the kind: a rank is never a whole, an age never a change."""
    if role == "change":
        return draft.kind != "rank" or draft.pattern == "rank-change"
    if role == "total":
        return draft.kind not in ("rank", "multiple")
    if role == "threshold":
        return draft.kind != "multiple"
    return True


def _comparable(low: Draft, high: Draft) -> bool:
    return low.kind == high.kind or {low.kind, high.kind} <= {"count", "money", "duration", "score"}
