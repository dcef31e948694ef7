"""Repeats: the same item for the same time with another value, in one document or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Numeral, Scene
from kzreform.checking.audit.ties import Tie, shown
from kzreform.checking.audit.words import worded

_IDLE = worded("idle")
_LEAST_WORDS = 2


def find(scenes: Iterable[Scene]) -> Iterator[Tie]:
    """Find the figures of documents that say the same of the same time with different values."""
    numerals = (numeral for scene in scenes for sentence in scene.sentences for numeral in sentence.numerals)
    for group in groups(numerals):
        for earlier, later in combinations(group, 2):
            if tie := between(earlier, later):
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
