"""Claims of change, computed from two levels that the corpus has: "fell by a fifth since 2022"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.written import written
from kzreform.checking.claims.candidates import Candidate
from kzreform.checking.claims.compare import Amount, agreement, amount
from kzreform.checking.claims.records import Agreement
from kzreform.checking.dates import interval
from kzreform.records import Direction, Figure, plain

_HUNDRED = Decimal(100)
_LEVELS = ("level", "from", "to", "total")
#: How much worse than the best a level's topic may fit, and how alike the items of the two must be.
_NEAR, _ALIKE = 0.8, 0.5
#: The same for the two ends of one change, which are levels of one thing for certain.
_NEAR_END = 0.65
#: What the times of both levels are worth, beside how well they fit.
_DATED = 0.1
#: What both have of the claim's topic where their items are told differently; how much worse than the best a pair may
#: fit.
_NAMED, _AS_GOOD = 0.9, 0.08
_OPEN = ".."
#: Digits to which a computed change is given; it is compared in full.
_SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two levels; ``together`` says that one sentence gives both."""

    earlier: Candidate
    later: Candidate
    value: Decimal
    direction: Direction | None
    agreement: Agreement
    together: bool

    @property
    def dated(self) -> bool:
        """Whether both levels, or the sentence of both, have a time."""
        return self.later.figure.date is not None and (self.together or self.earlier.figure.date is not None)

    @property
    def score(self) -> float:
        """How well the topic fits: that of the worse of the two."""
        return min(self.earlier.score, self.later.score)


def changes(claim: Figure, candidates: Sequence[Candidate], years: Collection[int] = ()) -> list[Change]:
    """Give the changes that levels of the claim's topic and time come to, the best topic first.

    ``years`` are those that the claim names ("fewer in 2023 than in 2020").
    """
    if claim.role != "change" or claim.direction is None or claim.value_high is not None:
        return []
    if claim.kind not in ("percent", "multiple", "count", "money", "measure", "score"):
        return []
    levels = [one for one in candidates if one.figure.role in _LEVELS and _fits_unit(claim, one.figure)]
    best: dict[tuple[str, str], float] = {}
    for one in levels:  # the best first
        best.setdefault(_sort(one.figure), one.score)
    near = [one for one in levels if one.score >= best[_sort(one.figure)] * (_NEAR_END if _end(one) else _NEAR)]
    apart = {one.figure.id for one in near if one.score < best[_sort(one.figure)] * _NEAR}
    found = []
    for earlier, later, together in _pairs(_ends(claim, years), near):
        if together or apart.isdisjoint((earlier.figure.id, later.figure.id)):
            found.append(_change(claim, earlier, later, together))
    found.sort(key=lambda one: (-_standing(one), not one.together, one.earlier.figure.id, one.later.figure.id))
    # Levels of other things than the best two may give any change by chance.
    return [one for one in found if _standing(one) >= _standing(found[0]) - _AS_GOOD]


def _standing(change: Change) -> float:
    """Give how well a change fits among others: levels that have their times are rather those of a claim's."""
    return change.score + (_DATED if change.dated else 0.0)


def _fits_unit(claim: Figure, level: Figure) -> bool:
    if level.value <= 0 or level.value_high is not None:
        return False
    if claim.kind in ("percent", "multiple"):
        # A rise by 5 % of a share is not one by 5 percentage points: shares have changes of their own.
        return level.kind in ("count", "money", "measure", "duration", "score") and claim.unit != "percentage point"
    return level.kind == claim.kind and (claim.kind == "count" or level.unit == claim.unit)


def _end(level: Candidate) -> bool:
    return level.figure.role in ("from", "to")


def _sort(level: Figure) -> tuple[str, str]:
    return level.kind, "" if level.kind == "count" else level.unit


