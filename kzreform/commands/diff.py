"""``kzreform diff``: what an extraction gained, lost and changed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from kzreform.commands.options import format_option
from kzreform.commands.program import tell
from kzreform.errors import KzreformError, ReadError
from kzreform.writing.cells import plain_cell, shown, spelled

if TYPE_CHECKING:
    from kzreform.checking.diff import Change, Difference, Row

_NAMED = ("document", "start", "end", "text")
_WIDTH = 60  # characters of a cell, so that two sentences side by side still fit a screen


@click.command("diff")
@click.argument("old")
@click.argument("new")
@format_option(("table", "json"))
def command(old: str, new: str, format_: str) -> int:
    """Compare the figures in OLD with those in NEW, two files that `extract` wrote.

    The figures of each document are paired by the overlap of their spans and compared field by field; what was
    gained, lost and changed is listed. Both are JSON Lines or a JSON array; one may be - for standard input.
    Exits with 1 when they differ.
    """
    from kzreform.checking.diff import Row, diff
    from kzreform.checking.readings import STDIN, read_records

    if old == new == STDIN:
        raise click.UsageError("only one of OLD and NEW can be standard input")
    before, after = read_records(old, Row), read_records(new, Row)
    try:
        found = diff(before, after)
    except KzreformError as error:
        raise ReadError(f"{old}, {new}: {error.message}") from error
    tell(_json(found) if format_ == "json" else _table(found))
    return 1 if found else 0


def _json(found: Difference) -> str:
    changed = [
        {
            **{name: value for name in _NAMED if (value := getattr(change.new, name)) is not msgspec.UNSET},
            "fields": {name: [getattr(change.old, name), getattr(change.new, name)] for name in change.fields},
        }
        for change in found.changed
    ]
    answer = {"same": found.same, "gained": found.gained, "lost": found.lost, "changed": changed}
    return spelled(msgspec.json.Encoder(decimal_format="number").encode(answer).decode())


def _table(found: Difference) -> str:
    from tabulate import tabulate

    counts = f"{len(found.gained)} gained, {len(found.lost)} lost, {len(found.changed)} changed, {found.same} the same"
    if not found:
        return counts
    entries = [
        *((row.document, row.start, _alone("gained", row)) for row in found.gained),
        *((row.document, row.start, _alone("lost", row)) for row in found.lost),
        *((change.new.document, change.new.start, line) for change in found.changed for line in _lines(change)),
    ]
    # By their place in the text, so that what took another's place stands beside it.
    rows = [line for _, _, line in sorted(entries, key=lambda entry: entry[:2])]
    headers = ["", "Document", "Offset", "Figure", "Field", "Old", "New"]
    table = tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)
    return counts + "\n\n" + "\n".join(line.rstrip() for line in table.splitlines())


def _alone(what: str, row: Row) -> list[str]:
    told = ", ".join(cell for cell in map(_cell, (row.kind, row.value, row.unit, row.date)) if cell != "-")
    old, new = ("", told) if what == "gained" else (told, "")
    return [what, *_place(row), "", old, new]


def _lines(change: Change) -> Iterator[list[str]]:
    for number, name in enumerate(change.fields):
        place = _place(change.new) if number == 0 else ["", "", ""]
        cells = (_cell(getattr(row, name)) for row in (change.old, change.new))
        yield ["changed" if number == 0 else "", *place, name, *cells]


def _place(row: Row) -> list[str]:
    return [shown(row.document), str(row.start), _cell(row.text)]


def _cell(value: object) -> str:
    text = plain_cell(value)
    # One long word would be left out whole.
    return textwrap.shorten(text, _WIDTH, placeholder=" …") if " " in text[:_WIDTH] else _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
