"""The sample corpus is whole, and its gold is about its texts."""

from __future__ import annotations

import hashlib
import json
import tomllib
from typing import Any

import pytest

from kzreform.reading import sample
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
ENTRIES: list[dict[str, Any]] = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))["document"]


def test_the_sample_is_what_the_manifest_says() -> None:
    read = [(document.id, document.title, document.published, document.language) for document in sample()]
    assert read == [(e["id"], e["title"], e["published"], e["language"]) for e in ENTRIES]
    assert len(read) == 5


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["id"]))
def test_an_entry_is_whole(entry: dict[str, Any]) -> None:
    data = (CORPUS / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert entry["publisher"]
    assert entry["licence"]
    text = data.decode()
    assert 250 <= len(text.split()) <= 600
    gold = [json.loads(line) for line in (CORPUS / entry["gold"]).read_text(encoding="utf-8").splitlines()]
    assert [row["start"] for row in gold] == sorted(row["start"] for row in gold)
    assert [text[row["start"] : row["end"]] for row in gold] == [row["text"] for row in gold]
