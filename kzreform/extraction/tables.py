"""Read the figures of table rows: their item, date and unit stand in the row's and the column's heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kzreform.deadline import Deadline
from kzreform.extraction.dates import Calendar
from kzreform.extraction.draft import Draft
from kzreform.extraction.find import DateMention, Finder, Mention
from kzreform.extraction.grid import Heads, Row, align, is_prose
from kzreform.extraction.measures import Measures
from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules

_WORD = re.compile(r"[^\W\d_]{2,}")
_SPAN = re.compile(r"\d{1,3}|\d{1,3}[ ]?[-–][ ]?\d{1,3}|\d{1,3}[ ]?\+|[<>≤≥][ ]?\d{1,3}")
#: What stands in cells without words, and what may stand before or after it.
_BARE = ("count", "percent", "money")
_DIGITS = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"\D{0,10}(?:19|20)\d\d\D{0,10}")


class _Cell:
    """A cell with figures: whether it holds sentences, and dates of its own."""

    def __init__(self, text: str, finder: Finder, rules: Rules) -> None:
        self.is_prose = is_prose(text)
        self.has_date = self.is_prose and any(isinstance(each, DateMention) for each in finder.find(text))
        self.nouns = frozenset(singular(word, rules) for word in _WORD.findall(text))


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
        self._noun = lru_cache(maxsize=256)(self._counted)
        self._unit_told = lru_cache(maxsize=256)(self._unit_in)
        self._rank = rules.compile(r"(?<!\w){{rank_noun}}(?!\w)")
        self._row_number = rules.compile(r"{{row_number}}")
        self._told = rules.compile(r"{{unit_told}}")
        self._unit_head = rules.compile(r"{{unit_head}}")
        self._other_date = rules.compile(r"{{other_date}}")
        self._plan = rules.compile(r"(?:^|[(,:;][ ]?|\d{4}[ ]){{planlead}}")
        self._changed = rules.compile(r"{{change_head}}")
        self._row_label = rules.compile(r"{{row_label}}")
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
        heads = Heads(self._heads(rows))
        self._uncount(rows, heads)
        name, date, is_year, by_date = "", None, False, False
        for row in rows:
            self._deadline.check()
            if row in heads.rows:
                row.clear()
                continue
            # A name or a year that heads several rows stands in the first of them.
            if first := row.cell(0):
                name, date = first, self._titled(first)
                is_year = bool(_YEAR.fullmatch(first))
                by_date = by_date or self._is_date(first)
                if any(row.column(draft.start) == 0 and row.is_all(draft, 0) for draft in row.drafts):
                    name = ""  # a figure is no name
            name = (self._beside(row) if is_year or row.number() is not None else "") or name
            if by_date and first and date is None:
                # "Total" below quarters is of none of them.
                for draft in row.drafts:
                    draft.date = draft.basis = None
            self._row(row, heads, name, caption, None if first else date)

    def _is_date(self, text: str) -> bool:
        """Say whether a cell holds a date and no other words."""
        dates = [mention for mention in self._finder.find(text) if isinstance(mention, DateMention)]
        rest = text[: dates[0].start] + text[dates[0].end :] if dates else text
        return bool(dates) and not any(map(str.isalnum, rest))

    def _uncount(self, rows: Sequence[Row], heads: Heads) -> None:
        """Leave out the cells by which rows are counted: below "No.", or 1, 2, 3 beside names and below nothing.

        Where a head names one of what is counted ("Phase", "Age"), the numbers 1, 2, 3 or spans below it are names.
        """
        told = [row for row in rows if row not in heads.rows]
        title = " ".join(heads.titles(0))
        numbers = [number for row in told if (number := row.number()) is not None]
        steady = 1 < len(numbers) == len(told) and all(later == number + 1 for number, later in pairwise(numbers))
        if self._row_number.fullmatch(title) or (steady and not title):
            for row in rows:
                if len(row.cells) > 2 or row in heads.rows:
                    row.behead()
        elif title and len(told) > 1 and self._counted(title) is None and not self._is_measured(title):
            firsts = [row.cell(0) for row in told]
            spans = all(map(_SPAN.fullmatch, firsts)) and not all(map(str.isdecimal, firsts))
            counted = [str(number) for number in range(1, len(firsts) + 1)] == firsts
            if spans or counted or self._row_label.fullmatch(title):
                for row in told:
                    row.unname()

    def _unit_in(self, text: str) -> str:
        found = self._told.search(text)
        return found["told"] if found else ""

    def _is_measured(self, title: str) -> bool:
        return bool(self._rank.search(title) or self._score.search(title) or self._told.search(title))

    def _unit(self, row: Row, heads: Heads) -> str:
        """Give what stands in a row below "Unit": "million people"."""
        columns = range(1, len(row.cells))
        found = (column for column in columns if any(map(self._unit_head.fullmatch, heads.titles(column))))
        return next((row.cell(column) for column in found), "")

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
        align(head, rows)
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

    def _row(self, row: Row, heads: Heads, name: str, caption: str, date: str | None) -> None:
        """Complete the drafts of a row; ``date`` is that of a head which it shares with rows above it."""
        if not row.drafts:
            return
        is_other = self._is_other(row, heads)
        own = date or (None if is_other else self._date(row.text, row.mentions))
        unit = self._unit(row, heads)
        cells: dict[int, _Cell] = {}  # a cell may be long, and have many figures
        # "Number of schools by the end of the year": of the year that the column tells.
        is_vague = own is not None and date is None and not _DIGITS.search(self._dated(row))
        for draft in row.drafts:
            column = row.column(draft.start)
            if column is None:
                continue
            titles = heads.titles(column)
            titled = next(filter(None, map(self._titled, reversed(titles))), None)
            if column not in cells:
                cells[column] = _Cell(row.cell(column), self._finder, self._rules)
            cell = cells[column]
            if cell.is_prose and cell.has_date:
                continue
            told = own if own and not (titled and is_vague) else titled
            found = told or self._titled(caption)
            if found is None and is_other:
                draft.date = draft.basis = None
            if found:
                is_own = told is not None and told == own
                draft.date, draft.basis = found, "stated" if is_own else "carried"
                draft.why["date"] = "row" if is_own else "column head"
            if cell.is_prose:
                continue
            title = ", ".join(titles)
            if draft.kind == "count" and draft.scale is None:
                others = map(self._unit_told, (name if column else "", caption, row.section))
                any(self._measure(draft, told) for told in (title, unit, *others))
            if column and draft.status == "reported" and self._plan.search(title):
                draft.status, draft.why["status"] = "planned", "column head"
            if column and draft.role == "level" and (changed := self._changed.search(title)):
                # A minus is made a direction later.
                draft.role, draft.direction = "change", "down" if changed["down"] else "up"
                draft.why["role"] = draft.why["direction"] = "column head"
            untimed = [each for each in titles if self._titled(each) is None]
            item = draft.item if draft.item and any(map(str.isalpha, draft.item)) else ""
            draft.item = ", ".join(part for part in (name if column else "", *untimed) if part) or item
            if draft.kind == "count" and draft.unit and not any(map(str.isalnum, draft.unit)):
                draft.unit = None
            if draft.kind == "count" and column and name and draft.unit not in cell.nouns:
                counts = draft.value == draft.value.to_integral_value() and draft.value >= 0
                told_by = (unit, name, *untimed, caption) if counts else (unit,)
                draft.unit = next(filter(None, map(self._noun, told_by)), None)

    def _is_other(self, row: Row, heads: Heads) -> bool:
        """Say whether a date of a row is one of another thing: of birth, of the beginning."""
        dates = [mention for mention in row.mentions or () if isinstance(mention, DateMention)]
        columns = [row.column(mention.start) for mention in dates]
        return any(column and any(map(self._other_date.search, heads.titles(column))) for column in columns)

    def _counted(self, name: str) -> str | None:
        """Give what a row or column counts, by a head such as "Schools" or "Number of schools", but not "Almaty"."""
        words = [word for word in re.split(r"[\s,(]+", name) if word]
        several = [one for word in words if (one := singular(word, self._rules)) != word.lower()]
        return several[0] if several else None

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
