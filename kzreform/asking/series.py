"""Series: the figures of one item over time, and how much they changed from one time to the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

import msgspec

from kzreform.asking.finding import Sought
from kzreform.asking.query import Query
from kzreform.checking.dates import interval
from kzreform.keeping.records import Kept
from kzreform.records import Figure, Kind, plain

#: What tells a level at a time; changes and rules are something else, and are shown when they are asked for.
_ROLES = ("level", "from", "to")
_STATUSES = ("reported",)
#: How well an item must fit beside the one that fits best.
_NEAR = 0.6
#: How much longer one of two times may be than the other to be compared with it: February and March, not a year.
_LONGER = 1.15
_TENTH = Decimal("0.1")
_UNSPEAKABLE = Decimal("1E+15")


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a series.

    ``change`` and ``change_percent`` are against the last time before it of the same length, where both are single
    values. Of several values for one time the one whose item fits best counts; the others are ``rival``.
    ``told`` is how many figures give this value for this time.
    """

    kept: Kept
    change: Decimal | None = None
    change_percent: Decimal | None = None
    since: str | None = None
    rival: bool = False
    told: int = 1


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Points of one kind and unit in the order of time.

    ``others`` are the other kinds and units found, the most first, with how many figures they have; ``undated`` is how
    many figures of this unit stand in no time.
    """

    kind: Kind | None = None
    unit: str | None = None
    points: tuple[Point, ...] = ()
    others: tuple[tuple[Kind, str, int], ...] = ()
    undated: int = 0


def series(sought: Sought, query: Query | None = None) -> Series:
    """Give the series for words; ``query`` narrows it to a unit, a kind, a time, or widens it to other roles."""
    query = query or Query()
    query = msgspec.structs.replace(query, roles=query.roles or _ROLES, statuses=query.statuses or _STATUSES)
    figures, complete = sought.figures(some=False)
    fits = {kept.figure.id: sought.fit(kept.figure.item) for kept in figures if query.matches(kept.figure)}
    least = _NEAR * max(fits.values(), default=0.0)
    sorts: dict[tuple[Kind, str], list[Kept]] = defaultdict(list)
    undated: Counter[tuple[Kind, str]] = Counter()
    for kept in figures if complete and least else ():
        sort = kept.figure.kind, kept.figure.unit
        if fits.get(kept.figure.id, 0.0) < least:
            continue
        if _time(kept.figure):
            sorts[sort].append(kept)
        else:
            undated[sort] += 1
    if not sorts:
        return Series(undated=undated.total())
    # By the times that they tell of before their number: one text that counts much makes no series.
    ranked = sorted(sorts, key=lambda sort: (-_worth(sorts[sort], fits), -len(sorts[sort]), sort))
    chosen = ranked[0]
    return Series(
        kind=chosen[0],
        unit=chosen[1],
        points=tuple(_points(sorts[chosen], fits)),
        others=tuple((*sort, len(sorts[sort])) for sort in ranked[1:]),
        undated=undated[chosen],
    )


def _worth(rows: Sequence[Kept], fits: dict[str, float]) -> float:
    """Say how much of a series figures make: a time counts once, by its best."""
    best: dict[str | None, float] = {}
    for kept in rows:
        best[kept.figure.date] = max(best.get(kept.figure.date, 0.0), fits[kept.figure.id])
    return sum(best.values())


def _points(rows: Iterable[Kept], fits: dict[str, float]) -> Iterable[Point]:
    before: list[Figure] = []
    ordered = sorted(rows, key=lambda kept: _order(kept.figure, fits[kept.figure.id]))
    for _, same in groupby(ordered, key=lambda kept: kept.figure.date):
        told: dict[tuple[Decimal, Decimal | None], list[Kept]] = defaultdict(list)
        for kept in same:
            told[kept.figure.value, kept.figure.value_high].append(kept)
        first, *others = told.values()
        figure = first[0].figure
        yield _compared(first, _earlier(figure, before))
        yield from (Point(kept=each[0], rival=True, told=len(each)) for each in others)
        before.append(figure)


def _order(figure: Figure, fit: float) -> tuple[object, ...]:
    """Order by the end of the time: a year comes after its months."""
    first, last = _time(figure) or (date.max, date.max)
    return last, first, figure.date, -fit, figure.document, figure.start


def _compared(rows: Sequence[Kept], earlier: Figure | None) -> Point:
    figure = rows[0].figure
    if earlier is None or figure.value_high is not None or earlier.value_high is not None:
        return Point(kept=rows[0], told=len(rows))
    change = figure.value - earlier.value
    percent = None
    if earlier.value > 0 and abs(ratio := 100 * change / earlier.value) < _UNSPEAKABLE:
        percent = plain(ratio.quantize(_TENTH))
    return Point(kept=rows[0], change=plain(change), change_percent=percent, since=earlier.date, told=len(rows))


def _earlier(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """Give the last figure whose time is as long and over when this one's begins."""
    first, last = _time(figure) or (date.min, date.min)
    length = (last - first).days + 1
    for other in reversed(before):
        start, end = _time(other) or (date.min, date.min)
        span = (end - start).days + 1
        if end < first and max(length, span) <= _LONGER * min(length, span):
            return other
    return None


def _time(figure: Figure) -> tuple[date, date] | None:
    try:
        return interval(figure.date) if figure.date else None
    except ValueError:
        return None
