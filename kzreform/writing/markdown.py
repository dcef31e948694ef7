"""Markdown: a table as GitHub shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kzreform.records import Figure
from kzreform.writing.cells import columns
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

# What a source says is text: it starts no cell, link, tag or emphasis of its own.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write all figures as one table; without figures it has only its head."""
    rows = list(figures)
    cells = columns(rows, options.columns, options.checks)
    output.write(_row([name for name, _ in cells]) + _row(["---"] * len(cells), ready=True))
    for figure in rows:
        output.write(_row([cell(figure) for _, cell in cells]))


def escaped(text: str) -> str:
    r"""Write text so that Markdown shows it as it is.

    >>> print(escaped("a|b *c* <d>"))
    a\|b \*c\* \<d\>
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


def _row(cells: Sequence[str], ready: bool = False) -> str:
    return f"| {' | '.join(cell if ready else escaped(cell) for cell in cells)} |\n"
