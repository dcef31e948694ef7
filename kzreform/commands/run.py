"""A run over documents: each extracted once, every failure told and counted."""

from __future__ import annotations

import functools
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from kzreform.commands.extractor import tell_model
from kzreform.commands.program import complain
from kzreform.commands.progress import Progress
from kzreform.errors import ReadError
from kzreform.many import Entry, NothingDone, Outcome, Tally, one_by_one, pooled, ready
from kzreform.records import Document

Item = Document | ReadError | Entry
"""A document, why there is none, or what an earlier run did with it."""


class Run:
    """Extracts documents in order, in one process or several; ``tally`` counts what became of them.

    ``audit`` audits each of them, and ``warn`` looks for words that would need a publication date. A document that
    takes longer than ``timeout`` seconds fails.
    """

    def __init__(
        self,
        patterns: tuple[Path, ...],
        jobs: int,
        quiet: bool,
        *,
        audit: bool = False,
        warn: bool = True,
        timeout: float | None = None,
    ) -> None:
        self._patterns, self._jobs, self._quiet, self._audit, self._timeout = patterns, jobs, quiet, audit, timeout
        self._warn = warn and not quiet
        self._ids: set[str] | None = None if quiet else set()
        self.tally = Tally()

    def outcomes(self, items: Iterator[Item], progress: Progress) -> Generator[tuple[Item, Outcome]]:
        """Extract, and tell what fails; it has no figures.

        Raises ``NothingDone`` at the end when there was no document that did not.
        """
        make = functools.partial(ready, self._patterns, warn=self._warn, audit=self._audit, timeout=self._timeout)
        started = functools.partial(tell_model, quiet=self._quiet)
        several = list(islice(items, 2)) if self._jobs > 1 else []
        watched = _watched(chain(several, items), progress)
        found: Generator[tuple[Item, Outcome | None]]
        # A process of its own is not worth its while for a single document.
        found = pooled(watched, make, self._jobs, started) if len(several) > 1 else one_by_one(watched, make, started)
        with progress, closing(found):
            for item, outcome in found:
                yield item, self._told(item, outcome)
                if isinstance(item, Document):
                    progress.done(item)
        if not self.tally.documents:
            raise NothingDone

    def _told(self, item: Item, outcome: Outcome | None) -> Outcome:
        if isinstance(item, ReadError):
            complain(item.message)
            self.tally.failures += 1
            return Outcome()
        self._compare(item.id)
        if isinstance(item, Entry):
            outcome = Outcome(error=item.error, undated=item.undated)
        assert outcome is not None
        if outcome.error is not None:
            complain(f"{item.id}: {outcome.error}")
            self.tally.failures += 1
        else:
            self.tally.documents += 1
        if outcome.undated is not None and self._warn:
            complain(
                f"{item.id}: no date of publication is known, so “{outcome.undated}” and the like stay undated; "
                "give it with --published"
            )
        return outcome

    def _compare(self, id: str) -> None:
        """Tell of the first document with another's id: the rows of a table may have any."""
        if self._ids is None:
            return
        if id in self._ids:
            complain(f"{id}: several documents have this id, and their figures cannot be told apart (others may, too)")
            self._ids = None
        else:
            self._ids.add(id)


def _watched(items: Iterator[Item], progress: Progress) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Document):
            progress.begin(item)
        yield item
