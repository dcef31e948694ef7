"""Progress on a terminal, for work long enough to wonder about."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from kzreform.records import Document
from kzreform.writing.cells import shown

_LONG = 50_000  # characters: some seconds of parsing


def watched(documents: Iterable[Document], total: int, quiet: bool) -> Iterator[Document]:
    """Pass the documents on, and show on stderr how far they are, when the work is long and a person is there.

    ``total`` is about how many characters all documents have.
    """
    if quiet or total < _LONG or sys.stderr is None or not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    # transient: the bar is gone when the table comes.
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading figures", total=total)
        for document in documents:
            progress.update(task, description=shown(document.id))
            yield document
            progress.advance(task, len(document.text))
