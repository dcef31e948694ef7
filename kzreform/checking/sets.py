"""Sets of documents with gold figures, to measure an extraction on: a manifest of texts, or rows of short phrasings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import msgspec

from kzreform.checking.evaluate import Evaluation, evaluate
from kzreform.checking.readings import STDIN, Reading, moved, read_figures
from kzreform.errors import KzreformError, ReadError
from kzreform.files import whole
from kzreform.records import Document, Figure
from kzreform.toml import parsed

_DEFAULTS = {"bound": "exact", "role": "level", "status": "reported"}
_MEASURED = tuple(name for name in Reading.__struct_fields__ if name not in ("optional", "also"))


class Case(msgspec.Struct, frozen=True):
    """A document and the figures that a careful reader finds in it."""

    document: Document
    gold: Sequence[Reading]


class Extracts(Protocol):
    """What finds the figures of a document."""

    def extract(self, document: Document) -> Sequence[Figure]:
        """Give the figures of a document."""


class _Entry(msgspec.Struct, frozen=True):
    id: str
    file: str
    gold: str
    title: str | None = None
    published: str | None = None
    language: str = "en"


class _Row(msgspec.Struct, frozen=True):
    text: str
    figures: list[dict[str, Any]]
    published: str | None = None


def from_manifest(path: Path) -> list[Case]:
    """Read the texts and gold figures that a manifest names: JSON (an array), or TOML with a table ``document`` each.

    Raises ``ReadError`` naming the file.
    """
    try:
        data = _text(path)
        listed = parsed(data)["document"] if path.suffix == ".toml" else json.loads(data)
        entries = msgspec.convert(listed, list[_Entry])
    except KeyError as error:
        raise ReadError(f"{path}: no table {error}") from error
    except RecursionError as error:
        raise ReadError(f"{path}: nested too deeply") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise ReadError(f"{path}: {error}") from error
    return [_sound(_case(path, entry), str(path)) for entry in entries]


def from_rows(paths: Iterable[Path]) -> list[Case]:
    """Read rows of phrasings, each a small document with its figures named by their surfaces.

    A row's figure gives what the reader must find; ``nth`` says which occurrence of the surface is meant, and what is
    left out is exact, a level, reported and undated. Raises ``ReadError`` naming the file and the line.
    """
    cases = []
    for path in paths:
        for number, line in enumerate(_text(path).split("\n"), start=1):
            if line.strip():
                try:
                    row = msgspec.convert(json.loads(line, parse_float=Decimal), _Row)
                    gold = [_reading(row.text, figure) for figure in row.figures]
                except RecursionError as error:
                    raise ReadError(f"{path}, line {number}: nested too deeply") from error
                except (ValueError, KeyError, TypeError) as error:
                    raise ReadError(f"{path}, line {number}: {error}") from error
                document = Document(id=f"{path.stem}:{number}", text=row.text, published=row.published)
                cases.append(_sound(Case(document, gold), f"{path}, line {number}"))
    return cases


def checksum(cases: Iterable[Case]) -> str:
    """Give the SHA-256 of what is measured: the texts, when they were published, and their gold figures."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    found = hashlib.sha256()
    for case in cases:
        found.update(encoder.encode([case.document.published, case.document.text, case.gold]) + b"\n")
    return found.hexdigest()


def measure(cases: Iterable[Case], extractor: Extracts) -> Evaluation:
    """Extract all documents of a set and measure their figures together."""
    gold: list[Reading] = []
    found: list[Reading] = []
    base = 0
    for case in cases:
        gold += [moved(reading, base) for reading in case.gold]
        try:
            figures = extractor.extract(case.document)
        except KzreformError as error:
            raise ReadError(f"{case.document.id}: {error.message}") from error
        found += [moved(_measured(figure), base) for figure in figures]
        base += len(case.document.text) + 1
    return evaluate(gold, found)


def _sound(case: Case, place: str) -> Case:
    """Refuse what no file can hold, and JSON can spell."""
    try:
        checksum([case])
    except UnicodeEncodeError as error:
        raise ReadError(f"{place}: it holds half a character (a lone surrogate)") from error
    return case


def _case(manifest: Path, entry: _Entry) -> Case:
    folder = manifest.parent
    text = _text(folder / entry.file)
    document = Document(id=entry.id, text=text, title=entry.title, published=entry.published, language=entry.language)
    if entry.gold == STDIN:
        raise ReadError(f"{manifest}: the gold figures of {entry.id!r} must be a file, not standard input")
    return Case(document, read_figures(str(folder / entry.gold)))


def _text(path: Path) -> str:
    try:
        return whole(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 text") from error


def _reading(text: str, figure: Mapping[str, Any]) -> Reading:
    start = -1
    for _ in range(figure.get("nth", 1)):
        start = text.find(figure["text"], start + 1)
        if start < 0:
            raise ValueError(f"{figure['text']!r} is not in the text")
    place = {"start": start, "end": start + len(figure["text"])}
    reading = msgspec.convert({**_DEFAULTS, **place, **figure}, Reading)
    return reading if "item" in figure else msgspec.structs.replace(reading, item=msgspec.UNSET)


def _measured(figure: Figure) -> Reading:
    return Reading(**{name: getattr(figure, name) for name in _MEASURED})
