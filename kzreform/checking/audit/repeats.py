"""Repeats: the same item for the same time with another value, in one document or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Numeral, Scene
from kzreform.checking.audit.ties import Tie, shown

_IDLE = frozenset(
    re.findall(r"\w+", "the a an of in for to and by on at with among from as per its their this that were was is are")
)
_LEAST_WORDS = 2


def find(scenes: Iterable[Scene]) -> Iterator[Tie]:
    """Find the figures of documents that say the same of the same time with different values."""
    groups: dict[tuple[object, ...], list[Numeral]] = {}
    for scene in scenes:
        for sentence in scene.sentences:
            for numeral in sentence.numerals:
                if key := _key(numeral):
                    groups.setdefault(key, []).append(numeral)
    for group in groups.values():
        for earlier, later in combinations(group, 2):
            if _differ(earlier, later):
                says = (
                    f"“{_item(later)}” for {later.figure.date} is {shown(earlier)} in {_place(earlier, later)}, "
                    f"but {shown(later)} in line {later.figure.line}"
                )
                yield Tie("repeat", (earlier,), later, formulas.same, says, "firm")


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
    return frozenset(word.removesuffix("s") for word in found if word not in _IDLE)


def _differ(a: Numeral, b: Numeral) -> bool:
    """Say whether two figures of one item tell apart: far enough not to be one value rounded twice."""
    if a.figure.sentence == b.figure.sentence:
        return False
    return not a.written.rough.meets(b.written.rough)


def _item(numeral: Numeral) -> str:
    return " ".join(numeral.figure.item.split())


def _place(a: Numeral, b: Numeral) -> str:
    where = f"line {a.figure.line}"
    return where if a.figure.document == b.figure.document else f"{a.figure.document}, {where}"
