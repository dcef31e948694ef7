"""Where the writers write: a stream of bytes and what is known of who looks at it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kzreform.errors import KzreformError


@dataclass(frozen=True)
class Output:
    """A stream of bytes; ``terminal`` says that a person watches it."""

    stream: BinaryIO
    terminal: bool = False

    def write(self, text: str) -> None:
        """Write text as UTF-8, whatever the locale."""
        self.stream.write(text.encode("utf-8", errors="surrogateescape"))


@contextmanager
def opened(path: str | None) -> Iterator[Output]:
    """Give the output for a file, or for standard output when ``path`` is None.

    A file is written beside its place and moved there at the end, so that what was there stays whole when the
    run fails. Raises ``KzreformError`` when the place cannot be written.
    """
    if path is None and sys.stdout is None:  # started with `>&-`
        raise KzreformError("standard output is closed")
    if path is None:
        yield Output(sys.stdout.buffer, terminal=sys.stdout.isatty())
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise KzreformError(f"{path}: is a directory")
        # A device or a named pipe cannot be replaced, only written.
        with target.open("wb") as stream:
            yield Output(stream)
        return
    with _replacing(target) as stream:
        yield Output(stream)


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    target = target.resolve()  # a link keeps pointing at the file that it points at
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise KzreformError(f"{target}: cannot be written ({error.strerror})") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    # The only way to read the umask is to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