def _pairs(
    asked: tuple[int | None, int | None] | None, levels: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Candidate, bool]]:
    """Give the earlier and the later level of each pair that spans the years asked for."""
    for earlier in levels:
        for later in levels:
            one, two = earlier.figure, later.figure
            if one is two or one.kind != two.kind:
                continue
            together = (one.document, one.sentence) == (two.document, two.sentence)
            # One sentence may call the same thing cars and vehicles.
            if one.unit != two.unit and not (together and one.kind == "count"):
                continue
            named = min(earlier.fit.share, later.fit.share) >= _NAMED
            if not (together or named or _alike(one, two)):
                continue
            if together and one.role == "from" and two.role == "to" and one.start < two.start:
                undated = one.date is None and two.date is None and later.when == "other"
                if asked is None or (not undated and _agrees(asked, _year(one.date), _year(two.date))):
                    yield earlier, later, True
                continue
            first, last = _year(one.date), _year(two.date)
            if asked is None or first is None or last is None or first >= last:
                continue
            if _agrees(asked, first, last):
                yield earlier, later, together


def _agrees(asked: tuple[int | None, int | None], first: int | None, last: int | None) -> bool:
    """Say whether two years may be those asked for, as far as both sides give them."""
    begin, end = asked
    return (begin is None or first is None or begin == first) and (end is None or last is None or end == last)


def _ends(claim: Figure, years: Collection[int]) -> tuple[int | None, int | None] | None:
    """Give the first and the last year that a claim of change speaks of; the one before a year that is alone."""
    if len(years) > 1:
        return min(years), max(years)
    if claim.date is None:
        return None
    first, slash, last = claim.date.partition("/")
    if not slash:
        year = _year(first)
        return None if year is None else (year - 1, year)
    return _year(first), _year(last)


def _year(edtf: str | None) -> int | None:
    """Give the year of a time, of a period the last; None where that is open or not known."""
    end = (edtf or "").rpartition("/")[2]
    if not end or end == _OPEN:
        return None
    try:
        last: date = interval(end)[1]
    except ValueError:
        return None
    return last.year


def _alike(one: Figure, two: Figure) -> bool:
    first, second = ({word.lower() for word in figure.item.split()} for figure in (one, two))
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))


def _change(claim: Figure, earlier: Candidate, later: Candidate, together: bool) -> Change:
    before, after = earlier.figure, later.figure
    point, span = _computed(claim, before, after)
    direction: Direction | None = "up" if after.value > before.value else "down" if after.value < before.value else None
    if direction != claim.direction:
        return Change(earlier, later, _shown(point), direction, "differs", together)
    stated = amount(claim)
    exact = Amount(claim.kind, claim.unit, point, None, Decimal(0), "exact", False, True, direction)
    how = agreement(stated, exact)
    # A computed change has more digits than anyone says: rounded to the claim's it is the same.
    if how == "rounded" and claim.bound == "exact" and not stated.loose and _firm(stated, point):
        how = "same"
    if how == "differs" and _meets(stated, span):
        how = "rounded"
    return Change(earlier, later, _shown(point), direction, how, together)


def _computed(claim: Figure, before: Figure, after: Figure) -> tuple[Decimal, Interval]:
    """Give the change as the levels stand, and what it may be as precisely as they are written."""
    first, last = written(before).span, written(after).span
    if claim.kind == "percent":
        low, high = ((value - 1) * _HUNDRED for value in _over(last, first))
        return abs(after.value / before.value - 1) * _HUNDRED, abs(Interval(low, high))
    if claim.kind == "multiple":
        if claim.direction == "down":
            return before.value / after.value, Interval(*_over(first, last))
        return after.value / before.value, Interval(*_over(last, first))
    return abs(after.value - before.value), abs(last - first)


def _over(one: Interval, two: Interval) -> tuple[Decimal, Decimal]:
    ratio = one / two
    return ratio.low, ratio.high


def _firm(stated: Amount, point: Decimal) -> bool:
    """Say whether a computed value rounds to the claim's by the digits that are written."""
    step = stated.step or Decimal(1) if stated.kind == "percent" else stated.step
    return bool(step) and stated.low - step / 2 <= point < stated.low + step / 2


def _meets(stated: Amount, span: Interval) -> bool:
    if stated.bound not in ("exact", "about") or stated.loose:
        return False
    return span.meets(Interval.around(stated.low, stated.step / 2)) and not span.exact


def _shown(value: Decimal) -> Decimal:
    return plain(value.quantize(_SHOWN).normalize() if abs(value) < 1_000_000 else value.quantize(Decimal(1)))


def best(found: Iterable[Change], *agreements: Agreement) -> Change | None:
    """Give the first of changes, in their order, that agrees in one of these ways."""
    return next((change for change in found if change.agreement in agreements), None)
