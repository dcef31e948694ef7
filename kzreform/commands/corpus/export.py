"""``kzreform corpus export``: all that is in the corpus, for other programs."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform import writing
from kzreform.commands.asking import Asked, asking_options
from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.options import file_format_option, output_option, quiet_option
from kzreform.records import Figure
from kzreform.writing import records

if TYPE_CHECKING:
    from kzreform.keeping import Store

_DOCUMENTS = "jsonl"
_METADATA = ("id", "title", "source", "published", "language", "checksum", "text")


@click.command("export")
@click.option("--documents", is_flag=True, help="JSON Lines of the documents with text and figures, one a line.")
@corpus_option
@file_format_option(tuple(writing.FORMATS))
@output_option
@asking_options
@quiet_option
def command(
    documents: bool, corpus: Path | None, format_: str | None, output: str | None, asked: Asked, quiet: bool
) -> None:
    """Write the figures of the corpus in any of the formats of `extract`, by document and place.

    With --documents, write the documents: `corpus add` reads them again with --id-column id --date-column published.
    """
    if documents and (asked != Asked() or format_ not in (None, _DOCUMENTS)):
        raise click.UsageError("--documents writes all documents as JSON Lines: it goes with no other format or filter")
    format_ = format_ or writing.format_for(output) or next(iter(writing.FORMATS))
    asked.check(format_)
    with opened_corpus(corpus, quiet=quiet, output=output) as store:
        if documents:
            with writing.opened(output) as out:
                records.write(_documents(store), (), _DOCUMENTS, out)
            return
        with writing.ready(format_, output) as out, closing(_figures(store, asked)) as figures:
            asked.write(figures, out, format_, writing.Options())


def _figures(store: Store, asked: Asked) -> Generator[Figure]:
    for kept in store.figures():
        if asked.query.matches(kept.figure):
            yield kept.figure


def _documents(store: Store) -> Generator[records.Fields]:
    for described in store.documents():
        whole = {**_fields(described), "text": store.document(described.id).text}
        figures = [kept.figure for kept in store.figures(described.id)]
        yield {**{name: whole[name] for name in _METADATA}, "figures": figures}


def _fields(record: object) -> records.Fields:
    return {name: getattr(record, name) for name in _METADATA if hasattr(record, name)}
