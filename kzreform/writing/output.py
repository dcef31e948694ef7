"""Where the writers write: a stream of bytes or a folder, and what is known of who looks at it."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kzreform.errors import KzreformError
from kzreform.writing.guarded import Guarded, failed, place_for_file, resolved


@dataclass(frozen=True)
class Output:
    """A stream of bytes; ``terminal`` says that a person watches it.

    ``folder`` is where the files go of a format that is several, when it is not written as one stream.
    """

    stream: BinaryIO
    terminal: bool = False
    folder: Path | None = None

    def write(self, text: str) -> None:
        """Write text as UTF-8, whatever the locale."""
        self.stream.write(text.encode("utf-8", errors="surrogateescape"))

    def line(self, text: str) -> None:
        """Write a line and pass it on at once, for those who read along."""
        self.write(text)
        self.stream.flush()


@contextmanager
def opened(path: str | None) -> Iterator[Output]:
    """Give the output for a file, or for standard output when ``path`` is None.

    A file is written beside its place and moved there at the end, so that what was there stays whole when the
    run fails. Raises ``KzreformError`` when the place cannot be written.
    """
    if path is None:
        with _standard_output() as output:
            yield output
        return
    target = place_for_file(path)
    if target.exists() and not target.is_file():
        # A device or a named pipe cannot be replaced, only written.
        try:
            raw = target.open("wb", buffering=0)
        except OSError as error:
            raise failed(path, error) from error
        with raw, _buffered(raw, path) as stream:
            yield Output(stream)
        return
    with replacing(target) as stream:
        yield Output(stream)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Give a stream to a hidden file beside the target, which takes the target's place if all goes well."""
    target = resolved(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise failed(target, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb", buffering=0) as raw, _buffered(raw, str(target)) as stream:
            yield stream
            stream.flush()
            _synced(raw, target)
        try:
            part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
            part.replace(target)
        except OSError as error:
            raise failed(target, error) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _synced(raw: io.RawIOBase, name: Path) -> None:
    """Bring to the disk what a power cut should not find missing under the final name."""
    try:
        os.fsync(raw.fileno())
    except OSError as error:
        raise failed(name, error) from error


def umask() -> int:
    """Give the bits that new files go without."""
    # The only way to read the umask is to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _buffered(raw: io.RawIOBase, name: str) -> Iterator[BinaryIO]:
    # A guard between buffer and file: a full disk shows when the buffer is emptied.
    with io.BufferedWriter(Guarded(cast(BinaryIO, raw), name)) as stream:
        yield stream


@contextmanager
def _standard_output() -> Iterator[Output]:
    if sys.stdout is None:  # started with `>&-`
        raise KzreformError("standard output is closed")
    guard = Guarded(sys.stdout.buffer, "standard output")
    try:
        yield Output(cast(BinaryIO, guard), terminal=sys.stdout.isatty())
        guard.flush()
    except KzreformError:
        if guard.broken:
            # Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
