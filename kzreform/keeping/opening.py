"""Opening a corpus file: looked at before SQLite may touch it, made whole or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kzreform.errors import CorpusError
from kzreform.keeping.failing import telling
from kzreform.keeping.ours import amiss
from kzreform.keeping.schema import APPLICATION_ID, MIGRATIONS, migrate, statements, too_new, version

#: Seconds to wait for another process that writes; ours hold the file for parts of a second.
TIMEOUT = 10.0

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
#: What SQLite takes for the rest of a database when it lies beside it.
_BESIDE = ("-wal", "-shm", "-journal")
_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def opened(path: Path, *, write: bool, create: bool) -> sqlite3.Connection:
    """Open a corpus and bring it to today's schema; raises ``CorpusError`` naming the file and the reason.

    A file that is no corpus, or is not whole, is not touched.
    """
    if not path.exists():
        if not create:
            raise CorpusError(f"{path}: no such corpus; `kzreform corpus add` makes one")
        _make(path)
    _look(path)
    with telling(str(path)):
        try:
            return _ready(_connected(path, "mode=rw"), path, write=write)
        except sqlite3.Error as error:
            if write or error.sqlite_errorcode & 0xFF not in _UNWRITABLE or _has_log(path):
                raise
        # Where nothing can be written, and so nobody writes, the file can still be read.
        return _ready(_connected(path, "mode=ro&immutable=1"), path, write=False)


def in_memory() -> sqlite3.Connection:
    """Make a corpus that lasts as long as its connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def _connected(path: Path, how: str) -> sqlite3.Connection:
    # isolation_level None: transactions begin where we say so.
    uri = f"file:{quote(os.fsencode(path.absolute()))}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=TIMEOUT, isolation_level=None)


def _ready(connection: sqlite3.Connection, path: Path, *, write: bool) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        found = version(connection)
        if found > len(MIGRATIONS):
            raise CorpusError(f"{path}: {too_new(found)}")
        if found < len(MIGRATIONS):
            migrate(connection)
        # Before anything is asked: a view that never ends may stand in a table's place.
        if (said := amiss(connection, statements())) is not None:
            raise CorpusError(f"{path}: is not as kzreform made it ({said})")
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            # Other tools may have taken it back. Readers then go on while a process writes.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        else:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """Make an empty corpus beside its place and give it its name at once; another process may be as quick."""
    try:
        if path.parent.is_file():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            part = Path(folder) / "corpus.db"
            with telling(str(path)), closing(sqlite3.connect(part, isolation_level=None)) as connection:
                migrate(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            _named(part, path)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror or error})") from error


def _named(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)  # unlike a rename, it does not take the place of a corpus that is there by now
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            part.rename(path)


def _look(path: Path) -> None:
    """Raise ``CorpusError`` for a file that is no corpus, is not whole, or is too new for us, by its first bytes."""
    if path.is_dir():
        raise CorpusError(f"{path}: is a directory, not a corpus")
    if not path.is_file():
        raise CorpusError(f"{path}: is no file")
    for beside in _BESIDE:
        log = path.with_name(f"{path.name}{beside}")
        if os.path.lexists(log) and not (log.is_file() and not log.is_symlink()):
            raise CorpusError(f"{log}: is no file, and the corpus beside it would be read with it")
    logged = _has_log(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror or error})") from error
    if not header:
        raise CorpusError(f"{path}: is no corpus (the file is empty)")
    if not header.startswith(_MAGIC):
        raise CorpusError(f"{path}: is no corpus (not an SQLite database)")
    # While there is a log, the file itself may lag behind what its header says.
    if len(header) < _HEADER or (size < _whole(header) and not (logged or _has_log(path))):
        raise CorpusError(
            f"{path}: is damaged (cut short: {size:,} bytes of {_whole(header):,}); take a copy of it that is whole"
        )
    if _number(header, 68) != APPLICATION_ID:
        raise CorpusError(f"{path}: is no corpus of kzreform, but another SQLite database")
    if _number(header, 60) > len(MIGRATIONS):
        raise CorpusError(f"{path}: {too_new(_number(header, 60))}")


def _whole(header: bytes) -> int:
    """Give how many bytes a database has by its header; none where the header does not say."""
    size = int.from_bytes(header[16:18], "big")
    # The count of pages holds only when it was written together with the last change.
    return _number(header, 28) * (65536 if size == 1 else size) if header[24:28] == header[92:96] else 0


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
