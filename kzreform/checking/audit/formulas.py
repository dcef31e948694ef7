"""The formulas of the relations, on intervals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kzreform.checking.audit.intervals import Interval, total

ONE = Decimal(1)
_HUNDRED = Decimal(100)


def share(parts: Sequence[Interval]) -> Interval:
    """Give the percentage that a part is of a whole.

    >>> share([Interval.of(Decimal(1)), Interval.of(Decimal(4))]).low
    Decimal('25.00')
    """
    part, whole = parts
    return part / whole * _HUNDRED


def share_of_sum(parts: Sequence[Interval]) -> Interval:
    """Give the percentage that a part is of itself and the other parts."""
    part, rest = parts[0], total(parts[1:])
    return Interval(part.low / (part.low + rest.high) * _HUNDRED, part.high / (part.high + rest.low) * _HUNDRED)


def percent_change(ends: Sequence[Interval]) -> Interval:
    """Give the change from one value to another in percent, whatever its direction."""
    start, end = ends
    ratio = end / start
    return abs(Interval(ratio.low - 1, ratio.high - 1)) * _HUNDRED


def ratio(ends: Sequence[Interval]) -> Interval:
    """Give how many times the greater value is the smaller."""
    start, end = ends
    return end / start if end.high >= start.high else start / end


def growth(ends: Sequence[Interval]) -> Interval:
    """Give by how many times the smaller value the greater exceeds it: "N times more", read literally."""
    found = ratio(ends)
    return Interval(found.low - 1, found.high - 1)


def difference(ends: Sequence[Interval]) -> Interval:
    """Give the difference of two values, whatever its direction."""
    return abs(ends[1] - ends[0])


def remainder(parts: Sequence[Interval]) -> Interval:
    """Take the parts from the whole."""
    return parts[0] - total(parts[1:])


def complement(parts: Sequence[Interval]) -> Interval:
    """Give what is missing to 100 percent."""
    return Interval.of(_HUNDRED) - total(parts)


def same(parts: Sequence[Interval]) -> Interval:
    """Give a value as it is."""
    return parts[0]
