"""Disputes as text, with both places quoted, and in the formats of relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kzreform.writing import records
from kzreform.writing.cells import date_cell, hedged_cell, place_cell, shown
from kzreform.writing.output import Output
from kzreform.writing.places import Place
from kzreform.writing.relations import RELATION_WRITERS

if TYPE_CHECKING:
    from kzreform.checking.disputes import Dispute, Side


def write(disputes: Sequence[Dispute], format_: str, output: Output) -> None:
    """Write disputes in one of the formats of relations; JSON has both places with their sentences too."""
    if format_ == "table":
        output.write("\n".join(map(_text, disputes)) if disputes else "no conflicts\n")
    elif format_ in records.FORMATS:
        records.write(map(_fields, disputes), (), format_, output)
    else:
        sides = [side for dispute in disputes for side in dispute.sides]
        places = {side.document.id: Place(side.document.path or side.document.id) for side in sides}
        RELATION_WRITERS[format_]((dispute.relation for dispute in disputes), output, places)


def _text(dispute: Dispute) -> str:
    one, other = (side.figure for side in dispute.sides)
    head = f"“{shown(one.item)}” for {date_cell(one)} is {hedged_cell(one)} or {hedged_cell(other)}\n"
    places = [place_cell(figure) for figure in (one, other)]
    width = max(map(len, places))
    quotes = (f"  {place:<{width}}  {shown(each.sentence)}\n" for place, each in zip(places, (one, other), strict=True))
    return head + "".join(quotes)


def _fields(dispute: Dispute) -> records.Fields:
    relation = dispute.relation
    fields: records.Fields = {name: getattr(relation, name) for name in relation.__struct_fields__}
    return {**fields, "gap": dispute.gap, "places": [_quoted(side) for side in dispute.sides]}


def _quoted(side: Side) -> records.Fields:
    figure, document = side.figure, side.document
    return {
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "line": figure.line,
        "page": figure.page,
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "date": figure.date,
        "item": figure.item,
        "sentence": figure.sentence,
    }
