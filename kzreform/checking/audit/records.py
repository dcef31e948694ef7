"""What an audit gives: an arithmetic tie between figures of a text, recomputed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from kzreform.records import Figure, described

RelationKind = Literal["share", "change", "difference", "sum", "rest", "ratio", "conversion", "repeat"]
RelationVerdict = Literal["consistent", "rounded", "inconsistent"]

RELATION_KINDS: tuple[RelationKind, ...] = (
    "share",
    "change",
    "difference",
    "sum",
    "rest",
    "ratio",
    "conversion",
    "repeat",
)
VERDICTS: tuple[RelationVerdict, ...] = ("consistent", "rounded", "inconsistent")


def _field(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as a relation cites it: enough to find it again."""

    doc: Annotated[str, _field("Identifier of the document the figure stands in")]
    id: Annotated[str, _field("Identifier of the figure, as `extract` writes it")]
    text: Annotated[str, _field("The surface, as written")]
    start: Annotated[int, _field("Offset of the first character, in Unicode characters")]
    end: Annotated[int, _field("Offset after the last character")]
    line: Annotated[int, _field("Line of the document's text, counted from 1")]
    column: Annotated[int, _field("Place of the first character in its line, counted from 1")]
    value: Annotated[Decimal, _field("The number with its scale applied")]
    unit: Annotated[str, _field("The figure's unit")]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """An arithmetic tie that a text states or implies, recomputed.

    ``computed`` is what the inputs give, in the unit of the stated figure. The stated figure, as precisely as it
    is written and hedged, stands for what lies from ``low`` to ``high``; null is an open end.
    """

    doc: Annotated[str, _field("Identifier of the document the stated figure stands in")]
    kind: Annotated[RelationKind, _field("What ties the figures")]
    inputs: Annotated[tuple[Cited, ...], _field("The figures that it is recomputed from")]
    stated: Annotated[Cited, _field("The figure that the text gives as the result")]
    computed: Annotated[Decimal, _field("The recomputed value")]
    low: Annotated[Decimal | None, _field("The least value that the stated figure stands for")]
    high: Annotated[Decimal | None, _field("The greatest value that the stated figure stands for")]
    verdict: Annotated[RelationVerdict, _field("Whether the stated value is the recomputed one")]
    message: Annotated[str, _field("The finding in one sentence")]


def relation_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of ``audit --format json``: an array of relations."""
    return described("kzreform relations", list[Relation])


def cited(figure: Figure, column: int) -> Cited:
    """Cite a figure that begins at a column of its line.

    >>> share = Figure(id="1", document="d", start=4, end=6, text="5%", kind="percent", value=Decimal(5), unit="%")
    >>> cited(share, 5).doc, cited(share, 5).start
    ('d', 4)
    """
    return Cited(
        doc=figure.document,
        id=figure.id,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        line=figure.line,
        column=column,
        value=figure.value,
        unit=figure.unit,
    )
