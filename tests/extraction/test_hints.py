"""The hints only save work: with them the finder finds what it finds when it tries every pattern everywhere."""

from __future__ import annotations

import pytest

from kzreform.extraction.find import Finder
from kzreform.extraction.hints import Hint, Hints
from kzreform.extraction.rules import Rules
from kzreform.records import Document
from tests.extraction.texts import documents


@pytest.mark.parametrize("document", list(documents())[::3], ids=lambda document: document.id)
def test_the_same_mentions_without_hints(document: Document, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in document.text.splitlines() if line.strip()]
    hinted = [Finder(rules).find(line) for line in lines]
    monkeypatch.setattr(Hints, "of", lambda self, source: Hint())
    plain = Finder(rules)
    assert hinted == [plain.find(line) for line in lines]


HINTS = [
    (r"(?:half|a quarter) of", {"half", "a qua"}),
    (r"\d+ schools", None),
]


@pytest.mark.parametrize(("source", "starts"), HINTS, ids=[source for source, _ in HINTS])
def test_where_a_match_may_begin(source: str, starts: set[str] | None) -> None:
    hint = Hints({}, {}).of(source)
    if starts is None:
        assert hint.starts is None or all(start[0].isdigit() for start in hint.starts)
    else:
        assert hint.starts is not None
        assert all(any(found.startswith(start[:4]) for found in hint.starts) for start in starts)
