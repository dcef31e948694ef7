"""SARIF 2.1.0: what code scanning tools read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import msgspec

import kzreform
from kzreform.checking.audit.records import RELATION_KINDS, Cited, Relation, RelationKind
from kzreform.writing.cells import spelled
from kzreform.writing.output import Output
from kzreform.writing.places import Places, place_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES: dict[RelationKind, str] = {
    "share": "A part, its whole and the share they make",
    "change": "Two values and the change between them, in percent or in times",
    "difference": "Two values and the difference between them",
    "sum": "Parts and their total",
    "rest": "A whole, its parts and what remains",
    "ratio": "Two values and how many times the one is the other",
    "conversion": "An amount in two currencies",
    "repeat": "The same item for the same time with another value",
}
_LEVELS = {"inconsistent": "error", "rounded": "note", "consistent": "none"}
_KINDS = {"inconsistent": "fail", "rounded": "fail", "consistent": "pass"}


def write(relations: Iterable[Relation], output: Output, places: Places) -> None:
    """Write one SARIF log with a run; relations that hold are results of kind ``pass``."""
    driver = {
        "name": "kzreform",
        "version": kzreform.__version__,
        "semanticVersion": kzreform.__version__,
        "rules": [{"id": kind, "name": kind, "shortDescription": {"text": _RULES[kind]}} for kind in RELATION_KINDS],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(relation, places) for relation in relations],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    output.write(spelled(msgspec.json.format(msgspec.json.encode(log), indent=2).decode()) + "\n")


def _result(relation: Relation, places: Places) -> dict[str, Any]:
    related = [
        {"id": number, **_location(figure, places), "message": {"text": " ".join(figure.text.split())}}
        for number, figure in enumerate(relation.inputs)
    ]
    return {
        "ruleId": relation.kind,
        "ruleIndex": RELATION_KINDS.index(relation.kind),
        "kind": _KINDS[relation.verdict],
        # A result that is no failure has no level.
        "level": _LEVELS[relation.verdict],
        "message": {"text": relation.message},
        "locations": [_location(relation.stated, places)],
        "relatedLocations": related,
        "partialFingerprints": {"figures/v1": "-".join(f.id for f in (*relation.inputs, relation.stated))},
    }


def _location(figure: Cited, places: Places) -> dict[str, Any]:
    place = place_of(places, figure.doc)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.whole:
        return {"physicalLocation": physical | {"region": _region(figure)}}
    # A row of a table has no lines of its own in the file: it is named.
    return {"physicalLocation": physical, "logicalLocations": [{"name": figure.doc, "kind": "element"}]}


def _region(figure: Cited) -> dict[str, Any]:
    lines = figure.text.split("\n")
    end = figure.column if len(lines) == 1 else 1
    return {
        "startLine": figure.line,
        "startColumn": figure.column,
        "endLine": figure.line + len(lines) - 1,
        "endColumn": end + len(lines[-1]),
        "charOffset": figure.start,
        "charLength": figure.end - figure.start,
        "snippet": {"text": figure.text},
    }


def _uri(file: str) -> str:
    """Give a file as a URI: one that is named from here stays so.

    >>> _uri("texts/a b.txt")
    'texts/a%20b.txt'
    """
    if PurePath(file).is_absolute():
        return Path(file).as_uri()
    return quote(file.replace("\\", "/"), safe="/.-_~", errors="surrogateescape")
