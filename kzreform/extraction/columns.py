"""Tell the columns of a table that lost its marks: "Region Schools Pupils", then "Abai 191 104,220"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kzreform.extraction.draft import Draft
from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules

#: How many words a line of heads has, and how many rows make a table.
_HEADS, _ROWS = range(2, 9), 2

_HEAD = re.compile(r"\s*(?:[^\W\d][\w/-]*[ ]+)+[^\W\d][\w/-]*\s*")

Line = tuple[str, list[Draft]]


def read_columns(lines: Sequence[Line], rules: Rules) -> None:
    """Give the bare counts under a line of heads the nouns of their columns; other lines are left alone.

    Each row has a name and a number for every further head; the last head stands over the last number.
    """
    index = 0
    while index + _ROWS < len(lines):
        text, drafts = lines[index]
        index += 1
        heads = text.split()
        if drafts or len(heads) not in _HEADS or not _HEAD.fullmatch(text):
            continue
        first = index
        while index < len(lines) and _is_row(*lines[index], len(heads) - 1):
            index += 1
        rows = lines[first:index]
        if len(rows) >= _ROWS:
            for row, counts in rows:
                _read(row[: counts[0].start].strip(), counts, heads[1:], rules)


def _is_row(text: str, drafts: Sequence[Draft], columns: int) -> bool:
    """Say whether a line is a name and so many bare numbers."""
    if len(drafts) != columns or any(draft.pattern != "count" for draft in drafts):
        return False
    ends = [draft.end for draft in drafts]
    begins = [*(draft.start for draft in drafts[1:]), len(text)]
    name = text[: drafts[0].start]
    return bool(name.strip()) and all(not text[low:high].strip() for low, high in zip(ends, begins, strict=True))


def _read(name: str, drafts: Sequence[Draft], heads: Sequence[str], rules: Rules) -> None:
    for draft, head in zip(drafts, heads, strict=True):
        draft.item = f"{name}, {head}"
        if draft.kind == "count" and (noun := singular(head, rules)) != head.lower():
            draft.unit, draft.why["unit"] = noun, "column head"
