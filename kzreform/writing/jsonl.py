"""JSON Lines: a figure a line, each passed on as soon as it is known."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.records import Figure
from kzreform.writing.encode import encode
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write one JSON object a line."""
    for figure in figures:
        output.line(encode(figure, options.columns) + "\n")
