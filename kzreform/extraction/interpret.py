"""Read quantities in their context: bound, role, direction and status, from cues beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kzreform.extraction.find import Quantity
from kzreform.extraction.rules import TIMEOUT, Pattern, Rules
from kzreform.records import Bound, DateBasis, Direction, Kind, Role, Status

#: How far before a figure, in characters, a cue may begin.
_REACH = 220


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
        self._words = rules.lexicon("change_words")

    def drafts(self, text: str, sentence: tuple[int, int], quantities: Iterable[Quantity]) -> list[Draft]:
        """Give the drafts of a sentence's quantities; a range that is really a change becomes two.

        ``text`` is the block's; ``sentence`` a span of it.
        """
        drafts = [draft for quantity in quantities for draft in self._split(text, sentence, quantity)]
        for draft in drafts:
            self._read_cues(text, draft)
        self._pair_ends(text, drafts)
        for draft in drafts:
            self._settle(text, draft)
        return drafts

    def _split(self, text: str, sentence: tuple[int, int], quantity: Quantity) -> list[Draft]:
        whole = _draft(quantity, sentence)
        if quantity.low is None or quantity.high is None or quantity.value_high is None:
            return [whole]
        before = text[sentence[0] : quantity.start]
        from_to = bool(self._from.search(before)) and "to" in text[quantity.low[1] : quantity.high[0]].lower()
        changes = from_to and self._changing.search(before)
        if not changes and quantity.value <= quantity.value_high:
            return [whole]
        low = _draft(quantity, sentence, start=quantity.low[0], end=quantity.low[1], value_high=None)
        high = _draft(quantity, sentence, start=quantity.high[0], value=quantity.value_high, value_high=None)
        return [low, high]

    def _read_cues(self, text: str, draft: Draft) -> None:
        best: dict[str, tuple[int, Pattern]] = {}
        low = max(draft.sentence[0], draft.start - _REACH)
        for cue in self._before:
            if _hits(cue.compiled.search, text, low, draft.start):
                _vote(best, cue)
        for cue in self._after:
            if _hits(cue.compiled.match, text, draft.end, draft.sentence[1]):
                _vote(best, cue)
        for name, (_, cue) in best.items():
            if name == "role" and cue.sets and not _fits(cue.sets.role, draft):
                continue
            setattr(draft, name, getattr(cue.sets, name))
            draft.why[name] = cue.name

    def _pair_ends(self, text: str, drafts: list[Draft]) -> None:
        """Tie "from X ... to Y" together where the sentence tells of a change."""
        for index, low in enumerate(drafts):
            if low.role in ("total",) or not self._from.search(text, low.sentence[0], low.start):
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
                    low.role, high.role = "from", "to"
                    low.why["role"] = high.why["role"] = "from-to"
                break

    def _settle(self, text: str, draft: Draft) -> None:
        if draft.kind == "multiple" and draft.role == "level":
            draft.role = "change"
            draft.why["role"] = f"kind {draft.kind}"
        if draft.form == "total":
            draft.role = "total"
        if draft.role not in ("change", "from", "to"):
            draft.direction = None
        elif draft.direction is None:
            draft.direction = self._direction(text, draft)
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
        for match in (*found[-1:], *near[:1], *loose[-1:], *self._changing.finditer(text, draft.end, draft.sentence[1])):
            if (word := self._words.get(match.group().lower())) in ("up", "down"):
                draft.why["direction"] = match.group()
                return "up" if word == "up" else "down"
        return None


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
        return draft.kind != "rank"
    if role == "total":
        return draft.kind not in ("rank", "multiple")
    return True


def _comparable(low: Draft, high: Draft) -> bool:
    return low.kind == high.kind or {low.kind, high.kind} <= {"count", "money", "duration", "score"}
