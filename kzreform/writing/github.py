"""GitHub annotations: workflow commands that show each figure beside its line, in a pull request or a run."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.records import Figure
from kzreform.writing.cells import figure_cell, role_cell, shown, value_cell
from kzreform.writing.fields import CHECKS
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write a command a figure; GitHub shows the first ten of each level a step."""
    for figure in figures:
        output.line(command(figure, options) + "\n")


def command(figure: Figure, options: Options = DEFAULTS) -> str:
    """Give the command for a figure.

    >>> from decimal import Decimal
    >>> share = Figure(id="1", document="a, b.md", start=0, end=2, text="5%", kind="percent", value=Decimal(5),
    ...                unit="percent", item="women", date="2023", line=3)
    >>> command(share)
    '::notice file=a%2C b.md,line=3,title=5%25::women, 2023, level, = 5%25'
    """
    file = options.paths.get(figure.document, figure.document)
    checks = shown(getattr(figure, CHECKS, ""))
    told = (shown(figure.item), figure.date, role_cell(figure), f"= {value_cell(figure)}", checks)
    message = ", ".join(filter(None, told))
    place = f"file={_property(shown(file))},line={figure.line},title={_property(figure_cell(figure))}"
    return f"::{options.level} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
