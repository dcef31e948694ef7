"""Records that are no figures, as rows of text, JSON, JSON Lines or CSV; each with the fields it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from kzreform.records import plain
from kzreform.writing.cells import spelled
from kzreform.writing.fields import numeral
from kzreform.writing.harmless import harmless
from kzreform.writing.output import Output

FORMATS = ("json", "jsonl", "csv")
"""What programs read."""

Fields = dict[str, object]

_encoder = msgspec.json.Encoder(decimal_format="number")


def encoded(value: object) -> str:
    """Give a value as JSON on one line; decimals are numbers, without loss and without an exponent.

    >>> encoded({"value": Decimal("3E+9")})
    '{"value":3000000000}'
    """
    return spelled(_encoder.encode(_plain(value)).decode())


def write(
    rows: Iterable[Fields], heads: Sequence[str], format_: str, output: Output, *, embedded: bool = False
) -> None:
    """Write rows in one of ``FORMATS``; ``heads`` are the columns of CSV.

    ``embedded`` says that JSON is to stand in a page, where nothing in it may end its script.
    """
    if format_ == "csv":
        _csv(rows, heads, output)
        return
    lines = (encoded(row).replace("<", "\\u003c" if embedded else "<") for row in rows)
    if format_ == "jsonl":
        for line in lines:
            output.line(line + "\n")
        return
    written = ",\n".join(lines)
    output.write(f"[\n{written}\n]\n" if written else "[]\n")


def _csv(rows: Iterable[Fields], heads: Sequence[str], output: Output) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(row.get(head)) for head in heads] for row in rows)
    output.write(buffer.getvalue())


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return numeral(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return "" if value is None else harmless(str(value))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value
