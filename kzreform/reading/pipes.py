"""Opening a file by its name, be it a named pipe into which nobody writes: that would be waited for without end."""

from __future__ import annotations

import os
import stat
import sys

from kzreform.errors import ReadError

#: Seconds that a named pipe has until somebody opens it to write.
PATIENCE = 10.0


def opened(path: str) -> int:
    """Open a file to read and give its descriptor; raises ``ReadError`` for a pipe that nobody writes into."""
    if sys.platform == "win32":
        return os.open(path, os.O_RDONLY | os.O_BINARY)
    # What is no pipe is opened alike; a pipe at once, whether somebody writes into it or not.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
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
