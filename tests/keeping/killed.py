"""A command line in a process of its own, which SQLite's n-th step kills."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from kzreform.commands import main

#: A step is so many instructions of SQLite's machine: a handful for each row.
STEP = 50

# A fork has all modules already; a new interpreter would take a second for each of many moments.
_FORK = multiprocessing.get_context("fork") if hasattr(os, "fork") else None


def run(*args: str, kill_at: int = 0) -> tuple[int, int]:
    """Run a command and kill it at a step, if it comes so far; gives its exit code and how many steps it took."""
    assert _FORK is not None
    steps: Synchronized[int] = _FORK.Value("q", 0)
    process = _FORK.Process(target=_run, args=(args, kill_at, steps))
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode, steps.value


def _run(args: tuple[str, ...], kill_at: int, steps: Synchronized[int]) -> None:
    sqlite3.connect = _connecting(sqlite3.connect, kill_at, steps)  # type: ignore[assignment]
    sys.stderr = io.StringIO()
    main(args, prog_name="kzreform")


def _connecting(connect: Callable[..., sqlite3.Connection], kill_at: int, steps: Synchronized[int]) -> Any:
    numbers = count(1)

    def counted() -> int:
        steps.value = next(numbers)
        if steps.value == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.set_progress_handler(counted, STEP)
        return connection

    return connected
