"""A tie between figures, as the finders see it, before it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.judging import judge
from kzreform.checking.audit.records import RelationKind, RelationVerdict
from kzreform.checking.audit.scene import Numeral
from kzreform.checking.audit.written import decimals

Firmness = Literal["firm", "close", "near", "holding"]
"""``firm``: the words bind the figures, so a tie that does not hold is an error of the text. ``close``: they seem to
bind them, so it is one when the values are close: figures that do not belong together rarely are. ``near``: they may
belong together, and are told of when they hold or nearly do. ``holding``: only the numbers speak for it."""

_CLOSE = Decimal("0.1")

_THOUSAND = 1000
_SCALES = ((r"trillion|trn?\b", 12), (r"billion|bn\b|mlrd", 9), (r"million|mln|mn\b", 6), (r"thousand|thsd?\b", 3))
_NUMBER = re.compile(r"\d[\d,.\s]*\d|\d")
_BOUNDS = {"about": "about ", "over": "over ", "at_least": "at least ", "under": "under ", "at_most": "at most "}

Formula = Callable[[Sequence[Interval]], Interval]


@dataclass(frozen=True, slots=True, eq=False)
class Tie:
    """Figures, a formula that gives one of them from the others, and the words to tell it with.

    ``says`` has a place for the recomputed value: "786 of 3,415 is {}". ``ordered``: the text tells only that what
    is computed is the greater.
    """

    kind: RelationKind
    inputs: tuple[Numeral, ...]
    stated: Numeral
    formula: Formula
    says: str
    firmness: Firmness = "firm"
    ordered: bool = False

    @property
    def point(self) -> Decimal:
        """What the inputs give as they stand."""
        return self.formula([Interval.of(n.figure.value) for n in self.inputs]).low

    @property
    def verdict(self) -> RelationVerdict:
        """The verdict, whatever the firmness."""
        if self.ordered:
            return "consistent" if self.point > self.stated.figure.value else "inconsistent"
        span = self.formula([n.written.span for n in self.inputs])
        rough = self.formula([n.written.rough for n in self.inputs])
        return judge(self.stated.written, self.point, span, rough, self.stated.kind != "percent")

    @property
    def told(self) -> bool:
        """Say whether the tie is firm enough for its verdict."""
        verdict = self.verdict
        if self.firmness == "firm" or verdict == "consistent":
            return True
        stated = self.stated.figure.value
        if self.firmness == "close" and abs(self.point - stated) <= stated * _CLOSE:
            return True
        return self.firmness in ("close", "near") and verdict == "rounded"

    @property
    def starts(self) -> frozenset[int]:
        """Where its figures stand."""
        return frozenset(n.start for n in (*self.inputs, self.stated))

    def sentence(self) -> str:
        """Tell the finding."""
        verdict, stated = self.verdict, shown(self.stated)
        if "{}" not in self.says or self.kind == "repeat":
            return self.says
        computed = recomputed(self.point, self.stated)
        text = self.says.replace("{}", computed)
        if verdict == "inconsistent":
            return f"{text}, not {_BOUNDS.get(self.stated.figure.bound, '')}{stated}"
        if self.point == self.stated.figure.value:
            return self.says.replace("{}", stated)
        if verdict == "rounded":
            how = "loosely stated" if self.stated.written.loose else "stated"
            return f"{text}, {how} as {stated}"
        return text if computed == stated else f"{text}, stated as {_BOUNDS.get(self.stated.figure.bound, '')}{stated}"


def shown(numeral: Numeral) -> str:
    """Give a figure as it is told of: its surface, or a plain number with marks at the thousands."""
    figure = numeral.figure
    surface = " ".join(figure.text.split())
    if figure.kind == "percent" and not numeral.written.loose:
        sign = " %" if figure.unit == "percent" else " percentage points"
        return f"{figure.value:,f}{sign}"
    if numeral.bare and figure.kind in ("count", "duration") and numeral.written.step == 0:
        return f"{figure.value:,f}"
    return re.sub(r"\s+(?=[.,]\d)", "", surface)


def recomputed(value: Decimal, stated: Numeral) -> str:
    """Give a recomputed value in the words of the stated figure, a digit finer where it is rounded."""
    figure, step = stated.figure, stated.written.step
    if figure.kind == "percent":
        places = max(1, min(decimals(step), 2) if not stated.written.loose else 1)
        sign = " %" if figure.unit == "percent" else " percentage points"
        # As coarse as shows the error: 22.99 for 21.02 says no more than 23.0.
        return f"{_rounded(value, 1 if abs(value - figure.value) >= 1 else places)}{sign}"
    if figure.kind == "multiple":
        return f"{_rounded(value, max(2, decimals(step)))} times"
    if figure.kind == "money" or step >= _THOUSAND:
        return _in_place_of(value, " ".join(figure.text.split()), figure.unit)
    return _rounded(value, 0 if value == value.to_integral_value() else max(1, decimals(step)))


def _in_place_of(value: Decimal, surface: str, unit: str) -> str:
    """Write a value as a surface is written: "96 million tenge" gives "99 million tenge"."""
    zeros = next((n for name, n in _SCALES if re.search(rf"{name}", surface, re.IGNORECASE)), 0)
    scaled = value.scaleb(-zeros)
    places = min(3, max(0, -int(scaled.normalize().as_tuple().exponent)))
    number = _rounded(scaled, places)
    if len(_NUMBER.findall(surface)) != 1:
        return f"{_rounded(value, 0)} {unit}"
    return _NUMBER.sub(number, surface)


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding='ROUND_HALF_UP'):,f}"
