"""What goes wrong in a way the user can mend: one clear line and exit code 2."""

from __future__ import annotations

import click


class KzreformError(click.ClickException):
    """A failure shown to the user as one line on stderr; the command exits with 2."""

    exit_code = 2


class ReadError(KzreformError):
    """A source that could not be read; the message names the file and the reason."""


class PatternError(KzreformError):
    """A pattern file that is broken; the message names file, table and key."""


class CorpusError(KzreformError):
    """A corpus that cannot be opened, read or written; the message names the file and the reason."""


class TimeLimitError(KzreformError):
    """A document that takes longer than it may; the message says what took so long."""


def unexpected(error: Exception) -> str:
    """Tell of an error that is not the user's to mend.

    >>> unexpected(ValueError("no such luck"))
    'internal error: ValueError: no such luck (KZREFORM_DEBUG=1 shows where)'
    >>> unexpected(MemoryError())
    'there is not enough memory'
    """
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    return f"internal error: {type(error).__name__}: {error} (KZREFORM_DEBUG=1 shows where)"
