"""Pair the figures of two readings of one text by the overlap of their spans."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from kzreform.errors import KzreformError

#: How many pairs that overlap are looked at, and how many more for each figure: in a text they hardly overlap.
_MOST, _MORE = 100_000, 20


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

    Raises ``KzreformError`` where so many overlap that they cannot be figures of one text.

    >>> from kzreform.checking.readings import Reading
    >>> pair([Reading(start=0, end=10), Reading(start=10, end=20)], [Reading(start=4, end=20)])
    {1: 0}
    """
    match = _same(first, second)
    taken = set(match.values())
    left = [i for i in range(len(first)) if i not in match]
    right = [j for j in range(len(second)) if j not in taken]
    most = _MOST + _MORE * (len(first) + len(second))
    touching: list[tuple[float, int, int]] = []
    for i, j in _touching(first, left, second, right):
        touching.append((_overlap(first[i], second[j]), i, j))
        if len(touching) > most:
            raise KzreformError(f"more than {most:,} pairs of figures overlap: they cannot be of one text")
    for _, i, j in sorted(touching, reverse=True):
        if i not in match and j not in taken:
            match[i] = j
            taken.add(j)
    return match


def _same(first: Sequence[Span], second: Sequence[Span]) -> dict[int, int]:
    """Pair those with the same offsets, which is most of them; of several the last with the last."""
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for j, span in enumerate(second):
        places[span.start, span.end].append(j)
    match = {}
    for i in reversed(range(len(first))):
        if there := places.get((first[i].start, first[i].end)):
            match[i] = there.pop()
    return match


def _touching(
    first: Sequence[Span], left: Sequence[int], second: Sequence[Span], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give the pairs that share a character, going through the text once with those that have not ended."""
    begun = sorted(chain(((first[i].start, 0, i) for i in left), ((second[j].start, 1, j) for j in right)))
    spans = (first, second)
    going: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, side, number in begun:
        others = going[1 - side]
        while others and others[0][0] <= start:
            heapq.heappop(others)
        for _, other in others:
            yield (number, other) if side == 0 else (other, number)
        heapq.heappush(going[side], (spans[side][number].end, number))


def _overlap(a: Span, b: Span) -> float:
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))
