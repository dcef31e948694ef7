"""Texts with the readings of their figures marked in them: ``[[1,692||corruption crimes||2023 s L r]] crimes``.

After the surface stands the item, and in some texts date, basis, role and status: the date in EDTF or ``-``; s(tated),
c(arried), r(elative), d(ocument) or ``-``; L(evel), C(hange), F(rom), T(o), W(hole, a total) or R(ule, a threshold),
with ``+`` or ``-`` for up and down; r(eported), p(lanned) or q (required). A second reading follows " / ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kzreform.records import Direction, Role, Status

_MARK = re.compile(r"\[\[(.+?)\|\|(.+?)(?:\|\|(.+?))?\]\]", re.DOTALL)
_HEAD = re.compile(r"#published:\s*(\S+)\s*\n")


_ROLES: dict[str, Role] = {
    "L": "level",
    "C": "change",
    "F": "from",
    "T": "to",
    "W": "total",
    "R": "threshold",
}
_DIRECTIONS: dict[str, Direction | None] = {"+": "up", "-": "down", "": None}
_STATUSES: dict[str, Status] = {"r": "reported", "p": "planned", "q": "required"}


@dataclass(frozen=True, slots=True)
class Read:
    """How a reader reads a figure's date, role and status."""

    date: str | None
    role: Role
    direction: Direction | None
    status: Status

    @classmethod
    def of(cls, marks: str) -> Read:
        """Read the marks of a figure; raises ValueError or KeyError for what are none.

        >>> Read.of("../2029 s T+ p")
        Read(date='../2029', role='to', direction='up', status='planned')
        """
        date, _, role, status = marks.split()
        return cls(None if date == "-" else date, _ROLES[role[0]], _DIRECTIONS[role[1:]], _STATUSES[status])


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, when it was published, and the place, item and readings of each figure marked."""

    name: str
    text: str
    published: str | None
    items: list[tuple[int, int, str]]
    readings: list[tuple[int, int, list[Read]]]


def unmarked(name: str, raw: str) -> Marked:
    """Take the marks out of a text.

    >>> unmarked("x", "Some [[5%||crimes solved]] of them").items
    [(5, 7, 'crimes solved')]
    """
    head = _HEAD.match(raw)
    raw = raw[head.end() :] if head else raw
    text, last = "", 0
    items, readings = list[tuple[int, int, str]](), list[tuple[int, int, list[Read]]]()
    for mark in _MARK.finditer(raw):
        text += raw[last : mark.start()]
        items.append((len(text), len(text) + len(mark[1]), mark[2]))
        if mark[3]:
            readings.append((*items[-1][:2], [Read.of(one) for one in mark[3].split(" / ")]))
        text += mark[1]
        last = mark.end()
    return Marked(name, text + raw[last:], head[1] if head else None, items, readings)


def texts(folder: Path) -> Iterator[Marked]:
    """Read the marked texts of a folder, in the order of their names."""
    for path in sorted(folder.rglob("*.txt")):
        yield unmarked(path.stem, path.read_text(encoding="utf-8"))
