"""Parquet: typed columns that are the same whatever the figures.

``value`` and ``value_high`` are decimals of 38 digits, 10 of them after the point, with which every tool computes.
Beside each stands its text, ``value_text`` and ``value_high_text``, with every digit: a number that such a decimal does
not hold exactly is null in the one and whole in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from itertools import islice
from typing import Any

from kzreform.records import Figure
from kzreform.writing.fields import Field, fields, numeral
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

_DIGITS, _SCALE = 38, 10
_STEP = Decimal(1).scaleb(-_SCALE)
_EXACTLY = Context(prec=_DIGITS, traps=[Inexact, InvalidOperation])
_BATCH = 10_000  # figures of a row group


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write a Parquet file, some thousand figures at a time."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    columns = fields(options.names)
    schema = pyarrow.schema([each for column in columns for each in _fields(column)])
    with ParquetWriter(pyarrow.PythonFile(output.stream, mode="w"), schema, compression="zstd") as writer:
        for rows in _batches(figures):
            writer.write_table(pyarrow.table(_data(rows, columns), schema=schema))


def decimal(value: Decimal) -> Decimal | None:
    """Give a number as the decimal column holds it, or None when it does not hold it exactly.

    >>> decimal(Decimal("34.5")), decimal(Decimal("1E-11")), decimal(Decimal("1E+28"))
    (Decimal('34.5000000000'), None, None)
    """
    try:
        return value.quantize(_STEP, context=_EXACTLY)
    except (Inexact, InvalidOperation):
        return None


def _fields(field: Field) -> Iterator[Any]:
    import pyarrow

    told = {"description": field.description}
    if field.type == "number":
        yield pyarrow.field(field.name, pyarrow.decimal128(_DIGITS, _SCALE), metadata=told)
        yield pyarrow.field(f"{field.name}_text", pyarrow.string(), field.nullable, metadata=told)
    else:
        type_ = pyarrow.int64() if field.type == "integer" else pyarrow.string()
        yield pyarrow.field(field.name, type_, field.nullable, metadata=told)


def _data(rows: Sequence[Figure], columns: Sequence[Field]) -> dict[str, list[object]]:
    data: dict[str, list[object]] = {}
    for column in columns:
        values = [getattr(row, column.name) for row in rows]
        if column.type == "number":
            data[column.name] = [None if value is None else decimal(value) for value in values]
            data[f"{column.name}_text"] = [None if value is None else numeral(value) for value in values]
        else:
            data[column.name] = values
    return data


def _batches(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    figures = iter(figures)
    while rows := list(islice(figures, _BATCH)):
        yield rows
