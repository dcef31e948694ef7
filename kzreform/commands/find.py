"""``kzreform find``: the figures of the corpus for words."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

import click
import msgspec

from kzreform import writing
from kzreform.asking import arranged
from kzreform.commands.asking import Asked, asking_options
from kzreform.commands.corpora import corpus_option, opened_corpus, sought
from kzreform.commands.options import date_option, file_format_option, output_option, quiet_option
from kzreform.commands.program import complain
from kzreform.records import Figure
from kzreform.writing import listing
from kzreform.writing.cells import Cell, date_cell, hedged_cell, place_cell, role_cell, shown

_TABLE = "table"
_CELLS: tuple[tuple[str, Cell], ...] = (
    ("Value", hedged_cell),
    ("Date", date_cell),
    ("Role", role_cell),
    ("Item", lambda figure: shown(figure.item)),
    ("Place", place_cell),
)
_FEW = 20


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@date_option("--year", "Only figures for this time; short for --since and --until.")
@corpus_option
@file_format_option(tuple(writing.FORMATS))
@output_option
@asking_options
@quiet_option
def command(
    words: tuple[str, ...],
    year: str | None,
    corpus: Path | None,
    format_: str | None,
    output: str | None,
    asked: Asked,
    quiet: bool,
) -> int:
    """List the figures of the corpus for WORDS, best first, 20 unless --limit says more.

    First come figures whose item says the words, then those whose sentence or heading does; inflection does not
    matter, and other words for the same are found too. Exits with 1 when there are none.
    """
    asked = _asked(asked, year)
    format_ = format_ or writing.format_for(output) or _TABLE
    asked.check(format_)
    with opened_corpus(corpus, quiet=quiet, output=output) as store:
        found, complete = sought(" ".join(words), store).figures()
        figures = asked.wanted(kept.figure for kept in found)
    if not quiet:
        _remark(figures, asked, complete)
    with writing.ready(format_, output) as out, closing(_given(figures)) as given:
        if format_ == _TABLE and not (asked.columns or asked.group_by):
            rows = [[cell(figure) for _, cell in _CELLS] for figure in arranged(given, asked.orders, asked.limit)]
            listing.write([head for head, _ in _CELLS], rows, out, none="no figures")
        else:
            asked.write(given, out, format_, writing.Options())
    return 0 if figures else 1


def _asked(asked: Asked, year: str | None) -> Asked:
    if year is not None:
        if asked.query.since or asked.query.until:
            raise click.UsageError("--year is short for --since and --until: give one or the other")
        asked = msgspec.structs.replace(asked, query=msgspec.structs.replace(asked.query, since=year, until=year))
    few = None if asked.group_by else _FEW
    return msgspec.structs.replace(asked, limit=asked.limit or few)


def _remark(figures: list[Figure], asked: Asked, complete: bool) -> None:
    if figures and not complete:
        complain("no figure has all of the words; these have some of them")
    if asked.limit and len(figures) > asked.limit and not asked.group_by:
        complain(f"{asked.limit} of {len(figures):,} figures; --limit gives more")


def _given(figures: Iterable[Figure]) -> Generator[Figure]:
    yield from figures
