"""A record as one line of JSON; decimals are numbers, without loss and without an exponent."""

from __future__ import annotations

import msgspec

from kzreform.records import Figure, plain

_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(figure: Figure) -> str:
    """Give a figure as JSON on one line, its fields in the record's order.

    >>> from decimal import Decimal
    >>> share = Figure(id="1", document="d", start=0, end=2, text="5%", kind="percent", value=Decimal(5), unit="%")
    >>> encode(share)[:72]
    '{"id":"1","document":"d","start":0,"end":2,"text":"5%","kind":"percent",'
    """
    high = None if figure.value_high is None else plain(figure.value_high)
    return _encoder.encode(msgspec.structs.replace(figure, value=plain(figure.value), value_high=high)).decode()
