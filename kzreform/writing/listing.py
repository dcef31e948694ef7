"""Rows of text as a table: aligned on a pipe, folded to the width on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from kzreform.writing.output import Output

Rows = Sequence[Sequence[str]]


def write(heads: Sequence[str], rows: Rows, output: Output, *, right: Sequence[str] = (), none: str = "none") -> None:
    """Write rows under their heads, or say that there are none; ``right`` names the columns of numbers.

    Cells must be ``shown`` already: what is in them stands in the terminal as it is.
    """
    if not rows:
        output.write(f"{none}\n")
    elif output.terminal:
        output.write(_rich(heads, rows, right))
    else:
        output.write(plain(heads, rows, right))


def plain(heads: Sequence[str], rows: Rows, right: Sequence[str] = ()) -> str:
    """Give the table as it is written on a pipe.

    >>> print(plain(["Unit", "Figures"], [["KZT", "7"]], right=["Figures"]), end="")
    Unit      Figures
    ------  ---------
    KZT             7
    """
    from tabulate import tabulate

    sides = ["right" if head in right else "left" for head in heads]
    # disable_numparse: tabulate must not read "2024" or "1.50" as numbers and rewrite them.
    text = tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True, colalign=sides)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _rich(heads: Sequence[str], rows: Rows, right: Sequence[str]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        style = "bold cyan" if number == 0 else None
        table.add_column(head, overflow="fold", justify="right" if head in right else "left", style=style)
    for row in rows:
        # Text, not str: brackets in a source are no markup.
        table.add_row(*map(Text, row))
    buffer = StringIO()
    # Console finds the terminal's width and colours by itself, and honours NO_COLOR.
    console = Console(file=buffer, force_terminal=True, highlight=False, emoji=False, legacy_windows=False)
    console.print(table)
    return buffer.getvalue()
