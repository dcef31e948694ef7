"""Progress is for a person who waits, and only for one."""

from __future__ import annotations

import io
import sys

import pytest

from kzreform.commands.progress import Progress, watched
from kzreform.records import Document

LONG = [Document(id=name, text="x" * 40_000) for name in ("a.txt", "b.txt")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("documents", "stderr", "quiet", "shows"),
    [
        (LONG, Terminal(), False, True),
        (LONG, Terminal(), True, False),
        (LONG, io.StringIO(), False, False),
        (LONG[:1], Terminal(), False, False),
    ],
)
def test_progress(
    documents: list[Document], stderr: io.StringIO, quiet: bool, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setenv("TERM", "xterm")
    assert list(watched(documents, sum(len(document.text) for document in documents), quiet)) == documents
    assert ("b.txt" in stderr.getvalue()) is shows
    assert bool(stderr.getvalue()) is shows


def test_the_bar_tells_documents_and_rate_and_goes_by_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setenv("TERM", "xterm")
    sizes = {"a.pdf": 90_000, "rows.csv": 10_000}
    documents = [
        Document(id="a.pdf", source="a.pdf", text="x" * 100),
        Document(id="rows.csv#1", source="rows.csv", text="x" * 4_000),
        Document(id="rows.csv#2", source="rows.csv", text="x" * 8_000),
    ]
    completed = []
    with Progress(100_000, quiet=False, sizes=sizes) as progress:
        for document in documents:
            progress.begin(document)
            progress.done(document)
            assert progress._bar is not None
            completed.append(progress._bar.tasks[0].completed)
    assert completed == [100, 94_000, 100_000]
    assert "rows.csv#2" in stderr.getvalue()
    assert "3 documents" in stderr.getvalue()
