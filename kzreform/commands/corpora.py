"""The corpus as commands take it: where it lies, and the sample corpus for those who have none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform.commands.options import Command
from kzreform.commands.program import complain
from kzreform.keeping.places import VARIABLE, default_path

if TYPE_CHECKING:
    from kzreform.asking.finding import Sought
    from kzreform.keeping import Store

_LANGUAGE = "en"


def corpus_option(command: Command) -> Command:
    """Add ``--corpus FILE``; the command gets a path, or None when the user names none."""
    return click.option(
        "--corpus",
        metavar="FILE",
        type=click.Path(path_type=Path),
        envvar=VARIABLE,
        help=f"The corpus.  [default: ${VARIABLE}, else corpus.db in your folder for data]",
    )(command)


def corpus_path(named: Path | None) -> Path:
    """Give the file of the corpus that the user names, or their own."""
    return named or default_path()


def opened_corpus(named: Path | None, *, quiet: bool = False, output: str | None = None) -> Store:
    """Open a corpus to read it. Who names none and has none of their own is given the sample corpus, and told so.

    Raises ``UsageError`` when the output would take the place of the corpus.
    """
    if output and Path(output).is_file() and (own := corpus_path(named)).is_file() and own.samefile(output):
        raise click.UsageError(f"-o {output}: this is the corpus, and would be lost")
    # Here, not above: --help must not wait for it.
    from kzreform.keeping import Store, sample_store

    if named is None and not default_path().exists():
        if not quiet:
            complain("you have no corpus yet, so this is the sample corpus; `kzreform corpus add` makes one")
        return sample_store()
    return Store.open(corpus_path(named))


def sought(words: str, store: Store) -> Sought:
    """Make what finds figures for words; they are English, as the texts are."""
    from kzreform.asking.finding import Sought
    from kzreform.checking.claims.words import Vocabulary
    from kzreform.extraction.rules import load_rules

    return Sought(words, store, Vocabulary.of(load_rules(_LANGUAGE)))


def plural(count: int, name: str) -> str:
    """Say how many there are.

    >>> plural(1, "document"), plural(1200, "figure")
    ('1 document', '1,200 figures')
    """
    return f"{count:,} {name}{'' if count == 1 else 's'}"
