"""Tie dates to figures: stated beside them, carried from before, or the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kzreform.extraction.dates import DatedSpan
from kzreform.extraction.interpret import Draft
from kzreform.extraction.rules import Rules
from kzreform.records import BlockKind


class Dating:
    """Date the drafts of a document, block by block, remembering what earlier sentences said."""

    def __init__(self, rules: Rules) -> None:
        self._law = rules.compile(r"{{lawdate}}")
        self._base = rules.compile(r"(?r){{comparison}}$")
        self._carried: DatedSpan | None = None
        self._distance = 0
        self._section: str | None = None

    def sentence(
        self, text: str, span: tuple[int, int], kind: BlockKind, section: str | None, drafts: Sequence[Draft], dates: Sequence[DatedSpan]
    ) -> None:
        """Date the drafts of one sentence; sentences come in text order, those without figures too."""
        if section != self._section:
            self._section, self._carried, self._distance = section, None, 0
        usable = [date for date in dates if not self._law.search(text, max(span[0], date.start - 90), date.start)]
        bases = {id(date) for date in usable if self._base.search(text, span[0], date.start)}
        for draft in drafts:
            self._date(text, span, draft, drafts, usable, bases)
        main = [date for date in usable if id(date) not in bases]
        if main:
            self._carried, self._distance = main[0], 0
        else:
            self._distance += 1

    def _date(
        self, text: str, span: tuple[int, int], draft: Draft, drafts: Sequence[Draft], dates: Sequence[DatedSpan], bases: set[int]
    ) -> None:
        found = self._beside(text, draft, drafts, dates)
        if found is None and (bracket := _bracket(text, span, draft.start)):
            inside = [date for date in dates if bracket[0] <= date.start and date.end <= bracket[1]]
            found = _nearest_before(inside, draft, bases) or None
        if found is None:
            outside = [date for date in dates if not _bracket(text, span, date.start) or _bracket(text, span, date.start) == _bracket(text, span, draft.start)]
            found = _nearest_before(outside, draft, bases) or _first_after(outside, draft, bases)
        if draft.role == "from" and found is not None and not self._adjacent(text, draft, found):
            found = None if not draft.status == "required" else None
        if found is not None:
            draft.date, draft.basis = found.edtf, found.basis
            draft.why["date"] = text[found.start : found.end]
            return
        if draft.role == "from" or draft.status == "required" or self._carried is None or self._distance > 3:
            return
        draft.date, draft.basis = self._carried.edtf, "carried"
        draft.why["date"] = "carried"

    def _beside(self, text: str, draft: Draft, drafts: Sequence[Draft], dates: Sequence[DatedSpan]) -> DatedSpan | None:
        """Give the date that labels the figure ("2022 – 108.5") or follows it at once ("5% in 2022")."""
        for date in dates:
            if date.end <= draft.start and re.fullmatch(r"[\s\u00a0]*(?:[-–—:,(]|it is|it was|was|is)?[\s\u00a0]*(?:about |almost |over |more than )?[\s\u00a0]*", text[date.end : draft.start]):
                return date
        for date in dates:
            if date.start < draft.end:
                continue
            between = text[draft.end : date.start]
            if any(draft.end <= other.start < date.start for other in drafts):
                break
            if len(between) < 60 and not re.search(r"[,;:()–—]|\b(?:and|while|than|compared|from|to|against)\b", between):
                return date
        return None

    def _adjacent(self, text: str, draft: Draft, date: DatedSpan) -> bool:
        between = text[date.end : draft.start] if date.end <= draft.start else text[draft.end : date.start]
        return len(between) < 40 and not re.search(r"\d", between)


def _bracket(text: str, span: tuple[int, int], position: int) -> tuple[int, int] | None:
    """Give the span of the brackets around a position in a sentence."""
    depth = 0
    for index in range(position - 1, span[0] - 1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            if depth == 0:
                end = text.find(")", position, span[1])
                return index, end if end >= 0 else span[1]
            depth -= 1
    return None


def _nearest_before(dates: Sequence[DatedSpan], draft: Draft, bases: set[int]) -> DatedSpan | None:
    found = [date for date in dates if date.end <= draft.start and id(date) not in bases]
    return found[-1] if found else None


def _first_after(dates: Sequence[DatedSpan], draft: Draft, bases: set[int]) -> DatedSpan | None:
    found = [date for date in dates if date.start >= draft.end and id(date) not in bases]
    return found[0] if found else None
