"""Read quantities in their context: bound, role, direction and status, from cues beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kzreform.extraction.draft import Draft, draft_of
from kzreform.extraction.ends import Ends
from kzreform.extraction.find import Quantity
from kzreform.extraction.fold import fold
from kzreform.extraction.hints import Hints
from kzreform.extraction.needs import Needs
from kzreform.extraction.rules import Pattern, Rules
from kzreform.extraction.sharing import Sharing
from kzreform.records import Direction, Role

#: How far before a figure, in characters, a cue may begin; how far after it a word may tell its direction.
_REACH, _CLOSE = 320, 40
#: The weight under which a cue tells of a rule only together with its role.
_WEAK = 10
_CHANGES = frozenset(("change", "from", "to"))
#: Kinds of figures that may be negative.
_SIGNED = frozenset(("percent", "money", "count", "measure", "score"))

#: What is noted of a change that is read from a sign.
_SIGN = "sign"


class Interpreter:
    """Apply the cues of a language to the quantities of a sentence."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        cues = rules.yielding("cue")
        hints = Hints(rules.lexicons, rules.snippets)
        self._cues = cues
        self._needs = Needs([hints.of(cue.regex).needs for cue in cues])
        self._change = rules.compile(r"{{change}}")
        self._changing = rules.compile(r"{{changing}}")
        self._from = rules.compile(r"(?r){{fromword}}{{hedge}}$")
        self._shifting = rules.compile(r"{{shifting}}")
        self._compared = rules.compile(r"{{comparedwith}}")
        self._exceeding = rules.compile(r"(?r){{exceeding}}")
        self._joins = rules.compile(r"{{tojoin}}")
        self._moved = rules.compile(r"(?r){{changing}}{{hedge}}$")
        self._part_of = rules.compile(r"{{partof}}")
        self._negative = rules.compile(r"(?r){{negative}}")
        self._rule_units = rules.lexicon("rule_units")
        self._by = rules.compile(r"(?r){{byword}}{{hedge}}$")
        self._words = rules.lexicon("change_words")
        self._ends, self._sharing = Ends(rules), Sharing(rules)

    def drafts(
        self, text: str, sentence: tuple[int, int], quantities: Iterable[Quantity], previous: Sequence[Draft] = ()
    ) -> list[Draft]:
        """Give the drafts of a sentence's quantities; a range that is really a change becomes two.

        ``text`` is the block's; ``sentence`` a span of it; ``previous`` are the drafts of the sentence before it.
        """
        drafts = [draft for quantity in quantities for draft in self._split(text, sentence, quantity)]
        folded = fold(text[slice(*sentence)])
        met = self._needs.met(folded)
        cues = [cue for order, cue in enumerate(self._cues) if met >> order & 1]
        for draft in drafts:
            self._read_cues(text, draft, cues)
        self._ends.read(text, drafts)
        self._sharing.read(text, drafts, previous)
        for draft in drafts:
            self._settle(text, draft)
        self._sharing.go_on(text, drafts)
        return drafts

    def _split(self, text: str, sentence: tuple[int, int], quantity: Quantity) -> list[Draft]:
        whole = self._signed(text, draft_of(quantity, sentence))
        if quantity.low is None or quantity.high is None or quantity.value_high is None:
            return [whole]
        before = text[sentence[0] : quantity.start]
        changes = self._joins.search(text, quantity.low[1], quantity.high[0]) and (
            self._changing.search(before) or self._shifting.search(before)
        )
        # "grew by 129 to 248" is a change and its end; "grows by 5 to 7 percent" is a range.
        by = changes and self._by.match(before) and quantity.kind != "percent"
        by = by and quantity.value_high >= quantity.value * Decimal("1.5")
        # "Oil gained $1.35 to $82.11"; but "prices rose $5 to $8 a ton".
        by = by or (
            quantity.kind == "money" and quantity.value_high >= 4 * quantity.value and self._moved.search(before)
        )
        if not by and not (changes and self._from.match(before)) and whole.value <= quantity.value_high:
            return [whole]
        # The sign of a currency or a share goes with either number: "from K15,000 to K5,000", "from 31% to 34%".
        join = self._joins.search(text, quantity.low[1], quantity.high[0])
        ends, begins = join.span() if join else (quantity.low[1], quantity.high[0])
        low = replace(whole, end=ends, value_high=None)
        high = draft_of(quantity, sentence, start=begins, value=quantity.value_high, value_high=None)
        return [low, high]

    def _signed(self, text: str, draft: Draft) -> Draft:
        """Take the sign before a number with it."""
        if draft.kind not in _SIGNED or draft.value <= 0:
            return draft
        sign = self._negative.match(text, draft.sentence[0], draft.start)
        if sign is None:
            return draft
        return replace(draft, start=sign.start(), value=-draft.value, unsigned=draft.start)

    def _read_cues(self, text: str, draft: Draft, cues: Iterable[Pattern]) -> None:
        best: dict[str, tuple[int, Pattern]] = {}
        plan: str | None = None
        low = max(draft.sentence[0], draft.start - _REACH)
        limit = self._rules.limit(len(text))
        for cue in cues:
            if cue.kinds and draft.kind not in cue.kinds:
                continue
            span = (low, draft.start) if cue.side == "before" else (draft.end, draft.sentence[1])
            if _hits(cue.compiled.match, text, *span, limit):
                _vote(best, cue)
                if cue.sets is not None and cue.sets.status == "planned":
                    plan = cue.name
        for name, (weight, cue) in best.items():
            unfit = cue.sets is not None and not _fits(cue.sets.role, draft)
            if unfit and (name == "role" or (name == "status" and weight < _WEAK)):
                if name == "status" and plan is not None:
                    draft.status, draft.why["status"] = "planned", plan
                continue
            if (
                name == "role"
                and cue.side == "after"
                and cue.sets
                and cue.sets.role == "total"
                and _in_bracket(text, draft)
            ):
                # "31,123 claims, of which ... (in 2022, 28,852, of which ...)": the earlier one to compare with.
                continue
            setattr(draft, name, getattr(cue.sets, name))
            draft.why[name] = cue.name
        draft.plan = plan
        if "role" not in best and self._looks_changed(text, draft):
            draft.role, draft.direction = "change", "down"
            draft.why["role"] = draft.why["direction"] = _SIGN
        if (
            draft.role == "threshold"
            and draft.status == "planned"
            and draft.bound not in ("at_least", "at_most")
            and "status" in best
            and best["status"][0] > best["role"][0]
        ):
            # "They would have to pass 20 laws": what is to be done once is no rule.
            draft.role = "level"

    def _looks_changed(self, text: str, draft: Draft) -> bool:
        """Say whether a negative number that no word tells of is a change: "GDP: -2.5%", but not "(-1.8% of GDP)"."""
        if draft.unsigned is None or draft.value_high is not None or self._part_of.match(text, draft.end):
            return False
        if self._by.match(text, draft.sentence[0], draft.start):
            return True
        before = text[: draft.start].rstrip()[-1:]
        return before == "(" or (draft.kind == "percent" and not before.isalpha())

    def _settle(self, text: str, draft: Draft) -> None:
        if draft.kind == "multiple":
            draft.lean = "up"
        if draft.kind == "multiple" and draft.role == "level" and not self._compares(text, draft):
            draft.role = "change"
            draft.why["role"] = f"kind {draft.kind}"
        if draft.form == "total":
            draft.role = "total"
            draft.why["role"] = f"pattern {draft.pattern}"
        if draft.status == "reported" and (draft.unit or "").lower() in self._rule_units:
            draft.status = "required"
            draft.why["status"] = f"unit {draft.unit}"
            if draft.role == "level":
                draft.role = "threshold"
                draft.why["role"] = f"unit {draft.unit}"
        if draft.role in ("change", "to") and draft.status == "required" and draft.plan is not None:
            # "The quota will be cut from 15 to 10": 15 is the rule, that it is to change is a plan.
            draft.status, draft.why["status"] = "planned", draft.plan
        if draft.role not in _CHANGES:
            draft.direction = None
        elif draft.direction is None:
            draft.direction = self._direction(text, draft) or draft.lean
            if draft.direction is None:
                draft.role = "level" if draft.status != "required" else "threshold"

    def _compares(self, text: str, draft: Draft) -> bool:
        """Say whether a multiple compares two things: "four times that of", "exceeds the minimum threefold"."""
        if self._compared.match(text, draft.end) and draft.pattern != "fold-word":
            return True
        return bool(self._exceeding.search(text, draft.sentence[0], draft.start))

    def _direction(self, text: str, draft: Draft) -> Direction | None:
        own = self._words.get(text[draft.start : draft.end].lower())
        if own in ("up", "down"):
            draft.why["direction"] = text[draft.start : draft.end]
            return "up" if own == "up" else "down"
        start, end = draft.sentence
        found = list(self._changing.finditer(text, start, draft.start))
        near = list(self._change.finditer(text, draft.end, min(end, draft.end + _CLOSE)))
        loose = list(self._change.finditer(text, start, draft.start))
        for match in (
            *found[-1:],
            *near[:1],
            *loose[-1:],
            *self._changing.finditer(text, draft.end, end),
        ):
            if (word := self._words.get(match.group().lower())) in ("up", "down"):
                draft.why["direction"] = match.group()
                return "up" if word == "up" else "down"
        return None


