"""Read the figures of table rows: their item, date and unit stand in the row's and the column's heads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kzreform.deadline import Deadline
from kzreform.extraction.dates import Calendar
from kzreform.extraction.draft import Draft
from kzreform.extraction.find import DateMention, Finder, Mention
from kzreform.extraction.measures import Measures
from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules
from kzreform.extraction.segment import sentences

_CELL = re.compile(r"[^|\t]+")
_BETWEEN = re.compile(r"[|\t]")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words make a sentence of a cell.
_SENTENCE = 6
_COUNTED = re.compile(r"(\d{1,4})[.)]?")
#: What stands in cells without words, and what may stand before or after it.
_BARE = ("count", "percent", "money")
_SIGNS = re.compile(r"[\s\u2212+–-]+|[*⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_DIGITS = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"\D{0,10}(?:19|20)\d\d\D{0,10}")
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
        return _SIGNS.sub("", self.text[draft.start : draft.end]) == _SIGNS.sub("", self.cell(column))

    def number(self) -> int | None:
        """Give the number by which the row is counted, when it begins with one and a name follows."""
        counted = _COUNTED.fullmatch(self.cell(0))
        return int(counted[1]) if counted and any(map(str.isalpha, self.cell(1))) else None

    def behead(self) -> None:
        """Leave out the first cell, and its figures."""
        for part in self._lists:
            part[:] = [draft for draft in part if self.column(draft.start) != 0]
        self.drafts = [draft for part in self._lists for draft in part]
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


class Tables:
    r"""Complete the drafts of tables.

    >>> from kzreform.extraction.pipeline import Extractor
    >>> from kzreform.records import Document
    >>> document = Document(id="t", text="Kind | Number | Year\nSchools | 369 | 2024\n")
    >>> [(figure.item, str(figure.value), figure.date) for figure in Extractor().extract(document)]
    [('Schools, Number', '369', '2024')]
    """

    def __init__(self, rules: Rules, finder: Finder, calendar: Calendar, deadline: Deadline) -> None:
        self._rules, self._finder, self._calendar, self._deadline = rules, finder, calendar, deadline
        self._measures = Measures(rules, finder)
        # Each row asks for the dates of the heads above it, again and again.
        self._titled = lru_cache(maxsize=256)(self._date)
        self._rank = rules.compile(r"(?<!\w){{rank_noun}}(?!\w)")
        self._row_number = rules.compile(r"{{row_number}}")
        self._last = rules.compile(r"{{unit_last}}")
        self._score = rules.compile(r"{{scored}}")

    def read(self, rows: Sequence[Row]) -> None:
        """Give the drafts of the rows of tables their item, date and unit from the heads."""
        table: list[Row] = []
        for row in rows:
            if row.is_rule():
                continue
            # Where another head stands after an empty line, another table begins.
            if row.apart and table and row.cells and self._is_head(row) and self._date(row.text) is None:
                self._table(table)
                table = []
            table.append(row)
        if table:
            self._table(table)

    def _table(self, rows: Sequence[Row]) -> None:
        caption, rows = self._caption(rows)
        heads = _Heads(self._heads(rows))
        self._uncount(rows, heads)
        name, date, is_year = "", None, False
        for row in rows:
            self._deadline.check()
            if row in heads.rows:
                row.clear()
                continue
            # A name or a year that heads several rows stands in the first of them.
            if first := row.cell(0):
                name, date = first, self._titled(first)
                is_year = bool(_YEAR.fullmatch(first))
            name = (self._beside(row) if is_year or row.number() is not None else "") or name
            self._row(row, heads, name, caption, None if first else date)

    def _uncount(self, rows: Sequence[Row], heads: _Heads) -> None:
        """Leave out the cells by which rows are counted: below "No.", or 1, 2, 3 beside names and below nothing."""
        told = [row for row in rows if row not in heads.rows]
        title = " ".join(heads.titles(0))
        numbers = [number for row in told if (number := row.number()) is not None]
        if self._row_number.fullmatch(title):
            counted = True
        else:
            steady = all(later == number + 1 for number, later in pairwise(numbers))
            counted = not title and 1 < len(numbers) == len(told) and steady
        for row in rows if counted else ():
            if len(row.cells) > 2 or row in heads.rows:
                row.behead()

    def _caption(self, rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
        """Part the line over all columns, which tells of the whole table, from its rows: "Schools, million tenge"."""
        if len(rows) > 2 and self._is_head(rows[0]) and self._is_head(rows[1]):
            places = rows[0].places()
            filled = [place for place in places if rows[0].text[slice(*place)].strip()]
            if len(filled) == 1 < len(places) and len(rows[1].cells) > 1:
                return rows[0].cell(0), rows[1:]
        return "", rows

    def _heads(self, rows: Sequence[Row]) -> list[Row]:
        """Give the rows of heads: one, or two where what several columns share stands over them."""
        if len(rows) < 2 or not self._is_head(rows[0]):
            return []
        head, second = rows[0], rows[1]
        _align(head, rows)
        tops = [head.cell(index) for index in range(len(head.cells))]
        shared = any(not top or top == before for before, top in pairwise(tops[1:]))
        same = len(second.cells) == len(tops) and (second.cell(0) in ("", tops[0]) or not tops[0])
        below = sum(bool(second.cell(index)) for index in range(1, len(tops)))
        if len(rows) > 2 and shared and same and below > 1 and self._is_head(second):
            return [head, second]
        return [head]

    def _beside(self, row: Row) -> str:
        """Give the name beside a year or a number that heads a row; empty where figures stand there."""
        name = row.cell(1)
        held = any(row.column(draft.start) == 1 for draft in row.drafts)
        return "" if held or self._date(name) or not any(map(str.isalpha, name)) else name

    def _is_head(self, row: Row) -> bool:
        """Say whether a row is one of heads: words and dates, no figure that is all of a cell."""
        return not any(
            draft.kind in _BARE and row.is_all(draft, column)
            for draft in row.drafts
            if (column := row.column(draft.start)) is not None
        )

    def _row(self, row: Row, heads: _Heads, name: str, caption: str, date: str | None) -> None:
        """Complete the drafts of a row; ``date`` is that of a head which it shares with rows above it."""
        if not row.drafts:
            return
        own = self._date(row.text, row.mentions) or date
        # "Number of schools by the end of the year": of the year that the column tells.
        is_vague = own is not None and date is None and not _DIGITS.search(self._dated(row))
        for draft in row.drafts:
            column = row.column(draft.start)
            if column is None:
                continue
            titles = heads.titles(column)
            titled = next(filter(None, map(self._titled, reversed(titles))), None)
            if is_prose(cell := row.cell(column)) and self._has_date(cell):
                continue
            told = own if own and not (titled and is_vague) else titled
            if found := told or self._titled(caption):
                draft.date, draft.basis = found, "stated" if told == own else "carried"
                draft.why["date"] = "row" if told == own else "column head"
            if is_prose(cell):
                continue
            title = ", ".join(titles)
            if draft.kind == "count" and draft.scale is None:
                last = self._last.search(name) if column else None
                any(self._measure(draft, told) for told in (title, last[0] if last else "", caption, row.section))
            untimed = [each for each in titles if self._titled(each) is None]
            draft.item = ", ".join(part for part in (name if column else "", *untimed) if part) or draft.item
            if draft.kind == "count" and column and name and draft.unit not in self._nouns(cell):
                counts = draft.value == draft.value.to_integral_value() and draft.value >= 0
                told_by = (name, *untimed, caption) if counts else ()
                draft.unit = next(filter(None, map(self._counted, told_by)), None)

    def _counted(self, name: str) -> str | None:
        """Give what a row or column counts, by a head such as "Schools" or "Number of schools", but not "Almaty"."""
        words = [word for word in re.split(r"[\s,(]+", name) if word]
        several = [one for word in words if (one := singular(word, self._rules)) != word.lower()]
        return several[0] if several else None

    def _nouns(self, cell: str) -> list[str]:
        return [singular(word, self._rules) for word in _WORD.findall(cell)]

    def _has_date(self, text: str) -> bool:
        return any(isinstance(mention, DateMention) for mention in self._finder.find(text))

    def _dated(self, row: Row) -> str:
        """Give the words of the dates in a row."""
        mentions = row.mentions or ()
        return " ".join(row.text[each.start : each.end] for each in mentions if isinstance(each, DateMention))

    def _date(self, text: str, mentions: Sequence[Mention] | None = None) -> str | None:
        mentions = self._finder.find(text) if mentions is None else mentions
        found = [mention for mention in mentions if isinstance(mention, DateMention)]
        if len(found) != 1:
            return None
        resolved = self._calendar.resolve(found[0], text)
        return None if resolved is None else resolved.edtf

    def _measure(self, draft: Draft, title: str) -> bool:
        """Give a bare number the unit and the scale of its column's head; say whether there was one."""
        if self._rank.search(title) or self._score.search(title):
            draft.kind, draft.unit = ("rank", "place") if self._rank.search(title) else ("score", "index point")
            return True
        return self._measures.give(draft, title, "column head")


class _Heads:
    """The heads of a table's columns, in one row or in two; ``rows`` are those rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def titles(self, column: int) -> list[str]:
        """Give the heads of a column, that which it shares with others first."""
        if len(self.rows) < 2:
            return [title for row in self.rows if (title := row.cell(column))]
        top, below = self.rows
        # What several columns share stands over the first of them.
        shared = next((title for index in range(column, 0, -1) if (title := top.cell(index))), "")
        return [title for title in (shared or top.cell(column), below.cell(column)) if title]


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


def _align(head: Row, rows: Sequence[Row]) -> None:
    """Keep the places of empty cells in rows that have as many as the head; others may be set apart by any marks."""
    table = [(row, row.places()) for row in rows]
    width = len(head.places())
    even = [(row, places) for row, places in table if len(places) == width]
    # Markdown has a bar before the first cell.
    fenced = all(not row.text[slice(*places[0])].strip() for row, places in even)
    for row, places in even:
        row.cells = places[1:] if fenced else places
