"""Data Package: ``figures.csv`` and a descriptor that says what its columns hold, in a folder or a ZIP archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import IO, Any

import msgspec

from kzreform.records import Figure
from kzreform.writing.csv import lines
from kzreform.writing.fields import Field, fields
from kzreform.writing.folder import file_in
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

DESCRIPTOR = "datapackage.json"
DATA = "figures.csv"


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write both files into the output's folder, or as an archive where it has none."""
    if output.folder is not None:
        folder = output.folder
        _write(figures, options, lambda name: file_in(folder, name))
        return
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    @contextmanager
    def member(name: str) -> Iterator[IO[bytes]]:
        # Without a time of its own: the same figures give the same bytes.
        entry = ZipInfo(name)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        with archive.open(entry, "w", force_zip64=True) as stream:
            yield stream

    with ZipFile(output.stream, "w") as archive:
        _write(figures, options, member)


def descriptor(columns: tuple[str, ...], size: int, digest: str) -> dict[str, Any]:
    """Give the descriptor of a package: its one table, the table's schema, and the bytes that it is of.

    >>> descriptor(("line",), 5, "")["resources"][0]["schema"]["fields"][0]["type"]
    'integer'
    """
    schema: dict[str, Any] = {"fields": [_described(field) for field in fields(columns)], "missingValues": [""]}
    if not columns or "id" in columns:
        schema["primaryKey"] = ["id"]
    table = {
        "profile": "tabular-data-resource",
        "name": "figures",
        "path": DATA,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }
    return {
        "profile": "tabular-data-package",
        "name": "kzreform-figures",
        "title": "Figures",
        "description": (
            "Text that a spreadsheet would take for a formula has an apostrophe before it; "
            "U+FFFD stands in place of control characters."
        ),
        "resources": [table],
    }


def _write(
    figures: Iterable[Figure], options: Options, open_: Callable[[str], AbstractContextManager[IO[bytes]]]
) -> None:
    digest, size = hashlib.sha256(), 0
    with open_(DATA) as stream:
        for line in lines(figures, options.names):
            data = line.encode("utf-8")
            stream.write(data)
            digest.update(data)
            size += len(data)
    told = descriptor(options.names, size, digest.hexdigest())
    with open_(DESCRIPTOR) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def _described(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # An empty cell is null, so text that may be empty is not required.
    if not field.nullable and (field.type != "text" or field.choices or field.name in ("id", "document", "text")):
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    if field.name == "id":
        constraints["unique"] = True
    told: dict[str, Any] = {
        "name": field.name,
        "type": "string" if field.type == "text" else field.type,
        "description": field.description,
    }
    return told | ({"constraints": constraints} if constraints else {})
