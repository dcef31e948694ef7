"""Excel: a sheet with a head that stays in sight and a row a figure; nothing in it is a formula."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from kzreform.errors import KzreformError
from kzreform.records import Figure
from kzreform.writing.fields import numeral
from kzreform.writing.harmless import printable, runs
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

SHEET = "figures"
_ROWS = 1_048_576
_LENGTH = 32_767
_DIGITS = 15
_WIDTHS = {"document": 24, "text": 22, "item": 40, "sentence": 80, "section": 30}
# The same figures give the same bytes: a workbook is not made at a time of its own.
_MADE = datetime(2000, 1, 1)


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write a workbook; numbers are numbers where Excel holds them exactly, else text."""
    from xlsxwriter import Workbook

    # Built in a place of its own: a workbook that fails when it is closed tells more than once.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.xlsx"
        book: Any = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"title": "Figures", "created": _MADE})
        try:
            _fill(book, figures, options.names)
            with _telling():
                book.close()
        finally:
            with suppress(OSError):
                for sheet in book.worksheets():
                    sheet._opt_close()
        with file.open("rb") as stream:
            shutil.copyfileobj(stream, output.stream)


def number(value: Decimal) -> float | None:
    """Give a number as Excel holds it, or None when it does not hold it exactly: it keeps 15 digits.

    >>> number(Decimal("34.50")), number(Decimal("1234567890.123456")), number(Decimal("1E+400"))
    (34.5, None, None)
    """
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    held = float(value)
    exact = math.isfinite(held) and Decimal(repr(held)) == value and (held == 0 or abs(held) > 1e-300)
    return held if exact and len(digits) <= _DIGITS else None


def _fill(book: Any, figures: Iterable[Figure], names: tuple[str, ...]) -> None:
    with _telling():
        sheet = book.add_worksheet(SHEET)
    bold, whole = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    # What one sees typing an apostrophe first: the text stays text, even when its cell is edited.
    quoted = book.add_format({"quote_prefix": True})
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    row = 0
    for row, figure in enumerate(figures, 1):
        if row >= _ROWS:
            raise KzreformError(f"an Excel sheet holds {_ROWS - 1:,} figures, and there are more: write CSV or Parquet")
        with _telling():
            for column, name in enumerate(names):
                _cell(sheet, row, column, getattr(figure, name), whole, quoted)
    sheet.autofilter(0, 0, row, len(names) - 1)
    # Dates such as 2023 are text, and rightly so.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS}"})


def _cell(sheet: Any, row: int, column: int, value: object, whole: object, quoted: object) -> None:
    if isinstance(value, Decimal):
        held = number(value)
        if held is not None:
            sheet.write_number(row, column, held, whole if abs(held) >= 1000 and held.is_integer() else None)
            return
        value = numeral(value)
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, str) and value:
        # A cell's lines end as Excel ends them; it shows a carriage return as a mark.
        text = _cut(printable(value.replace("\r\n", "\n").replace("\r", "\n")))
        sheet.write_string(row, column, text, quoted if runs(text) else None)


@contextmanager
def _telling() -> Iterator[None]:
    from xlsxwriter.exceptions import XlsxFileError

    try:
        yield
    except (OSError, XlsxFileError) as error:
        raise KzreformError(f"{tempfile.gettempdir()}: the workbook cannot be written ({error})") from error


def _cut(text: str) -> str:
    # Excel counts as UTF-16 does.
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LENGTH:
        return text
    return units[: 2 * (_LENGTH - 1)].decode("utf-16-le", errors="ignore") + "…"
