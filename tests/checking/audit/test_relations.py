"""What ties figures, one line a way of saying it; and that what is told right or unclear is not accused."""

from __future__ import annotations

import json

import pytest

from kzreform.checking.audit import conflicts
from kzreform.records import Document
from tests.checking.audit.cases import audited, extractor
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "audit"
INNOCENT = (DATA / "innocent.txt").read_text(encoding="utf-8").splitlines()

WAYS = [json.loads(line) for line in (DATA / "ways.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("way", WAYS, ids=[way["message"] for way in WAYS])
def test_ways_of_saying_it(way: dict[str, str]) -> None:
    found = [(r.kind, r.verdict, r.message) for r in audited(way["text"])]
    assert (way["kind"], way["verdict"], way["message"]) in found


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_right_or_unclear_is_not_accused(text: str) -> None:
    assert [r.message for r in audited(text) if r.verdict == "inconsistent"] == []


def test_a_change_told_a_sentence_later() -> None:
    text = (
        "In 2023, courts received 31,123 claims (in 2022, 28,852). "
        "Compared to 2022, there is an increase of {} claims or {}%."
    )
    assert [r.verdict for r in audited(text.format("2,271", "7.9"))] == ["consistent", "consistent"]
    assert "inconsistent" in [r.verdict for r in audited(text.format("2,371", "7.9"))]


def test_a_relation_cites_its_figures_and_tells_what_was_allowed() -> None:
    text = "Councils count 786 women among 3,415 deputies (21.02%)."
    [relation] = audited(text)
    for figure in (*relation.inputs, relation.stated):
        assert text[figure.start : figure.end] == figure.text
        assert figure.doc == "note"
    assert (str(relation.computed), str(relation.low), str(relation.high)) == ("23.016105", "21.015", "21.025")


def test_conflicts_over_several_documents() -> None:
    texts = {"a": "In 2023, 34 new libraries were opened.", "b": "In 2023, 43 new libraries were opened."}
    documents = [Document(id=id, text=text) for id, text in texts.items()]
    [found] = conflicts([(document, extractor().extract(document)) for document in documents])
    assert (found.kind, found.verdict, found.doc, found.inputs[0].doc) == ("repeat", "inconsistent", "b", "a")
    assert found.message == "“new libraries opened” for 2023 is 34 in a, line 1, but 43 in b, line 1"
    assert conflicts([(documents[0], extractor().extract(documents[0]))] * 2) == []
