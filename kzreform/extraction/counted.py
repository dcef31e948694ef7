"""Dates counted from the publication: last December, next spring, the previous quarter, this week, the decade's end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

#: Which of the months, seasons or quarters around the publication is meant; None where nothing says.
Which = Literal["last", "this", "next"] | None

#: How many months they have.
_SEASON, _QUARTER = 3, 3
#: The month in which schools begin their year.
_SCHOOL = 9


def year_of_month(number: int, which: Which, today: date) -> int:
    """Give the year of a month, 1 to 12, counted from ``today``.

    >>> today = date(2024, 6, 5)
    >>> year_of_month(12, "last", today), year_of_month(1, "next", today), year_of_month(3, "this", today)
    (2023, 2025, 2024)
    """
    if which == "last":
        return today.year - (number >= today.month)
    return today.year + (which == "next" and number <= today.month)


def school_year(step: int, today: date) -> int:
    """Give the year in which a school year begins, ``step`` of them after that of ``today``.

    They begin in September; in summer the last one is that just over, the next that about to begin. In August "this"
    one is about to begin, and in the month that one begins "the coming" one is it.

    >>> [school_year(step, date(2024, 3, 1)) for step in (-1, 0, 1)]
    [2022, 2023, 2024]
    >>> [school_year(step, date(2024, 8, 20)) for step in (-1, 0, 1)]
    [2023, 2024, 2024]
    """
    begun = today.month >= {-1: _SCHOOL - 2, 0: _SCHOOL - 1, 1: _SCHOOL + 1}[step]
    return today.year - (not begun) + step


def season(first: int, which: Which, today: date) -> tuple[int, int]:
    """Give the first and the last month of a season that begins in the month ``first``, as years times twelve.

    The last season is the last that is over; of one that is not told which, the last that has begun is meant.

    >>> low, high = season(12, "last", date(2024, 6, 5))
    >>> divmod(low, 12), divmod(high, 12)
    ((2023, 11), (2024, 1))
    """
    now, start = today.year * 12 + today.month - 1, today.year * 12 + first - 1
    if which == "next":
        start += 12 * (start <= now)
    elif which == "last":
        start -= 12 * (start + _SEASON > now)
        start -= 12 * (start + _SEASON > now)
    elif which is None or start - now > 12 - _SEASON:
        # In January and February, "this winter" began the year before.
        start -= 12 * (start > now)
    return start, start + _SEASON - 1


def quarter(step: int, today: date) -> tuple[int, int]:
    """Give the first and the last month of a quarter so many after that of ``today``, as years times twelve.

    >>> low, high = quarter(-1, date(2024, 2, 1))
    >>> divmod(low, 12), divmod(high, 12)
    ((2023, 9), (2023, 11))
    """
    start = today.year * 12 + (today.month - 1) // _QUARTER * _QUARTER + step * _QUARTER
    return start, start + _QUARTER - 1


def day(step: int, today: date) -> date | None:
    """Give the day so many after ``today``; None before the year 1 and after 9999.

    >>> str(day(-1, date(2024, 6, 5))), day(1, date.max)
    ('2024-06-04', None)
    """
    try:
        return today + timedelta(days=step)
    except OverflowError:
        return None


def week(step: int, today: date) -> tuple[date, date] | None:
    """Give the Monday and the Sunday of a week so many after that of ``today``; None before the year 1 and after 9999.

    >>> [str(day) for day in week(-1, date(2024, 6, 5)) or ()]
    ['2024-05-27', '2024-06-02']
    """
    monday = day(7 * step - today.weekday(), today)
    sunday = None if monday is None else day(6, monday)
    return None if monday is None or sunday is None else (monday, sunday)


def decade_end(today: date) -> int:
    """Give the year that ends a decade, as people have it.

    >>> decade_end(date(2024, 6, 5)), decade_end(date(2030, 1, 1))
    (2030, 2040)
    """
    return today.year - today.year % 10 + 10
