"""``kzreform corpus list``: which documents there are."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.options import format_option, quiet_option
from kzreform.writing import listing, opened, records
from kzreform.writing.cells import plain_cell, shown

_HEADS = ("Document", "Published", "Title", "Characters", "Figures")
_NUMBERS = _HEADS[3:]


@click.command("list")
@corpus_option
@format_option(("table", *records.FORMATS))
@quiet_option
def command(corpus: Path | None, format_: str, quiet: bool) -> None:
    """List the documents of the corpus."""
    with opened_corpus(corpus, quiet=quiet) as store, opened(None) as out:
        documents = list(store.documents())
        if format_ != "table":
            heads = [name for name in type(documents[0]).__struct_fields__ if name != "path"] if documents else ["id"]
            rows = [{name: getattr(document, name) for name in heads} for document in documents]
            records.write(rows, heads, format_, out)
            return
        cells = [
            [
                shown(each.id),
                plain_cell(each.published),
                plain_cell(each.title),
                f"{each.characters:,}",
                f"{each.figures:,}",
            ]
            for each in documents
        ]
        listing.write(_HEADS, cells, out, right=_NUMBERS, none="no documents")
