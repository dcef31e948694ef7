"""What an extraction gained, lost and changed against an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from kzreform.checking.pairing import pair
from kzreform.checking.readings import check_figure

Text = str | UnsetType | None
Number = Decimal | UnsetType | None
Line = int | UnsetType | None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as a file holds it; a field that one of the files leaves out is not compared."""

    document: str = ""
    start: int
    end: int
    text: Text = UNSET
    kind: Text = UNSET
    value: Number = UNSET
    value_high: Number = UNSET
    unit: Text = UNSET
    bound: Text = UNSET
    item: Text = UNSET
    role: Text = UNSET
    direction: Text = UNSET
    status: Text = UNSET
    date: Text = UNSET
    date_basis: Text = UNSET
    sentence: Text = UNSET
    section: Text = UNSET
    line: Line = UNSET
    page: Line = UNSET

    def __post_init__(self) -> None:
        """Refuse what is no place in a text, and no number."""
        check_figure(self)


FIELDS = tuple(name for name in Row.__struct_fields__ if name not in ("document", "start", "end"))
"""The fields that are compared, in the record's order."""


class Change(msgspec.Struct, frozen=True):
    """A figure that both extractions hold, read differently; ``fields`` names the fields that differ."""

    old: Row
    new: Row
    fields: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """What stands only in the new extraction, only in the old one, in both but otherwise, and in both alike."""

    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[Change, ...]
    same: int

    def __bool__(self) -> bool:
        """Say whether the extractions differ."""
        return bool(self.gained or self.lost or self.changed)


def diff(old: Iterable[Row], new: Iterable[Row]) -> Difference:
    """Compare two extractions: the figures of each document are paired by the overlap of their spans.

    >>> before = [Row(start=0, end=2, date="2022"), Row(start=5, end=6)]
    >>> found = diff(before, [Row(start=0, end=2, date="2023"), Row(start=8, end=9)])
    >>> found.changed[0].fields, len(found.lost), len(found.gained)
    (('date',), 1, 1)
    """
    before, after = _by_document(old), _by_document(new)
    gained: list[Row] = []
    lost: list[Row] = []
    changed: list[Change] = []
    same = 0
    for document in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(document, ()), after.get(document, ())
        match = pair(ours, theirs)
        taken = set(match.values())
        lost += [row for i, row in enumerate(ours) if i not in match]
        gained += [row for j, row in enumerate(theirs) if j not in taken]
        for i, j in sorted(match.items()):
            if fields := _differing(ours[i], theirs[j]):
                changed.append(Change(ours[i], theirs[j], fields))
            else:
                same += 1
    return Difference(tuple(gained), tuple(lost), tuple(changed), same)


def _by_document(rows: Iterable[Row]) -> dict[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(row)
    return {document: sorted(rows, key=lambda row: (row.start, row.end)) for document, rows in found.items()}


def _differing(old: Row, new: Row) -> tuple[str, ...]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    fields = tuple(name for name, a, b in pairs if a is not UNSET and b is not UNSET and a != b)
    # A surface that differs shows a span that differs; a span is named only where no surface does.
    if "text" not in fields:
        fields = (*(name for name in ("start", "end") if getattr(old, name) != getattr(new, name)), *fields)
    return fields
