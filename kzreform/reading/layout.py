"""The layout of a page: its columns in reading order, their lines and the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kzreform.digits import SUPERSCRIPTS
from kzreform.reading.columns import columns
from kzreform.reading.runs import GAP, SPACE, SPACED_GAP, Run, is_raised
from kzreform.reading.tables import row

#: How many lines apart two rows of a table may be, for the lines of a head between them.
_APART = 6
_FAR = 1e6
#: In heights of a line: how much nearer a line must be to one beside it than to the other to belong to it.
_NEARER = 0.15
#: In heights of a line: how much white there may be between two lines of one cell.
_LEADING = 0.5


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

    @property
    def text_start(self) -> str:
        """The first character of the line."""
        return self.cells[0].text[:1]


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
    _mark_rows(lines)
    lines = _labelled(lines)
    for line in lines:
        line.edge, line.width, line.fellows = edge, edge - start, len(lines)
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
            if is_raised(higher.bottom, higher.height, lower):
                higher.text, higher.bottom, higher.top = higher.text.translate(SUPERSCRIPTS), lower.bottom, lower.top
            last.text += (" " if gap > SPACE * last.height or cell.spaced else "") + cell.text
            last.bottom, last.top = min(last.bottom, cell.bottom), max(last.top, cell.top)
            last.right, last.bold = max(last.right, cell.right), last.bold and cell.bold
        else:
            merged.append(cell)
    return merged


def _mark_rows(lines: Sequence[Line]) -> None:
    """Tell the rows of tables: their cells stand below one another, though lines of a head may stand between them."""
    last: int | None = None
    for index, line in enumerate(lines):
        if len(line.cells) < 2:
            continue
        if last is not None and index - last <= _APART and _aligned(line.cells, lines[last].cells):
            second = min(line.cells[1].left, lines[last].cells[1].left)
            if all(between.right < second for between in lines[last + 1 : index]):
                line.is_row = lines[last].is_row = True
        last = index


def _labelled(lines: Sequence[Line]) -> list[Line]:
    """Put the lines of the head of a table's row together, which is too long for its column."""
    joins = [_join(lines, index) for index in range(len(lines))]
    kept: list[Line] = []
    pending: list[Line] = []
    row: Line | None = None
    for index, (line, join) in enumerate(zip(lines, joins, strict=True)):
        if line.is_row:
            _put_before(line, pending)
            pending, row = [], line
            kept.append(line)
        elif join == "above" and row is not None:
            _put_after(row, line)
        elif join == "below":
            pending.append(line)
            row = None
        else:
            kept += [*pending, line]
            pending, row = [], None
        if pending and index + 1 == len(lines):
            kept += pending
    return kept


def _join(lines: Sequence[Line], index: int) -> str:
    """Say where a line of the first column belongs: to the row "above", to that "below", or to none."""
    line = lines[index]
    if line.is_row or len(line.cells) > 1:
        return ""
    near = range(max(0, index - _APART), min(len(lines), index + _APART + 1))
    rows = [lines[at] for at in near if lines[at].is_row]
    if not any(_stands_below(line, row.cells[0]) for row in rows):
        return ""
    above = next((at for at in reversed(near) if at < index and len(lines[at].cells) > 1), None)
    below = next((at for at in near if at > index and len(lines[at].cells) > 1), None)
    before = lines[index - 1].bottom - line.top if index else _FAR
    after = line.bottom - lines[index + 1].top if index + 1 < len(lines) else _FAR
    if _FAR not in (before, after) and abs(before - after) > _NEARER * line.height:
        wanted = "above" if before < after else "below"
    elif line.text_start.islower():
        wanted = "above"
    else:
        wanted = "below" if index + 1 < len(lines) and lines[index + 1].text_start.islower() else ""
    white, at = (before, above) if wanted == "above" else (after, below)
    fits = at is not None and lines[at].is_row and line.right < lines[at].cells[1].left
    return wanted if fits and white < _LEADING * line.height else ""


def _stands_below(run: Run, other: Run) -> bool:
    """Say whether two runs are in one column: they begin, end or have their middle at one place."""
    sides = (other.left - run.left, other.right - run.right, (other.left + other.right - run.left - run.right) / 2)
    return min(map(abs, sides)) < 3


def _put_before(row: Line, labels: Sequence[Line]) -> None:
    if labels:
        text = " ".join(label.cells[0].text for label in labels)
        _head(row, labels[0]).text = f"{text} {row.cells[0].text}".strip()


def _put_after(row: Line, label: Line) -> None:
    head = _head(row, label)
    head.text = f"{head.text} {label.cells[0].text}".strip()


def _head(row: Line, label: Line) -> Run:
    """Give the cell with the head of a row; one that stands beside its lines only has none yet."""
    if label.right < row.cells[0].left:
        row.cells.insert(0, Run("", label.left, row.bottom, label.right, row.top, label.bold))
    return row.cells[0]


def _aligned(cells: Sequence[Run], others: Sequence[Run]) -> bool:
    """Say whether two lines have cells below one another, beside their first."""
    return len(others) > 1 and any(_stands_below(cell, other) for cell in cells[1:] for other in others[1:])


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
