"""``kzreform explain``: how a figure was read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kzreform import reading
from kzreform.commands.extractor import make_extractor
from kzreform.commands.options import (
    format_option,
    patterns_option,
    published_option,
    quiet_option,
    reading_options,
    timeout_option,
)
from kzreform.commands.program import complain, tell
from kzreform.commands.progress import watched
from kzreform.errors import ReadError, TimeLimitError
from kzreform.records import Document, Figure, figure_id
from kzreform.writing.cells import shown

if TYPE_CHECKING:
    from kzreform.extraction import Explanation, Extractor


_FAILED = 2


class _Placed(click.Command):
    """A command that takes ``-:120``, a place in standard input, for an argument and not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such places behind ``--``."""
        places = [arg for arg in args if re.fullmatch(rf"{reading.STDIN}:[0-9]+", arg)]
        if places and "--" not in args:
            args = [*(arg for arg in args if arg not in places), "--", *places]
        return super().parse_args(ctx, args)


@click.command("explain", cls=_Placed)
@click.argument("place", metavar="FILE[:OFFSET]")
@click.argument("figure", metavar="[FIGURE_ID]", required=False)
@click.option("--sample", is_flag=True, help="FILE is the id of a sample document that comes with kzreform.")
@click.option("--full", is_flag=True, help="Show every regex, and whole.")
@format_option(("text", "json"))
@published_option
@reading_options
@timeout_option
@patterns_option
@quiet_option
def command(
    place: str,
    figure: str | None,
    sample: bool,
    full: bool,
    format_: str,
    published: str | None,
    reads: reading.Options,
    timeout: float | None,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Show how the figure at FILE:OFFSET, or the one with FIGURE_ID in FILE, was read.

    An offset counts characters, as `start` and `end` do in what `extract` writes; FILE may be - for standard input.
    In a table of texts FIGURE_ID tells which one is meant. Shown are the pattern that found the figure, and for each
    field which words or which cue decided it. Exits with 1 when no figure stands there; the nearest are then named.
    """
    path, offset = (place, None) if figure is not None else _parted(place)
    documents = _documents(path, sample, published, reads.within(timeout), single=offset is not None)
    if offset is not None and offset >= (length := len(documents[0].text)):
        raise click.UsageError(f"{place}: the text has {length} characters, 0 to {length - 1}")
    extractor = make_extractor(patterns, quiet, timeout)
    late = False
    for document in watched(documents, sum(len(each.text) for each in documents), quiet):
        try:
            explained = extractor.explain(document)
        except TimeLimitError as error:
            complain(f"{document.id}: {error.message}")
            late = True
            continue
        for explanation in explained:
            found = explanation.figure
            if found.start <= offset < found.end if offset is not None else _is(found, figure, path):
                _show(explanation, document, extractor, full, format_)
                return 0
        if offset is not None:
            complain(_missing(place, offset, document, [one.figure for one in explained], extractor))
            return 1
    if late:
        return _FAILED  # it may stand there
    complain(f"{path}: no figure has the id {figure}; `kzreform extract` writes the ids with --format jsonl")
    return 1


def _parted(place: str) -> tuple[str, int]:
    path, _, offset = place.rpartition(":")
    if not path or not re.fullmatch(r"[0-9]{1,18}", offset):
        raise click.UsageError(f"{place}: say which figure: FILE:OFFSET, or FILE FIGURE_ID")
    return path, int(offset)


def _documents(
    path: str, sample: bool, published: str | None, reads: reading.Options, *, single: bool
) -> list[Document]:
    if sample:
        documents = {document.id: document for document in reading.sample()}
        if path not in documents:
            raise ReadError(f"{path}: no such sample document; there are {', '.join(documents)}")
        found = [documents[path]]
    else:
        source = reading.Source(path, "stdin" if path == reading.STDIN else Path(path).name)
        found = (
            [reading.load(source, reads)]
            if single  # else the others of a table stand in no one's way
            else [each for each in reading.readings(source, reads) if not isinstance(each, ReadError)]
        )
    return [msgspec.structs.replace(each, published=published) if published else each for each in found]


def _is(found: Figure, wanted: str | None, path: str) -> bool:
    # Where `extract` read several files of one name, their documents are named by their paths.
    return wanted in (found.id, figure_id(path, found.start, found.end, found.text))


def _show(explanation: Explanation, document: Document, extractor: Extractor, full: bool, format_: str) -> None:
    from kzreform.checking.why import marked, reasons
    from kzreform.writing.explanation import explanation_json, explanation_text

    patterns = {pattern.name: pattern for pattern in extractor.rules.patterns}
    figure, pattern = explanation.figure, patterns.get(explanation.pattern)
    sentence, why = marked(document, figure), reasons(explanation, patterns)
    if format_ == "json":
        tell(explanation_json(figure, sentence, pattern, why))
    else:
        tell(explanation_text(figure, sentence, pattern, why, full))


def _missing(place: str, offset: int, document: Document, figures: list[Figure], extractor: Extractor) -> str:
    from kzreform.checking.why import nearest, passing_over

    said = f"{place}: no figure stands there"
    if passed := passing_over(extractor.rules, document.text, offset):
        pattern, words = max(passed, key=lambda found: len(found[1]))
        said += f"; {pattern.name} ({pattern.file}) reads a {pattern.yields} in {shown(words)!r}"
    near = [f"{shown(f.text)!r} at {f.start}:{f.end} (line {f.line})" for f in nearest(figures, offset)]
    return f"{said}; nearest: {', '.join(near)}" if near else f"{said}; the text holds no figures"
