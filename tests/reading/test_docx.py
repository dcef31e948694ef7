"""Word documents: everything that is read, in order, and nothing else."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from kzreform.reading.docx import read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text(document: Any) -> str:
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue(), "x").text


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        ("<w:r><w:t>369 schools</w:t></w:r>", "369 schools"),
        ("<w:ins><w:r><w:t>369 schools</w:t></w:r></w:ins>", "369 schools"),
        (
            "<w:r><w:t>369 </w:t></w:r><w:del><w:r><w:delText>370 </w:delText></w:r></w:del>"
            "<w:r><w:t>schools</w:t></w:r>",
            "369 schools",
        ),
        ("<w:hyperlink><w:r><w:t>369 schools</w:t></w:r></w:hyperlink>", "369 schools"),
        ("<w:smartTag><w:r><w:t>369 schools</w:t></w:r></w:smartTag>", "369 schools"),
        ("<w:sdt><w:sdtContent><w:r><w:t>369 schools</w:t></w:r></w:sdtContent></w:sdt>", "369 schools"),
        ("<w:r><w:t>369</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>", "369²"),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>12 </w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>369</w:t></w:r>",
            "369",
        ),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\n\ntwo"),
        ("<w:r><w:t>Kyzyl</w:t><w:noBreakHyphen/><w:t>Orda</w:t><w:tab/><w:t>5</w:t></w:r>", "Kyzyl‑Orda 5"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
            "<w:r><w:t>369</w:t></w:r>",
            "369",
        ),
    ],
)
def test_what_a_paragraph_says(xml: str, wanted: str) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {_W}>{xml}</w:p>"))
    assert text(document) == wanted + "\n"


def test_content_controls_are_read_and_tables_of_contents_are_not() -> None:
    document = docx.Document()
    inside = "<w:p><w:r><w:t>369 schools</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {_W}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"))
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Schools ..... 12", style="toc 1")
    assert text(document) == "369 schools\n"


def test_lists_get_their_marks() -> None:
    document = docx.Document()
    for words, style in (
        ("first", "List Number"),
        ("second", "List Number"),
        ("point", "List Bullet"),
        ("– marked by hand", "List Bullet"),
        ("none", "Normal"),
    ):
        document.add_paragraph(words, style=style)
    assert text(document).split("\n\n") == ["1. first", "2. second", "- point", "– marked by hand", "none\n"]


def test_tables_stand_where_they_are_and_keep_their_columns() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=4, cols=3)
    for row, cells in zip(table.rows, ("Region|Year|Schools", "Abai|2023|191", "|2024|199", "All||390"), strict=True):
        for cell, words in zip(row.cells, cells.split("|"), strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    document.add_paragraph("After.")
    assert text(document) == (
        "Before.\n\nRegion | Year | Schools\nAbai | 2023 | 191\nAbai | 2024 | 199\nAll |  | 390\n\nAfter.\n"
    )


def test_a_table_of_one_cell_is_a_frame() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "There are 369 schools."
    cell.add_paragraph("There are 20 courts.")
    assert text(document) == "There are 369 schools.\n\nThere are 20 courts.\n"


@pytest.mark.parametrize(
    ("words", "created", "modified", "wanted"),
    [
        ("5%", datetime(2024, 6, 10, tzinfo=UTC), datetime(2024, 6, 12, tzinfo=UTC), "2024-06-10"),
        ("5%", datetime(2014, 6, 10, tzinfo=UTC), datetime(2024, 6, 12, tzinfo=UTC), None),
        ("March 16, 2022", datetime(2024, 6, 10, tzinfo=UTC), datetime(2024, 6, 12, tzinfo=UTC), "2022-03-16"),
    ],
)
def test_the_date_is_the_datelines_or_that_of_the_making(
    words: str, created: datetime, modified: datetime, wanted: str | None
) -> None:
    document = docx.Document()
    document.add_paragraph(words)
    properties = document.core_properties
    properties.comments, properties.created, properties.modified, properties.title = "", created, modified, "On schools"
    out = io.BytesIO()
    document.save(out)
    assert (read(out.getvalue(), "x").published, read(out.getvalue(), "x").title) == (wanted, "On schools")
