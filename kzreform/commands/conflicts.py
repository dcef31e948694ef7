"""``kzreform conflicts``: what texts say differently of the same item and time."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.extractor import make_extractor
from kzreform.commands.options import date_option, format_option, output_option, patterns_option, quiet_option
from kzreform.commands.texts import Texts
from kzreform.writing import opened
from kzreform.writing.relations import RELATION_WRITERS

_FAILED = 2


@click.command("conflicts")
@click.argument("paths", nargs=-1)
@click.option("--sample", is_flag=True, help="Compare the sample documents that come with kzreform.")
@format_option(tuple(RELATION_WRITERS))
@output_option
@date_option("--published", 'When the texts were published; "this year" counts from there.')
@patterns_option
@quiet_option
def command(
    paths: tuple[str, ...],
    sample: bool,
    format_: str,
    output: str | None,
    published: str | None,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """List the figures in the texts at PATHS that give the same item for the same time different values.

    Compared are all texts together, and each with itself. Exits with 1 when there are any.
    """
    from kzreform.checking.audit import conflicts

    texts = Texts(paths, sample, published)
    texts.keep_apart(output)
    documents = list(texts.documents(quiet))
    if not documents:
        return _FAILED
    extractor = make_extractor(patterns, quiet)
    found = conflicts((document, extractor.extract(document)) for document in documents)
    with opened(output) as out:
        RELATION_WRITERS[format_](found, out)
    return _FAILED if texts.failed else int(bool(found))
