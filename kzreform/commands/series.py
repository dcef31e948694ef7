"""``kzreform series``: the figures of one item over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform.asking import Query
from kzreform.commands.asking import query_options
from kzreform.commands.corpora import corpus_option, opened_corpus, sought
from kzreform.commands.options import format_option, output_option, quiet_option
from kzreform.commands.program import complain
from kzreform.writing import opened, records
from kzreform.writing.series import HEADS, fields, write_table

if TYPE_CHECKING:
    from kzreform.asking.series import Series

_FEW = 5


@click.command("series")
@click.argument("words", nargs=-1, required=True)
@query_options
@corpus_option
@format_option(("table", *records.FORMATS))
@output_option
@quiet_option
def command(
    words: tuple[str, ...],
    query: Query,
    corpus: Path | None,
    format_: str,
    output: str | None,
    quiet: bool,
) -> int:
    """List the figures of one item over time, in the order of their dates, with the change from one to the next.

    The item is told by WORDS. Of several kinds and units the one with the most to show is taken, unless --kind or
    --unit says which; a figure is compared with the one before it for a time as long. Where texts give one time
    several values, the one whose item says WORDS best counts, and the others are marked with ≠. On a terminal a bar
    shows each value. Exits with 1 when there are no figures.
    """
    from kzreform.asking.series import series

    with opened_corpus(corpus, quiet=quiet, output=output) as store:
        found = series(sought(" ".join(words), store), query)
    if not quiet:
        _remark(found)
    with opened(output) as out:
        if format_ == "table":
            write_table(found, out)
        else:
            records.write(map(fields, found.points), HEADS, format_, out)
    return 0 if found.points else 1


def _remark(found: Series) -> None:
    if found.others:
        told = ", ".join(f"{count:,} in {unit or kind}" for kind, unit, count in found.others[:_FEW])
        complain(f"these are in {found.unit or found.kind}; there are also {told}: --unit says which")
    if found.undated:
        complain(f"{found.undated:,} more have no date; `kzreform find --undated` lists them")
