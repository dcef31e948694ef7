"""The records that kzreform reads and writes: frozen structs, one definition for Python, JSON and JSON Schema."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

Kind = Literal["percent", "money", "count", "multiple", "rank", "score", "duration", "measure"]
Bound = Literal["exact", "about", "over", "at_least", "under", "at_most"]
Role = Literal["level", "change", "from", "to", "total", "threshold"]
Direction = Literal["up", "down"]
Status = Literal["reported", "planned", "required"]
DateBasis = Literal["stated", "carried", "relative", "document"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]

KINDS: tuple[Kind, ...] = ("percent", "money", "count", "multiple", "rank", "score", "duration", "measure")
ROLES: tuple[Role, ...] = ("level", "change", "from", "to", "total", "threshold")
DIRECTIONS: tuple[Direction, ...] = ("up", "down")
STATUSES: tuple[Status, ...] = ("reported", "planned", "required")

DIGITS = 1_000
"""How many digits a number has at most that other programs give us; ours have fewer."""


def _field(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity read in its context: one row of the table.

    Offsets count Unicode characters from the start of the document's text, ``[start, end)``.
    """

    id: Annotated[str, _field("Stable identifier, made from the document's id, the offsets and the surface text")]
    document: Annotated[str, _field("Identifier of the document the figure stands in")]
    start: Annotated[int, _field("Offset of the first character of the surface, in Unicode characters")]
    end: Annotated[int, _field("Offset after the last character of the surface")]
    text: Annotated[str, _field("The surface: number, scale word and unit, as written")]
    kind: Annotated[Kind, _field("What sort of quantity it is")]
    value: Annotated[Decimal, _field("The number with its scale applied; the lower end of a range")]
    value_high: Annotated[Decimal | None, _field("The upper end of a range, else null")] = None
    unit: Annotated[
        str,
        _field(
            "percent, percentage point, an ISO 4217 code, MCI, the counted noun, a time unit, place, times, "
            "index point or the name of a physical unit"
        ),
    ]
    bound: Annotated[Bound, _field("How the text hedges or limits the value")] = "exact"
    item: Annotated[str, _field("What the figure is about, in the text's own words")] = ""
    role: Annotated[Role, _field("A level, a change, an end of a change, a whole or a rule's threshold")] = "level"
    direction: Annotated[Direction | None, _field("up or down for a change and its ends, else null")] = None
    status: Annotated[Status, _field("Whether the figure happened, is planned, or is required by a rule")] = "reported"
    date: Annotated[str | None, _field("The time the figure holds for, in EDTF; null when the text gives none")] = None
    date_basis: Annotated[DateBasis | None, _field("Where the date comes from")] = None
    sentence: Annotated[str, _field("The sentence the figure stands in, white space folded")] = ""
    section: Annotated[str | None, _field("The heading the figure stands under")] = None
    line: Annotated[int, _field("Line of the document's text, counted from 1")] = 1
    page: Annotated[int | None, _field("Page, counted from 1; null where the format has none")] = None


class CheckedFigure(Figure, frozen=True, kw_only=True):
    """A figure with what the audit of its text says of it: what ``extract --audit`` writes."""

    checks: Annotated[
        str,
        _field("With --audit: the verdicts on the relations that the figure takes part in; empty when it is in none"),
    ] = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text and what is known of it.

    ``published`` is an EDTF date or null; ``page_starts`` holds the offset at which each page begins.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str = "en"
    page_starts: tuple[int, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, paragraph, list item or table row of a document, with its offsets ``[start, end)``."""

    kind: BlockKind
    start: int
    end: int
    line: int
    section: str | None = None
    page: int | None = None


def figure_id(document: str, start: int, end: int, text: str) -> str:
    """Give the stable identifier of a figure: 12 hexadecimal digits of a SHA-256.

    >>> figure_id("report", 10, 16, "77.18%")
    'b472ed9c2a92'
    """
    return hashlib.sha256(f"{document}\x1f{start}\x1f{end}\x1f{text}".encode()).hexdigest()[:12]


def unhalved(text: str) -> str:
    r"""Put the mark for what is no character in place of halves of one, lone surrogates.

    >>> unhalved("12\ud80034")
    '12\ufffd34'
    """
    return _SURROGATES.sub("\ufffd", text)


_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(value: Decimal) -> Decimal:
    """Write a decimal without an exponent, keeping its written precision.

    >>> plain(Decimal("3.25E+11"))
    Decimal('325000000000')
    >>> plain(Decimal("9.80"))
    Decimal('9.80')
    """
    return Decimal(format(value, "f"))


def sound(value: Decimal | None) -> bool:
    """Say whether a number can be one of a figure: it is finite, and can be written out in digits.

    What other programs write may be none, and "1e999999999" has more digits than memory has room for.

    >>> sound(Decimal("0.5")), sound(Decimal("NaN")), sound(Decimal("1e999999999")), sound(None)
    (True, False, False, True)
    """
    return value is None or (
        value.is_finite() and abs(value.adjusted()) <= DIGITS and len(value.as_tuple().digits) <= DIGITS
    )


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of ``extract --format json``: an array of figures."""
    schema = described("kzreform figures", list[Figure])
    checked = msgspec.json.schema(CheckedFigure)["$defs"]["CheckedFigure"]["properties"]
    # Nothing requires it: without --audit it is not written.
    schema["$defs"]["Figure"]["properties"]["checks"] = checked["checks"]
    return schema


def described(title: str, record: Any) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a type of records as our writers write them.

    >>> described("values", list[Decimal])["items"]
    {'type': 'number'}
    """
    schema = _decimals_as_numbers(msgspec.json.schema(record))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _decimals_as_numbers(node: Any) -> Any:
    # msgspec describes Decimal as a string; our encoder writes it as a JSON number.
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            kept = {key: value for key, value in node.items() if key not in ("type", "format")}
            return {**kept, "type": "number"}
        return {key: _decimals_as_numbers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_decimals_as_numbers(value) for value in node]
    return node
