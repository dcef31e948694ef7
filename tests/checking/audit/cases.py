"""What the tests of the audit share: the extractor, loaded once, and the audit of a short text."""

from __future__ import annotations

from functools import cache

from kzreform.checking.audit import Relation, audit
from kzreform.extraction import Extractor
from kzreform.records import Document


@cache
def extractor() -> Extractor:
    return Extractor()


def audited(text: str, id: str = "note", published: str | None = "2024-06-01") -> list[Relation]:
    document = Document(id=id, text=text, published=published)
    return audit(document, extractor().extract(document))
