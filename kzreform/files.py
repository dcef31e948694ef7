"""Opening a file that the user names: it may be a pipe into which nobody writes, a device without end, or no file."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from kzreform.errors import ReadError

#: Seconds that a named pipe has until somebody opens it to write.
PATIENCE = 10.0

#: How many bytes of what has no size of its own, a pipe or a device, are taken: some have no end.
MOST = 200_000_000

_PART = 1 << 20
_ODD_BYTE = re.compile("[\udc80-\udcff]")


def legible(path: str) -> str:
    r"""Give a path as text: one need not be UTF-8, and its odd bytes are then written as escapes.

    >>> print(legible(os.fsdecode(b"caf\xe9.txt")))
    caf\xe9.txt
    """
    # Python holds such a byte as half a character; a whole one may be none that the locale knows.
    escaped = _ODD_BYTE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", path)
    return escaped.encode("utf-8", errors="backslashreplace").decode()


def whole(path: str | Path) -> bytes:
    """Give what is in a file; raises ``ReadError`` with the file and the reason."""
    try:
        with os.fdopen(opened(path), "rb") as stream:
            return rest(stream)
    except ReadError as error:
        raise ReadError(f"{path}: {error.message}") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error


def rest(stream: BinaryIO) -> bytes:
    """Give what is left in a stream; raises ``ReadError``, with the reason alone, where that has no end."""
    if _is_file(stream):
        return stream.read()
    parts, size = [], 0
    while part := stream.read(_PART):
        parts.append(part)
        size += len(part)
        if size > MOST:
            raise ReadError(f"too large: it has more than {MOST:,} bytes, and is no file of which one knows the end")
    return b"".join(parts)


def opened(path: str | Path) -> int:
    """Open a file to read and give its descriptor; raises ``ReadError`` for a pipe that nobody writes into."""
    try:
        if sys.platform == "win32":
            return os.open(path, os.O_RDONLY | os.O_BINARY)
        # What is no pipe is opened alike; a pipe at once, whether somebody writes into it or not.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except ValueError as error:  # a name with a NUL character, which no file has
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    try:
        if stat.S_ISFIFO(os.fstat(handle).st_mode) and not _is_written(handle):
            raise ReadError(f"a named pipe into which nobody has written for {PATIENCE:.0f} seconds")
        os.set_blocking(handle, True)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _is_written(handle: int) -> bool:
    import select

    poll = select.poll()
    poll.register(handle, select.POLLIN)
    if poll.poll(1000 * PATIENCE):
        return True
    # Nothing is there to read: with a writer there is nothing yet, without one there is an end.
    try:
        os.read(handle, 1)
    except BlockingIOError:
        return True
    return False


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, AttributeError):  # a stream of this process, as tests have
        return True
