"""The layout of a page: its columns in reading order, their lines and the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kzreform.reading.columns import columns
from kzreform.reading.runs import GAP, RAISED, SPACE, SPACED_GAP, Run
from kzreform.reading.tables import SUPERSCRIPTS, row


@dataclass(slots=True)
class Line(Run):
    """A line of a column, or a row of a table.

    ``edge`` is how far to the right the lines of its column reach, ``width`` how wide they are, ``fellows`` how many.
    """

    edge: float = 0.0
    width: float = 0.0
    fellows: int = 1
    column: int = 0
    is_row: bool = False
    cells: list[Run] = field(default_factory=list)


def set_out(found: Sequence[Run]) -> list[Line]:
    """Give the lines of a page in reading order, column by column."""
    lines: list[Line] = []
    for number, column in enumerate(columns(list(found))):
        lines += _lines(column, number)
    return lines


def _lines(column: Sequence[Run], number: int) -> list[Line]:
    """Give the lines of one column from top to bottom."""
    lines: list[Line] = []
    for run in sorted(column, key=lambda run: (-(run.top + run.bottom), run.left)):
        last = lines[-1] if lines else None
        if last and min(last.top, run.top) - max(last.bottom, run.bottom) > 0.5 * min(last.height, run.height):
            last.cells.append(run)
            last.bottom, last.top = min(last.bottom, run.bottom), max(last.top, run.top)
        else:
            lines.append(Line("", run.left, run.bottom, run.right, run.top, run.bold, column=number, cells=[run]))
    for line in lines:
        line.cells.sort(key=lambda run: run.left)
        line.left, line.right = line.cells[0].left, max(run.right for run in line.cells)
        line.bold = all(run.bold for run in line.cells)
        line.cells = _merged(line.cells)
    edge, start = _edge(lines), min(line.left for line in lines)
    for index, line in enumerate(lines):
        line.edge, line.width, line.fellows = edge, edge - start, len(lines)
        near = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        line.is_row = len(line.cells) > 1 and any(_aligned(line.cells, other.cells) for other in near)
        line.text = " ".join(cell.text for cell in line.cells)
    _set_cells(lines)
    return lines


def _edge(lines: Sequence[Line]) -> float:
    """Give how far to the right lines reach, but for one that sticks out."""
    rights = sorted((line.right for line in lines), reverse=True)
    paired = (right for right, following in pairwise(rights) if right - following < lines[0].height)
    return next(paired, rights[0])


def _merged(cells: Sequence[Run]) -> list[Run]:
    """Join again what was drawn apart but stands close: a word in bold, a number after its sign."""
    merged = [cells[0]]
    for cell in cells[1:]:
        last = merged[-1]
        gap = cell.left - last.right
        if gap < (SPACED_GAP if cell.spaced else GAP) * max(last.height, cell.height):
            higher, lower = sorted((last, cell), key=lambda run: -run.bottom)
            if higher.height < RAISED * lower.height and higher.bottom > lower.bottom + 0.1 * lower.height:
                higher.text, higher.bottom, higher.top = higher.text.translate(SUPERSCRIPTS), lower.bottom, lower.top
            last.text += (" " if gap > SPACE * last.height or cell.spaced else "") + cell.text
            last.bottom, last.top = min(last.bottom, cell.bottom), max(last.top, cell.top)
            last.right, last.bold = max(last.right, cell.right), last.bold and cell.bold
        else:
            merged.append(cell)
    return merged


def _aligned(cells: Sequence[Run], others: Sequence[Run]) -> bool:
    """Say whether two lines have cells below one another, beside their first."""
    return len(others) > 1 and any(
        abs(cell.left - other.left) < 3
        or abs(cell.right - other.right) < 3
        or abs(cell.left + cell.right - other.left - other.right) < 6
        for cell in cells[1:]
        for other in others[1:]
    )


def _set_cells(lines: Sequence[Line]) -> None:
    """Write rows of tables with their cells apart, an empty one where a row has none below a head."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].is_row:
            end += 1
        fullest = max((line.cells for line in lines[index:end]), key=len, default=[])
        for line in lines[index:end]:
            texts = [""] * len(fullest)
            for cell in line.cells:
                place = min(range(len(fullest)), key=lambda at: _apart(cell, fullest[at]))
                texts[place] = f"{texts[place]} {cell.text}"
            line.text = row(texts)
        index = max(end, index + 1)


def _apart(cell: Run, head: Run) -> tuple[float, float]:
    overlap = min(cell.right, head.right) - max(cell.left, head.left)
    return -max(overlap, 0.0), abs(cell.left + cell.right - head.left - head.right)
