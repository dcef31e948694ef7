"""The sets of claims over the sample corpus and over the five sources, with a floor under each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kzreform import reading
from kzreform.checking.claims import Checker
from kzreform.extraction import Extractor
from kzreform.keeping import Store
from kzreform.records import Document
from tests.conftest import ROOT

SETS = ROOT / "tests" / "data" / "claims"
SOURCES = ROOT.parent / "shared" / "sources"
FLOOR = 0.92
#: Claims that say it more freely than most would.
FREE_FLOOR = 0.84


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def corpus(extractor: Extractor, documents: Iterable[Document]) -> Store:
    store = Store.memory()
    for document in documents:
        store.add(document, extractor.extract(document))
    return store


def sources(folder: Path) -> Iterable[Document]:
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        text = (folder / entry["file"]).read_text(encoding="utf-8")
        yield Document(id=entry["id"], text=text, title=entry["title"], published=entry["published"])


def check(extractor: Extractor, documents: Iterable[Document], name: str, floor: float = FLOOR) -> None:
    checker = Checker(corpus(extractor, documents), extractor)
    claims = rows(name)
    verdicts = [next(checker.check(Document(id="claim", text=row["claim"]))).verdict for row in claims]
    lies = [
        row["claim"] for row, got in zip(claims, verdicts, strict=True) if row["type"] == "wrong" and got == "supported"
    ]
    assert lies == []
    missed = [
        (got, row["accept"], row["claim"])
        for row, got in zip(claims, verdicts, strict=True)
        if got not in row["accept"]
    ]
    assert len(missed) <= (1 - floor) * len(claims), missed


def test_the_sample_corpus(extractor: Extractor) -> None:
    check(extractor, reading.sample(), "sample.jsonl")


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not beside this checkout, in ../shared")
@pytest.mark.parametrize(
    ("name", "floor"), [("sources.jsonl", FLOOR), ("free.jsonl", FREE_FLOOR), ("further.jsonl", FREE_FLOOR)]
)
def test_the_five_sources(extractor: Extractor, name: str, floor: float) -> None:
    check(extractor, sources(SOURCES), name, floor)
