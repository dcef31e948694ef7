"""``kzreform check``: what the corpus says of a claim, a draft, or a table of claims."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from kzreform import reading
from kzreform.commands.corpora import corpus_option, opened_corpus
from kzreform.commands.extractor import make_extractor
from kzreform.commands.inputs import Inputs, keep_apart
from kzreform.commands.options import (
    format_option,
    output_option,
    patterns_option,
    published_option,
    quiet_option,
    reading_options,
    timeout_option,
)
from kzreform.commands.program import complain
from kzreform.deadline import Deadline
from kzreform.errors import ReadError, TimeLimitError
from kzreform.many import NothingDone
from kzreform.records import Document
from kzreform.writing import opened
from kzreform.writing.places import Place
from kzreform.writing.verdicts import CLAIM_WRITERS

if TYPE_CHECKING:
    from kzreform.checking.claims import Checker, JudgedClaim, Verdict

_FAILED = 2
_CLAIM = _COLUMN = "claim"


@click.command("check")
@click.argument("claims", nargs=-1, metavar="CLAIM|PATHS...")
@corpus_option
@click.option("--strict", is_flag=True, help="Exit with 1 for what is not found, too.")
@click.option("--evidence", metavar="N", type=click.IntRange(1, 50), default=4, help="How much evidence a figure has.")
@format_option(tuple(CLAIM_WRITERS))
@output_option
@published_option
@reading_options
@timeout_option
@patterns_option
@quiet_option
def command(
    claims: tuple[str, ...],
    corpus: Path | None,
    strict: bool,
    evidence: int,
    format_: str,
    output: str | None,
    published: str | None,
    reads: reading.Options,
    timeout: float | None,
    patterns: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Say of each figure in a CLAIM, or in the texts at PATHS, whether the corpus bears it out, and quote the place.

    A CLAIM is a sentence, in quotes. In a text each sentence with a figure is a claim; in CSV and JSON Lines each
    row, its column `claim` or the one that --text-column names; - is a text on standard input. Verdicts are
    supported, rounded, not_found, other_period and contradicted. Exits with 1 when anything is contradicted.
    """
    if not claims:
        raise click.UsageError("nothing to check: give a CLAIM in quotes, PATHS, or - for standard input")
    given = _Given(claims, published, reads.within(timeout))
    given.keep_apart(output, patterns)
    with opened_corpus(corpus, quiet=quiet, output=output) as store:
        from kzreform.checking.claims import Checker

        checker = Checker(store, make_extractor(patterns, quiet, timeout), evidence=evidence)
        bad: set[Verdict] = {"contradicted", "not_found"} if strict else {"contradicted"}
        found = False

        def judged() -> Iterator[JudgedClaim]:
            nonlocal found
            for claim in _judged(checker, given, timeout):
                found = found or claim.verdict in bad or any(figure.verdict in bad for figure in claim.figures)
                yield claim
            if given.failures and not given.done:
                raise NothingDone

        try:
            with opened(output) as out:
                CLAIM_WRITERS[format_](judged(), out, given.places)
        except NothingDone:
            pass  # each failure has been told, and what was there before stays
    return _FAILED if given.failures else int(found)


def _judged(checker: Checker, given: _Given, timeout: float | None) -> Iterator[JudgedClaim]:
    for document, prose in given.documents():
        judged = checker.check(document, prose, Deadline(timeout))
        try:
            # Of a text that may be given up nothing is told before all is known.
            yield from judged if timeout is None else list(judged)
            given.done += 1
        except TimeLimitError as error:
            complain(f"{document.id}: {error.message}")
            given.failures += 1


class _Given:
    """What the user gave to check: claims as they stand, and texts.

    ``done`` counts those that were checked, ``failures`` what cannot be read, or not in time.
    """

    def __init__(self, claims: tuple[str, ...], published: str | None, reads: reading.Options) -> None:
        self._claims, self._published = claims, published
        self.places: dict[str, Place] = {}
        paths = [claim for claim in claims if is_path(claim)]
        # All at once, so that files of one name are told apart, and one named twice is read once.
        self.inputs = Inputs(paths, False, published, reads, column=_COLUMN) if paths else None
        self.done = 0
        self.failures = len(self.inputs.missing) if self.inputs else 0
        self._rows = reads.text_column is not None

    def keep_apart(self, output: str | None, patterns: Sequence[Path]) -> None:
        """Refuse an output that is one of the texts, or of the user's files of patterns."""
        keep_apart(output, self.inputs.sources if self.inputs else (), patterns)

    def documents(self) -> Iterator[tuple[Document, bool]]:
        """Give each text, and whether it is prose; what cannot be read is told. Texts come where the first is named."""
        read = False
        for claim in self._claims:
            if not is_path(claim):
                yield Document(id=_CLAIM, text=claim, published=self._published), False
            elif self.inputs is not None and not read:
                read = True
                yield from self._read(self.inputs)

    def _read(self, inputs: Inputs) -> Iterator[tuple[Document, bool]]:
        for item in inputs.items():
            if isinstance(item, ReadError):
                complain(item.message)
                self.failures += 1
                continue
            place = self.places[item.id] = inputs.place(item)
            yield item, place.whole and not (self._rows and item.source == reading.STDIN)


def is_path(text: str) -> bool:
    """Say whether an argument names a text, and is not a claim: it is there, or it looks like a name.

    >>> [is_path(text) for text in ("-", "drafts/speech.md", "*.csv", "Crime fell by 2%.", "Doubled.")]
    [True, True, True, False, False]
    """
    # Path.exists fails for what is too long to be a name.
    if text == reading.STDIN or os.path.exists(text):  # noqa: PTH110
        return True
    named = "/" in text or os.sep in text or bool(re.fullmatch(r"\.[A-Za-z0-9]{1,9}", PurePath(text).suffix))
    return named and not re.search(r"\s", text)
