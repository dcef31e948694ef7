"""``kzreform audit``: recompute what a text's figures say of one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform.checking.audit.records import VERDICTS
from kzreform.commands.extractor import make_extractor
from kzreform.commands.options import date_option, format_option, output_option, patterns_option, quiet_option
from kzreform.commands.texts import Texts
from kzreform.writing import opened
from kzreform.writing.relations import RELATION_WRITERS

if TYPE_CHECKING:
    from kzreform.checking.audit.records import Relation

_FAILED = 2


@click.command("audit")
@click.argument("paths", nargs=-1)
@click.option("--sample", is_flag=True, help="Audit the sample documents that come with kzreform.")
@click.option("--only", type=click.Choice(VERDICTS), multiple=True, help="Only this verdict; may be repeated.")
@format_option(tuple(RELATION_WRITERS))
@output_option
@date_option("--published", 'When the texts were published; "this year" counts from there.')
@patterns_option
@quiet_option
def command(
    paths: tuple[str, ...],
    sample: bool,
    only: tuple[str, ...],
    format_: str,
    output: str | None,
    published: str | None,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Recompute the shares, changes, sums and rests in the texts at PATHS and say which do not add up.

    PATHS are text files, directories, glob patterns, or - for standard input. Exits with 1 when a relation is
    inconsistent. Where it is unclear that figures belong together, nothing is said.
    """
    from kzreform.checking.audit import audit

    texts = Texts(paths, sample, published)
    texts.keep_apart(output)
    documents = texts.documents(quiet)
    # Nothing is loaded and no file is written when there is nothing to read.
    first = next(documents, None)
    if first is None:
        return _FAILED
    extractor = make_extractor(patterns, quiet)
    wrong = 0

    def wanted() -> Iterator[Relation]:
        nonlocal wrong
        for document in chain([first], documents):
            for relation in audit(document, extractor.extract(document)):
                wrong += relation.verdict == "inconsistent"
                if not only or relation.verdict in only:
                    yield relation

    with opened(output) as out:
        RELATION_WRITERS[format_](wanted(), out)
    return _FAILED if texts.failed else int(wrong > 0)
