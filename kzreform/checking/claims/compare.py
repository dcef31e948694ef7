"""Whether a claimed value is a source's: the same, the same after fair rounding, or another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.written import Written, written
from kzreform.checking.claims.records import Agreement
from kzreform.records import Bound, Direction, Figure, Kind

#: A rounding may take a value so far from itself, whatever its digits, and one that "about" marks.
_FAIR, _FAIR_ABOUT = Decimal("0.05"), Decimal("0.08")
#: "About" allows as much without any rounding; words that nobody takes to a digit ("a fifth") allow more.
_ABOUT = Decimal("0.03")
_LOOSE, _LOOSE_ABOUT = Decimal("0.08"), Decimal("0.12")
#: So far from what it names may "more than" be and still be said in fairness.
_BEYOND = Decimal("0.25")
_LEAST_ZEROS = 2  # trailing zeros from which a number in full counts as rounded: 1,700
_HUNDRED = Decimal(100)

_ABOVE: frozenset[Bound] = frozenset({"over", "at_least"})
_BELOW: frozenset[Bound] = frozenset({"under", "at_most"})

_MONTHS = {"year": Decimal(12), "month": Decimal(1)}
_DAYS = {"week": Decimal(7), "day": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as it is compared: in a common unit, with its precision and its direction."""

    kind: Kind
    unit: str
    low: Decimal
    high: Decimal | None
    step: Decimal
    bound: Bound
    loose: bool
    change: bool
    direction: Direction | None

    @property
    def is_range(self) -> bool:
        """Say whether it is a range of values."""
        return self.high is not None and self.high != self.low


def amount(figure: Figure) -> Amount:
    """Read a figure as an amount: durations in months or days, multiples as they are.

    >>> def read(text, value, **fields):
    ...     given = {"kind": "count", "unit": "crime", "start": 0, "end": len(text), "id": "", "document": ""} | fields
    ...     return amount(Figure(text=text, value=Decimal(value), **given))
    >>> agreement(read("1,700", 1700, bound="about"), read("1,692", 1692))
    'rounded'
    >>> agreement(read("1,693", 1693), read("1,692", 1692))
    'differs'
    >>> read("3 years", 3, kind="duration", unit="year").low
    Decimal('36')
    """
    precise = written(figure)
    unit, factor = figure.unit, Decimal(1)
    if figure.kind == "duration":
        for base, table in (("month", _MONTHS), ("day", _DAYS)):
            if unit in table:
                unit, factor = base, table[unit]
    return Amount(
        kind=figure.kind,
        unit=unit,
        low=figure.value * factor,
        high=None if figure.value_high is None else figure.value_high * factor,
        step=max(precise.step, _rounded_to(figure, precise)) * factor,
        bound=figure.bound,
        loose=precise.loose,
        change=figure.role == "change",
        direction=figure.direction if figure.role in ("change", "from", "to") else None,
    )


def agreement(claim: Amount, source: Amount) -> Agreement:
    """Say how a claimed amount agrees with a source's of the same kind, unit and role.

    >>> share = Amount("percent", "percent", Decimal(77), None, Decimal(1), "exact", False, False, None)
    >>> exact = Amount("percent", "percent", Decimal("77.18"), None, Decimal("0.01"), "exact", False, False, None)
    >>> agreement(share, exact)
    'rounded'
    """
    if claim.direction and source.direction and claim.direction != source.direction:
        return "differs"
    if claim.is_range or source.is_range:
        return _ranges(claim, source)
    if claim.low == source.low:
        return _same_value(claim, source)
    if _rounds(claim, source.low) or _blurs(claim, source):
        return "rounded"
    alike = any({claim.bound, source.bound} <= bounds for bounds in (_ABOVE, _BELOW))
    # "Up to 35 %" is not what "up to 15 %" says.
    return "holds" if _holds(claim, source.low) and not alike else "differs"


