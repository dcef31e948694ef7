"""The table: rich on a terminal, aligned plain text on a pipe or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING

from kzreform.records import Figure
from kzreform.writing.cells import CHECKED, Cell, columns, shown
from kzreform.writing.options import DEFAULTS, Options
from kzreform.writing.output import Output

if TYPE_CHECKING:
    from rich.table import Table

# From this width on a terminal shows the place and the normalised value beside what is needed first.
_WIDE = 110
_FIRST = 4


def write(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write all figures as one table, or say that there are none."""
    rows = list(figures)
    if rows and output.terminal:
        output.write(_rich(rows, options))
    else:
        write_plain(rows, output, options)


def write_plain(figures: Iterable[Figure], output: Output, options: Options = DEFAULTS) -> None:
    """Write the table as it is written on a pipe, on a terminal too."""
    rows = list(figures)
    output.write(_plain(rows, options) if rows else "no figures\n")


def _plain(figures: Sequence[Figure], options: Options) -> str:
    from tabulate import tabulate

    cells = columns(figures, options.columns, options.checks)
    table = [[cell(figure) for _, cell in cells] for figure in figures]
    # disable_numparse: tabulate must not read "2024" or "1.50" as numbers and rewrite them.
    text = tabulate(table, headers=[name for name, _ in cells], tablefmt="simple", disable_numparse=True)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _rich(figures: Sequence[Figure], options: Options) -> str:
    from rich.console import Console
    from rich.text import Text

    # Console finds the terminal's width and colours by itself, and honours NO_COLOR.
    buffer = StringIO()
    console = Console(file=buffer, force_terminal=True, highlight=False, emoji=False, legacy_windows=False)
    if options.columns or console.width >= _WIDE:
        console.print(_grid(figures, columns(figures, options.columns, options.checks)))
        return buffer.getvalue()
    documents = [list(rows) for _, rows in groupby(figures, key=lambda figure: figure.document)]
    for rows in documents:
        if len(documents) > 1:
            console.rule(Text(shown(rows[0].document)), align="left")
        console.print(_grid(rows, columns(rows)[:_FIRST] + (CHECKED if options.checks else ())))
    return buffer.getvalue()


def _grid(figures: Sequence[Figure], cells: Sequence[tuple[str, Cell]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, _ in cells:
        # Everything folds onto further lines; nothing is ever cut.
        table.add_column(name, overflow="fold", style="bold cyan" if name == "Figure" else None)
    for figure in figures:
        # Text, not str: brackets in a source are no markup.
        table.add_row(*(Text(cell(figure)) for _, cell in cells))
    return table
