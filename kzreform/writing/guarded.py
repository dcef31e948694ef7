"""A stream whose failures are told in one line, and once."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kzreform.errors import KzreformError


class Guarded(io.RawIOBase):
    """A stream that passes all on to another and names the place where that goes wrong.

    It only goes forward and knows how far it came, so that every format is written alike to a file and to a pipe.

    >>> place = io.BytesIO()
    >>> stream = Guarded(place, "out.csv")
    >>> stream.write(b"5%"), stream.tell(), place.getvalue()
    (2, 2, b'5%')
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        super().__init__()
        self._stream = stream
        self._name = name
        self._place = 0
        self.broken = False

    def writable(self) -> bool:
        """Say that this can be written."""
        return True

    def tell(self) -> int:
        """Give the number of bytes written."""
        return self._place

    def write(self, data: Any, /) -> int:
        """Write all of the data; raises ``KzreformError``, but ``BrokenPipeError`` when the reader left."""
        view = memoryview(data).cast("B")
        size = len(view)
        # Libraries that clean up after a failure write once more; it has been told.
        while view and not self.broken:
            with self._telling():
                view = view[self._stream.write(view) :]
        self._place += size
        return size

    def flush(self) -> None:
        """Pass on what the other stream still holds."""
        if not (self.broken or self._stream.closed):
            with self._telling():
                self._stream.flush()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.broken = True
            if isinstance(error, BrokenPipeError):
                raise
            raise failed(self._name, error) from error


def place_for_file(path: str) -> Path:
    """Give the place of a file to be written; raises ``KzreformError`` for a folder, what is named as one, or no name.

    >>> place_for_file("new.jsonl/")
    Traceback (most recent call last):
    kzreform.errors.KzreformError: new.jsonl/: is a directory
    """
    if not path:
        raise KzreformError("-o: the name of the file is empty")
    target = Path(path)
    if target.is_dir() or path.endswith("/"):  # which Path leaves out
        raise KzreformError(f"{path}: is a directory")
    return target


def resolved(target: Path) -> Path:
    """Give the file that a link points at, so that it keeps pointing there; raises ``KzreformError`` for a circle."""
    try:
        return target.resolve()
    except RuntimeError as error:
        raise failed(target, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error


def failed(name: object, error: OSError) -> KzreformError:
    """Say in one line that a place could not be written.

    >>> failed("out.csv", OSError(28, "No space left on device")).message
    'out.csv: cannot be written (No space left on device)'
    """
    return KzreformError(f"{name}: cannot be written ({error.strerror or error})")
