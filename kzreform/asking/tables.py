"""Counts of figures as a table, for people or for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import msgspec

from kzreform.asking.counts import Count
from kzreform.writing.cells import shown, spelled
from kzreform.writing.harmless import harmless

FORMATS = ("table", "plain", "markdown", "json", "jsonl", "csv", "tsv")
"""What counts can be written as."""


def written(counts: Sequence[Count], by: str, format_: str) -> str:
    """Give counts in a format; the group without a date is null, and ``undated`` in tables for people.

    >>> print(written([Count("2023", 7), Count(None, 2)], "year", "jsonl"), end="")
    {"year":"2023","figures":7}
    {"year":null,"figures":2}
    """
    return _WRITERS[format_](counts, by)


def _people(style: str, escape: Callable[[str], str]) -> Callable[[Sequence[Count], str], str]:
    def write(counts: Sequence[Count], by: str) -> str:
        from tabulate import tabulate

        rows = [
            ["undated" if each.group is None else escape(shown(each.group)) or "-", f"{each.figures:,}"]
            for each in counts
        ]
        heads = [by.capitalize(), "Figures"]
        table = tabulate(rows, headers=heads, tablefmt=style, disable_numparse=True, colalign=("left", "right"))
        return "\n".join(line.rstrip() for line in table.splitlines()) + "\n"

    return write


def _objects(counts: Sequence[Count], by: str) -> list[str]:
    return [spelled(msgspec.json.encode({by: each.group, "figures": each.figures}).decode()) for each in counts]


def _json(counts: Sequence[Count], by: str) -> str:
    return "[\n" + ",\n".join(_objects(counts, by)) + "\n]\n" if counts else "[]\n"


def _jsonl(counts: Sequence[Count], by: str) -> str:
    return "".join(line + "\n" for line in _objects(counts, by))


def _separated(delimiter: str) -> Callable[[Sequence[Count], str], str]:
    def write(counts: Sequence[Count], by: str) -> str:
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
        writer.writerow([by, "figures"])
        writer.writerows(["" if each.group is None else harmless(each.group), each.figures] for each in counts)
        return buffer.getvalue()

    return write


_WRITERS = {
    "table": _people("simple", str),
    "plain": _people("simple", str),
    "markdown": _people("github", lambda text: text.replace("\\", "\\\\").replace("|", "\\|")),
    "json": _json,
    "jsonl": _jsonl,
    "csv": _separated(","),
    "tsv": _separated("\t"),
}
