"""Intervals of decimals: a value is known only as precisely as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

INFINITE = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both ends counted; all are taken to be positive where it matters.

    >>> Interval.around(Decimal("2.3"), Decimal("0.05"))
    Interval(low=Decimal('2.25'), high=Decimal('2.35'))
    """

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, value: Decimal) -> Interval:
        """Give the interval of one value."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, reach: Decimal) -> Interval:
        """Give what lies within ``reach`` of a value."""
        return cls(value - reach, value + reach)

    @property
    def exact(self) -> bool:
        """Say whether it holds one value only."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, factor: Decimal) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Divide positive by positive; a divisor that reaches zero leaves the upper end open.

        >>> Interval.of(Decimal(3)) / Interval(Decimal(2), Decimal(4))
        Interval(low=Decimal('0.75'), high=Decimal('1.5'))
        """
        high = self.high / other.low if other.low > 0 else INFINITE
        return Interval(self.low / other.high, high)

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return Interval(-self.high, -self.low)
        return Interval(Decimal(0), max(-self.low, self.high))

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Say whether both share a value.

        >>> Interval(Decimal(1), Decimal(2)).meets(Interval(Decimal(2), Decimal(3)))
        True
        """
        return self.low <= other.high and other.low <= self.high

    def joined(self, other: Interval) -> Interval:
        """Give the smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


def total(parts: Iterable[Interval]) -> Interval:
    """Add intervals up.

    >>> total([Interval.of(Decimal(16)), Interval.of(Decimal(16))]).low
    Decimal('32')
    """
    added = Interval.of(Decimal(0))
    for part in parts:
        added = added + part
    return added
