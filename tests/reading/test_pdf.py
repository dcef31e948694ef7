"""PDF: the order of reading, tables, raised marks, words parted at line ends."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

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


def built(*parts: str | Sequence[Sequence[str]] | Table) -> str:
    out = io.BytesIO()
    story: list[Flowable] = []
    for part in parts:
        story.append(
            part if isinstance(part, Table) else Paragraph(part, STYLE) if isinstance(part, str) else Table(part)
        )
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


GRID = TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])


def test_the_head_of_a_row_may_take_several_lines() -> None:
    table = [
        ["Region", "2021", "2022", "2023"],
        ["Abai", "1,692", "1,700", "1,800"],
        [Paragraph("Number of schools in Astana and its districts, by the end of the year", STYLE), "55", "56", "57"],
        ["Oral", "5", "", "7"],
    ]
    assert built("Before the table.", Table(table, [120, 60, 60, 60], style=GRID), "After the table.") == (
        "Before the table.\n\nRegion | 2021 | 2022 | 2023\nAbai | 1,692 | 1,700 | 1,800\n"
        "Number of schools in Astana and its districts, by the end of the year | 55 | 56 | 57\nOral | 5 |  | 7\n\n"
        "After the table.\n"
    )


def test_rows_may_have_lines_of_their_heads_between_them() -> None:
    names = ("Growth of the economy in the regions, percent", "Inflation by the end of that year, percent")
    table = [[Paragraph(names[0], STYLE), "4.5", "-5.6"], [Paragraph(names[1], STYLE), "8.1", "9.2"]]
    told = built(Table(table, [120, 40, 40], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]))
    assert told == f"{names[0]} | 4.5 | -5.6\n{names[1]} | 8.1 | 9.2\n"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_to_be_seen_upright_is_read_as_it_is_seen(turn: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(turn)
    canvas.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turn])
    canvas.rotate(turn)
    for line, words in enumerate(
        ("In 2023 there were 1,692 schools in the country,", "and that is 5 more than before.")
    ):
        canvas.drawString(72, 500 - 14 * line, words)
    canvas.save()
    told = read(out.getvalue(), "x").text
    assert told == "In 2023 there were 1,692 schools in the country, and that is 5 more than before.\n"


def test_what_stands_upwards_in_a_margin_comes_after_the_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 700, "In 2023 there were 1,692 schools in the country.")
    canvas.translate(40, 600)
    canvas.rotate(90)
    canvas.drawString(0, 0, "44 more are being built")
    canvas.save()
    told = read(out.getvalue(), "x").text
    assert told == "In 2023 there were 1,692 schools in the country.\n\n44 more are being built\n"


def test_titles_with_years_and_sums_at_the_foot_are_no_furniture() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, year in enumerate((2021, 2022, 2023)):
        canvas.drawString(72, 790, f"Results of {year}")
        canvas.drawString(72, 700, f"The ministry built {7 * number + 15} schools in the country.")
        canvas.drawString(72, 60, f"In all there were {20 + number} schools")
        canvas.drawString(72, 30, f"Report, page {number + 1} of 3")
        canvas.showPage()
    canvas.save()
    told = read(out.getvalue(), "x").text.split("\n\n")
    assert told[:3] == [
        "Results of 2021",
        "The ministry built 15 schools in the country.",
        "In all there were 20 schools",
    ]
    assert len(told) == 9
    assert "page" not in "".join(told)


@pytest.mark.parametrize("apart", [0, 1, 3, 6])
def test_letters_that_are_set_apart_are_words(apart: float) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", 11)
    text.setCharSpace(apart)
    text.textOut("In 2023 there were 1,692 schools")
    canvas.drawText(text)
    canvas.save()
    assert read(out.getvalue(), "x").text == "In 2023 there were 1,692 schools\n"


def test_digits_in_a_row_are_no_number() -> None:
    cells = [(72.0 + 20 * place, bottom, f"{place}") for place in range(1, 10) for bottom in (700.0, 680.0)]
    assert drawn(*cells).split() == ([*"1|2|3|4|5|6|7|8|9"] * 2)


def test_raised_digits_of_the_same_size_are_not_those_of_the_number_before_them() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    text = canvas.beginText(72, 700)
    text.setFont("Helvetica", 11)
    text.textOut("There were 354")
    text.setRise(4)
    text.textOut("2")
    text.setRise(0)
    text.textOut(" schools")
    canvas.drawText(text)
    canvas.save()
    assert read(out.getvalue(), "x").text == "There were 354² schools\n"


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
