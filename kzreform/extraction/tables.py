"""Read the figures of table rows: their item, date and unit stand in the row's and the column's heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kzreform.deadline import Deadline
from kzreform.extraction.dates import Calendar
from kzreform.extraction.draft import Draft
from kzreform.extraction.find import DateMention, Finder, Mention
from kzreform.extraction.nouns import singular
from kzreform.extraction.numbers import scaled
from kzreform.extraction.rules import Rules

_CELL = re.compile(r"[^|\t]+")
_BETWEEN = re.compile(r"[|\t]")
_RULE = re.compile(r"[\s|:+=-]*")


class Row:
    """A row of a table: its text, its drafts, what is mentioned in it, and where its cells stand in the text.

    ``apart`` says that an empty line is before it.
    """

    def __init__(
        self,
        text: str,
        drafts: list[Draft],
        section: str | None = None,
        mentions: Sequence[Mention] | None = None,
        *,
        apart: bool = False,
    ) -> None:
        self.text, self.drafts, self.section, self.mentions = text, drafts, section or "", mentions
        self.apart = apart
        self.cells = [match.span() for match in _CELL.finditer(text) if match.group().strip()]

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
        # Each row asks for the dates of the heads above it, again and again.
        self._titled = lru_cache(maxsize=256)(self._date)
        self._unit = rules.compile(
            r"(?<!\w)(?P<scale>\L<scales>)?s?(?:[ ]of)?[ ]?(?P<unit>{{currency}}|{{code}}|%|\L<percent_units>)(?!\w)"
        )
        self._rank = rules.compile(r"(?<!\w){{rank_noun}}(?!\w)")
        self._score = rules.compile(r"{{scored}}")
        self._scale = rules.compile(r"(?<!\w)(?P<scale>\L<scales>)(?!\w)")

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
        head = rows[0] if len(rows) > 1 and self._is_head(rows[0]) else None
        if head is not None:
            head.drafts.clear()
            _align(head, rows)
        name = ""
        for row in rows:
            self._deadline.check()
            if row is not head:
                # A name that heads several rows stands in the first of them.
                name = row.cell(0) or name
                self._row(row, head, name)

    def _is_head(self, row: Row) -> bool:
        """Say whether a row is one of heads: words and dates, no figures of its own."""
        bare = [
            draft for draft in row.drafts if draft.kind == "count" and row.cell(row.column(draft.start) or 0).isdigit()
        ]
        return not bare

    def _row(self, row: Row, head: Row | None, name: str) -> None:
        if not row.drafts:
            return
        own = self._date(row.text, row.mentions)
        for draft in row.drafts:
            column = row.column(draft.start)
            if column is None:
                continue
            title = head.cell(column) if head is not None else ""
            titled = self._titled(title)
            if date := own or titled:
                draft.date, draft.basis = date, "stated" if own else "carried"
                draft.why["date"] = "row" if own else "column head"
            if draft.kind == "count" and draft.scale is None and not self._measure(draft, title):
                self._measure(draft, row.section)
            words = [part for part in (name if column else "", "" if titled else title) if part]
            draft.item = ", ".join(words) or draft.item
            if draft.kind == "count" and column and name:
                draft.unit = self._counted(name) or self._counted("" if titled else title)

    def _counted(self, name: str) -> str | None:
        """Give what a row or column counts, by a head such as "Schools" or "Number of schools", but not "Almaty"."""
        words = [word for word in re.split(r"[\s,(]+", name) if word]
        several = [one for word in words if (one := singular(word, self._rules)) != word.lower()]
        return several[0] if several else None

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
        if found := self._unit.search(title):
            word = found["unit"].lower()
            percent = self._rules.lexicon("percent_units").get(word)
            draft.kind = "percent" if percent else "money"
            draft.unit = str(percent) if percent else self._finder.currency(word)
            draft.why["unit"] = "column head"
        scale = found if found and found["scale"] else self._scale.search(title)
        if scale and scale["scale"]:
            draft.value = scaled(draft.value, self._rules.lexicon("scales")[scale["scale"].lower()])
        return bool(found or scale)


def _align(head: Row, rows: Sequence[Row]) -> None:
    """Keep the places of empty cells in rows that have as many as the head; others may be set apart by any marks."""
    table = [(row, row.places()) for row in rows]
    width = len(head.places())
    even = [(row, places) for row, places in table if len(places) == width]
    # Markdown has a bar before the first cell.
    fenced = all(not row.text[slice(*places[0])].strip() for row, places in even)
    for row, places in even:
        row.cells = places[1:] if fenced else places
