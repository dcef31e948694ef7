"""What figures are about, in words that a reader would use: text, figure, item."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor
from kzreform.records import Document

ITEMS = [
    # Deadlines: a period for what is to be done.
    ("Appeals are considered within 15 working days.", "15 working days", "period for considering Appeals"),
    (
        "The commission must publish the list within five days after registration of the candidates.",
        "five days",
        "period to publish list after registration of candidates",
    ),
    (
        "The period for answers to enquiries has been cut from 7 to 5 working days.",
        "5 working days",
        "period for answers to enquiries",
    ),
    # Ages: of whom.
    ("The age of the volunteers is 18 to 29 years.", "18 to 29 years", "age of volunteers"),
    ("The remaining visitors are over 50 years old.", "50 years", "age of remaining visitors"),
    ("Persons who have reached 21 years of age may apply.", "21 years", "age of Persons"),
    # Terms and what has gone by.
    ("Mayors are appointed for four years.", "four years", "term of Mayors"),
    ("The term of office of a deputy is five years.", "five years", "term of office of deputy"),
    ("It has been two years since the adoption of the law.", "two years", "time since adoption of law"),
]


@pytest.mark.parametrize(("text", "figure", "item"), ITEMS, ids=[item for _, _, item in ITEMS])
def test_items(extractor: Extractor, text: str, figure: str, item: str) -> None:
    found = {one.text: one.item for one in extractor.extract(Document(id="x", text=text))}
    assert found[figure] == item
