"""``kzreform corpus stats``: how much there is of what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform.asking import counted
from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.options import format_option, quiet_option
from kzreform.writing import listing, opened, records
from kzreform.writing.cells import shown

if TYPE_CHECKING:
    from kzreform.asking import Count
    from kzreform.keeping import Store

_BY = ("kind", "unit", "year")
_MOST = 10


@click.command("stats")
@corpus_option
@format_option(("table", "json"))
@quiet_option
def command(corpus: Path | None, format_: str, quiet: bool) -> None:
    """Count documents, characters and figures of the corpus, by kind, unit and year; the table has the first ten."""
    with opened_corpus(corpus, quiet=quiet) as store, opened(None) as out:
        totals, groups = _counted(store)
        if format_ == "json":
            found = {by: [{by: each.group, "figures": each.figures} for each in groups[by]] for by in _BY}
            out.write(records.encoded({**totals, **{f"by_{by}": rows for by, rows in found.items()}}) + "\n")
            return
        for name, number in totals.items():
            out.write(f"{name + ':':<12}{number:,}\n")
        for by in _BY:
            # The most first, so that a long list can be cut.
            rows = sorted(groups[by], key=lambda each: -each.figures)[:_MOST]
            out.write("\n")
            cells = [[shown(each.group or "") or "-", f"{each.figures:,}"] for each in rows]
            listing.write((by.capitalize(), "Figures"), cells, out, right=["Figures"], none="no figures")


def _counted(store: Store) -> tuple[dict[str, int], dict[str, list[Count]]]:
    documents = list(store.documents())
    figures = [kept.figure for kept in store.figures()]
    totals = {
        "documents": len(documents),
        "characters": sum(document.characters for document in documents),
        "figures": len(figures),
        "dated": sum(figure.date is not None for figure in figures),
    }
    return totals, {by: counted(figures, by) for by in _BY}
