"""The writers by the name of their format: a new one is a module with ``write``, and an entry here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from kzreform.errors import KzreformError
from kzreform.records import Figure
from kzreform.writing import csv, datapackage, github, json, jsonl, markdown, parquet, sqlite, table, xlsx
from kzreform.writing.extras import require
from kzreform.writing.folder import opened_folder
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output, opened


class Writer(Protocol):
    """Writes figures as they come to an output."""

    def __call__(self, figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
        """Write; raises ``KzreformError`` for what the format cannot hold."""


@dataclass(frozen=True)
class Format:
    """A format: its writer, the extensions of its files, and what it asks for.

    ``streaming`` formats pass each figure on as it comes; ``binary`` ones are nothing for a terminal. ``package`` is
    what must be installed for it, and ``extra`` brings that. A format of several files can be a folder, in which one,
    the ``descriptor``, describes the others.
    """

    name: str
    title: str
    write: Writer
    extensions: tuple[str, ...] = ()
    streaming: bool = False
    binary: bool = False
    descriptor: str = ""
    package: str = ""
    extra: str = ""


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("table", "a table", table.write),
        Format("plain", "plain text", table.write_plain, (".txt",)),
        Format("markdown", "Markdown", markdown.write, (".md", ".markdown")),
        Format("json", "JSON", json.write, (".json",), streaming=True),
        Format("jsonl", "JSON Lines", jsonl.write, (".jsonl", ".ndjson"), streaming=True),
        Format("csv", "CSV", csv.write, (".csv",), streaming=True),
        Format("tsv", "TSV", csv.write_tsv, (".tsv", ".tab"), streaming=True),
        Format("xlsx", "Excel", xlsx.write, (".xlsx",), binary=True, package="xlsxwriter", extra="excel"),
        Format("parquet", "Parquet", parquet.write, (".parquet",), binary=True, package="pyarrow", extra="parquet"),
        Format(
            "sqlite",
            "SQLite",
            sqlite.write,
            (".db", ".sqlite", ".sqlite3"),
            binary=True,
            package="sqlite_utils",
            extra="sqlite",
        ),
        Format(
            "datapackage",
            "a Data Package",
            datapackage.write,
            (".zip",),
            binary=True,
            descriptor=datapackage.DESCRIPTOR,
        ),
        Format("github", "GitHub annotations", github.write, streaming=True),
    )
}
"""The formats; the first is the default."""

WRITERS: dict[str, Writer] = {name: format_.write for name, format_ in FORMATS.items()}
"""The writers by the names of their formats."""


def format_for(path: str | None) -> str | None:
    """Give the format that a file's name asks for, or None when it says nothing.

    >>> format_for("figures.XLSX"), format_for("figures"), format_for(None)
    ('xlsx', None, None)
    """
    extension = PurePath(path or "").suffix.lower()
    return next((name for name, format_ in FORMATS.items() if extension in format_.extensions), None)


@contextmanager
def ready(name: str, path: str | None) -> Iterator[Output]:
    """Give the output for a format, as ``opened`` does, once it is sure that the format can be written there.

    A format of several files makes a folder of ``path``, unless that is called as its archive is. Raises
    ``KzreformError`` when a library is missing or when the format is not for a terminal.
    """
    format_ = FORMATS[name]
    if format_.package:
        require(format_.title, format_.package, format_.extra)
    if format_.descriptor and path and (Path(path).is_dir() or _names_folder(path, format_)):
        with opened_folder(Path(path), format_.descriptor) as output:
            yield output
        return
    with opened(path) as output:
        if format_.binary and output.terminal:
            raise KzreformError(f"{format_.title} is nothing for a terminal: name a file with -o")
        yield output


def _names_folder(path: str, format_: Format) -> bool:
    return PurePath(path).suffix.lower() not in format_.extensions and not Path(path).exists()
