"""``kzreform extract``: the main job, from files to a table of figures."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import get_args

import click
import msgspec

import kzreform
from kzreform import reading, writing
from kzreform.commands.asking import Asked, asking_options
from kzreform.commands.inputs import Inputs
from kzreform.commands.options import (
    file_format_option,
    jobs_option,
    output_option,
    patterns_option,
    published_option,
    quiet_option,
    reading_options,
    timeout_option,
)
from kzreform.commands.program import complain
from kzreform.commands.progress import Progress
from kzreform.commands.run import Item, Run
from kzreform.many import Entry, NothingDone, Resumable, resumable
from kzreform.records import Document, Figure
from kzreform.writing.options import Level

_RESUMABLE = "jsonl"
_EXCEL = ("csv", "tsv")
_FAILED = 2


@click.command("extract")
@click.argument("paths", nargs=-1)
@click.option("--sample", is_flag=True, help="Read the sample documents that come with kzreform.")
@file_format_option(tuple(writing.FORMATS))
@output_option
@published_option
@asking_options
@reading_options
@click.option("--audit", is_flag=True, help="Add a field `checks`: what `kzreform audit` says of each figure.")
@click.option("--excel", is_flag=True, help="Begin CSV and TSV with the mark by which Excel knows their letters.")
@click.option("--level", type=click.Choice(get_args(Level)), default="notice", help="The level of GitHub annotations.")
@jobs_option
@timeout_option
@click.option("--resume", is_flag=True, help="Go on after an interrupted run; for JSON Lines and -o FILE.")
@patterns_option
@quiet_option
def command(
    paths: tuple[str, ...],
    sample: bool,
    format_: str | None,
    output: str | None,
    published: str | None,
    asked: Asked,
    reads: reading.Options,
    audit: bool,
    excel: bool,
    level: Level,
    jobs: int,
    timeout: float | None,
    resume: bool,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Write every figure in the texts at PATHS as one table.

    PATHS are documents (text, Markdown, HTML, PDF, DOCX), tables of texts (CSV, JSON Lines), directories, glob
    patterns, or - for standard input. A DATE is YYYY, YYYY-MM or YYYY-MM-DD.
    """
    format_ = format_ or writing.format_for(output) or next(iter(writing.FORMATS))
    _check(asked, format_, output, audit, excel, resume)
    inputs = Inputs(paths, sample, published, reads.within(timeout))
    inputs.keep_apart(output, patterns)
    run = Run(patterns, jobs, quiet, audit=audit, timeout=timeout)
    run.tally.failures += len(inputs.missing)
    options = writing.Options(columns=asked.columns, checks=audit, excel=excel, level=level, paths=inputs.paths())
    try:
        items = _begun(inputs, run)
        # A device or a pipe cannot be gone on with, only written.
        if output and format_ == _RESUMABLE and asked.as_they_come and _is_file(output):
            with resumable(output, _question(asked, audit, timeout, patterns), resume=resume) as part:
                _keep(items, run, part, asked, options, inputs.progress(quiet))
        else:
            with writing.ready(format_, output) as out:
                # What is written to a terminal as it is found shows by itself how far the work is.
                progress = inputs.progress(quiet or (out.terminal and writing.FORMATS[format_].streaming))
                with closing(_figures(items, run, asked, out, progress)) as figures:
                    run.tally.figures = asked.write(figures, out, format_, options)
    except NothingDone:
        pass
    except KeyboardInterrupt as error:
        error.add_note(_left(run, output, kept=format_ == _RESUMABLE and asked.as_they_come))
        raise
    if not quiet and run.tally.documents + run.tally.failures > 1:
        complain(str(run.tally))
    return _FAILED if run.tally.failures else 0


def _check(asked: Asked, format_: str, output: str | None, audit: bool, excel: bool, resume: bool) -> None:
    asked.check(format_, checks=audit)
    if excel and format_ not in _EXCEL:
        raise click.UsageError(f"--excel is for CSV and TSV, not for {format_}")
    if resume and not (output and format_ == _RESUMABLE and asked.as_they_come and _is_file(output)):
        raise click.UsageError(
            "--resume needs JSON Lines in a file, -o FILE.jsonl, without --sort, --limit, --group-by"
        )


def _begun(inputs: Inputs, run: Run) -> Iterator[Item]:
    """Read up to the first document: nothing is loaded and no file is written when there is none."""
    items: Iterator[Item] = inputs.items()
    read: list[Item] = []
    for item in items:
        read.append(item)
        if isinstance(item, Document):
            return chain(read, items)
    for _ in run.outcomes(iter(read), Progress(0, quiet=True)):
        pass
    raise NothingDone


def _figures(
    items: Iterator[Item], run: Run, asked: Asked, out: writing.Output, progress: Progress
) -> Generator[Figure]:
    with closing(run.outcomes(items, progress)) as outcomes:
        for _, outcome in outcomes:
            yield from asked.wanted(outcome.figures)
            # Asked for the next one, the writer has written this document's figures: they are passed on at once.
            out.stream.flush()


def _keep(
    items: Iterator[Item], run: Run, part: Resumable, asked: Asked, options: writing.Options, progress: Progress
) -> None:
    """Write each document's figures and note that it is finished; passes over what an earlier run finished."""
    out = writing.Output(part.stream)
    left = (part.remembered(item) or item if isinstance(item, Document) else item for item in items)
    with closing(run.outcomes(left, progress)) as outcomes:
        for item, outcome in outcomes:
            if isinstance(item, Document):
                figures = asked.wanted(outcome.figures)
                writing.FORMATS[_RESUMABLE].write(figures, out, options)
                part.finished(item, len(figures), error=outcome.error, undated=outcome.undated)
                run.tally.figures += len(figures)
            elif isinstance(item, Entry):
                run.tally.figures += item.figures


def _question(asked: Asked, audit: bool, timeout: float | None, patterns: tuple[Path, ...]) -> str:
    """Give what the figures of a document depend on beside it, as a checksum."""
    own = [hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "" for file in patterns]
    told = msgspec.json.encode([kzreform.__version__, asked, audit, timeout, own])
    return hashlib.sha256(told).hexdigest()


def _left(run: Run, output: str | None, kept: bool) -> str:
    """Say what is left of a run that was ended."""
    if not output or not _is_file(output):
        return run.tally.so_far
    if kept and run.tally.documents:
        return f"{run.tally.so_far}; --resume goes on from there"
    return f"{run.tally.so_far}; {output} is not written"


def _is_file(output: str) -> bool:
    target = Path(output)
    return target.is_file() or not target.exists()
