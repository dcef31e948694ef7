"""The verdict on a stated value, from what is recomputed and how precisely everything is written."""

from __future__ import annotations

from decimal import Decimal

from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.records import RelationVerdict
from kzreform.checking.audit.written import Written

# "3 times" for 3.9 is no rounding, though it is one off in the last digit; nor is "3 million" for 2 million.
_COARSE_REACH = Decimal("0.25")
# "Tripled" is no word for 2.3 times, nor "a third" for 40 %.
_LOOSE_REACH = Decimal("0.15")
_LOOSE_TIMES_REACH = Decimal("0.2")


def judge(stated: Written, point: Decimal, span: Interval, rough: Interval, coarse: bool = False) -> RelationVerdict:
    """Give the verdict on a stated value.

    ``point`` is what the inputs give as they stand, ``span`` what they give as precisely as they are written,
    ``rough`` the same when round counts are taken for rounded ones. Rounding is half up. ``coarse`` says that one off
    in the last digit is much, as it is of multiples.

    >>> from kzreform.checking.audit.written import Written
    >>> def percent(value, loose=False, bound="exact", step="1"):
    ...     return Written(Decimal(value), Decimal(step), Decimal(0), bound, loose)
    >>> def of(stated, value):
    ...     return judge(stated, Decimal(value), Interval.of(Decimal(value)), Interval.of(Decimal(value)))
    >>> of(percent("2"), "1.856"), of(percent("25", loose=True), "26.3"), of(percent("60", bound="over"), "62.8")
    ('consistent', 'rounded', 'consistent')
    >>> of(percent("13.8", step="0.1"), "13.9"), of(percent("21.02", step="0.01"), "23.0")
    ('rounded', 'inconsistent')
    """
    allowed = stated.allowed
    if stated.loose:
        if point in allowed:
            return "consistent"
        loosely = abs(stated.value) * (_LOOSE_TIMES_REACH if coarse else _LOOSE_REACH)
        return "rounded" if point in Interval.around(stated.value, loosely).joined(allowed) else "inconsistent"
    if _holds(stated, point, span):
        return "consistent"
    # A hedge says which way the value may be off; rounding may take it a digit to the other side.
    near = Interval.around(stated.value, stated.step * Decimal("1.5")).joined(allowed)
    if coarse:
        reach = Interval.around(stated.value, abs(stated.value) * _COARSE_REACH)
        near = Interval(max(near.low, reach.low), min(near.high, reach.high)).joined(allowed)
    if stated.step and near.low <= point < near.high:
        return "rounded"
    if rough.meets(allowed.joined(Interval.around(stated.value, stated.slack))):
        return "rounded"
    return "inconsistent"


def _holds(stated: Written, point: Decimal, span: Interval) -> bool:
    allowed = stated.allowed
    if stated.bound == "exact" and stated.step:
        return _below(point, span, allowed)
    return span.meets(allowed)


def _below(point: Decimal, span: Interval, allowed: Interval) -> bool:
    """Say whether the span lies within reach; half up: the upper end belongs to the next value."""
    if span.exact:
        return allowed.low <= point < allowed.high
    return span.meets(allowed)
