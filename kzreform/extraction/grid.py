"""The rows of a table and their cells: which of them are heads, which hold sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kzreform.extraction.draft import Draft
from kzreform.extraction.find import Mention
from kzreform.extraction.rules import Rules
from kzreform.extraction.segment import sentences

_CELL = re.compile(r"[^|\t]+")
_BETWEEN = re.compile(r"[|\t]")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words make a sentence of a cell.
_SENTENCE = 6
_COUNTED = re.compile(r"(\d{1,4})[.)]?")
_SIGNS = re.compile(r"[\s\u2212+–-]+|[*⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
#: So much white there may be around a figure in its cell.
_BLANK = 200
_RULE = re.compile(r"[\s|:+=-]*")


class Row:
    """A row of a table: its text, its drafts, what is mentioned in it, and where its cells stand in the text.

    The drafts come in lists, one for each part of the row that was read by itself; ``apart`` says that an empty line is
    before it.
    """

    def __init__(
        self,
        text: str,
        drafts: Sequence[list[Draft]],
        section: str | None = None,
        mentions: Sequence[Mention] | None = None,
        *,
        apart: bool = False,
    ) -> None:
        self.text, self.section, self.mentions, self.apart = text, section or "", mentions, apart
        self.drafts = [draft for part in drafts for draft in part]
        self._lists = drafts
        self.cells = [match.span() for match in _CELL.finditer(text) if match.group().strip()]

    def is_all(self, draft: Draft, column: int) -> bool:
        """Say whether a figure is all that a cell holds, but for signs and marks of footnotes."""
        start, end = self.cells[column]
        if end - start - (draft.end - draft.start) > _BLANK:
            return False
        return _SIGNS.sub("", self.text[draft.start : draft.end]) == _SIGNS.sub("", self.cell(column))

    def number(self) -> int | None:
        """Give the number by which the row is counted, when it begins with one and a name follows."""
        counted = _COUNTED.fullmatch(self.cell(0))
        return int(counted[1]) if counted and any(map(str.isalpha, self.cell(1))) else None

    def unname(self) -> None:
        """Leave out the figures of the first cell, which only names the row."""
        for part in self._lists:
            part[:] = [draft for draft in part if self.column(draft.start) != 0]
        self.drafts = [draft for part in self._lists for draft in part]

    def behead(self) -> None:
        """Leave out the first cell, and its figures."""
        self.unname()
        self.cells = self.cells[1:]

    def clear(self) -> None:
        """Leave out the drafts: a row of heads has no figures."""
        for part in self._lists:
            part.clear()
        self.drafts = []

    def places(self) -> list[tuple[int, int]]:
        """Give where all cells stand, the empty ones too."""
        ends = [match.start() for match in _BETWEEN.finditer(self.text)]
        return list(zip([0, *(end + 1 for end in ends)], [*ends, len(self.text)], strict=True))

    def cell(self, index: int) -> str:
        """Give a cell's text, white space folded; empty where the row has no such cell."""
        return " ".join(self.text[slice(*self.cells[index])].split()) if index < len(self.cells) else ""

    def column(self, position: int) -> int | None:
        """Give the number of the cell that holds a position of the text."""
        index = bisect_right(self.cells, position, key=lambda cell: cell[0]) - 1
        return index if index >= 0 and position < self.cells[index][1] else None

    def is_rule(self) -> bool:
        """Say whether the row only rules a line, as Markdown does under its heads."""
        return bool(_RULE.fullmatch(self.text))


class Heads:
    """The heads of a table's columns, in one row or in two; ``rows`` are those rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        # What several columns share stands over the first of them.
        self._tops: list[str] = []
        for index in range(len(rows[0].cells) if len(rows) > 1 else 0):
            shared = self._tops[-1] if index > 1 else ""
            self._tops.append(rows[0].cell(index) or shared)

    def titles(self, column: int) -> list[str]:
        """Give the heads of a column, that which it shares with others first."""
        if not self._tops:
            return [title for row in self.rows if (title := row.cell(column))]
        top = self._tops[column] if column < len(self._tops) else ""
        return [title for title in (top, self.rows[1].cell(column)) if title]


def is_prose(cell: str) -> bool:
    """Say whether a cell holds sentences, not a value or a name.

    >>> is_prose("In 2023 the ministry built five schools"), is_prose("Number of schools: 5")
    (True, False)
    """
    return len(_WORD.findall(cell)) >= _SENTENCE


def parted(text: str, starts: Sequence[int], rules: Rules) -> list[tuple[int, int]]:
    """Give the spans of a row that are read by themselves: the sentences of cells of prose with numbers, and the rest.

    ``starts`` are where the numbers begin, in order.

    >>> from kzreform.extraction.rules import load_rules
    >>> row = "Roads | 5 | In 2023 it was decided to build 7. In 2024 it will be 8. | 9"
    >>> [row[start:end].strip(" |") for start, end in parted(row, [8, 44, 63, 68], load_rules("en"))]
    ['Roads | 5', 'In 2023 it was decided to build 7.', 'In 2024 it will be 8.', '9']
    """
    spans: list[tuple[int, int]] = []
    begun = 0
    for match in _CELL.finditer(text):
        start, end = match.span()
        held = bisect_left(starts, end) - bisect_left(starts, start)
        if held and is_prose(match.group()):
            spans += [(begun, start)] if text[begun:start].strip() else []
            spans += [(start + low, start + high) for low, high in sentences(match.group(), rules)]
            begun = end
    return spans + ([(begun, len(text))] if text[begun:].strip() else [])


def align(head: Row, rows: Sequence[Row]) -> None:
    """Keep the places of empty cells in rows that have as many as the head; others may be set apart by any marks."""
    table = [(row, row.places()) for row in rows]
    width = len(head.places())
    even = [(row, places) for row, places in table if len(places) == width]
    # Markdown has a bar before the first cell.
    fenced = all(not row.text[slice(*places[0])].strip() for row, places in even)
    for row, places in even:
        row.cells = places[1:] if fenced else places
