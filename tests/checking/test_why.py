"""Why a figure was read as it was."""

from __future__ import annotations

from typing import Any

import pytest

from kzreform.checking.why import marked, nearest, passing_over, reasons
from kzreform.extraction import Explanation
from kzreform.extraction.rules import load_rules
from kzreform.records import Document
from tests.conftest import figure

PATTERNS = {pattern.name: pattern for pattern in load_rules("en").patterns}


def because(field: str, notes: dict[str, str], **fields: Any) -> str:
    explanation = Explanation(figure=figure(**fields), pattern="percent", reasons=notes)
    (reason,) = (reason for reason in reasons(explanation, PATTERNS) if reason.field == field)
    return reason.because


@pytest.mark.parametrize(
    ("field", "notes", "fields", "said"),
    [
        ("bound", {}, {}, "no bound word beside it"),
        ("bound", {"bound": "bound-about"}, {"bound": "about"}, "cue bound-about"),
        ("bound", {"bound": "bound-about"}, {}, "not as cue bound-about has it: the words around it outweigh it"),
        ("role", {"role": "from-to"}, {"role": "to"}, "an end of “from … to …”"),
        ("role", {"role": "kind multiple"}, {"role": "change"}, "its kind is multiple"),
        ("role", {"role": "something new"}, {"role": "change"}, "something new"),
        ("direction", {"direction": "rose"}, {"direction": "up", "sentence": "It Rose by 5%."}, "the word “rose”"),
        ("direction", {}, {"direction": "up", "role": "to"}, "the values of the two ends"),
        ("status", {"tense": "past"}, {}, "nothing plans or requires it; its verb is past"),
        ("date", {}, {}, "the text gives none"),
        (
            "date",
            {"date": "May  2023"},
            {"date": "2023-05", "date_basis": "stated"},
            "stated in the sentence: “May 2023”",
        ),
        (
            "date",
            {"date": "carried"},
            {"date": "2023", "date_basis": "carried"},
            "carried from an earlier sentence, heading or list line",
        ),
        (
            "date",
            {},
            {"date": "2023", "date_basis": "stated"},
            "stated in the sentence, shared with the figure beside it",
        ),
        ("unit", {"unit": "shared"}, {}, "taken from the figure beside it"),
    ],
)
def test_reasons(field: str, notes: dict[str, str], fields: dict[str, Any], said: str) -> None:
    assert because(field, notes, **fields) == said


@pytest.mark.parametrize(
    ("text", "start", "surface", "sentence", "expected"),
    [
        ("5% and 5%.", 7, "5%", "5% and 5%.", "5% and [[5%]]."),
        ("Up 5%. Then\n 5%\nof it, not 5%.", 13, "5%", "Then 5% of it, not 5%.", "Then [[5%]] of it, not 5%."),
        ("48 thou\u00adsand\u00a0tons", 0, "48 thou\u00adsand\u00a0tons", "48 thousand tons", "[[48 thousand tons]]"),
        ("It is 8. 5 percent", 6, "8. 5 percent", "It is 8.", "It is 8."),
    ],
)
def test_the_sentence_is_marked_where_the_figure_stands(
    text: str, start: int, surface: str, sentence: str, expected: str
) -> None:
    found = figure(surface, start=start, end=start + len(surface), sentence=sentence)
    assert marked(Document(id="a", text=text), found) == expected


def test_nearest() -> None:
    figures = [figure(start=n, end=n + 2) for n in (0, 10, 20)]
    assert [near.start for near in nearest(figures, 15)] == [10, 20]
    assert [near.start for near in nearest(figures, 30)] == [20]
    assert nearest([], 5) == []


def test_what_is_passed_over_is_named() -> None:
    text = "First.\nArticle 24 guarantees it, since 2023."
    found = [(pattern.yields, words) for pattern, words in passing_over(load_rules("en"), text, text.index("24"))]
    assert ("reference", "Article 24") in found
    assert all(what == "date" for what, _ in [(p.yields, w) for p, w in passing_over(load_rules("en"), text, 40)])
    assert passing_over(load_rules("en"), text, 0) == []
