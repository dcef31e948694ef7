"""JSON: one array with a figure a line, written as the figures come."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.records import Figure
from kzreform.writing.encode import encode
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write a JSON array, a figure a line, so that two extractions compare well line by line."""
    separator = "[\n"
    for figure in figures:
        output.write(separator + encode(figure, options.columns))
        separator = ",\n"
    output.write("[]\n" if separator == "[\n" else "\n]\n")
