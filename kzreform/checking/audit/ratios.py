"""Ratios: "1.5 times more than in 2022 (34)", "9.8% - almost five times the ceiling of 2%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Scene, Sentence, alike_or_lone
from kzreform.checking.audit.ties import Tie, shown
from kzreform.checking.audit.words import DOWN, MORE, TIMES_THAN, worded

_TIMES_THE = worded("times_the")
_LEFT = worded("apposed")
_CLAUSE_ENDS = worded("at_clause_end")
_LONGEST = 70


def find(scene: Scene) -> Iterator[Tie]:
    """Find the ratios of a document."""
    for sentence in scene.in_order():
        yield from _fewer_left(sentence)
        for place, times in enumerate(sentence.numerals[1:-1], 1):
            if times.kind != "multiple":
                continue
            great, small = sentence.numerals[place - 1], sentence.numerals[place + 1]
            gap, then = sentence.level_gap(great, times), sentence.gap(times, small)
            if not alike_or_lone(great, small) or len(gap) > _LONGEST or re.search(r"[;:.]", gap):
                continue
            if TIMES_THAN.fullmatch(then) or _TIMES_THE.fullmatch(then):
                says = f"{shown(great)} against {shown(small)} is {{}}"
                ends = (small.exactly(), great)
                readings = [Tie("ratio", ends, times, f, says) for f in (formulas.ratio, formulas.growth)]
                yield next((tie for tie in readings if tie.verdict != "inconsistent"), readings[0])


def _fewer_left(sentence: Sentence) -> Iterator[Tie]:
    """Find "There used to be 66 schools ...; only 11 are left, six times fewer"."""
    for place, times in enumerate(sentence.numerals[2:], 2):
        end, tail = sentence.numerals[place - 1], sentence.tail(times, 30)
        if times.kind != "multiple" or not (MORE.match(tail) and _CLAUSE_ENDS.match(tail)):
            continue
        if not _LEFT.fullmatch(sentence.gap(end, times)):
            continue
        down = DOWN.search(tail) is not None
        others = [n for n in sentence.numerals[: place - 1] if alike_or_lone(n, end)]
        others = [n for n in others if (n.figure.value > end.figure.value) == down]
        if len(others) == 1:
            sure = others[0].figure.unit == end.figure.unit
            says = f"{shown(others[0])} against {shown(end)} is {{}}"
            yield Tie("ratio", (others[0], end), times, formulas.ratio, says, "firm" if sure else "near")
