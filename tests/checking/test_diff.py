"""What two extractions differ in."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kzreform.checking.diff import Row, diff
from kzreform.checking.pairing import pair
from kzreform.checking.readings import Reading


def row(start: int, end: int, **fields: Any) -> Row:
    return Row(start=start, end=end, **{"document": "a.txt", "text": "x"} | fields)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        (row(0, 4), row(0, 4), ()),
        (row(0, 4, date="2022"), row(0, 4, date=None), ("date",)),
        (row(0, 4, role="from", direction="up"), row(0, 4, role="to", direction="down"), ("role", "direction")),
        (row(0, 4, text="4.5%"), row(0, 3, text="4.5"), ("text",)),
        (row(0, 4), row(1, 4), ("start",)),
        (row(0, 4), row(0, 4, item="said by one file alone"), ()),
        (row(0, 4, sentence="a"), row(0, 4, sentence="b"), ("sentence",)),
    ],
)
def test_fields(old: Row, new: Row, fields: tuple[str, ...]) -> None:
    found = diff([old], [new])
    assert [change.fields for change in found.changed] == ([fields] if fields else [])
    assert (found.gained, found.lost, found.same) == ((), (), 0 if fields else 1)
    assert bool(found) is bool(fields)


def test_documents_are_kept_apart() -> None:
    found = diff([row(0, 4)], [row(0, 4, document="b.txt")])
    assert ([r.document for r in found.lost], [r.document for r in found.gained]) == (["a.txt"], ["b.txt"])


def test_one_range_that_became_two_figures_is_a_change_and_a_gain() -> None:
    found = diff([row(0, 10)], [row(0, 3), row(4, 10)])
    assert [(change.new.start, change.fields) for change in found.changed] == [(4, ("start",))]
    assert [r.start for r in found.gained] == [0]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [row(n, n + 1) for n in range(0, 40, 2)]
    assert not diff(rows, random.Random(3).sample(rows, len(rows)))


def test_nothing_against_nothing() -> None:
    assert not diff([], [])


def naive(first: list[Reading], second: list[Reading]) -> dict[int, int]:
    """All pairs tried: what the quicker pairing must equal."""
    touching = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            if b.start < a.end and a.start < b.end:
                shared = min(a.end, b.end) - max(a.start, b.start)
                touching.append((max(0.0, shared / (max(a.end, b.end) - min(a.start, b.start))), i, j))
    match: dict[int, int] = {}
    for _, i, j in sorted(touching, reverse=True):
        if i not in match and j not in match.values():
            match[i] = j
    return match


@pytest.mark.parametrize("seed", range(20))
def test_pairing_equals_trying_all_pairs(seed: int) -> None:
    chance = random.Random(seed)

    def spans() -> list[Reading]:
        starts = [chance.randrange(200) for _ in range(40)]
        return [Reading(start=start, end=start + chance.randrange(1, 15)) for start in starts]

    first, second = spans(), spans()
    assert pair(first, second) == naive(first, second)
