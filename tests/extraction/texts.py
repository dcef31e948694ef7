"""Whole texts to read: the sample corpus, those of tests/data, and those beside the checkout."""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzreform.checking.readings import Reading, read_figures
from kzreform.extraction import Extractor
from kzreform.records import Document, Figure
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
FOREIGN = ROOT / "tests" / "data" / "foreign"
SHARED = ROOT.parent / "shared"
Entry = dict[str, Any]


def corpus() -> list[Entry]:
    """What the manifest of the sample corpus says of its texts."""
    entries: list[Entry] = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))["document"]
    return entries


def foreign() -> list[Entry]:
    """What is known of the texts from other countries and in other layouts."""
    return _manifest(FOREIGN)


def shared() -> list[Entry]:
    """What is known of the public sources that lie beside the checkout; nothing where they do not."""
    return _manifest(SHARED / "sources") if (SHARED / "gold").is_dir() else []


def documents() -> Iterator[Document]:
    """Give the documents that the checkout itself holds."""
    yield from (read(CORPUS, entry) for entry in corpus())
    yield from (read(FOREIGN, entry) for entry in foreign())


def read(folder: Path, entry: Entry) -> Document:
    """Read a text with its line ends as they are."""
    with (folder / entry["file"]).open(encoding="utf-8", newline="") as file:
        return Document(id=entry["id"], text=file.read(), published=entry["published"])


def gold(path: Path) -> list[Reading]:
    """Read gold figures."""
    return read_figures(str(path))


def as_readings(figures: list[Figure]) -> list[Reading]:
    """Keep what is measured."""
    return [Reading(**{name: getattr(f, name) for name in _MEASURED}) for f in figures]


@functools.cache
def _extractor() -> Extractor:
    return Extractor()


@functools.cache
def extracted(document: Document) -> list[Figure]:
    """Give the figures of a document, extracted once for all tests."""
    return _extractor().extract(document)


def _manifest(folder: Path) -> list[Entry]:
    entries: list[Entry] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return entries


_MEASURED = [name for name in Reading.__struct_fields__ if name not in ("optional", "also")]
