"""What SQLite says when it fails, in one line that the user understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kzreform.errors import CorpusError

_SAID = {
    sqlite3.SQLITE_BUSY: "another process has locked it; try again when that is done",
    sqlite3.SQLITE_LOCKED: "another process has locked it; try again when that is done",
    sqlite3.SQLITE_READONLY: "cannot be written (the file or its folder is read-only)",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened (its folder may be read-only)",
    sqlite3.SQLITE_PERM: "cannot be opened (permission denied)",
    sqlite3.SQLITE_AUTH: "cannot be opened (permission denied)",
    sqlite3.SQLITE_FULL: "cannot be written (no space left)",
    sqlite3.SQLITE_CORRUPT: "is damaged; take a copy of it that is whole, or make it anew with `kzreform corpus add`",
    sqlite3.SQLITE_NOTADB: "is no corpus (not an SQLite database)",
}


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Raise ``CorpusError`` naming the corpus and the reason for whatever SQLite raises inside.

    >>> with telling("a.db"):
    ...     raise sqlite3.DatabaseError("no such luck")
    Traceback (most recent call last):
    kzreform.errors.CorpusError: a.db: the corpus cannot be used (no such luck)
    """
    try:
        yield
    except sqlite3.Error as error:
        raise CorpusError(f"{name}: {reason(error)}") from error
    except UnicodeDecodeError as error:  # SQLite quotes what is damaged as it is
        raise CorpusError(f"{name}: {_SAID[sqlite3.SQLITE_CORRUPT]}") from error


def reason(error: sqlite3.Error) -> str:
    """Say why SQLite failed."""
    # The low byte tells what happened, the others where.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _SAID.get(code, f"the corpus cannot be used ({error})")
