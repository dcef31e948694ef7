"""``kzreform extract``: the main job, from files to a table of figures."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kzreform import reading
from kzreform.checking.dates import simple, within
from kzreform.commands.options import date_option, format_option, output_option, patterns_option, quiet_option
from kzreform.commands.program import complain
from kzreform.commands.progress import watched
from kzreform.errors import ReadError
from kzreform.records import KINDS, Document
from kzreform.writing import WRITERS, opened

if TYPE_CHECKING:
    from kzreform.extraction import Extractor


@click.command("extract")
@click.argument("paths", nargs=-1)
@click.option("--sample", is_flag=True, help="Read the sample documents that come with kzreform.")
@format_option(tuple(WRITERS))
@output_option
@date_option("--published", 'When the texts were published; "this year" counts from there.')
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be repeated.")
@date_option("--since", "Only figures for this time or later; undated ones are left out.")
@date_option("--until", "Only figures for this time or earlier; undated ones are left out.")
@patterns_option
@quiet_option
def command(
    paths: tuple[str, ...],
    sample: bool,
    format_: str,
    output: str | None,
    published: str | None,
    kinds: tuple[str, ...],
    since: str | None,
    until: str | None,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Write every figure in the texts at PATHS as one table.

    PATHS are text files, directories, glob patterns, or - for standard input. A DATE is YYYY, YYYY-MM or
    YYYY-MM-DD.
    """
    if not paths and not sample:
        raise click.UsageError("nothing to read: give PATHS, - for standard input, or --sample")
    if since and until and simple(since)[0] > simple(until)[1]:
        raise click.UsageError(f"--since {since} is after --until {until}")
    documents, failed = _documents(paths, sample, published)
    for failure in failed:
        complain(failure.message)
    if documents:
        extractor = _extractor(list(patterns), quiet)
        with opened(output) as out:
            # What is written to a terminal as it is found shows by itself how far the work is.
            watching = watched(documents, quiet or (out.terminal and format_ != "table"))
            found = chain.from_iterable(map(extractor.extract, watching))
            wanted = (f for f in found if (not kinds or f.kind in kinds) and within(f.date, since, until))
            WRITERS[format_](wanted, out)
    return 2 if failed else 0


def _documents(paths: tuple[str, ...], sample: bool, published: str | None) -> tuple[list[Document], list[ReadError]]:
    sources, failed = reading.expand(paths)
    documents = reading.sample() if sample else []
    for source in sources:
        try:
            documents.append(reading.load(source))
        except ReadError as error:
            failed.append(error)
    if published:
        documents = [msgspec.structs.replace(document, published=published) for document in documents]
    return documents, failed


def _extractor(patterns: list[Path], quiet: bool) -> Extractor:
    # Here, not above: loading spaCy takes seconds, and --help must not wait for it.
    from kzreform.extraction import Extractor

    extractor = Extractor(language="en", patterns=patterns)
    if extractor.model is None and not quiet:
        complain("no spaCy model is installed; items, roles and dates are read with less care")
    return extractor
