"""Several processes that extract documents; what comes back is in the order of what went in."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from kzreform.errors import KzreformError, unexpected
from kzreform.many.work import Outcome, Work
from kzreform.records import Document

T = TypeVar("T")
Ready = Callable[[], tuple[Work, str | None]]
"""Makes a worker's ``Work`` in its process and names the language model it uses; must be picklable."""

#: How far reading may be ahead of what has been given, in documents for each worker and in characters of all:
#: what is finished waits for what came before it.
_AHEAD = 16
_AHEAD_CHARACTERS = 8_000_000

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")

# A new interpreter each: it takes a second, but inherits no locks, threads or open files, and is alike on every system.
_SPAWN = get_context("spawn")


class WorkerError(KzreformError):
    """The workers cannot be set to work; the message is that of the first one."""


@dataclass(slots=True)
class _Place(Generic[T]):
    """One of the inputs on its way; what is no document goes through as it is."""

    item: Document | T
    outcome: Outcome | None = None

    @property
    def waits(self) -> bool:
        return self.outcome is None and isinstance(self.item, Document)


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    place: _Place[T] | None = None


def pooled(
    items: Iterator[Document | T], ready: Ready, jobs: int, started: Callable[[str | None], None]
) -> Generator[tuple[Document | T, Outcome | None]]:
    """Extract the documents among ``items`` in up to ``jobs`` processes and give all items with their outcomes.

    ``started`` is told the model that the first worker uses. A worker that dies takes one document with it, whose
    outcome says so; another worker takes its place. Raises ``WorkerError`` when a worker cannot begin.
    """
    pool: _Pool[T] = _Pool(ready, jobs, started)
    try:
        yield from pool.run(items)
    finally:
        pool.close()


class _Pool(Generic[T]):
    def __init__(self, ready: Ready, jobs: int, started: Callable[[str | None], None]) -> None:
        self._ready, self._jobs, self._started = ready, jobs, started
        self._workers: list[_Worker[T]] = []
        self._told = False

    def run(self, items: Iterator[Document | T]) -> Iterator[tuple[Document | T, Outcome | None]]:
        line: deque[_Place[T]] = deque()  # in order: done, in work, then still to be given
        todo: deque[_Place[T]] = deque()
        held, more = 0, True
        while more or line:
            while more and len(todo) < self._jobs and len(line) < _AHEAD * self._jobs and held < _AHEAD_CHARACTERS:
                item = next(items, None)
                if item is None:
                    more = False
                    break
                place = _Place(item)
                line.append(place)
                if isinstance(item, Document):
                    todo.append(place)
                    held += len(item.text)
                    self._give(todo)
            if line and line[0].waits:
                self._listen(todo)
                self._give(todo)
            while line and not line[0].waits:
                place = line.popleft()
                held -= len(place.item.text) if isinstance(place.item, Document) else 0
                yield place.item, place.outcome

    def close(self) -> None:
        """Stop all workers, at work or not."""
        for worker in self._workers:
            worker.process.kill()  # they hold nothing that could be left half done
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _give(self, todo: deque[_Place[T]]) -> None:
        """Give each free worker a document; begins another worker while there are fewer than asked for."""
        if len(todo) > sum(worker.place is None for worker in self._workers) and len(self._workers) < self._jobs:
            self._workers.append(self._begun())
        for worker in self._workers:
            if not todo:
                return
            if worker.ready and worker.place is None:
                worker.place = todo.popleft()
                with suppress(OSError):  # it has died: _listen will hear of it
                    # The worker listens, so this does not wait, however long the document.
                    worker.pipe.send(worker.place.item)

    def _listen(self, todo: deque[_Place[T]]) -> None:
        """Wait for news of the workers, and take it in."""
        heard = connection.wait([worker.pipe for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.pipe in heard]:
            try:
                news = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(news, Outcome):
                assert worker.place is not None
                worker.place.outcome, worker.place = news, None
            elif isinstance(news, WorkerError):
                raise news
            else:
                worker.ready = True
                if not self._told:
                    self._told = True
                    self._started(news)

    def _bury(self, worker: _Worker[T]) -> None:
        self._workers.remove(worker)
        worker.process.join()
        worker.pipe.close()
        code = worker.process.exitcode or 0
        how = signal.Signals(-code).name if -code in set(signal.Signals) else f"exit code {code}"
        if not worker.ready:
            if not self._workers:
                raise WorkerError(f"a worker process died before its first document ({how})")
            self._jobs = len(self._workers)  # there may be no memory for another
        if worker.place is not None:
            worker.place.outcome = Outcome(error=f"its worker process died ({how})")

    def _begun(self) -> _Worker[T]:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_worker, args=(theirs, self._ready), daemon=True)
        with _trusting_nothing_here(), _unstopped():
            process.start()
        theirs.close()  # so that its end is the end of the pipe
        return _Worker(process, ours)


def _worker(pipe: Connection, ready: Ready) -> None:
    """Work in a process of its own until there is nobody to work for."""
    # What ends a run may reach all its processes; ours is told by its parent, which ends in order.
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        work, model = ready()
    except Exception as error:
        if not isinstance(error, KzreformError) and os.environ.get("KZREFORM_DEBUG"):
            raise
        told = error.message if isinstance(error, KzreformError) else unexpected(error)
        pipe.send(WorkerError(told))
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(model)
        while True:
            pipe.send(work(pipe.recv()))


@contextmanager
def _unstopped() -> Iterator[None]:
    """Keep off what ends a run while a process begins: it inherits that, and is not stopped before it can ignore it."""
    if sys.platform == "win32":
        yield
        return
    # The first process of all also begins the tracker of resources, and that lets signals in again once it runs.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in _ENDING])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _trusting_nothing_here() -> Iterator[None]:
    """Let no process import what lies in the folder that one works in: it may be somebody else's."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before
