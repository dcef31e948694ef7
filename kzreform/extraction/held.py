"""A date that later sentences may take over, and what tells whether they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kzreform.extraction.dates import DatedSpan
from kzreform.extraction.draft import Draft


@dataclass(slots=True)
class Held:
    """A date that later sentences may take over, and how long ago it was last used."""

    date: DatedSpan
    block: int
    used: bool
    snapshot: bool
    counted: bool
    leads: bool
    planned: bool
    gap: int = 0


@dataclass(slots=True)
class Standing:
    """What a sentence finds before it is dated: the dates held, and its place in the document."""

    #: The date that the story goes on with, and "today", with how many sentences ago they were used.
    main: Held | None
    now: Held | None
    #: The day of the vote that was told of.
    event: DatedSpan | None
    #: The period of the section or of the document; ``titled`` says which.
    period: DatedSpan | None
    titled: bool
    block: int
    listing: bool
    led: bool


def is_rule(draft: Draft) -> bool:
    """Say whether a figure is of a rule that holds: "applications are answered within 15 days"."""
    return draft.status == "required" and draft.tense == "present"


def is_long(date: DatedSpan) -> bool:
    """Say whether a date is a span of years, and not the two that a financial or a school year touches.

    >>> told = {"start": 0, "word": 0, "end": 9, "basis": "stated", "form": "year_span"}
    >>> is_long(DatedSpan(edtf="2018/2021", **told)), is_long(DatedSpan(edtf="2023/2024", **told))
    (True, False)
    """
    if ".." in date.edtf or date.form == "reporting":
        return False
    years = re.findall(r"(?<![-\d])\d{4}", date.edtf)
    return int(years[-1]) - int(years[0]) > 1


def goes_on(held: Held, draft: Draft) -> bool:
    """Say whether what happened next happened in the year just named."""
    return held.date.form == "year" and held.date.opening is None and draft.tense == "past"


def bracket_around(text: str, span: tuple[int, int], position: int) -> tuple[int, int] | None:
    """Give the span of the brackets around a position in a sentence."""
    if text.find("(", span[0], position) < 0:
        return None
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
