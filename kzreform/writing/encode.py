"""A record as one line of JSON; decimals are numbers, without loss and without an exponent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from kzreform.records import Figure, plain
from kzreform.writing.cells import spelled

_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(figure: Figure, columns: Sequence[str] = ()) -> str:
    """Give a figure as JSON on one line, its fields in the record's order, or only some in the order given.

    >>> from decimal import Decimal
    >>> share = Figure(id="1", document="d", start=0, end=2, text="5%", kind="percent", value=Decimal(5), unit="%")
    >>> encode(share)[:72]
    '{"id":"1","document":"d","start":0,"end":2,"text":"5%","kind":"percent",'
    >>> encode(share, ["value", "id"])
    '{"value":5,"id":"1"}'
    """
    if columns:
        record: object = {name: _value(getattr(figure, name)) for name in columns}
    else:
        high = None if figure.value_high is None else plain(figure.value_high)
        record = msgspec.structs.replace(figure, value=plain(figure.value), value_high=high)
    return spelled(_encoder.encode(record).decode())


def _value(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else value
