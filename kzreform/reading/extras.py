"""The readers that need more than kzreform itself installs."""

from __future__ import annotations

from kzreform.errors import ReadError


def missing(what: str, extra: str, library: str) -> ReadError:
    """Say what to install for a format.

    >>> missing("PDF", "pdf", "pypdfium2").message
    'to read PDF, pypdfium2 is needed: pip install "kzreform[pdf]"'
    """
    return ReadError(f'to read {what}, {library} is needed: pip install "kzreform[{extra}]"')
