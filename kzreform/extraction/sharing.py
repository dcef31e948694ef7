"""Give figures what they share with the figures beside them: units, roles, the status of a rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kzreform.extraction.draft import Draft
from kzreform.extraction.lending import Lending, alike, lends
from kzreform.extraction.numbers import scaled
from kzreform.extraction.rules import Rules

#: How far apart, in characters, two figures may stand that share a unit; how far back a score may be named.
_APART, _BACK = 90, 400

#: Bare amounts from here on, told among amounts of money, are money.
_MONEYED = 100_000_000


class Sharing:
    """Complete the drafts of a sentence from one another."""

    def __init__(self, rules: Rules) -> None:
        self._scales = rules.lexicon("scales")
        self._lending = Lending(rules)
        self._nounless = rules.compile(r"{{nounless}}")
        self._label = rules.compile(r"(?r){{label}}$")
        self._scored = rules.compile(r"{{scored}}")
        self._restated = rules.compile(r"{{restated}}")
        self._scores = rules.compile(r"{{scorelist}}{{hedge}}")
        self._change_to = rules.compile(r"{{changeto}}")
        self._spell = rules.compile(r"(?r){{spell}}$")
        self._or = rules.compile(r"(?:[ ][\w’'-]+){0,3}{{ortold}}{{hedge}}")
        self._series = rules.compile(r"{{series_step}}{{hedge}}")

    def read(self, text: str, drafts: list[Draft], previous: Sequence[Draft] = ()) -> None:
        """Share among the drafts of a sentence; ``previous`` are those of the sentence before it in its block."""
        self._units(text, drafts, previous)
        self._lending.read(text, drafts)
        self._restate(text, drafts)
        self._inherit_rule(drafts)

    def go_on(self, text: str, drafts: list[Draft]) -> None:
        """Give the shares of a series the change that opens it: "fell by 9%, infant mortality 8.45%"."""
        for said, following in pairwise(drafts):
            restated = said.kind != following.kind and self._or.fullmatch(text, said.end, following.start)
            if (said.role, following.role) == ("level", "change") and restated and following.kind != "multiple":
                # "141 euros or 9.2% more than a year before": one change, told twice.
                said.role, said.direction = "change", following.direction
                said.why["role"] = "restated"
            if (said.role, following.role) != ("change", "level") or {said.kind, following.kind} != {"percent"}:
                continue
            if self._series.fullmatch(text, said.end, following.start):
                following.role, following.direction = "change", said.direction
                following.why["role"] = "series"

    def _units(self, text: str, drafts: list[Draft], previous: Sequence[Draft]) -> None:
        """Give bare numbers the unit that the reader takes from the figure they stand beside.

        "285.1 billion tenge (2022 – 108.5)", "up from 7 to 5 working days", "a score of 0.76, up from 0.65".
        """
        for index, draft in enumerate(drafts):
            near = drafts[index - 1] if index else None
            listed = near is not None and near.kind == "score" and draft.pattern == "count"
            if listed and near is not None and self._scores.fullmatch(text, near.end, draft.start):
                draft.kind, draft.unit, draft.why["unit"] = near.kind, near.unit, "shared"
                continue
            if draft.pattern != "count" or not self._bare(text, draft):
                continue
            end = draft.role in ("from", "to")
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            # "13 (17.1%)" is no share: its share stands behind it.
            restated = following is not None and bool(self._restated.fullmatch(text, draft.end, following.start))
            counts = restated and following is not None and following.kind == "percent"
            other = next(
                (
                    one
                    for one in reversed(drafts[:index])
                    if (one.role != "change" or (end and one.kind not in ("percent", "multiple")))
                    and not (counts and one.kind == "percent")
                ),
                None,
            )
            ends = following is not None and draft.role == "from" and following.role == "to"
            if ends and following is not None and following.kind == "count" and not self._bare(text, following):
                # "Mortality fell from 11.9 to 10.1 cases": what it counts stands behind its other end.
                continue
            spell = other is not None and other.kind == "duration" and self._spell.match(text, 0, other.start)
            if (
                other is not None
                and not spell
                and lends(other)
                and alike(draft, other)
                and self._tied(text, draft, other)
            ):
                self._lending.take(draft, other)
            if other is not None and self._same_scale(text, draft, other):
                draft.value, draft.scale = scaled(draft.value, self._scales[str(other.scale)]), other.scale
                draft.why["value"] = "shared"
            if draft.kind == "count" and ends and following is not None and lends(following):
                self._lending.take(draft, following)
            step = drafts[index - 1] if index and draft.kind == "count" and draft.role == "to" else None
            leads = step is not None and step.role == "change" and lends(step) and alike(draft, step)
            if leads and step is not None and self._change_to.fullmatch(text, step.end, draft.start):
                self._lending.take(draft, step)
            large = draft.kind == "count" and draft.scale is not None
            money = [one for one in (*previous, *drafts[:index]) if one.kind == "money"]
            if large and money and draft.value >= _MONEYED and draft.unit is None:
                # "A loan of 3 billion tenge was signed. Of that, 1 billion has been paid."
                self._lending.take(draft, money[-1])
            if draft.kind == "count" and self._is_score(text, draft):
                draft.kind, draft.unit = "score", "index point"

    def _bare(self, text: str, draft: Draft) -> bool:
        """Say whether a number counts nothing that stands behind it."""
        return bool(self._nounless.match(text, draft.end, draft.sentence[1]))

    def _same_scale(self, text: str, draft: Draft, other: Draft) -> bool:
        """Say whether a bare number counts in the thousands of the count before: "86.3 thousand (2021 – 188.4)"."""
        if other.kind != "count" or not other.scale or draft.scale is not None or not draft.value < 1000 <= other.value:
            return False
        fraction = draft.value != draft.value.to_integral_value()
        between = text[other.end : draft.start]
        return fraction and len(between) < _APART and bool(self._label.match(text, other.end, draft.start))

    def _tied(self, text: str, draft: Draft, other: Draft) -> bool:
        if draft.role in ("from", "to") and draft.why.get("role") not in ("to-end",):
            return True
        between = text[other.end : draft.start]
        return len(between) < _APART and bool(self._label.match(text, other.end, draft.start))

    def _is_score(self, text: str, draft: Draft) -> bool:
        exponent = draft.value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent >= 0 or draft.scale is not None:
            return False
        low = max(0, draft.start - _BACK)
        return bool(self._scored.search(text, low, draft.sentence[1]))

    def _restate(self, text: str, drafts: list[Draft]) -> None:
        """Give "2,271 claims or 7.9%" and "1000 MCI (3 million tenge)" one role: they say the same twice."""
        for said, again in pairwise(drafts):
            if said.role not in ("change", "threshold") or again.role != "level" or said.kind == "multiple":
                continue
            same_unit = said.kind == again.kind and said.unit == again.unit
            if not same_unit and self._restated.fullmatch(text, said.end, again.start):
                again.role, again.direction, again.status = said.role, said.direction, said.status
                again.why["role"] = "restated"

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
