"""One extractor for all, and a small dossier of our own to check claims against."""

from __future__ import annotations

import pytest

from kzreform.checking.claims import Checker
from kzreform.extraction import Extractor
from kzreform.keeping import Store
from kzreform.records import Document

DOSSIER = (
    Document(
        id="yearbook",
        title="Statistical yearbook of Ruritania",
        published="2024-06-01",
        text=(
            "Fisheries\n\n"
            "In 2023 the fleet of Ruritania landed 4,812 tons of herring and 1,250 tons of cod. In 2022 herring "
            "landings had been 6,015 tons. The number of licensed fishermen fell from 915 in 2020 to 732 in 2023.\n\n"
            "Libraries\n\n"
            "As of January 1, 2024, 316 public libraries are open, of which 214 are in villages. Their budget grew by "
            "12% in 2023 and reached 38.4 million euros. Readers borrowed over 2.7 million books in 2023.\n\n"
            "Women make up 63.18% of librarians. Half of the libraries have a ramp for wheelchairs.\n\n"
            "Courts\n\n"
            "Regional courts heard 21,340 appeals in 2023, 8,905 of them about rents. District courts heard 54,120 "
            "cases in 2023. The share of women among judges of the Supreme Court is 41.7%.\n\n"
            "Rankings\n\n"
            "Ruritania took 47th place out of 164 countries in the happiness index of 2023, after 52nd place in 2022.\n"
        ),
    ),
    Document(
        id="rules",
        title="What the new rules of Ruritania say",
        published="2023-03-10",
        text=(
            "The threshold for parties to enter the Diet has been lowered from 6% to 4%. A party must now have at least"
            " 3,000 members. The term of the mayor is five years.\n\n"
            "The waiting time for a passport was reduced from 30 to 12 business days.\n"
        ),
    ),
)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def checker(extractor: Extractor) -> Checker:
    store = Store.memory()
    for document in DOSSIER:
        store.add(document, extractor.extract(document))
    return Checker(store, extractor)
