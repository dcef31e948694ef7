"""Word documents: everything that is read, in order, and nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from kzreform.errors import ReadError
from kzreform.reading.docx import read

_OPEN = "http://schemas.openxmlformats.org"
_W = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:m="{_OPEN}/officeDocument/2006/math" '
    f'xmlns:mc="{_OPEN}/markup-compatibility/2006"'
)


def field(mark: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{mark}'/></w:r>"


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
        (  # the code of a field holds another field, and words
            f"{field('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{field('begin')}{field('separate')}"
            f"<w:r><w:t>12</w:t></w:r>{field('end')}<w:r><w:t>&gt; 1</w:t></w:r>{field('separate')}"
            f"<w:r><w:t>369</w:t></w:r>{field('end')}<w:r><w:t> schools</w:t></w:r>",
            "369 schools",
        ),
        ("<w:r><w:t>36</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>9</w:t></w:r>", "369"),
        ("<w:r><w:t>369</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Note'/></w:rPr><w:t>2</w:t></w:r>", "369²"),
        ("<w:r><w:t>369</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Unseen'/></w:rPr><w:t>2</w:t></w:r>", "369"),
        (
            "<w:r><w:t>CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>2</w:t></w:r>"
            "<w:r><w:t>: 5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>1</w:t></w:r>",
            "CO2: 5₁",
        ),
        (
            "<w:r><w:sym w:font='Symbol' w:char='F02D'/><w:t>5</w:t><w:sym w:font='Symbol' w:char='F0B0'/></w:r>"
            "<w:r><w:t>C, 5</w:t><w:sym w:font='Wingdings' w:char='F0E0'/><w:t>7, </w:t><w:sym w:char='20AC'/></w:r>",
            "−5°C, 5\ufffd7, €",
        ),
        ("<w:r><w:t>by </w:t></w:r><m:oMath><m:r><m:t>5.2</m:t></m:r></m:oMath><w:r><w:t>%</w:t></w:r>", "by 5.2%"),
        (
            "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            "<m:r><m:t> km</m:t></m:r><m:sSup><m:e><m:r><m:t>5</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup>"
            "</m:sSup></m:oMath></m:oMathPara>",
            "1/2 km5³",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>369</w:t></mc:Choice><mc:Fallback><w:t>370</w:t>"
            "</mc:Fallback></mc:AlternateContent><w:t> schools</w:t></w:r>",
            "369 schools",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>36</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "36",
        ),
    ],
)
def test_what_a_paragraph_says(xml: str, wanted: str) -> None:
    document = docx.Document()
    styles = document.styles
    styles.add_style("Note", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    styles.add_style("Hidden", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER).base_style = styles["Hidden"]
    document.element.body.insert(0, parse_xml(f"<w:p {_W}>{xml}</w:p>"))
    assert text(document) == wanted + "\n"


def test_a_paragraph_whose_end_is_deleted_goes_on() -> None:
    document = docx.Document()
    for number, xml in enumerate(
        (
            "<w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>3</w:t></w:r>",
            "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>69 schools, 1</w:t></w:r>",
            "<w:r><w:t>,692 courts</w:t></w:r>",
        )
    ):
        document.element.body.insert(number, parse_xml(f"<w:p {_W}>{xml}</w:p>"))
    assert text(document) == "369 schools, 1,692 courts\n"


def test_cells_stand_in_their_columns() -> None:
    document = docx.Document()
    rows = [
        "<w:tc><w:p><w:r><w:t>Region</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2023</w:t></w:r></w:p></w:tc>",
        "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>Abai</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
        "<w:tc><w:p><w:r><w:t>191</w:t></w:r></w:p><w:p><w:r><w:t>200</w:t></w:r></w:p></w:tc>",
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>",
        "<w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p><w:r><w:t>6</w:t></w:r></w:p></w:tc>",
    ]
    table = "".join(f"<w:tr>{each}</w:tr>" for each in rows)
    document.element.body.insert(0, parse_xml(f"<w:tbl {_W}>{table}</w:tbl>"))
    assert text(document) == "Region | 2023\nAbai | 191; 200\n | 5\n"


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Abai", "191"
    box = "<w:p><w:r><w:t>369 schools</w:t></w:r></w:p>"
    table.rows[0].cells[1].paragraphs[0]._p.append(
        parse_xml(f"<w:r {_W}><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>")
    )
    assert text(document) == "Abai | 191\n\n369 schools\n"


def test_columns_of_text_are_no_table() -> None:
    document = docx.Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = "In 2023 there were 369 schools.", "In 2022 there were 360."
    left.add_paragraph("And 20 courts.")
    assert text(document) == "In 2023 there were 369 schools.\n\nAnd 20 courts.\n\nIn 2022 there were 360.\n"


def test_the_strict_form_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels", '<a b="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
        )
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(ReadError, match="strict form of Open XML"):
        read(out.getvalue(), "x")


@pytest.mark.parametrize(
    "kind",
    [
        "ms-word.document.macroEnabled.main",
        "ms-word.template.macroEnabledTemplate.main",
        "openxmlformats-officedocument.wordprocessingml.template.main",
    ],
)
def test_documents_with_macros_and_templates_are_read(kind: str) -> None:
    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("369 schools")
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            ordinary = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
            target.writestr(name, source.read(name).replace(ordinary, b"vnd." + kind.encode()))
    assert read(out.getvalue(), "x").text == "369 schools\n"


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
