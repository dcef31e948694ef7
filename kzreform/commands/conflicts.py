"""``kzreform conflicts``: what texts, or the documents of the corpus, say differently of the same item and time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.relating import Relating, relating_options
from kzreform.writing import opened

if TYPE_CHECKING:
    from kzreform.checking.audit.records import Relation


def _over_corpus(format_: str, output: str | None, quiet: bool, corpus: Path | None) -> int:
    from kzreform.checking.disputes import disputes
    from kzreform.writing.disputes import write

    with opened_corpus(corpus, quiet=quiet, output=output) as store:
        found = disputes(store)
    with opened(output) as out:
        write(found, format_, out)
    return int(bool(found))


@click.command("conflicts")
@relating_options(audit=False, otherwise=_over_corpus)
@corpus_option
def command(relating: Relating, corpus: Path | None) -> int:
    """List the figures in the texts at PATHS that give the same item for the same time different values.

    PATHS are what `extract` reads. Compared are all texts together, and each with itself. Without PATHS it is the
    documents of the corpus that are compared; those furthest apart come first, and both places are quoted. Exits with
    1 when there are any.
    """
    if click.get_current_context().get_parameter_source("corpus") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--corpus is compared with itself: it goes without PATHS and --sample")
    return relating.write(_relations(relating))


def _relations(relating: Relating) -> Iterator[Relation]:
    from kzreform.checking.audit import conflicts

    found = ((document, outcome.figures) for document, outcome in relating.outcomes())
    yield from conflicts(found, relating.timeout, relating.late)
