"""The writers of relations by the name of their format: table, JSON, JSON Lines, GitHub annotations, SARIF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import StringIO

import msgspec

from kzreform.checking.audit.records import Relation
from kzreform.writing import relation_github, relation_sarif
from kzreform.writing.cells import shown, spelled
from kzreform.writing.output import Output
from kzreform.writing.places import Places

_encoder = msgspec.json.Encoder(decimal_format="number")
_STYLES = {"inconsistent": "bold red", "rounded": "yellow", "consistent": "green"}


def _json(relations: Iterable[Relation], output: Output, places: Places) -> None:
    separator = "[\n"
    for relation in relations:
        output.write(separator + spelled(_encoder.encode(relation).decode()))
        separator = ",\n"
    output.write("[]\n" if separator == "[\n" else "\n]\n")


def _jsonl(relations: Iterable[Relation], output: Output, places: Places) -> None:
    for relation in relations:
        output.write(spelled(_encoder.encode(relation).decode()) + "\n")


def _table(relations: Iterable[Relation], output: Output, places: Places) -> None:
    rows = list(relations)
    if not rows:
        output.write("no relations\n")
    elif output.terminal:
        output.write(_rich(rows))
    else:
        output.write(_plain(rows))


def _cells(relations: Sequence[Relation]) -> tuple[list[str], list[list[str]]]:
    several = len({relation.doc for relation in relations}) > 1
    headers = ["Verdict", "Kind", "Finding", *(["Document"] if several else []), "Line"]
    rows = [
        [r.verdict, r.kind, shown(r.message), *([shown(r.doc)] if several else []), str(r.stated.line)]
        for r in relations
    ]
    return headers, rows


def _plain(relations: Sequence[Relation]) -> str:
    from tabulate import tabulate

    headers, rows = _cells(relations)
    text = tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _rich(relations: Sequence[Relation]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    headers, rows = _cells(relations)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in headers:
        table.add_column(name, overflow="fold")
    for relation, row in zip(relations, rows, strict=True):
        # Text, not str: brackets in a source are no markup.
        first, *others = row
        table.add_row(Text(first, style=_STYLES[relation.verdict]), *map(Text, others))
    buffer = StringIO()
    console = Console(file=buffer, force_terminal=True, highlight=False, emoji=False, legacy_windows=False)
    console.print(table)
    return buffer.getvalue()


RelationWriter = Callable[[Iterable[Relation], Output, Places], None]
"""Writes relations to an output; those that point into files are told where the documents lie."""

RELATION_WRITERS: dict[str, RelationWriter] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "github": relation_github.write,
    "sarif": relation_sarif.write,
}
"""The writers; the first is the default."""
