"""Progress is for a person who waits, and only for one."""

from __future__ import annotations

import io
import sys

import pytest

from kzreform.commands.progress import watched
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
