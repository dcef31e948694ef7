"""What ``audit`` and ``conflicts`` share: their options, the run over the texts, and how it ends."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzreform import reading
from kzreform.commands.inputs import Inputs
from kzreform.commands.options import (
    Command,
    format_option,
    jobs_option,
    output_option,
    patterns_option,
    published_option,
    quiet_option,
    reading_options,
    timeout_option,
)
from kzreform.commands.program import complain
from kzreform.commands.run import Run
from kzreform.errors import TimeLimitError
from kzreform.many import NothingDone, Outcome
from kzreform.records import Document
from kzreform.writing import opened
from kzreform.writing.places import Place
from kzreform.writing.relations import RELATION_WRITERS

if TYPE_CHECKING:
    from kzreform.checking.audit.records import Relation

_FAILED = 2


Otherwise = Callable[..., int]
"""Does something with the format, the output, whether to be quiet, and the command's own options."""


class Relating:
    """A run over texts that writes relations of their figures."""

    def __init__(
        self, inputs: Inputs, run: Run, format_: str, output: str | None, quiet: bool, timeout: float | None
    ) -> None:
        self.timeout = timeout
        self._inputs, self._run, self._format, self._output, self._quiet = inputs, run, format_, output, quiet
        self._run.tally.failures += len(inputs.missing)
        self._places: dict[str, Place] = {}

    def outcomes(self) -> Iterator[tuple[Document, Outcome]]:
        """Give the documents with what became of them; what fails is told."""
        with closing(self._run.outcomes(self._inputs.items(), self._inputs.progress(self._quiet))) as outcomes:
            for item, outcome in outcomes:
                if isinstance(item, Document):
                    self._places[item.id] = self._inputs.place(item)
                    yield item, outcome

    def late(self, document: Document, error: TimeLimitError) -> None:
        """Tell of a document that was extracted in time, and not compared."""
        complain(f"{document.id}: {error.message}")
        self._run.tally.documents -= 1
        self._run.tally.failures += 1

    def write(self, relations: Iterable[Relation], only: tuple[str, ...] = ()) -> int:
        """Write relations, or only those of some verdicts; gives the exit code."""
        wrong = 0

        def wanted() -> Iterator[Relation]:
            nonlocal wrong
            for relation in relations:
                wrong += relation.verdict == "inconsistent"
                if not only or relation.verdict in only:
                    yield relation

        try:
            with opened(self._output) as out:
                RELATION_WRITERS[self._format](wanted(), out, self._places)
        except NothingDone:
            # Every failure has been told, and nothing is written.
            return _FAILED
        return _FAILED if self._run.tally.failures else int(wrong > 0)


def relating_options(*, audit: bool, otherwise: Otherwise | None = None) -> Callable[[Command], Command]:
    """Add the options of a command that relates figures; it gets them as one argument, ``relating``.

    ``audit`` says that the documents are to be audited. ``otherwise`` is done in place of the command where no texts
    are named.
    """

    def decorated(command: Command) -> Command:
        @functools.wraps(command)
        def wrapper(
            paths: tuple[str, ...],
            sample: bool,
            format_: str,
            output: str | None,
            published: str | None,
            reads: reading.Options,
            jobs: int,
            timeout: float | None,
            patterns: tuple[Path, ...],
            quiet: bool,
            planted: bool = False,
            **kwargs: Any,
        ) -> Any:
            if otherwise is not None and not (paths or sample):
                return otherwise(format_, output, quiet, **kwargs)
            inputs = Inputs(paths, sample, published, reads.within(timeout), planted=planted)
            inputs.keep_apart(output, patterns)
            run = Run(patterns, jobs, quiet, audit=audit, warn=False, timeout=timeout)
            return command(relating=Relating(inputs, run, format_, output, quiet, timeout), **kwargs)

        for option in reversed(_OPTIONS):
            wrapper = option(wrapper)
        return wrapper  # type: ignore[return-value]  # click gives the arguments by their names

    return decorated


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("paths", nargs=-1),
    click.option("--sample", is_flag=True, help="Read the sample documents that come with kzreform."),
    format_option(tuple(RELATION_WRITERS)),
    output_option,
    published_option,
    reading_options,
    jobs_option,
    timeout_option,
    patterns_option,
    quiet_option,
)
