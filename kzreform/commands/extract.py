"""``kzreform extract``: the main job, from files to a table of figures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import click
import msgspec

from kzreform import reading
from kzreform.checking.dates import simple, within
from kzreform.commands.extractor import make_extractor
from kzreform.commands.options import date_option, format_option, output_option, patterns_option, quiet_option
from kzreform.commands.program import complain
from kzreform.commands.progress import watched
from kzreform.errors import ReadError
from kzreform.records import KINDS, Document
from kzreform.writing import WRITERS, opened


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
    sources, failed = reading.expand(paths)
    if output and any(_same_file(source.path, output) for source in sources):
        raise click.UsageError(f"-o {output}: this is one of the texts to read, and would be lost")
    for failure in failed:
        complain(failure.message)
    documents = _documents(sources, sample, published, failed)
    # Nothing is loaded and no file is written when there is nothing to read.
    if first := next(documents, None):
        extractor = make_extractor(patterns, quiet)
        with opened(output) as out:
            # What is written to a terminal as it is found shows by itself how far the work is.
            silent = quiet or (out.terminal and format_ != "table")
            watching = watched(chain([first], documents), _size(sources), silent)
            found = chain.from_iterable(map(extractor.extract, watching))
            wanted = (f for f in found if (not kinds or f.kind in kinds) and within(f.date, since, until))
            WRITERS[format_](wanted, out)
    return 2 if failed else 0


def _documents(
    sources: Sequence[reading.Source], sample: bool, published: str | None, failed: list[ReadError]
) -> Iterator[Document]:
    """Read one document after the other, for together they may not fit into memory; tells what cannot be read."""
    if sample:
        yield from (_published(document, published) for document in reading.sample())
    for source in sources:
        try:
            document = reading.load(source)
        except ReadError as error:
            complain(error.message)
            failed.append(error)
        else:
            yield _published(document, published)


def _published(document: Document, published: str | None) -> Document:
    return msgspec.structs.replace(document, published=published) if published else document


def _size(sources: Sequence[reading.Source]) -> int:
    """Give the bytes to read, as far as they are known: enough for a progress bar."""
    return sum(Path(source.path).stat().st_size for source in sources if Path(source.path).is_file())


def _same_file(path: str, output: str) -> bool:
    try:
        return path != reading.STDIN and Path(output).is_file() and os.path.samefile(path, output)  # noqa: PTH121
    except OSError:
        return False
