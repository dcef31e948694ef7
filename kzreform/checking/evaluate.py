"""Measure extracted figures against gold figures.

A prediction matches the gold figure it overlaps most, each matched once. Gold figures marked ``optional`` are neither
asked for nor held against a prediction. A gold figure's ``also`` holds a second reading of its date, role, direction
or status; either is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from kzreform.checking.pairing import pair
from kzreform.checking.readings import Reading

R = TypeVar("R", bound=Reading)

_STOP_WORDS = frozenset(
    ["the", "a", "an", "of", "in", "for", "to", "and", "by", "on", "with", "at", "from", "their", "its"]
)
_UNIT_MATTERS = frozenset({"money", "percent", "duration", "measure"})
_SAME_UNIT = {
    "percentage point": "percent",
    "pp": "percent",
    "%": "percent",
    "years": "year",
    "months": "month",
    "days": "day",
    "hours": "hour",
    "weeks": "week",
    "tonne": "ton",
    "t": "ton",
    "tons": "ton",
    "working day": "business day",
}
_NEAR = Decimal("1e-6")
Years = tuple[str, str] | None


class Measure(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean, to four places."""

    p: float
    r: float
    f1: float


class Evaluation(msgspec.Struct, frozen=True):
    """What was asked for and given, the measures over all figures, and the shares of matched figures that agree."""

    gold: int
    predicted: int
    measures: Mapping[str, Measure]
    shares: Mapping[str, float | None]

    def as_dict(self) -> dict[str, Any]:
        """Give one flat object for JSON."""
        measures = {name: msgspec.structs.asdict(measure) for name, measure in self.measures.items()}
        return {"gold": self.gold, "predicted": self.predicted, **measures, **self.shares}


def evaluate(
    gold: Sequence[Reading], predicted: Sequence[Reading], within: tuple[int, int] | None = None
) -> Evaluation:
    """Measure predictions against gold; ``within`` keeps only the figures between two offsets.

    >>> figure = Reading(start=0, end=2, kind="percent", value=Decimal(5), unit="percent", bound="exact")
    >>> evaluate([figure], [figure]).measures["value"].f1
    1.0
    """
    if within is not None:
        gold, predicted = between(gold, *within), between(predicted, *within)
    match = pair(gold, predicted)
    gold_of = {j: i for i, j in match.items()}
    asked = [i for i, figure in enumerate(gold) if not figure.optional]
    given = [j for j in range(len(predicted)) if j not in gold_of or not gold[gold_of[j]].optional]
    pairs = [(gold[i], predicted[match[i]]) for i in asked if i in match]

    agree = {name: [check(g, p) for g, p in pairs] for name, check in CHECKS.items()}
    dated = [all(both) for both in zip(agree["value"], agree["date"], strict=True)]
    rest = (agree[name] for name in ("bound", "role", "direction", "status"))
    row = [all(fields) for fields in zip(dated, *rest, strict=True)]
    hits = {"detect": len(pairs), "value": sum(agree["value"]), "dated": sum(dated), "row": sum(row)}

    shares = {name: _share(agree[name]) for name in ("date_strict", "bound", "role", "direction", "status")}
    shares["unit"] = _share([ok for ok, (g, _) in zip(agree["unit"], pairs, strict=True) if g.kind == "count"])
    shares["item"] = _share([word_overlap(g.item, p.item) for g, p in pairs if g.item is not UNSET])
    measures = {name: _measure(count, len(asked), len(given)) for name, count in hits.items()}
    return Evaluation(gold=len(asked), predicted=len(given), measures=measures, shares=shares)


def same_years(a: str | None, b: str | None) -> bool:
    """Say whether two EDTF dates name the same years; "by 2024" and "2024" count as the same.

    >>> same_years("2023-07", "2023"), same_years("../2024", "2024-12"), same_years("../2024", "2019/2024")
    (True, True, False)
    """
    first, second = _years(a), _years(b)
    if first and second and first[1] == second[1] and ".." in (first[0], second[0]):
        return _last_year(first) == _last_year(second)
    return first == second


def _last_year(years: tuple[str, str]) -> tuple[str, str]:
    return (years[1], years[1]) if years[0] == ".." else years


def word_overlap(a: str | UnsetType | None, b: str | UnsetType | None) -> float:
    """Give the F1 of the words of two items, small words and plural endings aside.

    >>> word_overlap("the women among civil servants", "women in civil service")
    0.5714285714285714
    """
    first, second = _words(a), _words(b)
    if not first and not second:
        return 1.0
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _same_value(g: Reading, p: Reading) -> bool:
    return (
        g.kind == p.kind
        and _near(g.value, p.value)
        and _near(g.value_high, p.value_high)
        and (g.kind not in _UNIT_MATTERS or _unit(g) == _unit(p))
    )


def _same_unit(g: Reading, p: Reading) -> bool:
    return g.kind != "count" or _unit(g) == _unit(p) or _unit(p) in _words(g.item)


def _either(check: Callable[[Reading, Reading], bool]) -> Callable[[Reading, Reading], bool]:
    return lambda g, p: check(g, p) or check(g.second(), p)


CHECKS: dict[str, Callable[[Reading, Reading], bool]] = {
    "value": _same_value,
    "date": _either(lambda g, p: same_years(g.date, p.date)),
    "date_strict": _either(lambda g, p: (g.date or None) == (p.date or None)),
    "bound": lambda g, p: (g.bound or "exact") == (p.bound or "exact"),
    "role": _either(lambda g, p: (g.role or "level") == (p.role or "level")),
    "direction": _either(lambda g, p: (g.direction or None) == (p.direction or None)),
    "status": _either(lambda g, p: (g.status or "reported") == (p.status or "reported")),
    "unit": _same_unit,
}
"""Whether a field of a gold figure and of its prediction agree."""


def between(figures: Sequence[R], low: int, high: int) -> list[R]:
    """Give the figures that lie between two offsets."""
    return [figure for figure in figures if low <= figure.start and figure.end <= high]


def _near(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _NEAR * max(Decimal(1), abs(a))


def _unit(figure: Reading) -> str:
    name = (figure.unit or "").strip()
    return _SAME_UNIT.get(name, _SAME_UNIT.get(name.lower(), name.lower()))


def _years(edtf: str | None) -> Years:
    if not edtf:
        return None
    ends = [".." if end in ("", "..") else end[:4] for end in edtf.rstrip("~?%").split("/")]
    return ends[0], ends[-1]


def _words(text: str | UnsetType | None) -> set[str]:
    said = text.lower() if isinstance(text, str) else ""
    return {word.rstrip("s") for word in re.findall(r"\w+", said) if word not in _STOP_WORDS}


def _share(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _measure(hits: int, wanted: int, given: int) -> Measure:
    p = hits / given if given else 0.0
    r = hits / wanted if wanted else 0.0
    return Measure(p=round(p, 4), r=round(r, 4), f1=round(2 * p * r / (p + r), 4) if p + r else 0.0)
