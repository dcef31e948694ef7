"""Ratios: "1.5 times more than in 2022 (34)", "9.8% - almost five times the ceiling of 2%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Scene, alike_or_lone
from kzreform.checking.audit.ties import Tie, shown
from kzreform.checking.audit.words import TIMES_THAN, worded

_TIMES_THE = worded("times_the")
_LONGEST = 70


def find(scene: Scene) -> Iterator[Tie]:
    """Find the ratios of a document."""
    for sentence in scene.sentences:
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
