"""Whether a claimed value agrees with a source's: a row a pair, as both are written."""

from __future__ import annotations

from typing import Any

import pytest

from kzreform.checking.claims.comparing import compared
from kzreform.extraction import Extractor
from kzreform.records import Document, Figure

ROWS = [
    # claim, source, agreement
    ("1,692 crimes", "1,692 crimes", "same"),
    ("exactly 1,692 crimes", "some 1,692 crimes", "same"),
    ("1,693 crimes", "1,692 crimes", "differs"),
    ("about 1,700 crimes", "1,692 crimes", "rounded"),
    ("1,700 crimes", "1,692 crimes", "rounded"),
    ("1,690 crimes", "1,692 crimes", "differs"),
    ("about 1,500 crimes", "1,692 crimes", "differs"),
    ("2,000 crimes", "1,692 crimes", "differs"),
    ("more than 1,600 crimes", "1,692 crimes", "rounded"),
    ("more than 1,692 crimes", "1,692 crimes", "differs"),
    ("more than 500 crimes", "1,692 crimes", "holds"),
    ("fewer than 1,700 crimes", "1,692 crimes", "rounded"),
    ("fewer than 1,600 crimes", "1,692 crimes", "differs"),
    ("at least 1,692 crimes", "1,692 crimes", "same"),
    ("77%", "77.18%", "rounded"),
    ("77.2%", "77.18%", "rounded"),
    ("77.1%", "77.18%", "differs"),
    ("78%", "77.18%", "differs"),
    ("77.18%", "77%", "rounded"),
    ("100%", "96%", "differs"),
    ("a fifth", "20%", "same"),
    ("a fifth", "19.1%", "rounded"),
    ("a fifth", "25%", "differs"),
    ("over a third", "35%", "rounded"),
    ("325bn tenge", "325 billion tenge", "same"),
    ("over 300 billion tenge", "over 325 billion tenge", "rounded"),
    ("350 billion tenge", "over 325 billion tenge", "differs"),
    ("1.5 trillion tenge", "1,500 billion tenge", "same"),
    ("325 billion dollars", "325 billion tenge", "apart"),
    ("up to 100 days", "over 100 days", "differs"),
    ("30-40%", "30-40%", "same"),
    ("35%", "30-40%", "rounded"),
    ("45%", "30-40%", "differs"),
    ("3 years", "36 months", "same"),
    ("2 weeks", "14 days", "same"),
    ("2 weeks", "14 business days", "apart"),
    ("62nd place", "62nd place", "same"),
    ("62nd place", "62 places", "apart"),
]


def alone(extractor: Extractor, text: str) -> Figure:
    (figure,) = extractor.extract(Document(id="text", text=f"It was {text}."))
    return figure


@pytest.mark.parametrize(("claim", "source", "agreement"), ROWS, ids=[f"{a} / {b}" for a, b, _ in ROWS])
def test_values(extractor: Extractor, claim: str, source: str, agreement: str) -> None:
    assert compared(alone(extractor, claim), alone(extractor, source)) == agreement


CHANGES = [
    ("2%", "up", "2%", "down", "differs"),
    ("2%", "down", "2%", "down", "same"),
    ("doubled", "up", "100%", "up", "same"),
    ("threefold", "up", "200%", "up", "same"),
    ("fourfold", "down", "75%", "down", "same"),
    ("doubled", "up", "2%", "up", "differs"),
]


@pytest.mark.parametrize(("claim", "way", "source", "other", "agreement"), CHANGES)
def test_changes(extractor: Extractor, claim: str, way: Any, source: str, other: Any, agreement: str) -> None:
    first, second = changed(extractor, claim, way), changed(extractor, source, other)
    assert compared(first, second) == agreement


def changed(extractor: Extractor, text: str, way: str) -> Figure:
    said = (
        text if text.endswith("ed") else f"{'rose' if way == 'up' else 'fell'} {'' if 'fold' in text else 'by '}{text}"
    )
    (figure,) = extractor.extract(Document(id="text", text=f"Crime {said}."))
    assert (figure.role, figure.direction) == ("change", way)
    return figure


def test_a_change_is_no_level(extractor: Extractor) -> None:
    assert compared(changed(extractor, "2%", "up"), alone(extractor, "2%")) == "apart"
