"""The extractor as commands make it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kzreform.commands.program import complain

if TYPE_CHECKING:
    from kzreform.extraction import Extractor


def make_extractor(patterns: Sequence[Path], quiet: bool, timeout: float | None = None) -> Extractor:
    """Load the patterns and the language model; says once on stderr when there is no model.

    ``timeout`` is how many seconds a document may take.
    """
    # Here, not above: loading spaCy takes seconds, and --help must not wait for it.
    from kzreform.extraction import Extractor

    extractor = Extractor(language="en", patterns=list(patterns), timeout=timeout)
    tell_model(extractor.model, quiet)
    return extractor


def tell_model(model: str | None, quiet: bool) -> None:
    """Say on stderr when there is no model."""
    if model is None and not quiet:
        complain("no spaCy model is installed; items, roles and dates are read with less care")
