"""Made texts: sentences from a grammar in which the numbers are true, and the same with one of them changed."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

Numbers = dict[str, Decimal]
KINDS = ("share", "change", "difference", "sum", "rest", "ratio", "conversion", "repeat")

NOUNS = ("schools", "farms", "clinics", "libraries", "complaints", "villages", "teachers", "judges")
PLACES = ("Kent", "Oslo", "Lima", "Riga")


@dataclass(frozen=True)
class Form:
    """A sentence with slots; ``made`` draws true numbers, ``gap`` says how far numbers are from being true.

    ``gap`` gives the distance between what is stated and what follows, in units of what rounding allows.
    """

    kind: str
    text: str
    made: Callable[[st.DrawFn], Numbers]
    gap: Callable[[Numbers], Decimal]
    changeable: tuple[str, ...]


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def count(draw: st.DrawFn, low: int, high: int) -> Decimal:
    # No round thousands: those may be rounded counts.
    return Decimal(draw(st.integers(low, high).filter(lambda n: n % 1000)))


def tenths(draw: st.DrawFn, low: int, high: int) -> Decimal:
    return Decimal(draw(st.integers(low, high))).scaleb(-1)


def _share(draw: st.DrawFn) -> Numbers:
    whole = count(draw, 200, 90_000)
    part = count(draw, int(whole) // 20, int(whole) * 9 // 10)
    return {"part": part, "whole": whole, "p": rounded(part / whole * 100, draw(st.sampled_from((0, 1, 2))))}


def _share_gap(n: Numbers) -> Decimal:
    gap = abs(n["part"] / n["whole"] * 100 - n["p"]) / _step(n["p"])
    return gap if n["part"] < n["whole"] else Decimal(0)


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _change(draw: st.DrawFn) -> Numbers:
    start = count(draw, 100, 50_000)
    low, high = (
        (int(start) * 105 // 100 + 1, int(start) * 19 // 10)
        if draw(st.booleans())
        else (
            int(start) // 10 + 1,
            int(start) * 95 // 100,
        )
    )
    end = count(draw, low, high)
    return {"a": start, "b": end, "p": rounded(abs(end - start) / start * 100, draw(st.sampled_from((0, 1))))}


def _change_gap(n: Numbers) -> Decimal:
    return abs(abs(n["b"] - n["a"]) / n["a"] * 100 - n["p"]) / _step(n["p"])


def _times(draw: st.DrawFn) -> Numbers:
    start = count(draw, 30, 5_000)
    end = count(draw, int(start) * 14 // 10 + 1, int(start) * 9)
    return {"a": start, "b": end, "m": rounded(end / start, 1)}


def _times_gap(n: Numbers) -> Decimal:
    great, small = max(n["a"], n["b"]), min(n["a"], n["b"])
    # "2.4 times more" is read as 2.4 or 3.4 times as many: neither may fit a wrong text.
    gaps = [abs(great / small - n["m"] - more) for more in (0, 1)]
    return min(gaps) / max(_step(n["m"]), n["m"] * Decimal("0.05"))


def _difference(draw: st.DrawFn) -> Numbers:
    start = count(draw, 50, 40_000)
    end = count(draw, int(start) + 5, int(start) * 3)
    return {"a": start, "b": end, "d": end - start}


def _difference_gap(n: Numbers) -> Decimal:
    return abs(abs(n["b"] - n["a"]) - n["d"])


def _sum(draw: st.DrawFn) -> Numbers:
    parts = {name: count(draw, 20, 900) for name in "xyz"}
    total = sum(parts.values(), Decimal(0))
    assume(total % 1000)
    return {**parts, "total": total}


def _sum_gap(n: Numbers) -> Decimal:
    gap = abs(n["x"] + n["y"] + n["z"] - n["total"])
    # Parts that make much less, or more, than a total may not be its parts.
    near = gap <= n["total"] / 4 and max(n["x"], n["y"], n["z"]) < n["total"]
    return gap if near else Decimal(0)


def _scaled_sum(draw: st.DrawFn) -> Numbers:
    parts = {name: tenths(draw, 20, 900) for name in "xyz"}
    return {**parts, "total": sum(parts.values(), Decimal(0))}


def _scaled_sum_gap(n: Numbers) -> Decimal:
    # Each is known to half of its last digit.
    return _sum_gap(n) / Decimal("0.2")


def _rest(draw: st.DrawFn) -> Numbers:
    whole = count(draw, 300, 60_000)
    part = count(draw, 50, int(whole) - 50)
    return {"whole": whole, "part": part, "rest": whole - part}


def _rest_gap(n: Numbers) -> Decimal:
    return abs(n["whole"] - n["part"] - n["rest"]) if n["part"] < n["whole"] else Decimal(0)


def _conversion(draw: st.DrawFn) -> Numbers:
    rate, amount = tenths(draw, 200, 9_000), tenths(draw, 20, 900)
    return {"amount": amount, "rate": rate, "other": rounded(amount * rate, 1)}


def _conversion_gap(n: Numbers) -> Decimal:
    low, high = (Decimal("-0.05"), Decimal("0.05"))
    least, most = (n["amount"] + low) * (n["rate"] + low), (n["amount"] + high) * (n["rate"] + high)
    off = max(least - n["other"], n["other"] - most, Decimal(0))
    return off / Decimal("0.2")


def _repeat(draw: st.DrawFn) -> Numbers:
    value = count(draw, 100, 9_000)
    return {"v": value, "w": value}


def _repeat_gap(n: Numbers) -> Decimal:
    return abs(n["v"] - n["w"])


def _forms(kind: str, made: Any, gap: Any, *texts: str) -> list[Form]:
    def slots(text: str) -> tuple[str, ...]:
        return tuple(name for _, name, _, _ in string.Formatter().parse(text) if name and name not in ("noun", "place"))

    return [Form(kind, text, made, gap, slots(text)) for text in texts]


FORMS = [
    *_forms(
        "share",
        _share,
        _share_gap,
        "In 2023, {part} of {whole} {noun} ({p}%) were inspected.",
        "The share of new ones among the {noun} was {p}% ({part} out of {whole}).",
        "There are {whole} {noun} in {place}, of which {part} or {p}% are open.",
        "Of {whole} {noun}, {part} ({p}%) have been renovated.",
        "The office counted {whole} {noun}, including {part} ({p}%) in {place}.",
        "Last year {whole} {noun} took part, {part} of which ({p}%) came from {place}.",
        "In {place} {part} of the town's {whole} {noun} are old, a rate of {p} per cent.",
        "{p}% of the {noun} ({part} of {whole}) are closed.",
        "As of 1 May, {part} {noun} ({p}%) of the planned {whole} had been opened.",
        "The {noun} with a roof number {part}, or {p}% of all {whole} {noun}.",
        "Only {p}% of the {noun} – {part} out of {whole} – answered.",
    ),
    *_forms(
        "change",
        _change,
        _change_gap,
        "The number of {noun} changed by {p}%, from {a} to {b}.",
        "In {place} the number of {noun} changed by {p}% (from {a} to {b}).",
        "The number of {noun} went from {a} in 2022 to {b} in 2023, a change of {p}%.",
        "Over the year the number of {noun} changed by {p}% (2022 – {a}, 2023 – {b}).",
        "The number of {noun} went to {b} in May from {a} in April, a change of {p}%.",
        "The number of {noun} changed by {p}%, to {b} from {a} the year before.",
    ),
    *_forms(
        "difference",
        _difference,
        _difference_gap,
        "The number of {noun} grew by {d}, from {a} to {b}.",
        "The network has increased by {d} units (2020 – {a}, 2023 – {b}).",
        "In 2023 {place} had {b} {noun}, {d} more than in 2022 ({a}).",
        "The number of {noun} rose by {d}, to {b} from {a}.",
        "{place} has {b} {noun}, {d} more than the {a} of 2021.",
    ),
    *_forms(
        "sum",
        _sum,
        _sum_gap,
        "In 2023, {total} {noun} were built ({x} in {place}, {y} in towns and {z} in villages).",
        "In {place} there are {total} {noun}: {x} in the north, {y} in the south and {z} in the west.",
        "They repaired {x} schools, {y} clinics and {z} roads, in total {total} objects.",
        "The {total} {noun} consist of {x} in the north, {y} in the south and {z} in the west.",
        "Votes cast: {x} in May, {y} in June and {z} in July, or {total} in total.",
    ),
    *_forms(
        "sum",
        _scaled_sum,
        _scaled_sum_gap,
        "The fund paid out for repairs (2021 - {x} billion tenge, 2022 - {y} billion tenge, 2023 - {z} billion tenge), "
        "in total {total} billion tenge.",
    ),
    *_forms(
        "rest",
        _rest,
        _rest_gap,
        "In 2023, {part} out of {whole} {noun} were inspected. The remaining {rest} {noun} follow in 2024.",
        "Of {whole} {noun}, {part} are in {place}, and the other {rest} {noun} abroad.",
        "So far {part} of {whole} {noun} are open. The remaining {rest} follow in spring.",
        "Of {whole} {noun}, {part} have been repaired; the remaining {rest} will be in May.",
    ),
    *_forms(
        "ratio",
        _times,
        _times_gap,
        "In 2023 {place} had {b} {noun}, {m} times more than in 2022 ({a}).",
        "In {place} there are {b} {noun}, which is {m} times more than the {a} {noun} of Rome.",
        "In {place} there are {b} {noun}, {m} times the {a} of 2019.",
    ),
    *_forms(
        "change",
        _times,
        _times_gap,
        "The number of {noun} increased {m} times (from {a} to {b}).",
        "The number of {noun} increased {m} times (in 2022 - {a}, in 2023 - {b}).",
    ),
    *_forms(
        "conversion",
        _conversion,
        _conversion_gap,
        "The bridge cost ${amount} million ({other} million soms). (1 USD = {rate} soms at today's rate.)",
    ),
    *_forms(
        "repeat",
        _repeat,
        _repeat_gap,
        "In 2023, {v} new {noun} were opened. It was a good year. In 2023, {w} new {noun} were opened.",
    ),
]

# What rounding and one more digit allow, with room to spare.
_SURE = Decimal(2)


@dataclass(frozen=True)
class Pair:
    """A true text and the same text with one number changed; ``said`` is what to show when a test fails."""

    kind: str
    true: str
    false: str


@st.composite
def pairs(draw: st.DrawFn, kind: str) -> Pair:
    """Draw a true text of a kind and a false one beside it."""
    form = draw(st.sampled_from([form for form in FORMS if form.kind == kind]))
    words = {"noun": draw(st.sampled_from(NOUNS)), "place": draw(st.sampled_from(PLACES))}
    numbers = form.made(draw)
    name = draw(st.sampled_from(form.changeable))
    factors = st.sampled_from([Decimal(n) / 100 for n in (70, 80, 85, 88, 92, 108, 112, 115, 125, 140)])
    step = _step(numbers[name])
    changed = (numbers[name] * draw(factors) / step).to_integral_value() * step
    if changed % 1000 == 0 and changed >= 1000:
        changed += 7
    wrong = {**numbers, name: changed}
    # Too near to the truth, or too far for the figures to belong together.
    assume(form.gap(wrong) > _SURE)
    return Pair(form.kind, _said(form.text, numbers, words), _said(form.text, wrong, words))


def _said(text: str, numbers: Numbers, words: dict[str, str]) -> str:
    return text.format(**{name: f"{value:,f}" for name, value in numbers.items()}, **words)
