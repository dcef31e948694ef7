"""The work on one document, wherever it is done: its figures, or why there are none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.audit import Relation
from kzreform.deadline import Deadline
from kzreform.errors import KzreformError, unexpected
from kzreform.many.undated import Undated
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document.

    ``error`` says why it failed; ``undated`` are the first words in it that only a publication date would date.
    ``relations`` are what an audit found, where one was asked for; the figures then are ``CheckedFigure``s.
    """

    figures: Sequence[Figure] = ()
    relations: Sequence[Relation] = ()
    error: str | None = None
    undated: str | None = None


class Work:
    """Extracts documents with one extractor; ``warn`` looks for words that would need a publication date.

    ``audit`` audits each document too; ``timeout`` is how many seconds all of that may take, as the extractor's is.
    """

    def __init__(self, extractor: Extractor, *, warn: bool, audit: bool = False, timeout: float | None = None) -> None:
        self._extractor, self._audit, self._timeout = extractor, audit, timeout
        self._undated = Undated(extractor) if warn else None

    def __call__(self, document: Document) -> Outcome:
        """Extract a document. What goes wrong with it is told in the outcome, so that the others are done.

        With ``KZREFORM_DEBUG`` set, an error that is ours is raised.
        """
        deadline = Deadline(self._timeout)
        try:
            figures = self._extractor.extract(document)
            undated = self._undated.words(document, figures, deadline) if self._undated else None
            if self._audit:
                return _audited(document, figures, undated, deadline)
        except KzreformError as error:
            return Outcome(error=error.message)
        except Exception as error:
            if os.environ.get("KZREFORM_DEBUG"):
                raise
            return Outcome(error=unexpected(error))
        return Outcome(figures=figures, undated=undated)


def _audited(document: Document, figures: Sequence[Figure], undated: str | None, deadline: Deadline) -> Outcome:
    from kzreform.checking import audit

    relations = audit.audit(document, figures, deadline)
    return Outcome(figures=audit.checked(figures, relations), relations=relations, undated=undated)


def ready(
    patterns: Sequence[Path], warn: bool, audit: bool = False, timeout: float | None = None
) -> tuple[Work, str | None]:
    """Make the work with an extractor that has a user's patterns too, and name its language model."""
    # Here, not above: loading spaCy takes seconds.
    from kzreform.extraction import Extractor

    extractor = Extractor(language="en", patterns=list(patterns), timeout=timeout)
    return Work(extractor, warn=warn, audit=audit, timeout=timeout), extractor.model
