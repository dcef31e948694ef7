"""Repeats: the same item for the same time with another value, in one document or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Numeral, Scene
from kzreform.checking.audit.ties import Tie, shown
from kzreform.checking.audit.words import worded

_IDLE = worded("idle")
_LEAST_WORDS = 2
#: More figures of one item are no item told twice but a list, of which a million may not be told in pairs.
_MANY = 20


def find(scenes: Iterable[Scene]) -> Iterator[Tie]:
    """Find the figures of documents that say the same of the same time with different values."""
    return tied(numeral for scene in scenes for numeral in comparable(scene))


def comparable(scene: Scene) -> Iterator[Numeral]:
    """Give what can be compared of a document."""
    return (numeral for sentence in scene.in_order() for numeral in sentence.numerals if _key(numeral))


def tied(numerals: Iterable[Numeral]) -> Iterator[Tie]:
    """Give the ties between figures that say the same of the same time with different values."""
    for group in groups(numerals):
        yield from ties(group)


def ties(group: Sequence[Numeral]) -> Iterator[Tie]:
    """Give the ties between the figures of a group that differ.

    Of a group that is too large for an item told twice, a value is told of once, with the first that it differs from.
    """
    if len(group) <= _MANY:
        yield from filter(None, (between(*pair) for pair in combinations(group, 2)))
        return
    firsts: dict[tuple[Decimal, Decimal], Numeral] = {}
    for numeral in group:
        firsts.setdefault((numeral.figure.value, numeral.written.step), numeral)
    values = list(firsts.values())
    for place, later in enumerate(values):
        earlier = (between(one, later) for one in values[: min(place, _MANY)])
        if tie := next(filter(None, earlier), None):
            yield tie


def groups(numerals: Iterable[Numeral]) -> Iterable[list[Numeral]]:
    """Put together what tells of the same item for the same time, in the order of its coming."""
    found: dict[tuple[object, ...], list[Numeral]] = {}
    for numeral in numerals:
        if key := _key(numeral):
            found.setdefault(key, []).append(numeral)
    return found.values()


def between(earlier: Numeral, later: Numeral) -> Tie | None:
    """Give the tie between two figures of one item that differ; None when they may be the same."""
    if not _differ(earlier, later):
        return None
    says = (
        f"“{_item(later)}” for {later.figure.date} is {shown(earlier)} in {_place(earlier, later)}, "
        f"but {shown(later)} in {_place(later, earlier)}"
    )
    return Tie("repeat", (earlier,), later, formulas.same, says, "firm")


def _key(numeral: Numeral) -> tuple[object, ...] | None:
    figure = numeral.figure
    if figure.role not in ("level", "total", "to") or figure.status != "reported" or figure.bound != "exact":
        return None
    if figure.kind == "duration" or not figure.date or ".." in figure.date or numeral.written.loose:
        return None
    words = _words(figure.item)
    # An item that its own sentence does not name is a guess.
    if len(words) < _LEAST_WORDS or figure.date_basis != "stated" or not words <= _words(figure.sentence):
        return None
    return (words, figure.kind, figure.unit, figure.date)


@lru_cache(maxsize=256)
def _words(item: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", item.lower())
    return frozenset(word.removesuffix("s") for word in found if not _IDLE.fullmatch(word))


def _differ(a: Numeral, b: Numeral) -> bool:
    """Say whether two figures of one item tell apart: far enough not to be one value rounded twice."""
    if a.figure.sentence == b.figure.sentence:
        return False
    return not a.written.rough.meets(b.written.rough)


def _item(numeral: Numeral) -> str:
    return " ".join(numeral.figure.item.split())


def _place(one: Numeral, other: Numeral) -> str:
    """Say where one of two figures stands: its document too where the other stands in another."""
    where = f"line {one.figure.line}"
    return where if one.figure.document == other.figure.document else f"{one.figure.document}, {where}"
