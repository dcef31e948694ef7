"""What holds for whatever is read."""

from __future__ import annotations

import functools
import io
import json
from typing import Any

import msgspec
from jsonschema import Draft202012Validator

from kzreform import writing
from kzreform.checking.audit import audit, conflicts
from kzreform.checking.audit.records import VERDICTS
from kzreform.extraction import Extractor
from kzreform.records import Document, Figure, json_schema
from tests.extraction.test_pipeline import check


@functools.cache
def _schema() -> Any:
    return Draft202012Validator(json_schema())


def extract(extractor: Extractor, document: Document) -> list[Figure]:
    """Extract a document and check all that holds for its figures."""
    figures = extractor.extract(document)
    # An id that cannot be written is mended; so is the text, but never in a figure.
    check(msgspec.structs.replace(document, id=document.id.replace("\ud800", "\ufffd")), figures)
    written = io.BytesIO()
    writing.FORMATS["json"].write(figures, writing.Output(written), writing.Options())
    _schema().validate(json.loads(written.getvalue()))
    return figures


def relate(document: Document, figures: list[Figure]) -> None:
    """Audit the figures of a document, compare them with each other, and check what is said of them."""
    known = {figure.id for figure in figures}
    for relation in (*audit(document, figures), *conflicts([(document, figures)])):
        assert relation.verdict in VERDICTS
        assert relation.stated.id in known
        msgspec.json.decode(msgspec.json.encode(relation))
