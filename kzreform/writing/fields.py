"""The fields of a figure as columns: their names, types and what they may hold, taken from the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import inspect

from kzreform.records import CheckedFigure, Figure

FIELDS: tuple[str, ...] = Figure.__struct_fields__
"""The names of all fields, in the record's order."""

CHECKS = "checks"
"""The field that only audited figures have."""

Type = Literal["text", "integer", "number"]


class Field(msgspec.Struct, frozen=True):
    """A field: its type, whether it may be null, and the words it is limited to, if it is."""

    name: str
    type: Type
    nullable: bool
    choices: tuple[str, ...]
    description: str


def fields(columns: Sequence[str] = ()) -> tuple[Field, ...]:
    """Give the fields with these names, in their order; without names, all of them.

    >>> [(field.name, field.type, field.nullable) for field in fields(["value_high", "line"])]
    [('value_high', 'number', True), ('line', 'integer', False)]
    """
    known = _known()
    return tuple(known[name] for name in columns or FIELDS)


def parse_columns(names: str) -> tuple[str, ...]:
    """Read names of fields with commas between them; raises ``ValueError`` for a name that is unknown or comes twice.

    That of the checks is known too; whether the figures have it, the caller must see.

    >>> parse_columns("item, value,unit")
    ('item', 'value', 'unit')
    """
    found = tuple(name.strip() for name in names.split(","))
    for name in found:
        if name not in (*FIELDS, CHECKS):
            raise ValueError(f"{name!r} is not a column; there are {', '.join(FIELDS)}")
        if found.count(name) > 1:
            raise ValueError(f"{name!r} comes twice")
    return found


@cache
def _known() -> dict[str, Field]:
    record = inspect.type_info(CheckedFigure)
    assert isinstance(record, inspect.StructType)
    return {field.name: _field(field) for field in record.fields}


def _field(field: inspect.Field) -> Field:
    assert isinstance(field.type, inspect.Metadata)
    told = (field.type.extra_json_schema or {}).get("description", "")
    inner = field.type.type
    types: tuple[Any, ...] = inner.types if isinstance(inner, inspect.UnionType) else (inner,)
    base = next(each for each in types if not isinstance(each, inspect.NoneType))
    type_: Type = "text"
    if isinstance(base, inspect.IntType):
        type_ = "integer"
    elif isinstance(base, inspect.DecimalType):
        type_ = "number"
    choices = tuple(map(str, base.values)) if isinstance(base, inspect.LiteralType) else ()
    return Field(field.name, type_, len(types) > 1, choices, told)


def numeral(value: Decimal) -> str:
    """Give a number in digits, with its written precision and without an exponent.

    >>> numeral(Decimal("3.250E+4")), numeral(Decimal("1E-7"))
    ('32500', '0.0000001')
    """
    return format(value, "f")
