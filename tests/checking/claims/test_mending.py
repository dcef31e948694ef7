"""What a terse claim's figures are: a row a phrasing."""

from __future__ import annotations

import pytest

from kzreform.checking.claims.reading import Reader, claims
from kzreform.extraction import Extractor
from kzreform.records import Document

ROWS = [
    # claim, its last figure's kind, unit, value, role, direction
    ("Ships cost 17.6bn euros, 4.8bn of which falls on 2021.", ("money", "EUR", "4800000000", "level", None)),
    ("The answer comes within five days, no longer seven.", ("duration", "day", "7", "threshold", None)),
    ("One sailor in three is bullied.", ("percent", "percent", "33.33", "level", None)),
    ("One sailor in three hundred is bullied.", ("count", "sailor", "300", "level", None)),
    ("Catches: minus 17%.", ("percent", "percent", "17", "change", "down")),
    ("Catches: plus 17%.", ("percent", "percent", "17", "change", "up")),
    ("Wrecks are 17% rarer.", ("percent", "percent", "17", "change", None)),
    ("Catches in the bay: 17% against 2019.", ("percent", "percent", "17", "change", None)),
    ("There were 17% more wrecks.", ("percent", "percent", "17", "change", "up")),
    ("Women make up 17% of sailors.", ("percent", "percent", "17", "level", None)),
    ("Wrecks rose by a quarter, from 725 to 916.", ("count", "wreck", "916", "to", "up")),
    ("There are 52 ships and 48 boats.", ("count", "boat", "48", "level", None)),
]


@pytest.mark.parametrize(("text", "read"), ROWS, ids=[text for text, _ in ROWS])
def test_mended(extractor: Extractor, text: str, read: tuple[str, str, str, str, str | None]) -> None:
    (claim,) = claims(Document(id="claim", text=text), extractor, prose=False)
    last = Reader(extractor).checked(claim)[-1]
    assert (last.kind, last.unit, f"{last.value:f}", last.role, last.direction) == read
