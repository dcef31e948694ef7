"""JSON Lines: a figure a line, each document's lines passed on as soon as it is done."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kzreform.records import Figure
from kzreform.writing.encode import encode
from kzreform.writing.output import Output


def write(figures: Iterable[Figure], output: Output) -> None:
    """Write one JSON object a line."""
    for _, of_document in groupby(figures, key=lambda figure: figure.document):
        for figure in of_document:
            output.write(encode(figure) + "\n")
        output.stream.flush()
