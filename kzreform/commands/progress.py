"""Progress on a terminal, for work long enough to wonder about."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from kzreform.records import Document
from kzreform.writing.cells import shown

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import Task, TaskID

_LONG = 50_000  # characters: some seconds of parsing


class Progress:
    """A bar on stderr that names the document in work and tells the rate; nothing where nobody would see it.

    ``total`` is about how many characters all documents have, ``sizes`` how many bytes each source. A source that
    is larger than its text (PDF) counts as done when a document of the next one is.
    """

    def __init__(self, total: int, *, quiet: bool, sizes: Mapping[str, int] | None = None) -> None:
        self._total = total
        self._shown = not (quiet or total < _LONG or sys.stderr is None or not sys.stderr.isatty())
        self._sizes = sizes or {}
        self._starts: dict[str, int] = {}
        start = 0
        for path, size in self._sizes.items():
            self._starts[path] = start
            start += size
        self._source: str | None = None
        self._before = self._within = self._documents = 0
        self._open = ExitStack()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        """Show the bar."""
        if self._shown:
            self._bar = self._open.enter_context(_bar())
            self._task = self._bar.add_task("reading figures", total=self._total, documents=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._open.close()

    def begin(self, document: Document) -> None:
        """Name a document that is now in work."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=shown(document.id))

    def done(self, document: Document) -> None:
        """Count a document that is done."""
        if self._bar is None or self._task is None:
            return
        if document.source != self._source:
            self._before = self._starts.get(document.source or "", self._before + self._within)
            self._source, self._within = document.source, 0
        most = self._sizes.get(document.source or "", self._total)
        self._within = min(self._within + len(document.text), most)
        self._documents += 1
        self._bar.update(self._task, completed=self._before + self._within, documents=self._documents)


def watched(documents: Iterable[Document], total: int, quiet: bool) -> Iterator[Document]:
    """Pass the documents on, and show on stderr how far they are, when the work is long and a person is there.

    ``total`` is about how many characters all documents have.
    """
    with Progress(total, quiet=quiet) as progress:
        for document in documents:
            progress.begin(document)
            yield document
            progress.done(document)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many documents are done, and how much is read in a second."""

        def render(self, task: Task) -> Text:
            return Text(rate(task.fields["documents"], task.finished_speed or task.speed))

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        Rate(),
        TimeElapsedColumn(),
    )
    # transient: the bar is gone when the table comes.
    return Progress(*columns, console=Console(stderr=True), transient=True)


def rate(documents: int, speed: float | None) -> str:
    """Say how far and how fast: ``speed`` is in characters a second.

    >>> rate(1, None), rate(12, 23_400.0)
    ('1 document', '12 documents, 23 KB/s')
    """
    done = f"{documents:,} document{'' if documents == 1 else 's'}"
    return done if speed is None else f"{done}, {speed / 1000:,.0f} KB/s"
