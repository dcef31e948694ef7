"""Pair the figures of two readings of one text by the overlap of their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol


class Span(Protocol):
    """What has offsets, ``[start, end)``."""

    @property
    def start(self) -> int:
        """The offset of the first character."""

    @property
    def end(self) -> int:
        """The offset after the last character."""


def pair(first: Sequence[Span], second: Sequence[Span]) -> dict[int, int]:
    """Pair spans with those that overlap them most: index to index, each used once.

    >>> from kzreform.checking.readings import Reading
    >>> pair([Reading(start=0, end=10), Reading(start=10, end=20)], [Reading(start=4, end=20)])
    {1: 0}
    """
    order = sorted(range(len(second)), key=lambda j: second[j].start)
    starts = [second[j].start for j in order]
    longest = max((span.end - span.start for span in second), default=0)
    touching = sorted(
        (
            (_overlap(span, second[j]), i, j)
            for i, span in enumerate(first)
            # Only what begins near enough to reach the span: texts may hold a hundred thousand figures.
            for j in order[bisect_right(starts, span.start - longest) : bisect_left(starts, span.end)]
            if span.start < second[j].end
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in touching:
        if i not in match and j not in taken:
            match[i] = j
            taken.add(j)
    return match


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0
