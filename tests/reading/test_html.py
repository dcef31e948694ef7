"""HTML: main text, title and date, and nothing of the page around them."""

from __future__ import annotations

import pytest

from kzreform.reading.html import read
from tests.reading.files import html


def text(body: str, head: str = "") -> str:
    # A page with less text than this is taken whole.
    rest = "<p>What follows is here for the length of it, which tells a page's text from what is around it.</p>" * 3
    page = f"<html><head>{head}</head><body><nav>Home 12</nav><article>{body}{rest}</article></body></html>"
    return read(page.encode(), "x").text.split("\n\nWhat follows")[0] + "\n"


START = "<p>The ministry counted the schools of all the regions, and these are the numbers.</p>"
LEAD = "The ministry counted the schools of all the regions, and these are the numbers.\n\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>There   are\n369 schools.</p>", "There are 369 schools.\n"),
        ("<p>There are <b>369</b> <a href='/a'>schools</a>.</p>", "There are 369 schools.\n"),
        ("<p>There were 150<sup>3</sup> of them on 20 m<sup>2</sup>.</p>", "There were 150³ of them on 20 m².\n"),
        ("<p>369 schools<br>20 courts</p>", "369 schools\n\n20 courts\n"),
        ("<ul><li>369 schools;</li><li>20 courts.</li></ul>", "- 369 schools;\n\n- 20 courts.\n"),
        ("<ol><li>schools: 369;</li><li>courts: 20.</li></ol>", "1. schools: 369;\n\n2. courts: 20.\n"),
        (
            "<table><tr><th>Region</th><th>Schools</th><th>Year</th></tr>"
            "<tr><td>Abai</td><td>191</td><td>2024</td></tr></table>",
            "Region | Schools | Year\nAbai | 191 | 2024\n",
        ),
        ("<p>A &lt; B, 5&nbsp;% &amp; more</p>", "A < B, 5 % & more\n"),
    ],
)
def test_what_a_page_says(body: str, wanted: str) -> None:
    assert text(START + body) == LEAD + wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("<meta property='article:published_time' content='2024-05-03T10:00:00Z'>", "2024-05-03"),
        ("<meta name='date' content='2024-05-03'>", "2024-05-03"),
        ("", "2022-03-16"),  # the dateline's
    ],
)
def test_the_date_is_the_pages_own(head: str, wanted: str) -> None:
    document = read(html(head=head), "x")
    assert (document.published, document.title) == (wanted, "Report")


def test_a_date_is_not_guessed() -> None:
    page = f"<html><body>{START}<p>It was so on May 5, 2019 and in 2020.</p><footer>© 2021</footer></body></html>"
    assert read(page.encode(), "x").published is None


def test_a_short_page_is_taken_line_by_line() -> None:
    page = "<html><body><h1>On schools</h1><p>There are 369.</p><p>And 20 courts.</p></body></html>"
    assert read(page.encode(), "x").text == "On schools\n\nThere are 369.\n\nAnd 20 courts.\n"
