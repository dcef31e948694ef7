"""A series as a table with a bar for each value, and as records."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kzreform.writing import listing
from kzreform.writing.cells import date_cell, hedged_cell, plain_cell, shown
from kzreform.writing.output import Output
from kzreform.writing.records import Fields

if TYPE_CHECKING:
    from kzreform.asking.series import Point, Series

HEADS = (
    "date",
    "value",
    "value_high",
    "unit",
    "kind",
    "bound",
    "change",
    "change_percent",
    "since",
    "rival",
    "told",
    "item",
    "document",
    "line",
    "text",
    "sentence",
    "id",
)
"""The fields of a point."""

_WIDTH = 20  # letters of the longest bar
_BLOCKS = " ▏▎▍▌▋▊▉█"
_RIVAL = "≠"


def fields(point: Point) -> Fields:
    """Give the fields of a point."""
    return {name: getattr(point if name in point.__struct_fields__ else point.kept.figure, name) for name in HEADS}


def write_table(series: Series, output: Output) -> None:
    """Write a series as a table; where a person watches, with bars."""
    heads = ["Date", "Value", "Change", "%", "Item", "Place"]
    rows = [_cells(point) for point in series.points]
    if output.terminal:
        heads.insert(2, "")
        values = [abs(point.kept.figure.value) for point in series.points]
        rows = [[*row[:2], bar(value, max(values)), *row[2:]] for row, value in zip(rows, values, strict=True)]
    listing.write(heads, rows, output, right=("Value", "Change", "%"), none="no figures")


def bar(value: Decimal, most: Decimal, width: int = _WIDTH) -> str:
    """Give a bar as long as a value is beside the greatest one.

    >>> bar(Decimal(3), Decimal(4), width=2), bar(Decimal(0), Decimal(4)), bar(Decimal(0), Decimal(0))
    ('█▌', '', '')
    """
    if not most:
        return ""
    eighths = int((value / most * width * 8).to_integral_value())
    return "█" * (eighths // 8) + _BLOCKS[eighths % 8].strip()


def _cells(point: Point) -> list[str]:
    figure = point.kept.figure
    told = f" (×{point.told})" if point.told > 1 else ""
    change: Sequence[str] = (_signed(point.change), _signed(point.change_percent))
    if point.rival:
        change = (_RIVAL, "")
    return [
        date_cell(figure),
        hedged_cell(figure),
        *change,
        shown(figure.item),
        shown(f"{figure.document}:{figure.line}{told}"),
    ]


def _signed(value: Decimal | None) -> str:
    """Write a change with its sign.

    >>> _signed(Decimal("1500")), _signed(Decimal("-2.5")), _signed(Decimal("0.0")), _signed(None)
    ('+1,500', '-2.5', '0.0', '')
    """
    if value is None:
        return ""
    return ("+" if value > 0 else "") + plain_cell(value)
