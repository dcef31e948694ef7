"""CSV and TSV: a head line and a line a figure, safe to open in a spreadsheet and to show on a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kzreform.records import Figure
from kzreform.writing.fields import FIELDS, numeral
from kzreform.writing.harmless import harmless
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

MARK = "\ufeff"


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write comma-separated values; null is an empty cell."""
    _write(figures, output, options, ",")


def write_tsv(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write tab-separated values; a cell that holds a tab or a line end is quoted, as in CSV."""
    _write(figures, output, options, "\t")


def lines(figures: Iterable[Figure], columns: Iterable[str] = (), delimiter: str = ",") -> Iterator[str]:
    r"""Give the lines of a table: its head and a line a figure.

    >>> list(lines([], ["item", "value"]))
    ['item,value\n']
    """
    names = tuple(columns) or FIELDS
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")

    def line(cells: Iterable[object]) -> str:
        writer.writerow(cells)
        # Written with both line ends, for csv quotes what it ends lines with; kept with the one of everyone's tools.
        written = buffer.getvalue().removesuffix("\r\n") + "\n"
        buffer.seek(0)
        buffer.truncate()
        return written

    yield line(names)
    for figure in figures:
        yield line(_cell(getattr(figure, name)) for name in names)


def _write(figures: Iterable[Figure], output: Output, options: Options, delimiter: str) -> None:
    if options.excel:
        output.write(MARK)
    for line in lines(figures, options.names, delimiter):
        output.line(line)


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return numeral(value)
    return harmless(value) if isinstance(value, str) else value
