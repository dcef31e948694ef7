"""PDF: the order of reading, tables, raised marks, words parted at line ends."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from kzreform.reading.pdf import read
from tests.reading.files import Paper

STYLE = getSampleStyleSheet()["Normal"]


def drawn(*lines: tuple[float, float, str]) -> str:
    """A page with texts at given places."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for left, bottom, words in lines:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(left, bottom, words)
    canvas.save()
    return read(out.getvalue(), "x").text


def built(*parts: str | Sequence[Sequence[str]]) -> str:
    out = io.BytesIO()
    story: list[Flowable] = [Paragraph(part, STYLE) if isinstance(part, str) else Table(part) for part in parts]
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return read(out.getvalue(), "x").text


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("the coun-", "try grew", "the country grew"),
        ("a long-", "term plan", "a long-term plan"),
        ("Nur-", "Sultan grew", "Nur-Sultan grew"),
        ("a 5-", "year plan", "a 5-year plan"),
        ("in 2019-", "2024 it grew", "in 2019-2024 it grew"),
        ("twenty-", "five of them", "twenty-five of them"),
        ("anti-corruption work and anti-", "corruption law", "anti-corruption work and anti-corruption law"),
        ("self-", "employed people", "self-employed people"),
        ("it grew –", "by 5%", "it grew – by 5%"),
    ],
)
def test_words_parted_at_line_ends(first: str, second: str, wanted: str) -> None:
    assert drawn((72, 700, first), (72, 687, second)) == wanted + "\n"


def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn() -> None:
    left = [f"This is the left column, line {word}," for word in ("one", "two", "three", "four", "five")]
    right = [f"this is the right column, line {word}," for word in ("one", "two", "three", "four", "five")]
    lines = [(72.0, 770.0, "A title that stands across both of the columns, as titles do in reports")]
    for number, pair in enumerate(zip(left, right, strict=True)):
        lines += [(72 + 230 * side, 740 - 13 * number, words) for side, words in enumerate(pair)]
    lines.append((72, 640, "And a last line that stands across both of the columns, as notes do in reports."))
    wanted = f"{lines[0][2]}\n\n{' '.join(left)} {' '.join(right)}\n\n{lines[-1][2]}\n"
    assert drawn(*lines) == wanted
    assert drawn(*lines[::-1]) == wanted


def test_rows_of_tables_are_lines_with_their_cells_in_place() -> None:
    table = [["Region", "Schools", "Pupils", "Year"], ["Abai", "191", "104,220", "2024"], ["Almaty", "305", "", "2024"]]
    assert built("Before the table.", table, "After the table.") == (
        "Before the table.\n\nRegion | Schools | Pupils | Year\nAbai | 191 | 104,220 | 2024\nAlmaty | 305 |  | 2024\n\n"
        "After the table.\n"
    )


def test_raised_digits_are_not_those_of_the_number_before_them() -> None:
    told = built("There were 150<super>3</super> crimes on 20 m<super>2</super>, they say<super>12</super>.")
    assert told == "There were 150³ crimes on 20 m², they say¹².\n"


def test_bold_words_and_ligatures_do_not_part_a_line() -> None:
    assert built("There <b>were</b> 36<b>9</b> schools.") == "There were 369 schools.\n"


def test_furniture_that_counts_goes_and_what_only_looks_like_it_stays() -> None:
    made = Paper(furniture=True, lines=52)
    for number in (17, 23, 5):
        made.write(f"{number} schools were built in this part of the country.")
        made.turn()
    wanted = [f"{number} schools were built in this part of the country." for number in (17, 23, 5)]
    assert read(made.bytes(), "x").text.split("\n\n")[:2] == wanted[:2]


def test_the_day_a_file_was_made_counts_only_without_a_dateline() -> None:
    made = Paper()
    made.write("It was 5%.")
    assert read(made.bytes(), "x").published == "2000-01-01"  # ReportLab's, when told to be invariant
    made = Paper()
    made.write("March 16, 2022")
    assert read(made.bytes(), "x").published == "2022-03-16"
