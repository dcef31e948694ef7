"""How precisely a figure is written, and so which values it may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kzreform.checking.audit.intervals import INFINITE, Interval
from kzreform.checking.audit.words import worded
from kzreform.records import Figure

_DIGITS = re.compile(r"\d[\d,.\s\u00a0\u202f\u2009]*")
_GROUPS = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_SCALE = worded("scale")
_PER_CENT = worded("per_cent")
# Words that nobody takes to a digit: "a quarter", "doubled", "fourfold".
_LOOSE_REACH = Decimal("0.05")
_ABOUT_REACH = Decimal("0.05")
_BEYOND_REACH = Decimal("0.10")
_ROUND_REACH = Decimal("0.05")  # and then it is not much off: 10,000 stands for no 14,000
_ROUND_COUNT = 3  # trailing zeros from which a count in full may be a rounded one: 20,000


@dataclass(frozen=True, slots=True)
class Written:
    """A value and its precision: ``step`` is the unit of its last digit, 0 for a count written in full.

    ``slack`` is how far a round count ("20,000") may be off; ``loose`` is a word such as "a quarter".
    """

    value: Decimal
    step: Decimal
    slack: Decimal
    bound: str
    loose: bool

    @property
    def span(self) -> Interval:
        """The values that the figure may stand for when others are computed from it."""
        size = abs(self.value)
        near = Interval.around(self.value, max(self.step / 2, size * _LOOSE_REACH if self.loose else Decimal(0)))
        beyond = max(self.step, size * _BEYOND_REACH)
        if self.bound == "about":
            return near.joined(Interval.around(self.value, size * _ABOUT_REACH))
        if self.bound in ("over", "at_least"):
            return Interval(self.value, self.value + beyond)
        if self.bound in ("under", "at_most"):
            return Interval(max(self._least, self.value - beyond), self.value)
        return near

    @property
    def rough(self) -> Interval:
        """The same, when a round count is taken for a rounded one."""
        return self.span.joined(Interval.around(self.value, self.slack))

    @property
    def allowed(self) -> Interval:
        """The values that the figure may stand for when it is stated of them; "over" leaves the upper end open."""
        if self.bound in ("over", "at_least"):
            return Interval(self.value, INFINITE)
        if self.bound in ("under", "at_most"):
            return Interval(self._least, self.value)
        if self.bound == "about":
            reach = abs(self.value) * (2 if self.loose else 1) * _ABOUT_REACH
            return Interval.around(self.value, max(self.step, reach))
        return self.span

    @property
    def _least(self) -> Decimal:
        """Nothing, below which only what is negative goes."""
        return Decimal(0) if self.value >= 0 else -INFINITE


def written(figure: Figure) -> Written:
    """Read the precision of a figure from its surface.

    >>> def read(text, value, kind="count"):
    ...     unit = {"percent": "percent", "money": "KZT"}.get(kind, "school")
    ...     span = {"id": "", "document": "", "start": 0, "end": len(text)}
    ...     return written(Figure(text=text, kind=kind, value=Decimal(value), unit=unit, **span))
    >>> read("2.3 trillion", "2300000000000").span
    Interval(low=Decimal('2250000000000'), high=Decimal('2350000000000'))
    >>> [f'{read(*case).step:f}' for case in (("46 thousand", 46000), ("1,692", 1692), ("21.02%", "21.02", "percent"))]
    ['1000', '0', '0.01']
    >>> read("-$3.4 billion", "-3400000000", "money").span
    Interval(low=Decimal('-3450000000'), high=Decimal('-3350000000'))
    >>> read("a quarter", 25, "percent").loose
    True
    """
    step = _step(figure)
    slack = Decimal(0)
    if step == 0 and (zeros := _trailing_zeros(figure.value)) >= _ROUND_COUNT:
        slack = min(Decimal(10) ** zeros / 2, abs(figure.value) * _ROUND_REACH)
    loose = figure.kind in ("percent", "multiple") and not re.search(r"\d", figure.text) and "%" not in figure.text
    loose = loose and not _PER_CENT.search(figure.text)
    step = Decimal(0) if loose else step
    return Written(value=figure.value, step=step, slack=slack, bound=figure.bound, loose=loose)


def decimals(step: Decimal) -> int:
    """Give how many decimals a step has.

    >>> decimals(Decimal("0.01")), decimals(Decimal(1000))
    (2, 0)
    """
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if step and isinstance(exponent, int) else 0


def _step(figure: Figure) -> Decimal:
    found = _DIGITS.findall(figure.text)
    unit = Decimal(0) if figure.kind in ("count", "rank") or _bare(figure.text) else Decimal(1)
    if len(found) != 1:
        # "1 million 400 thousand", "three billion", "seven"
        scaled = bool(found) or bool(_SCALE.search(figure.text))
        return Decimal(10) ** _trailing_zeros(figure.value) if scaled else unit
    digits = _SPACES.sub("", found[0]).rstrip(".,")
    for mantissa in _mantissas(digits):
        if mantissa == 0:
            continue
        scale = (abs(figure.value) / mantissa).normalize()
        if scale.as_tuple().digits == (1,) and scale >= 1:
            places = -min(0, int(mantissa.as_tuple().exponent))
            if scale == 1 and not places:
                return unit
            return scale * Decimal(10) ** -places
    return Decimal(10) ** min(0, int(figure.value.as_tuple().exponent)) if unit else Decimal(0)


def _mantissas(digits: str) -> list[Decimal]:
    readings = []
    if _GROUPS.fullmatch(digits):
        readings.append(digits.replace(",", "").replace(".", ""))
    readings.append(digits.replace(",", "") if "." in digits else digits.replace(",", "."))
    return [Decimal(reading) for reading in readings if reading.count(".") <= 1]


def _trailing_zeros(value: Decimal) -> int:
    return max(0, int(value.normalize().as_tuple().exponent))


def _bare(text: str) -> bool:
    return re.fullmatch(r"\d[\d,\s\u00a0\u202f]*", text) is not None
