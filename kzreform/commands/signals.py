"""How a run ends that is told to: Ctrl-C, ``kill`` and a terminal that closes end it alike, with what was done kept."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: After how many seconds the run is stopped once more where it could not be.
_AGAIN = 0.01
_TOLD = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}


class Stopped(KeyboardInterrupt):
    """A signal that ends the run; its notes say what is left of the work."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def stopping() -> Iterator[None]:
    """Let the signals that end a program end a run in order; once one has come, the run is not stopped from ending.

    What was ignored, as by ``nohup``, still is.
    """
    if threading.current_thread() is not threading.main_thread():  # which is never interrupted
        yield
        return
    before = {number: signal.getsignal(number) for name in _TOLD if (number := getattr(signal, name, None))}
    taken = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]

    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        for each in taken:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for number in taken:
        signal.signal(number, stop)
    try:
        with _insisting():
            yield
    finally:
        for number in () if stopped else taken:
            signal.signal(number, before[number])


@contextmanager
def _insisting() -> Iterator[None]:
    """Stop the run once more where it was told to in a place that swallows it: a ``__del__``, a callback of C code."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    hook, alarm = sys.unraisablehook, signal.getsignal(signal.SIGALRM)

    def swallowed(unraised: sys.UnraisableHookArgs) -> None:
        if not isinstance(unraised.exc_value, Stopped):
            hook(unraised)
            return
        told = unraised.exc_value.number

        def again(number: int, frame: FrameType | None) -> None:
            raise Stopped(told)

        signal.signal(signal.SIGALRM, again)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)

    sys.unraisablehook = swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, alarm)
        sys.unraisablehook = hook


def ending(error: BaseException | None) -> tuple[str, int]:
    """Say how a run was ended, and give its exit code.

    >>> ending(KeyboardInterrupt()), ending(Stopped(15))
    (('interrupted', 130), ('terminated', 143))
    """
    number = signal.Signals(error.number if isinstance(error, Stopped) else signal.SIGINT)
    told = [_TOLD[number.name], *getattr(error, "__notes__", [])]
    return " ".join(told), 128 + number
