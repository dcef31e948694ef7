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
        ("<p>There were <del>15</del>16 schools, <s>17</s>18 courts.</p>", "There were 16 schools, 18 courts.\n"),
        ("<p>&#1;5 <q>&#xFFFE;6</q> &#xD800;7<sup>&#31;1</sup> &#65;</p>&#2;8", "5 “6” 7¹ A\n\n8\n"),
        ("<p>17<span hidden>8</span> courts, <b style='display: none'>1</b>6 more</p>", "17 courts, 6 more\n"),
        ("<p>On <time datetime='2024-05-03'>May 3</time> <time>15</time> schools</p>", "On May 3 15 schools\n"),
        ("<p>There were <code>1</code>,692 and <q>a <b>5</b></q> more.</p>", "There were 1,692 and “a 5” more.\n"),
        (
            "<p>It took 2<sup>1</sup>/<sub>2</sub> years, 5<sup>3</sup>⁄<sub>4</sub> weeks.</p>",
            "It took 2 1/2 years, 5 3/4 weeks.\n",
        ),
        (
            "<p>369 schools</p>20 courts, <b>6</b> new<br>and<div>7 mosques</div>5 more",
            "369 schools\n\n20 courts, 6 new\n\nand\n\n7 mosques\n\n5 more\n",
        ),
        ("<div>There are 369 <b>schools</b> in 20 towns</div>", "There are 369 schools in 20 towns\n"),
        (
            "<ul><li><div>369 schools</div><div>20 courts</div></li><li>5<div>6</div>7</li></ul>",
            "- 369 schools\n\n20 courts\n\n- 5\n\n6\n\n7\n",
        ),
        (
            "<form><select><option>5 of 6</option></select><table><tr><th>Region</th><th>2024</th></tr>"
            "<tr><td>Abai</td><td>191</td></tr></table></form>",
            "Region | 2024\nAbai | 191\n",
        ),
        (
            "<table><tr><th>Region</th><th>2022<br>plan</th><th>2023</th></tr><tr><td><p>Abai</p></td><td>191<br>200</td>"
            "<td><div>5</div><ul><li>6<sup>1</sup></li><li>more</li></ul></td></tr></table>",
            "Region | 2022 plan | 2023\nAbai | 191; 200 | 5; 6¹ more\n",
        ),
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


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ("<meta charset='windows-1251'>", b""),
        ("<meta http-equiv='content-type' content='text/html; charset=iso-8859-1'>", b""),
        ("<meta charset='koi8-r'>", b"\xef\xbb\xbf"),
        ("<!-- <meta charset='windows-1251'> -->", b""),
    ],
)
def test_a_page_of_utf_8_may_call_itself_something_else(head: str, mark: bytes) -> None:
    page = f"<html><head>{head}</head><body><p>There are 1\u00a0692 schools – 5 to 7 °C.</p></body></html>"
    assert read(mark + page.encode(), "x").text == "There are 1 692 schools – 5 to 7 °C.\n"


def test_a_page_of_ascii_may_call_itself_utf_16() -> None:
    page = b"<html><head><meta charset='utf-16'></head><body><p>There are 1,692 schools now.</p></body></html> "
    assert [read(page + end, "x").text for end in (b"", b" ")] == ["There are 1,692 schools now.\n"] * 2
