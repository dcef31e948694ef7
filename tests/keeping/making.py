"""Small corpora for tests: documents of sentences, each with the figures that are marked in it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from kzreform.keeping import Store
from kzreform.records import Document, Figure, figure_id


def noted(id: str, *sentences: tuple[str, dict[str, Any]], **known: Any) -> tuple[Document, list[Figure]]:
    """A document of sentences, each with one figure in ``[[ ]]`` and its fields; a count for 2023, if not said."""
    text, figures = "", []
    for line, (marked, fields) in enumerate(sentences, 1):
        found = re.search(r"\[\[(.+)\]\]", marked)
        assert found
        sentence = marked.replace("[[", "").replace("]]", "")
        start = len(text) + found.start()
        end = start + len(found[1])
        given = {"kind": "count", "value": Decimal(re.sub(r"[^0-9.]", "", found[1])), "unit": "crime", "date": "2023"}
        given |= {"item": "", "line": line, "sentence": sentence} | fields
        figures.append(
            Figure(id=figure_id(id, start, end, found[1]), document=id, start=start, end=end, text=found[1], **given)
        )
        text += sentence + "\n"
    return Document(id=id, text=text, **known), figures


def stored(*documents: tuple[Document, list[Figure]], store: Store | None = None) -> Store:
    """A store in memory with documents, in the order given."""
    store = store or Store.memory()
    for document, figures in documents:
        store.add(document, figures)
    return store


CRIMES = noted(
    "crimes.txt",
    ("In 2023, [[1,692]] corruption crimes were registered.", {"item": "corruption crimes registered"}),
    ("The year before it was [[1,724]].", {"item": "corruption crimes", "date": "2022"}),
    ("Of thefts there were [[40,000]] in 2023.", {"item": "thefts"}),
    title="Crimes",
    published="2024-01-10",
)
SCHOOLS = noted(
    "schools.txt",
    ("The share of crime-free schools is [[45.5%]].", {"kind": "percent", "unit": "percent", "item": "schools"}),
    ("The fund gave [[325 billion]] tenge to schools.", {"kind": "money", "unit": "KZT", "value": Decimal("325E+9")}),
)
