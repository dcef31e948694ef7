"""``kzreform corpus remove``: documents out of the corpus."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.corpora import corpus_option, corpus_path
from kzreform.commands.options import quiet_option
from kzreform.commands.program import complain

_FAILED = 2


@click.command("remove")
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@corpus_option
@quiet_option
def command(documents: tuple[str, ...], corpus: Path | None, quiet: bool) -> int:
    """Remove the documents DOC and their figures from the corpus."""
    from kzreform.keeping import Store

    with Store.open(corpus_path(corpus), write=True) as store:
        removed = [id for id in documents if store.remove(id)]
        missing = [id for id in dict.fromkeys(documents) if id not in removed]
        for id in missing:
            complain(f"{store.name}: no document {id!r}; `kzreform corpus list` names them")
    if not quiet:
        complain(f"{len(removed):,} removed")
    return _FAILED if missing else 0
