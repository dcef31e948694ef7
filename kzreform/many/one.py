"""Documents extracted in this process, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from kzreform.many.pool import Ready
from kzreform.many.work import Outcome
from kzreform.records import Document

T = TypeVar("T")


def one_by_one(
    items: Iterator[Document | T], ready: Ready, started: Callable[[str | None], None]
) -> Generator[tuple[Document | T, Outcome | None]]:
    """Extract the documents among ``items`` and give all items with their outcomes; as ``pooled`` does in several."""
    work = None
    for item in items:
        if not isinstance(item, Document):
            yield item, None
            continue
        if work is None:  # for the first document: nothing is loaded when there is nothing to do
            work, model = ready()
            started(model)
        yield item, work(item)
