"""GitHub annotations: workflow commands that show each figure beside its line, in a pull request or a run."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.files import legible
from kzreform.records import Figure
from kzreform.writing.cells import date_cell, figure_cell, role_cell, shown, value_cell
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
    parts = (shown(figure.item), date_cell(figure), role_cell(figure), f"= {value_cell(figure)}", checks)
    message = ", ".join(filter(None, parts))
    place = f"file={named(file)},line={figure.line},title={titled(figure_cell(figure))}"
    return f"::{options.level} {place}::{told(message)}"


def told(message: str) -> str:
    """Give the message of a command, on one line."""
    return shown(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def titled(text: str) -> str:
    """Give the value of a property.

    >>> titled("a,b: 5%")
    'a%2Cb%3A 5%25'
    """
    return told(text).replace(":", "%3A").replace(",", "%2C")


def named(file: str) -> str:
    r"""Give a file as the value of a property. Bytes of its name that are no UTF-8 would make the output none.

    >>> import os
    >>> print(named(os.fsdecode(b"caf\xe9, 2.txt")))
    caf\xe9%2C 2.txt
    """
    return titled(legible(file))
