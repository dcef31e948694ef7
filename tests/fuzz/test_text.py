"""Any text is read without an error, and what is read keeps to what a figure is."""

from __future__ import annotations

from kzreform.extraction import Extractor
from kzreform.records import Document
from tests.fuzz.budget import fuzzed
from tests.fuzz.invariants import extract, relate
from tests.fuzz.strategies import any_document, salads, spoilt


@fuzzed(150, document=any_document())
def test_any_text_is_read(document: Document, extractor: Extractor) -> None:
    figures = extract(extractor, document)
    assert extractor.extract(document) == figures


@fuzzed(60, document=any_document())
def test_any_text_is_audited(document: Document, extractor: Extractor) -> None:
    relate(document, extractor.extract(document))


@fuzzed(40, text=salads())
def test_any_figure_is_explained(text: str, extractor: Extractor) -> None:
    document = Document(id="x", text=text)
    explained = extractor.explain(document)
    assert [explanation.figure for explanation in explained] == extractor.extract(document)


@fuzzed(60, text=spoilt())
def test_a_text_is_read_alike_wherever_it_stands(text: str, extractor: Extractor) -> None:
    # What stands before a text moves its figures along, and changes none of the numbers.
    def read(before: str) -> list[tuple[int, str, str]]:
        figures = extractor.extract(Document(id="x", text=before + text))
        return [(f.start - len(before), f.text, str(f.value)) for f in figures if f.start >= len(before)]

    alone = read("")
    assert read("There is nothing to count here.\n\n\n") == alone
