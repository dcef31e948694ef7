"""The time that a document may take.

Only the processor's own time counts, and only that of the thread at work: what else the machine is busy with changes
nothing, and several documents at once take no longer than one after the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kzreform.errors import TimeLimitError

T = TypeVar("T")


class Deadline:
    """When a document is given up; without ``seconds`` it never is.

    Between the steps of the work ``check`` is asked: it raises ``TimeLimitError``, so that no step is left half done.

    >>> Deadline().check()
    >>> Deadline(0).check()
    Traceback (most recent call last):
    kzreform.errors.TimeLimitError: given up: it takes more than 0 s
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._at = None if seconds is None else time.thread_time() + seconds

    def check(self) -> None:
        """Raise ``TimeLimitError`` when the time is over."""
        if self._at is not None and time.thread_time() >= self._at:
            raise TimeLimitError(f"given up: it takes more than {self._seconds:g} s")

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """Give things one by one, and ``check`` before each."""
        for thing in things:
            self.check()
            yield thing


class Stopwatch:
    """The time that one pattern may spend on one piece of text.

    The processor's time is asked for only when that much time has passed at all: asking costs more than many a match.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._begun, self._at = time.thread_time(), time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        if time.monotonic() < self._at:
            return False
        left = self._seconds - (time.thread_time() - self._begun)
        self._at = time.monotonic() + left
        return left <= 0