def settle_signs(drafts: Iterable[Draft]) -> None:
    """Give each negative number its sign once: a change has it in its direction, anything else in its value."""
    for draft in drafts:
        if draft.value < 0 and draft.value_high is None and draft.role == "change":
            draft.value, draft.direction = -draft.value, "down"
            draft.why["direction"] = _SIGN
            draft.start = draft.start if draft.unsigned is None else draft.unsigned
        elif draft.value < 0 and draft.role == "change":
            draft.role, draft.direction = "level", None


def _hits(search: Any, text: str, start: int, end: int, limit: dict[str, float]) -> bool:
    try:
        return search(text, start, end, **limit) is not None
    except TimeoutError:
        return False


def _vote(best: dict[str, tuple[int, Pattern]], cue: Pattern) -> None:
    sets = cue.sets
    if sets is None:
        return
    for name in ("bound", "role", "direction", "status"):
        if getattr(sets, name) is not None and (name not in best or best[name][0] < sets.weight):
            best[name] = (sets.weight, cue)


def _in_bracket(text: str, draft: Draft) -> bool:
    low = draft.sentence[0]
    return text.rfind("(", low, draft.start) > text.rfind(")", low, draft.start)


def _fits(role: Role | None, draft: Draft) -> bool:
    """Say whether a role suits the kind: a rank is never a whole, an age never a change."""
    if role == "change":
        return draft.kind != "rank" or draft.pattern == "rank-change"
    if role == "total":
        return draft.kind not in ("rank", "multiple")
    if role == "threshold":
        return draft.kind != "multiple"
    return True
