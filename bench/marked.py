"""Texts with the items of their figures marked in them: ``[[1,692||corruption crimes registered]] crimes``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\[\[(.+?)\|\|(.+?)\]\]", re.DOTALL)
_HEAD = re.compile(r"#published:\s*(\S+)\s*\n")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, when it was published, and the place and the item of each figure marked."""

    name: str
    text: str
    published: str | None
    items: list[tuple[int, int, str]]


def unmarked(name: str, raw: str) -> Marked:
    """Take the marks out of a text.

    >>> unmarked("x", "Some [[5%||crimes solved]] of them").items
    [(5, 7, 'crimes solved')]
    """
    head = _HEAD.match(raw)
    raw = raw[head.end() :] if head else raw
    text, items, last = "", [], 0
    for mark in _MARK.finditer(raw):
        text += raw[last : mark.start()]
        items.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        last = mark.end()
    return Marked(name, text + raw[last:], head[1] if head else None, items)


def texts(folder: Path) -> Iterator[Marked]:
    """Read the marked texts of a folder, in the order of their names."""
    for path in sorted(folder.rglob("*.txt")):
        yield unmarked(path.stem, path.read_text(encoding="utf-8"))
