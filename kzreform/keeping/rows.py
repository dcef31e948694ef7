"""Figures and documents as rows of the corpus, and back without loss."""

from __future__ import annotations

import hashlib
import math
import re
import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from kzreform.keeping.records import Described
from kzreform.records import DIGITS, Document, Figure, sound

_NUMBERS = ("value", "value_high")
_FIELDS = Figure.__struct_fields__
Row = sqlite3.Row | Mapping[str, Any]
_LONE = re.compile(r"[\ud800-\udfff]")

COLUMNS: tuple[str, ...] = tuple(
    column for name in _FIELDS for column in ((name, f"{name}_text") if name in _NUMBERS else (name,))
)
"""The columns of a figure, in the record's order; exact decimals stand as text beside the numbers to sort by."""

DESCRIBED: tuple[str, ...] = Described.__struct_fields__
"""The columns of a document without its text."""


def storable(text: str) -> str:
    r"""Replace what UTF-8 cannot hold, character by character, so that offsets stay.

    >>> storable("5\ud800%") == "5\N{REPLACEMENT CHARACTER}%"
    True
    """
    return text if text.isascii() else _LONE.sub("\N{REPLACEMENT CHARACTER}", text)


def checksum(text: str) -> str:
    """Give the SHA-256 of a text as the corpus keeps it.

    >>> checksum("5%")[:12]
    'd1ce334b6a7f'
    """
    return hashlib.sha256(storable(text).encode()).hexdigest()


def figure_row(figure: Figure) -> list[object]:
    """Give the columns of a figure."""
    row: list[object] = []
    for name in _FIELDS:
        value = getattr(figure, name)
        if name in _NUMBERS:
            row += (None, None) if value is None else (real(value), format(value, "f"))
        else:
            row.append(storable(value) if isinstance(value, str) else value)
    return row


def figure(row: Row) -> Figure:
    """Give the figure of a row; raises ``ValueError`` where that is none: others may have written into the file."""
    given: dict[str, Any] = {name: row[name] for name in _FIELDS}
    for name in _NUMBERS:
        given[name] = _number(row[f"{name}_text"])
    return msgspec.convert(given, Figure)


def described(row: Row) -> Described:
    """Give the document of a row; raises ``ValueError`` where that is none."""
    return msgspec.convert({name: row[name] for name in DESCRIBED}, Described)


def document_row(document: Document, *, path: str | None, figures: int, extractor: str) -> dict[str, object]:
    """Give the columns of a document; ``figures`` says how many it has."""
    row = {name: getattr(document, name) for name in ("id", "title", "source", "published", "language", "text")}
    row |= {
        "path": path,
        "characters": len(document.text),
        "figures": figures,
        "page_starts": msgspec.json.encode(document.page_starts).decode(),
        "checksum": checksum(document.text),
        "extractor": extractor,
    }
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def document(row: Row) -> Document:
    """Give the document of a row, with its text; raises ``ValueError`` where that is none."""
    given = {name: row[name] for name in ("id", "text", "title", "source", "published", "language")}
    try:
        given["page_starts"] = msgspec.json.decode(row["page_starts"], type=tuple[int, ...])
    except (TypeError, RecursionError) as error:
        raise ValueError("the starts of its pages are no numbers") from error
    return msgspec.convert(given, Document)


def real(value: Decimal) -> float | None:
    """Give the number nearest to a decimal, or None when it is too large for one."""
    held = float(value)
    return held if math.isfinite(held) else None


def _number(text: object) -> Decimal | None:
    if text is None:
        return None
    try:
        value = Decimal(str(text))
    except ArithmeticError as error:
        raise ValueError("a value is no number") from error
    if not sound(value):
        raise ValueError(f"a value is no number of at most {DIGITS:,} digits")
    return value
