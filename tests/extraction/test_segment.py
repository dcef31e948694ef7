"""Blocks of documents and sentences of blocks."""

from __future__ import annotations

from typing import Any

import pytest

from kzreform.extraction.rules import Rules
from kzreform.extraction.segment import blocks, sentences
from kzreform.records import Document

WRAPPED = (
    "The ministry opened three hundred schools over the last\n"
    "five years, and another forty are to be built before the\n"
    "end of the decade in the districts of the south.\n"
)

# Lines of it begin with a decimal and end with a sentence, by chance.
PRINTED = (
    "The share of children who attend a kindergarten rose from 27.7% to\n"
    "76.8% in seven years. In the villages of the south it is lower, at\n"
    "41.2 percent, and in the capital one in five waits for a place now.\n"
    "The ministry opened three hundred kindergartens, of which a half are\n"
    "private, and another forty are to be built before the end of this\n"
    "year.\n"
)

# Text, and its blocks as (kind, line, first word).
BLOCKS = [
    ("", []),
    (" \n\n\t\n", []),
    ("It is so.", [("paragraph", 1, "It")]),
    ("\n\n  It is so.\n", [("paragraph", 3, "It")]),
    ("One is here.\nTwo is there.", [("paragraph", 1, "One"), ("paragraph", 2, "Two")]),
    ("One is here.\r\nTwo is there.", [("paragraph", 1, "One"), ("paragraph", 2, "Two")]),
    ("One is here.\r\n\r\nTwo is there.", [("paragraph", 1, "One"), ("paragraph", 3, "Two")]),
    ("One is here.\rTwo is there.", [("paragraph", 1, "One"), ("paragraph", 2, "Two")]),
    ("On schools\n\nThere are 369 schools.", [("heading", 1, "On"), ("paragraph", 3, "There")]),
    ("ON SCHOOLS\nThere are 369.", [("heading", 1, "ON"), ("paragraph", 2, "There")]),
    ("# On schools\n369 of them.", [("heading", 1, "#"), ("paragraph", 2, "369")]),
    ("On schools:\nThere are 369 schools now.", [("paragraph", 1, "On"), ("paragraph", 2, "There")]),
    (
        "Schools 369, pupils 740, teachers 12\n\nThat is a lot of them, we think.",
        [("paragraph", 1, "Schools"), ("paragraph", 3, "That")],
    ),
    ("- 20 are new;\n- 30 are old;", [("list_item", 1, "-"), ("list_item", 2, "-")]),
    ("– 20 are new;\n• 30 are old.", [("list_item", 1, "–"), ("list_item", 2, "•")]),
    ("1) 20 are new;\n2) 30 are old.", [("list_item", 1, "1)"), ("list_item", 2, "2)")]),
    ("1. 20 are new.\n(b) 30 are old.", [("list_item", 1, "1."), ("list_item", 2, "(b)")]),
    ("Region\tSchools\tPupils\nAbai\t191\t104,220", [("table_row", 1, "Region"), ("table_row", 2, "Abai")]),
    ("| Abai | 191 |", [("table_row", 1, "|")]),
    (WRAPPED, [("paragraph", 1, "The")]),
    (WRAPPED.replace("\n", "\r\n"), [("paragraph", 1, "The")]),
    (WRAPPED + "\n" + WRAPPED, [("paragraph", 1, "The"), ("paragraph", 5, "The")]),
    (WRAPPED + "- 20 are new;", [("paragraph", 1, "The"), ("list_item", 4, "-")]),
    (PRINTED, [("paragraph", 1, "The")]),
    (PRINTED + "ON COURTS\nThere are 31.", [("paragraph", 1, "The"), ("heading", 7, "ON"), ("paragraph", 8, "There")]),
    (PRINTED + "4.1. The courts of the south\n", [("paragraph", 1, "The"), ("list_item", 7, "4.1.")]),
    ("76.8% of them were full.", [("paragraph", 1, "76.8%")]),
    ("4.1 million were full.", [("paragraph", 1, "4.1")]),
    ("4.1 The first of them are full.", [("list_item", 1, "4.1")]),
]


@pytest.mark.parametrize(("text", "wanted"), BLOCKS, ids=[repr(text[:24]) for text, _ in BLOCKS])
def test_blocks(text: str, wanted: list[tuple[str, int, str]]) -> None:
    found = list(blocks(Document(id="x", text=text)))
    assert [(block.kind, block.line, text[block.start : block.end].split()[0]) for block in found] == wanted
    ends = [offset for block in found for offset in (block.start, block.end)]
    assert ends == sorted(ends)


def test_a_block_stands_under_the_heading_before_it() -> None:
    text = (
        "It begins here.\n\nOn  schools\n\nThere are 369 schools.\n- 20 are new;\n\nON COURTS\n\nThere are 31 of them."
    )
    found = [(text[block.start : block.end].split()[0], block.section) for block in blocks(Document(id="x", text=text))]
    assert found == [
        ("It", None),
        ("On", "On schools"),
        ("There", "On schools"),
        ("-", "On schools"),
        ("ON", "ON COURTS"),
        ("There", "ON COURTS"),
    ]


def test_pages_are_counted_where_the_document_has_them() -> None:
    text = "One is here.\n\nTwo is there.\n\nThree is gone."
    document = Document(id="x", text=text, page_starts=(0, text.index("Three")))
    assert [block.page for block in blocks(document)] == [1, 1, 2]
    assert [block.page for block in blocks(Document(id="x", text=text))] == [None, None, None]


SENTENCES: list[Any] = [
    ["It fell to 4.7%.", "In 2021 it rose."],
    ["One sentence without an end"],
    ["Is it so?", "It is!", "Good."],
    ["He waited…", "It came."],
    ["Mr. Omarov and Dr. Ali agreed.", "Mrs. Kim did not."],
    ["By order No. 5 it was done.", "See Art. 4 of it."],
    ["It was led by K. Tokayev in 2019.", "He won."],
    ["A. B. Smith of St. Andrews came.", "All left."],
    ["The U.S. Embassy paid.", "The U.N. Fund did not."],
    ["It cost 5 mln. tenge in all.", "That was much."],
    ["Some were freed, e.g. Ali, i.e. one man.", "It ended."],
    ["It grew (by 5%.)", "Then it fell."],
    ["“How so?” he asked.", "Then he left."],
    ["“It grew by 5%.”", "Then it fell."],
    ["He said: «It grew. It will.»", "He left."],
    ["The report “Schools. A reckoning” counts 369.", "It is long."],
    ["On 01.02.2023 it opened.", "It closed on 3.4.2023."],
    ["It rose to 5.5 in May.", "40 were left."],
    ["1. First comes this.", "Second comes that."],
]


@pytest.mark.parametrize("wanted", SENTENCES, ids=lambda row: row[0])
def test_sentences(wanted: list[str], rules: Rules) -> None:
    text = f" {' '.join(wanted)}  "
    assert [text[start:end] for start, end in sentences(text, rules)] == wanted


GLUED: list[Any] = [
    ["All of them agreed.", "In 2021 it rose."],
    ["It stood at 5%.", "The rest fell."],
    ["“It rose.”", "Then it fell."],
]


@pytest.mark.parametrize("wanted", GLUED, ids=lambda row: row[0])
def test_glued_sentences(wanted: list[str], rules: Rules) -> None:
    text = "".join(wanted)
    assert [text[start:end] for start, end in sentences(text, rules)] == wanted


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "."])
def test_next_to_nothing(text: str, rules: Rules) -> None:
    assert [text[start:end] for start, end in sentences(text, rules)] == ([text] if text.strip() else [])
