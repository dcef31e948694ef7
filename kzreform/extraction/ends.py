"""Tie the two ends of a change together: "from 1,724 to 1,692", "previously 70%, now 50%"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kzreform.extraction.dates import DatedSpan
from kzreform.extraction.draft import Draft
from kzreform.extraction.rules import Rules

#: How far before a figure, in characters, a word such as "previously" may stand.
_NEAR = 90

#: Among how many figures before, the later end of a comparison is looked for.
_BACK = 2

#: How many times as large as each other the two may be.
_TIMES = 10

#: Kinds whose numbers a text sets against each other though only one of them shows its unit.
_MIXED = {"count", "money", "duration", "score"}


class Ends:
    """Find the ends of changes among the drafts of a sentence."""

    def __init__(self, rules: Rules) -> None:
        self._changing = rules.compile(r"{{changing}}")
        self._from = rules.compile(r"(?r){{fromword}}{{hedge}}$")
        self._to = rules.compile(r"(?r){{toword}}{{hedge}}{{rankword}}$")
        self._opened_from = rules.compile(r"(?r)[(]{{fromword}}\s*$")
        self._shifting = rules.compile(r"{{shifting}}")
        self._arrow = rules.compile(r"{{arrow}}")
        self._earlier = rules.compile(r"{{earlierword}}")
        self._now = rules.compile(r"{{nowword}}")

    def read(self, text: str, drafts: list[Draft]) -> None:
        """Give the ends that the text writes out their roles; ``text`` is the block's."""
        self._pair(text, drafts)
        self._then_and_now(text, drafts)
        self._compare(drafts)

    def _pair(self, text: str, drafts: list[Draft]) -> None:
        """Tie "from X ... to Y" together where the sentence tells of a change."""
        for first, second in pairwise(drafts):
            if self._arrow.fullmatch(text, first.end, second.start):
                set_ends(first, second, "arrow")
            elif first.role == "to" and first.kind == second.kind and self._from.match(text, first.end, second.start):
                set_ends(second, first, "to-from")
        for index, low in enumerate(drafts):
            if not self._from.match(text, low.sentence[0], low.start):
                continue
            for high in drafts[index + 1 : index + 6]:
                if high.sentence != low.sentence or not _comparable(low, high):
                    continue
                if not self._to.match(text, low.end, high.start):
                    continue
                between = text[low.end : high.start]
                if ";" in between:
                    break
                changes = self._changing.search(text, *low.sentence) or self._shifting.search(text, *low.sentence)
                if changes or low.value > high.value or self._opened_from.match(text, 0, low.start):
                    set_ends(low, high, "from-to")
                break

    def _then_and_now(self, text: str, drafts: list[Draft]) -> None:
        """Tie "previously 70%, now only 50%" together."""
        for low, high in pairwise(drafts):
            if low.role != "level" or high.role != "level" or low.kind != high.kind or low.value == high.value:
                continue
            first = text[max(low.sentence[0], low.start - _NEAR) : low.start]
            between = text[low.end : high.start]
            if self._earlier.search(first) and self._now.search(between):
                set_ends(low, high, "then and now")
            elif self._now.search(first) and self._earlier.search(between):
                set_ends(high, low, "then and now")

    def _compare(self, drafts: list[Draft]) -> None:
        """Give "75.1 years compared to 73.2" both its ends."""
        for index, low in enumerate(drafts):
            if low.why.get("role") not in ("compared-end", "from-end"):
                continue
            # "41% of children aged 1 to 6, up from 29%": another figure may stand between.
            near = [one for one in drafts[max(0, index - _BACK) : index] if one.kind == low.kind and _near(one, low)]
            high = near[-1] if near else None
            if high is not None and high.role == "level" and high.value != low.value:
                set_ends(low, high, "compared")


def set_ends(low: Draft, high: Draft, why: str) -> None:
    """Make two drafts the ends of a change; the values tell its direction, but a better rank is a smaller number."""
    low.role, high.role = "from", "to"
    low.why["role"] = high.why["role"] = why
    if low.value == high.value or low.unit != high.unit:
        return  # "from three hours to 15 minutes": the words tell the direction
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
        set_ends(low, high, "labelled ends")
        if change.date is None or change.basis != "stated":
            change.date, change.basis = high.date, high.basis


def _near(high: Draft, low: Draft) -> bool:
    """Say whether two values may be those of one thing at two times."""
    return high.kind == "rank" or low.value <= _TIMES * high.value <= _TIMES * _TIMES * low.value


def _comparable(low: Draft, high: Draft) -> bool:
    return low.kind == high.kind or {low.kind, high.kind} <= _MIXED


def share_span(drafts: Sequence[Draft], dates: Sequence[DatedSpan]) -> None:
    """Give the ends of a change the ends of its period: "from 2018 to 2023 it fell from 35 to 29 thousand"."""
    forms = ("year_span", "span", "month_span", "relative_period", "term")
    spans = [date for date in dates if date.form in forms and ".." not in date.edtf]
    if len(spans) != 1:
        return
    start, _, end = spans[0].edtf.partition("/")
    for low, high in pairwise(drafts):
        if (low.role, high.role) == ("from", "to") and low.date is None and high.date == spans[0].edtf:
            low.date, high.date = start, end
            low.basis = high.basis
            low.why["date"] = high.why["date"] = spans[0].words


def share_later(drafts: Sequence[Draft]) -> None:
    """Give a change the date of its later end: "fell by 2%, from 1,724 in 2022 to 1,692 in 2023"."""
    for index, draft in enumerate(drafts):
        if draft.role != "change":
            continue
        ends = [other for other in drafts[index + 1 : index + 3] if other.role == "to" and other.date]
        starts = [other for other in drafts[index + 1 : index + 3] if other.role == "from"]
        if ends and starts and ends[0].basis == "stated":
            draft.date, draft.basis = ends[0].date, ends[0].basis
            draft.why["date"] = ends[0].why.get("date", "")
