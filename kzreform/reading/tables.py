"""How a row of a table stands in a document's text."""

from __future__ import annotations

from collections.abc import Iterable

SEPARATOR = " | "


def row(cells: Iterable[str]) -> str:
    """Make one line of a row's cells; an empty cell keeps its place. Empty when all are.

    >>> row(["Schools", "369", "", "2024"])
    'Schools | 369 |  | 2024'
    """
    # A bar in a cell would make two cells of it; an empty last cell would lose its place to the line's end.
    shown = [" ".join(cell.split()).replace("|", "/") for cell in cells]
    return SEPARATOR.join(shown).rstrip(" ") if any(shown) else ""


def on_a_line(text: str) -> str:
    r"""Give the lines of a cell, which vertical tabs part, as one, so that no two numbers become one.

    >>> on_a_line("1,692\v1,500\vof\vthem")
    '1,692; 1,500 of them'
    """
    told = ""
    for line in filter(None, (" ".join(part.split()) for part in text.split("\v"))):
        parted = "; " if told[-1:].isdigit() and line[0].isdigit() else " "
        told += f"{parted if told else ''}{line}"
    return told


def joined(blocks: Iterable[tuple[str, bool]]) -> str:
    r"""Make a text of blocks: an empty line between two, but for rows of one table; each says if it is a row.

    An empty block that is no row parts two tables.

    >>> joined([("On schools", False), ("Region | 2024", True), ("Abai | 191", True)])
    'On schools\n\nRegion | 2024\nAbai | 191\n'
    """
    text, last = "", False
    for block, is_row in blocks:
        if block:
            text += ("" if not text else "\n" if is_row and last else "\n\n") + block
        last = is_row if block else last and is_row
    return text + "\n" if text else ""
