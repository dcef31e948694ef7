"""``kzreform corpus verify``: whether the corpus is whole."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.corpora import corpus_option, corpus_path, plural
from kzreform.commands.options import quiet_option
from kzreform.commands.program import complain, tell
from kzreform.writing.cells import shown


@click.command("verify")
@corpus_option
@quiet_option
def command(corpus: Path | None, quiet: bool) -> int:
    """Check that the corpus is whole: the file, the texts, where figures stand in them, and the full-text index.

    Prints what is wrong, a line each, and then exits with 1.
    """
    from kzreform.keeping import CorpusError, Store, problems

    path = corpus_path(corpus)
    try:
        store = Store.open(path, write=True)
    except CorpusError:
        store = Store.open(path)  # what cannot be written can be read all the same
    with store:
        found = 0
        for problem in problems(store):
            found += 1
            tell(shown(f"{store.name}: {problem}"))
        if not found and not quiet:
            told = (plural(len(list(store.documents())), "document"), plural(len(store), "figure"))
            complain(f"{', '.join(told)}, nothing wrong")
    return 1 if found else 0
