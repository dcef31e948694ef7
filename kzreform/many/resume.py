"""An output that an interrupted run leaves in such a state that the next one can go on with it."""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from kzreform.errors import KzreformError
from kzreform.records import Document
from kzreform.writing.guarded import Guarded, failed, place_for_file, resolved

#: Seconds between two syncs with the disk: what a power cut may cost, beside the document in work.
EVERY = 0.2


class NothingDone(Exception):
    """Every document failed, each has been told of, and there is nothing to write."""


class Head(msgspec.Struct, frozen=True):
    """The first line of a journal: what was asked for. Another question has another answer."""

    asked: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a journal: a finished document by its content, and the size of the output after it.

    A document that failed is finished too; ``undated`` is what would be warned of.
    """

    id: str
    sha256: str
    size: int
    figures: int = 0
    error: str | None = None
    undated: str | None = None


class Resumable:
    """The figures of the finished documents in ``FILE.part``, and their names in ``FILE.part.journal``.

    The documents of a run come in an order, and so their journal is an account of its beginning. A later run goes
    on where its documents first differ from that account: whatever has changed, it ends with what an unbroken run
    would have written. Write to ``stream``, then call ``finished``.
    """

    def __init__(self, target: Path, asked: str, *, resume: bool) -> None:
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        self._journal = target.with_name(f"{target.name}.part.journal")
        self._head = msgspec.json.encode(Head(asked)) + b"\n"
        self._pending: list[bytes] = []  # lines that the journal does not have yet
        self._begun = False
        self._synced = time.monotonic()
        try:
            with ExitStack() as opening:
                self._log = opening.enter_context(_opened(self._journal))
                _lock(self._log, self._part)
                self._raw = opening.enter_context(_opened(self._part))
                self._left = deque(self._read() if resume else [])
                self._files = opening.pop_all()
        except OSError as error:
            raise failed(self._target, error) from error
        self.stream: BinaryIO = io.BufferedWriter(Guarded(cast(BinaryIO, self._raw), str(self._target)))
        # As far as the last run is good: the length of the output, and of its journal.
        self._size = self._logged = 0

    def _read(self) -> list[tuple[Entry, int]]:
        """Give what the last run finished, with the length of the journal up to it."""
        size = os.fstat(self._raw.fileno()).st_size
        lines = self._log.read().splitlines(keepends=True)
        if not size or not lines or not lines[0].endswith(b"\n"):
            return []
        if lines[0] != self._head:
            raise KzreformError(
                f"{self._part}: the interrupted run had other options or another version; without --resume all is "
                "done anew"
            )
        ends = accumulate(map(len, lines))
        next(ends)
        found = []
        with suppress(msgspec.DecodeError):  # a line that was cut off is the last one
            for line, end in zip(lines[1:], ends, strict=True):
                entry = msgspec.json.decode(line, type=Entry)
                if entry.size > size or not line.endswith(b"\n"):
                    break
                found.append((entry, end))
        return found

    def remembered(self, document: Document) -> Entry | None:
        """Give what the last run did with a document, if it is the next of those that it finished.

        At the first other one, what lies behind the documents that were remembered is given up.
        """
        if self._left:
            entry, end = self._left.popleft()
            if (entry.id, entry.sha256) == (document.id, _sha256(document)):
                self._size, self._logged = entry.size, end
                return entry
        self._begin()
        return None

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        self._left.clear()
        try:
            # The journal first: it must never tell of more than there is.
            self._log.truncate(self._logged)
            self._log.seek(self._logged)
            self._raw.truncate(self._size)
            self._raw.seek(self._size)
            if not self._logged:
                self._log.write(self._head)
                self._logged = len(self._head)
        except OSError as error:
            raise failed(self._target, error) from error

    def finished(
        self, document: Document, figures: int, *, error: str | None = None, undated: str | None = None
    ) -> None:
        """Note that what was written to ``stream`` is all of a document."""
        self.stream.flush()
        self._size = self._raw.tell()
        entry = Entry(
            id=document.id, sha256=_sha256(document), size=self._size, figures=figures, error=error, undated=undated
        )
        self._pending.append(msgspec.json.encode(entry) + b"\n")
        if time.monotonic() - self._synced >= EVERY:
            self.sync()

    def sync(self) -> None:
        """Bring to the disk first the figures, then the names of the documents that they are from."""
        try:
            os.fsync(self._raw.fileno())
            lines = b"".join(self._pending)
            self._log.write(lines)
            os.fsync(self._log.fileno())
        except OSError as error:
            raise failed(self._target, error) from error
        self._logged += len(lines)
        self._pending.clear()
        self._synced = time.monotonic()

    def complete(self) -> None:
        """Move the output to its place; the journal is no longer needed."""
        self._begin()
        self.stream.flush()
        try:
            os.fsync(self._raw.fileno())
            self.close()
            if self._target.exists():
                self._part.chmod(self._target.stat().st_mode & 0o777)
            self._part.replace(self._target)
            self._journal.unlink()
        except OSError as error:
            raise failed(self._target, error) from error

    def leave(self) -> None:
        """Keep what is finished for another run; nothing is kept of nothing."""
        if self._raw.closed:
            return
        if self._pending:
            with suppress(KzreformError):  # a full disk has been told of; what the journal does not have is done again
                self.sync()
        if self._logged <= len(self._head) if self._begun else not os.fstat(self._raw.fileno()).st_size:
            self.drop()

    def drop(self) -> None:
        """Leave nothing behind."""
        self.close()
        self._part.unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)

    def close(self) -> None:
        """Close both files."""
        with suppress(KzreformError):
            self.stream.close()
        self._files.close()


@contextmanager
def resumable(path: str, asked: str, *, resume: bool) -> Iterator[Resumable]:
    """Give an output for a file that another run may go on with; it appears under its name when all is done.

    ``asked`` is what its content depends on beside the documents. Raises ``KzreformError`` when the place cannot be
    written, or when another run is writing it.
    """
    output = Resumable(resolved(place_for_file(path)), asked, resume=resume)
    try:
        yield output
        output.complete()
    except NothingDone:
        output.drop()
        raise
    except BaseException:
        output.leave()
        raise
    finally:
        output.close()


def _sha256(document: Document) -> str:
    # Not by its path, which figures do not tell and which need not be UTF-8.
    return hashlib.sha256(msgspec.msgpack.encode(msgspec.structs.replace(document, source=None))).hexdigest()


def _opened(path: Path) -> io.FileIO:
    """Open a file to read and write, as it is; a new one is empty."""
    path.touch()
    return path.open("r+b", buffering=0)


def _lock(file: io.FileIO, name: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise KzreformError(f"{name}: another run is writing it") from error
