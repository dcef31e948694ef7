"""Give bare numbers the unit that the sentence leaves out: "41 of the 96 million euros", "12 days, 3 more than"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from kzreform.extraction.draft import Draft
from kzreform.extraction.numbers import scaled
from kzreform.extraction.rules import Rules

#: How far apart, in characters, a bare number and the figure that lends its unit may stand.
_APART = 90

#: How many times as large as the figure it is compared with a difference may be.
_TIMES = 10

#: How many times as large or as small as a whole, or as what it was in another year, a part told beside it may be.
_ALIKE = 12

#: What a bare number among labelled amounts is at least: "men 420,000, women 310,000 tenge", not "banks 21".
_AMOUNT = 1000

#: A share or a score is no larger.
_MOST = 300


class Lending:
    """Tell which figure of a sentence a bare number leaves its unit to."""

    def __init__(self, rules: Rules) -> None:
        self._scales = rules.lexicon("scales")
        self._nounless = rules.compile(r"{{nounless}}")
        # Of the figure after it.
        self._part = rules.compile(r"{{lend_part}}")
        self._and = rules.compile(r"{{lend_and}}{{hedge}}")
        self._before = rules.compile(r"(?r){{lend_before}}$")
        self._of = rules.compile(r"(?r){{lend_of}}$")
        self._after = rules.compile(r"{{lend_after}}")
        self._listed = rules.compile(r"{{lend_listed}}")
        self._labelled = rules.compile(r"{{lend_labelled}}")
        self._label = rules.compile(r"(?r){{lend_label}}")
        # Of the figure before it.
        self._difference = rules.compile(r"{{lend_difference}}{{hedge}}")
        self._differs = rules.compile(r"{{lend_differs}}")
        self._counterpart = rules.compile(r"{{lend_counterpart}}{{hedge}}")
        self._mark = rules.compile(r"(?r){{lend_mark}}$")
        self._stepped = rules.compile(r"{{lend_stepped}}{{hedge}}")
        self._reached = rules.compile(r"{{lend_reached}}{{hedge}}")
        self._extended = rules.compile(r"(?:{{lend_extended}}|{{lend_instead}}){{hedge}}")
        self._restated = rules.compile(r"{{lend_restated}}{{hedge}}")
        self._each = rules.compile(r"{{lend_each}}")
        self._parts = rules.compile(r"{{lend_parts}}{{hedge}}")
        self._parted = rules.compile(r"{{lend_parted}}")
        self._elsewhere = rules.compile(r"{{lend_elsewhere}}{{hedge}}")
        self._partof = rules.compile(r"{{partof}}")
        self._closed = rules.compile(r"{{lend_closed}}")

    def read(self, text: str, drafts: list[Draft]) -> None:
        """Give the bare numbers of a sentence the units of figures beside them."""
        if all(draft.pattern != "count" for draft in drafts) or not any(map(lends, drafts)):
            return
        for index in range(len(drafts) - 2, -1, -1):
            draft, following = drafts[index : index + 2]
            if draft.pattern == "count" and lends(following) and self._left_to(text, drafts, index):
                self.take(draft, following)
                draft.why["unit"] = "of the figure after"
        for draft, following in pairwise(drafts):
            same = draft.why.get("unit") == "of the figure after" and draft.kind == following.kind
            if same and (draft.role, following.role) == ("change", "level"):
                # "By 3, 5 and 7%": the word before the first holds for all.
                following.role, following.why["role"] = "change", "as the figure before"
        for index, draft in enumerate(drafts):
            if draft.kind != "count" or draft.pattern != "count":
                continue
            other = self._lender(text, drafts[:index], draft)
            if other is not None:
                self.take(draft, other)
                draft.why["unit"] = "of the figure before"

    def _left_to(self, text: str, drafts: Sequence[Draft], index: int) -> bool:
        """Say whether a number leaves its unit to the figure after it."""
        draft, following = drafts[index : index + 2]
        if not 0 < following.start - draft.end < _APART or not alike(draft, following):
            return False
        if following.kind == "score":
            return bool(self._listed.fullmatch(text, draft.end, following.start))
        if self._part.fullmatch(text, draft.end, following.start):
            whole = following.kind != "percent" and "-" not in text[following.start : following.end]
            return whole and self.taken(draft, following) <= following.value
        if following.kind == "money" and self._is_labelled(text, draft, following):
            return True
        if not text[draft.start].isdigit() or not self._and.fullmatch(text, draft.end, following.start):
            return False
        last = next((one for one in drafts[index + 1 :] if one.pattern != "count"), following)
        start, end = draft.sentence
        if not self._of.search(text, start, draft.start):
            closed = self._after.match(text, last.end, end)
            if not closed or not self._before.search(text, start, draft.start):
                return False
        if draft.why.get("role") == "total-opening":
            # "Two grants, of 15 and 40 million": no whole of the two.
            draft.role = "level"
        return True

    def _lender(self, text: str, before: Sequence[Draft], draft: Draft) -> Draft | None:
        """Give the figure before that a number takes its unit from."""
        near = before[-1] if before else None
        if near is None or near.sentence != draft.sentence:
            return None
        bare = bool(self._nounless.match(text, draft.end, draft.sentence[1]))
        if bare and draft.scale is None:
            score = next((one for one in reversed(before) if one.kind == "score"), None)
            if score is not None and self._mark.search(text, score.end, draft.start):
                return score
        if not lends(near) or not 0 < draft.start - near.end < _APART:
            return None
        largest = max((one for one in before if one.kind == near.kind), key=lambda one: one.value)
        if not alike(draft, largest):
            return None
        span = (near.end, draft.start)
        if near.kind != "percent":
            if self._differs.match(text, draft.end) and self._difference.fullmatch(text, *span):
                return near if draft.value <= _TIMES * near.value else None
            if bare and near.role == "change" and self._reached.fullmatch(text, *span):
                return near
            if bare and self.taken(draft, near) <= near.value and self._stepped.fullmatch(text, *span):
                return near
        each = near.kind == "money" and self._each.match(text, draft.end)
        if each and self.taken(draft, near) <= near.value and self._restated.fullmatch(text, *span):
            return near
        if bare and self._extended.fullmatch(text, *span):
            return near
        if near.role != "change" and self._is_near(draft, near):
            if self._closed.match(text, draft.end) and self._elsewhere.fullmatch(text, *span):
                return near
            share = near.kind == "percent" and (near.form is not None or self._partof.match(text, near.end))
            # "40% of the schools (120 in towns)": the bracket counts.
            if not share and self._parted.match(text, draft.end) and self._parts.fullmatch(text, *span):
                return near
        pair = self._counterpart.fullmatch(text, *span)
        if not pair or not text.startswith(f" {pair['side']} ", draft.end):
            return None
        if (near.role, draft.role) == ("change", "level"):
            draft.role, draft.why["role"] = "change", "as the figure before"
        return near

    def _is_labelled(self, text: str, draft: Draft, following: Draft) -> bool:
        """Say whether a large number stands behind a label, and an amount like it behind the next label."""
        if draft.scale is not None or following.scale is not None:
            return False
        if draft.value < _AMOUNT and following.why.get("unit") != "of the figure after":
            return False
        near = self._is_near(draft, following) and self._labelled.fullmatch(text, draft.end, following.start)
        return bool(near) and bool(self._label.search(text, draft.sentence[0], draft.start))

    def _is_near(self, draft: Draft, other: Draft) -> bool:
        """Say whether a number is of the size of another, as parts and other years are."""
        low, high = sorted((self.taken(draft, other), other.value))
        return high <= _ALIKE * low

    def take(self, draft: Draft, other: Draft) -> None:
        """Give a draft the kind, the unit and, where it has none and lacks one, the scale of another."""
        draft.kind, draft.unit = other.kind, other.unit
        draft.why["unit"] = "shared"
        value = self.taken(draft, other)
        if value != draft.value:
            if draft.value_high is not None:
                draft.value_high = draft.value_high * value / draft.value
            # The scale word of the other figure holds for this one: "285.1 billion tenge (2022 – 108.5)".
            draft.value, draft.scale = value, other.scale

    def taken(self, draft: Draft, other: Draft) -> Decimal:
        """Give the value that a draft has with the scale of another: "285.1 billion tenge (2022 – 108.5)"."""
        if other.scale and draft.scale is None and draft.value < 1000 <= other.value:
            return scaled(draft.value, self._scales[other.scale])
        return draft.value


def lends(other: Draft) -> bool:
    """Say whether a figure has a unit that another may take."""
    return other.kind not in ("count", "multiple", "rank")


def alike(draft: Draft, other: Draft) -> bool:
    """Say whether a bare number can have the other's unit: a share stays below some hundreds, or near the other."""
    if other.kind not in ("percent", "duration", "score"):
        return True
    return draft.scale is None and draft.value < max(Decimal(_MOST), 2 * other.value)
