"""``kzreform corpus show``: a document and its figures."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.options import format_option, quiet_option
from kzreform.errors import CorpusError
from kzreform.writing import WRITERS, Options, opened, records
from kzreform.writing.cells import kept, plain_cell

_TOLD = ("id", "title", "source", "published", "characters", "figures", "checksum")


@click.command("show")
@click.argument("document", metavar="DOC")
@click.option("--text", is_flag=True, help="Print the text of the document, and nothing else.")
@corpus_option
@format_option(("table", "json"))
@quiet_option
def command(document: str, text: bool, corpus: Path | None, format_: str, quiet: bool) -> None:
    """Show what is known of the document DOC, and its figures."""
    with opened_corpus(corpus, quiet=quiet) as store, opened(None) as out:
        described = store.described(document)
        if described is None:
            raise CorpusError(f"{store.name}: no document {document!r}; `kzreform corpus list` names them")
        if text:
            whole = store.document(document).text
            out.write(kept(whole) if out.terminal else whole)
            return
        figures = [each.figure for each in store.figures(document)]
        if format_ == "json":
            fields = {name: getattr(described, name) for name in described.__struct_fields__}
            out.write(records.encoded({**fields, "figures": figures}) + "\n")
            return
        for name in _TOLD:
            if (value := getattr(described, name)) is not None:
                out.write(f"{name + ':':<12}{plain_cell(value)}\n")
        out.write("\n")
        WRITERS["table"](figures, out, Options())
