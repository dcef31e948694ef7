"""Whether a source's figure is of the time that a claim speaks of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from kzreform.checking.claims.records import When
from kzreform.checking.dates import interval
from kzreform.records import Figure

_OPEN = ".."
#: For how many years a figure without a time may have held when it was published.
_LATELY = 2
#: How long a campaign lasts at most, and how long after it the event may be.
_CAMPAIGN, _AFTER_CAMPAIGN = timedelta(days=183), timedelta(days=62)


def when(
    claim: Figure,
    source: Figure,
    published: str | None,
    before: str | None = None,
    years: Collection[int] = (),
    said: Collection[int] = (),
    event: bool = False,
) -> When:
    """Say whether a source's figure is of a claim's time: ``unknown`` where the one or the other has none.

    ``published`` is the date of the source's document; ``before`` the time of the other end of a change ("from 1,724
    to 1,692 in 2023"), where the source's figure is the earlier one and has no date of its own; ``years`` are all that
    the claim names, ``said`` those that the source names around its figure; ``event`` says
    that the claim's time is that of an event ("for the January elections"), which a campaign comes before.

    >>> def figure(date, **fields):
    ...     given = {"kind": "count", "unit": "crime", "start": 0, "end": 1, "id": "", "document": "", "text": "5"}
    ...     return Figure(value=5, date=date, **given, **fields)
    >>> [when(figure(claim), figure(source), None) for claim, source in
    ...  [("2023", "2023-12-31"), ("2023", "2022/2023"), ("2023", "../2023-12"), ("2023", None), ("2022", "2023")]]
    ['same', 'other', 'same', 'unknown', 'other']
    """
    if claim.date is None:
        return "unknown"
    if source.date is None:
        return _undated(claim.date, published, before, said)
    try:
        if len(years) > 1 and claim.role != "change" and (min(years), max(years)) == _ends(source.date):
            return "same"  # "in 2024 and 2025"
        if event and _leads_to(_span(source.date), _span(claim.date)):
            return "same"
        return _compared(claim, source)
    except ValueError:
        return "unknown"


def _undated(claim: str, published: str | None, before: str | None, said: Collection[int]) -> When:
    try:
        first, last = _span(claim)
        if before is not None and first >= _span(before)[0]:
            return "other"
        # What was published before a time says nothing of it.
        if published is not None and first > interval(published)[1]:
            return "other"
        # Without a time a text tells what is, or has been of late.
        if published is not None and last.year < interval(published)[0].year - _LATELY and last.year not in said:
            return "other"
    except ValueError:
        return "unknown"
    return "unknown"


def _compared(claim: Figure, source: Figure) -> When:
    assert claim.date is not None
    assert source.date is not None
    asked, told = _span(claim.date), _span(source.date)
    if claim.role == source.role == "change" and _years(asked) > 1 and not claim.date.endswith(_OPEN):
        return "same" if asked[1].year == told[1].year else "other"
    if asked == told or _within(told, asked):
        # A longer time that is asked of is not that of one of its years.
        longer = _years(asked) > _years(told) and not claim.date.endswith(_OPEN)
        return "other" if longer and source.role != "change" else "same"
    if told[0] == told[1] and (told[0].month, told[0].day) == (1, 1) and asked[1] == told[0] - timedelta(days=1):
        # "As of 1 January" is the end of the year before.
        return "same" if asked[0].month == asked[1].month else "other"
    if source.date.endswith(_OPEN):
        begun = source.role == "threshold" and asked[0] >= told[0]
        return "same" if begun or asked[0].year == told[0].year else "other"
    return "same" if _within(asked, told) and _years(told) == 1 else "other"


def _leads_to(told: tuple[date, date], asked: tuple[date, date]) -> bool:
    """Say whether a time is that of a campaign for an event: a short period just before, or that it falls in."""
    if told[0] == told[1] or told[1] - told[0] > _CAMPAIGN:
        return False
    return told[0] <= asked[1] and asked[0] - told[1] <= _AFTER_CAMPAIGN


def _ends(edtf: str) -> tuple[int, int]:
    first, last = _span(edtf)
    return first.year, last.year


def _span(edtf: str) -> tuple[date, date]:
    """Give the days of a time; "by the end of 2023" is the end of 2023."""
    if edtf.startswith(("../", "/")):
        edtf = edtf.partition("/")[2]
    return interval(edtf)


def _within(inner: tuple[date, date], outer: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _years(span: tuple[date, date]) -> int:
    return span[1].year - span[0].year + 1
