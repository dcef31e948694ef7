"""Conversions: "1.7 trillion tenge (about 4 billion US dollars)", tested where the text tells a rate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.scene import Numeral, Scene
from kzreform.checking.audit.ties import Formula, Tie, shown
from kzreform.checking.audit.words import worded

_BRACKET = worded("converted")
_EQUALS = worded("equals")
_ONE = Decimal(1)


def find(scene: Scene) -> Iterator[Tie]:
    """Find the conversions of a document; without a rate in the text the implied one is told."""
    rates = dict(_rates(scene))
    for sentence in scene.in_order():
        for place, other in enumerate(sentence.numerals[1:], 1):
            amount = sentence.numerals[place - 1]
            if amount.kind != "money" or other.kind != "money" or amount.figure.unit == other.figure.unit:
                continue
            single = _ONE in (amount.figure.value, other.figure.value)
            if not single and _BRACKET.fullmatch(sentence.gap(amount, other)):
                yield _tie(amount, other, rates)


def _rates(scene: Scene) -> Iterator[tuple[tuple[str, str], Numeral]]:
    """Give "1 USD = 86.8 soms": the price of one unit of the first currency in the second."""
    for sentence in scene.in_order():
        for place, price in enumerate(sentence.numerals[1:], 1):
            one = sentence.numerals[place - 1]
            single = one.kind == price.kind == "money" and one.figure.value == 1
            if single and one.figure.unit != price.figure.unit and _EQUALS.fullmatch(sentence.gap(one, price)):
                yield (one.figure.unit, price.figure.unit), price


def _tie(amount: Numeral, other: Numeral, rates: dict[tuple[str, str], Numeral]) -> Tie:
    first, second = amount.figure.unit, other.figure.unit
    if rate := rates.get((first, second)):
        says = f"{shown(amount)} at {shown(rate)} is {{}}"
        return Tie("conversion", (amount, rate), other, lambda parts: _times(parts[0], parts[1]), says, "firm")
    if rate := rates.get((second, first)):
        says = f"{shown(amount)} at {shown(rate)} is {{}}"
        return Tie("conversion", (amount, rate), other, lambda parts: parts[0] / parts[1], says, "firm")
    great, small = sorted((amount.figure.value, other.figure.value), reverse=True)
    told = f"{shown(amount)} for {shown(other)}: the text gives no rate to test it by, it implies {great / small:,.6g}"
    return Tie("conversion", (amount,), other, _untested(other), told, "firm")


def _untested(other: Numeral) -> Formula:
    return lambda parts: Interval.of(other.figure.value)


def _times(a: Interval, b: Interval) -> Interval:
    return Interval(a.low * b.low, a.high * b.high)
