"""The rows of tests/data/phrasings: a text, the figures that stand in it, and what of them is read otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kzreform.checking.pairing import pair
from kzreform.checking.readings import Reading
from kzreform.extraction import Extractor
from kzreform.records import Document, Figure
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "data" / "phrasings"
KEYS = ("text", "figures", "published", "note", "xfail")

#: What is compared, with what a row need not say.
FIELDS: dict[str, Any] = {
    "kind": None,
    "value": None,
    "value_high": None,
    "unit": None,
    "bound": "exact",
    "role": "level",
    "direction": None,
    "status": "reported",
    "date": None,
}

#: What a row may say beside them: the surface and which of several, and what is not compared.
BESIDE = {"text", "nth", "item", "date_basis", "optional", "also"}

#: Kinds whose unit is compared; a rank, a score or a multiple has but one.
_UNITS = {"percent", "money", "duration", "measure", "count"}

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """Read a file of rows; a value is a Decimal where it is written with a point."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def files() -> Iterator[tuple[Path, list[Row]]]:
    """Give the files of rows in order."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        yield path, read_rows(path)


def faults(row: Row, extractor: Extractor) -> list[str]:
    """Say what of a row is not read as the row says; nothing where all is well."""
    text = row["text"]
    found = extractor.extract(Document(id="row", text=text, published=row.get("published")))
    asked = row["figures"]
    spans = [_span(text, figure) for figure in asked]
    match = pair([Reading(start=a, end=b) for a, b in spans], found)
    faults = [
        f"{figure['text']!r} missed"
        for index, figure in enumerate(asked)
        if index not in match and not figure.get("optional")
    ]
    faults += [f"{figure.text!r} found" for index, figure in enumerate(found) if index not in match.values()]
    for index, figure in enumerate(asked):
        if index in match and not figure.get("optional"):
            faults += _differences(figure, found[match[index]])
    return faults


def _span(text: str, figure: Row) -> tuple[int, int]:
    start = -1
    for _ in range(figure.get("nth", 1)):
        start = text.index(figure["text"], start + 1)
    return start, start + len(figure["text"])


def _differences(asked: Row, found: Figure) -> Iterator[str]:
    also = asked.get("also", {})
    for name, usual in FIELDS.items():
        if name == "unit" and asked["kind"] not in _UNITS:
            continue
        accepted = [asked.get(name, usual), *([also[name]] if name in also else [])]
        got = getattr(found, name)
        if got not in accepted:
            yield f"{name} of {asked['text']!r}: {_plain(got)}, not {_plain(accepted)}"


def _plain(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " or ".join(map(_plain, value))
    return repr(str(value)) if value == "" else str(value)
