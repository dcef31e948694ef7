"""What the documents take from the code: cog calls this where they ask for it (``make golden`` renews them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click
import msgspec

from kzreform import reading, writing
from kzreform.checking.audit.records import Relation
from kzreform.checking.claims.records import Evidence, JudgedClaim, JudgedFigure
from kzreform.commands import main
from kzreform.records import json_schema

WIDTH = 80


def commands() -> str:
    """Give the help of every command, each under a heading of its own."""
    program = click.Context(main, info_name="kzreform", terminal_width=WIDTH, **main.context_settings)
    parts = (f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n" for context in _below(program))
    return "\n".join(parts)


def _below(context: click.Context) -> Iterator[click.Context]:
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH, **command.context_settings)
        yield inner
        yield from _below(inner)


def figure_fields() -> str:
    """Give a table of the fields of a figure, from the schema that ``kzreform schema`` prints."""
    return _fields(json_schema()["$defs"]["Figure"])


def relation_fields() -> str:
    """Give a table of the fields of what ``audit`` and ``conflicts`` write."""
    return _fields(msgspec.json.schema(Relation)["$defs"]["Relation"])


def claim_fields() -> str:
    """Give a table of the fields of what ``check`` writes: a claim."""
    return _fields(msgspec.json.schema(JudgedClaim)["$defs"]["JudgedClaim"])


def judged_fields() -> str:
    """Give a table of the fields of a claim's figure."""
    return _fields(msgspec.json.schema(JudgedFigure)["$defs"]["JudgedFigure"])


def evidence_fields() -> str:
    """Give a table of the fields of the evidence for it."""
    return _fields(msgspec.json.schema(Evidence)["$defs"]["Evidence"])


def formats_read() -> str:
    """Give a table of the formats that are read, from the registry of readers."""
    rows = (
        (f"`{each.name}`", _endings(each.extensions), "a row" if each.rows else "the file") for each in reading.FORMATS
    )
    return _table(("Format", "Endings", "A document is"), rows)


def formats_written() -> str:
    """Give a table of the formats that are written, from the registry of writers."""
    rows = (
        (
            f"`{name}`",
            each.title,
            _endings(each.extensions),
            f"`kzreform[{each.extra}]`" if each.extra else "",
        )
        for name, each in writing.FORMATS.items()
    )
    return _table(("`--format`", "is", "Endings", "Needs"), rows)


def _fields(schema: dict[str, Any]) -> str:
    rows = ((f"`{name}`", _type(told), told.get("description", "")) for name, told in schema["properties"].items())
    return _table(("Field", "Holds", "Meaning"), rows)


_RECORDS = {
    "Cited": "a figure, as cited",
    "JudgedFigure": "a figure of the claim",
    "Computed": "a computed change",
    "Evidence": "a figure of the corpus",
}


def _type(told: dict[str, Any]) -> str:
    if "enum" in told:
        return ", ".join(f"`{value}`" for value in told["enum"])
    if "anyOf" in told:
        return " or ".join(map(_type, told["anyOf"]))
    if "$ref" in told:
        return _RECORDS[told["$ref"].rpartition("/")[2]]
    if told["type"] == "array":
        return f"a list: {_type(told['items'])}"
    # msgspec calls a decimal a string, and our encoder writes it as a number.
    return "number" if told.get("format") == "decimal" else str(told["type"]).replace("string", "text")


def _endings(endings: Iterable[str]) -> str:
    return " ".join(f"`{ending}`" for ending in endings)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    def lines() -> Iterator[str]:
        yield _line(heads)
        yield _line("---" for _ in heads)
        yield from map(_line, rows)

    return "\n".join(lines())


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