def _same_value(claim: Amount, source: Amount) -> Agreement:
    """Judge one value on both sides: only opposite hedges part them."""
    opposite = (claim.bound in _ABOVE and source.bound in _BELOW) or (claim.bound in _BELOW and source.bound in _ABOVE)
    if opposite:
        return "differs"
    if claim.bound in ("over", "under") and source.bound == "exact":
        # "More than 1,692" of 1,692 is not so; of a rounded value it may be.
        return "rounded" if source.step and not source.loose else "differs"
    # Who drops the hedge of a round value has rounded.
    return "rounded" if claim.bound == "exact" and source.bound == "about" and source.step else "same"


def _rounds(claim: Amount, value: Decimal) -> bool:
    """Say whether a claim's value fairly stands for a source's."""
    off = abs(claim.low - value)
    if claim.bound in (*_ABOVE, *_BELOW):
        return _holds(claim, value) and off <= abs(claim.low) * _BEYOND
    if claim.loose:
        return off <= abs(claim.low) * (_LOOSE_ABOUT if claim.bound == "about" else _LOOSE)
    if claim.bound == "about" and off <= abs(value) * _ABOUT:
        return True
    half = claim.step / 2
    # A whole percentage is what everyone rounds to. Half up: the upper end belongs to the next value.
    reach = _FAIR_ABOUT if claim.bound == "about" else _FAIR
    fair = off <= abs(value) * reach or (claim.kind == "percent" and claim.step <= 1)
    return claim.low - half <= value < claim.low + half and fair


def _holds(claim: Amount, value: Decimal) -> bool:
    """Say whether a claim's "more than" or "less than" is true of a value, however far off."""
    return value >= claim.low if claim.bound in _ABOVE else claim.bound in _BELOW and value <= claim.low


def _blurs(claim: Amount, source: Amount) -> bool:
    """Say whether the source's value is a rounding of the claim's: it then says nothing against it."""
    if source.bound not in ("exact", "about") or source.loose or not source.step or claim.loose:
        return False
    half = source.step / 2
    off = abs(claim.low - source.low)
    return (
        source.low - half <= claim.low < source.low + half and off <= abs(source.low) * _FAIR and finer(claim, source)
    )


def finer(claim: Amount, source: Amount) -> bool:
    """Say whether a claim gives more digits than its source."""
    return claim.step < source.step


def _ranges(claim: Amount, source: Amount) -> Agreement:
    first = Interval(claim.low, claim.low if claim.high is None else claim.high)
    second = Interval(source.low, source.low if source.high is None else source.high)
    if first == second:
        return "same"
    if first.low >= second.low and first.high <= second.high:
        return "rounded"
    if first.low <= second.low and first.high >= second.high and claim.is_range:
        return "rounded"
    return "differs"


def _rounded_to(figure: Figure, precise: Written) -> Decimal:
    """Give the step that the trailing zeros of a number in full tell of: 100 for 1,700."""
    if figure.kind not in ("count", "money", "measure") or precise.step > 1 or precise.loose:
        return Decimal(0)
    zeros = max(0, int(precise.value.normalize().as_tuple().exponent))
    return Decimal(10) ** zeros if zeros >= _LEAST_ZEROS else Decimal(0)


def as_percent(change: Amount) -> Amount | None:
    """Read a multiple as the change in percent that it says, up or down; None where it says neither.

    >>> twice = Amount("multiple", "times", Decimal(2), None, Decimal(0), "exact", True, True, "up")
    >>> as_percent(twice).low
    Decimal('100')
    """
    if change.kind != "multiple" or change.direction is None or change.high is not None or change.low <= 0:
        return None
    if change.direction == "up":
        value, step = (change.low - 1) * _HUNDRED, change.step * _HUNDRED
    else:
        value, step = (1 - 1 / change.low) * _HUNDRED, change.step * _HUNDRED / change.low**2
    return Amount("percent", "percent", value, None, step, change.bound, change.loose, True, change.direction)
