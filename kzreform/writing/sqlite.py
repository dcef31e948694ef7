"""SQLite: one table, ``figures``, in the order of the figures; Datasette opens it as it is.

``value`` and ``value_high`` are numbers to compute and sort with, the nearest that SQLite has; beside each stands its
text, ``value_text`` and ``value_high_text``, with every digit.
"""

from __future__ import annotations

import math
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from kzreform.errors import KzreformError
from kzreform.records import Figure
from kzreform.writing.fields import Field, fields, numeral
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

TABLE = "figures"
_TYPES: dict[str, type] = {"text": str, "integer": int, "number": float}
_BATCH = 1000


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write a database; its table is keyed by ``id`` where that is among the columns."""
    # SQLite needs a file of its own, and an output may be a pipe.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.db"
        try:
            _fill(file, figures, fields(options.names))
        except sqlite3.IntegrityError as error:
            raise KzreformError(f"two figures have one id ({error}): the ids of their documents must differ") from error
        except sqlite3.Error as error:
            raise KzreformError(f"{tempfile.gettempdir()}: the database cannot be written ({error})") from error
        with file.open("rb") as stream:
            shutil.copyfileobj(stream, output.stream)


def real(value: Decimal) -> float | None:
    """Give the number nearest to a decimal, or None when it is too large for one.

    >>> real(Decimal("34.50")), real(Decimal("1E+400"))
    (34.5, None)
    """
    held = float(value)
    return held if math.isfinite(held) else None


def _fill(file: Path, figures: Iterable[Figure], columns: Sequence[Field]) -> None:
    from sqlite_utils import Database

    types = {name: type_ for field in columns for name, type_ in _columns(field)}
    required = {field.name for field in columns if not field.nullable and field.type != "number"}
    required |= {f"{field.name}_text" for field in columns if not field.nullable and field.type == "number"}
    with closing(sqlite3.connect(file)) as connection:
        # Nobody sees the file before it is done, and nobody misses it when it never is.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        table: Any = Database(connection)[TABLE]
        table.create(types, pk="id" if "id" in types else None, not_null=required)
        table.insert_all((_row(figure, columns) for figure in figures), batch_size=_BATCH)


def _columns(field: Field) -> Iterator[tuple[str, type]]:
    yield field.name, _TYPES[field.type]
    if field.type == "number":
        yield f"{field.name}_text", str


def _row(figure: Figure, columns: Sequence[Field]) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in columns:
        value = getattr(figure, column.name)
        if column.type == "number":
            row[column.name] = None if value is None else real(value)
            row[f"{column.name}_text"] = None if value is None else numeral(value)
        else:
            row[column.name] = value
    return row
