"""EDTF dates as intervals of days, to compare and to filter by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_OPEN = ("", "..")


def interval(edtf: str) -> tuple[date, date]:
    """Give the first and the last day that an EDTF date covers; an open end reaches to the end of the calendar.

    Raises ``ValueError`` for what is no date.

    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> interval("2019/2023-06")
    (datetime.date(2019, 1, 1), datetime.date(2023, 6, 30))
    >>> interval("../2023")
    (datetime.date(1, 1, 1), datetime.date(2023, 12, 31))
    """
    first, slash, last = (part.rstrip("~?%") for part in edtf.partition("/"))
    if not slash:
        return simple(first)
    return date.min if first in _OPEN else simple(first)[0], date.max if last in _OPEN else simple(last)[1]


def simple(text: str) -> tuple[date, date]:
    """Give the first and the last day of a year, month or day; raises ``ValueError`` for what is none.

    >>> simple("2023-02-30")
    Traceback (most recent call last):
    ValueError: '2023-02-30' is not a real date
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        # "2023-00" is caught by date(): only what was not written counts as the first or the last.
        first = date(year, month if match[2] else 1, day if match[3] else 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a real date") from error
    if match[3]:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def within(edtf: str | None, since: str | None, until: str | None) -> bool:
    """Say whether a figure's date overlaps the time from ``since`` to ``until``; no date overlaps nothing.

    >>> within("2019/2023", since="2023-05", until=None)
    True
    >>> within(None, since="2023", until=None)
    False
    """
    if since is None and until is None:
        return True
    if edtf is None:
        return False
    try:
        first, last = interval(edtf)
    except ValueError:
        return False
    return (since is None or last >= simple(since)[0]) and (until is None or first <= simple(until)[1])
