"""Sums of shares that stand side by side: "55.4% (46,546 out of 83,963): of which 8.1% (59 out of 726), ..."."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike
from kzreform.checking.audit.sums import tie
from kzreform.checking.audit.ties import Tie
from kzreform.checking.audit.words import OUT_OF, worded

_OF_WHICH = worded("parts_follow")
_LEAST = 3


def find(scene: Scene) -> Iterator[Tie]:
    """Find the parts and the wholes of shares that add up to those of the first."""
    for sentence in scene.in_order():
        pairs = _pairs(sentence)
        if len(pairs) < _LEAST:
            continue
        (part, whole), rest = pairs[0], pairs[1:]
        if _OF_WHICH.search(sentence.gap(whole, rest[0][0])):
            yield tie([n for n, _ in rest], part, "holding")
            yield tie([n for _, n in rest], whole, "holding")


def _pairs(sentence: Sentence) -> list[tuple[Numeral, Numeral]]:
    return [(a, b) for a, b in pairwise(sentence.numerals) if alike(a, b) and OUT_OF.fullmatch(sentence.gap(a, b))]
