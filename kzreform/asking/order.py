"""In what order figures are given, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import msgspec

from kzreform.checking.dates import interval
from kzreform.records import CheckedFigure, Figure

Key = Decimal | str | int | tuple[date, date]


class Order(msgspec.Struct, frozen=True):
    """A field of the figures to sort by.

    >>> Order.read("value:desc"), Order.read("date")
    (Order(field='value', descending=True), Order(field='date', descending=False))
    """

    field: str
    descending: bool = False

    @classmethod
    def read(cls, text: str) -> Order:
        """Read ``FIELD`` or ``FIELD:desc``; raises ``ValueError`` saying what is wrong."""
        field, colon, direction = text.partition(":")
        if field not in CheckedFigure.__struct_fields__:
            raise ValueError(f"{field!r} is no field; there are {', '.join(Figure.__struct_fields__)}")
        if colon and direction not in ("asc", "desc"):
            raise ValueError(f"{text!r}: after the colon stands asc or desc")
        return cls(field, direction == "desc")


def arranged(figures: Iterable[Figure], orders: Sequence[Order] = (), limit: int | None = None) -> Iterator[Figure]:
    """Sort figures, the first order being the weightiest, and give the first of them.

    Equal figures keep their order, and those without a value come last. Sorting needs all figures in memory; without
    it they are passed on as they come, and no more are taken than ``limit``.
    """
    if orders:
        rows = list(figures)
        for order in reversed(orders):
            rows = _sorted(rows, order)
        figures = rows
    return islice(figures, limit)


def _sorted(rows: list[Figure], order: Order) -> list[Figure]:
    keyed = [(_key(getattr(row, order.field), order.field), row) for row in rows]
    known: list[tuple[Any, Figure]] = [(key, row) for key, row in keyed if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def _key(value: Any, field: str) -> Key | None:
    if field == "date" and value is not None:
        try:
            return interval(value)
        except ValueError:
            return None
    key: Key | None = value
    return key
