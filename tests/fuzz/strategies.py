"""Texts to try: any characters, sentences of the words that the patterns look for, spoilt texts, marked-up ones."""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

from hypothesis import strategies as st

from kzreform.extraction.rules import load_rules, unmark
from kzreform.records import Document
from tests.extraction.texts import documents

#: Any code point, lone surrogates too.
ANY = st.characters(exclude_categories=())

#: What breaks numbers, words and lines: marks, spaces, control characters, what is not seen, combining marks.
ODD = (
    *"\x00\x01\t\n\r\x0b\x0c\x1c\x1f\x7f\x85\xa0\xad",
    *"\u0300\u0336\u034f\u061c\u066a\u066b\u066c\u20e3\u2007\u2009\u200b\u200d\u200e\u200f\u2028\u2029\u202e\u202f",
    *"\u2044\u2060\u2066\u2212\u2215\u3000\ufe0f\ufeff\uff05\uff0c\uff0e\ufffd\ud800\udfff\U0001f4a9",
    *"0123456789½⅓²٣３𝟓Ⅻ①%‰°$€₸£#№§&/\\^~*_+-–—‑−=<>|:;,.!?…'’\"“”«»()[]{}@",
)

#: How an author may write a number, and what may stand for one.
SCALES = ("", " thousand", " million", " bln", "k", " lakh", " hundred thousand", " dozen", " million 400 thousand")
SIGNS = ("", "$", "€", "₸", "KZT ", "-", "−", "+", "~", "№ ", "#", "No. ", "about ", "up to ", "minus ")
UNITS = ("", "%", " percent", " percentage points", " tenge", " dollars", " people", " years", "-year", " tons", " km")
UNITS += (" times", "-fold", "th place", " points", " MCI", " schools", " of", "°C", "th", "s")
JOINS = (
    " to ",
    "-",
    "–",
    " and ",
    " or ",
    " out of ",
    "/",
    " of ",
    ", ",
    " (",
    ") ",
    "; ",
    ". ",
    " x ",
    "...",
    " per ",
)

_MONTHS = ("January", "February", "Mar.", "may", "June", "Sept", "December", "13", "00")


@functools.cache
def seeds() -> tuple[str, ...]:
    """Sentences of our own: the patterns' examples and the lines of the sample texts."""
    rules = load_rules("en")
    examples = [unmark(example.text)[0] for pattern in rules.patterns for example in pattern.examples]
    counters = [text for pattern in rules.patterns for text in pattern.counter_examples]
    lines = [line for document in documents() for line in document.text.splitlines() if line.strip()]
    return (*examples, *counters, *lines)


@functools.cache
def words() -> tuple[str, ...]:
    """The words of all lexicons."""
    return tuple(sorted({word for words in load_rules("en").lexicons.values() for word in words}))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Numbers in any script, with any marks, plausible or not."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.sampled_from(("NaN", "inf", "Infinity", "-inf", "1e999999999", "1e5", "0x1F", "1_000", "٣٤")))
    if kind == 1:
        return draw(st.sampled_from(("one", "twenty-five", "a hundred", "half", "two-thirds", "three and a half", "Ⅻ")))
    digits = draw(st.text("0123456789", min_size=1, max_size=draw(st.sampled_from((1, 2, 3, 4, 7, 12, 25, 60)))))
    if kind == 2:
        zero = draw(st.sampled_from([code for code in range(0x110000) if unicodedata.decimal(chr(code), -1) == 0]))
        return "".join(chr(zero + int(digit)) for digit in digits)
    for mark in draw(
        st.lists(st.sampled_from((",", ".", " ", "'", "\u00a0", "\u200b", "٬", "·", "_", "-")), max_size=4)
    ):
        place = draw(st.integers(0, len(digits)))
        digits = digits[:place] + mark + digits[place:]
    return digits


@st.composite
def quantities(draw: st.DrawFn) -> str:
    """Numbers with a sign, a scale and a unit; ranges of them."""
    parts = [
        draw(st.sampled_from(SIGNS)) + draw(numbers()) + draw(st.sampled_from(SCALES)) + draw(st.sampled_from(UNITS))
        for _ in range(draw(st.integers(1, 3)))
    ]
    return draw(st.sampled_from(JOINS)).join(parts)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Dates, real or not."""
    day, month = draw(st.integers(0, 40)), draw(st.sampled_from(_MONTHS))
    year = draw(st.sampled_from((0, 1, 99, 1899, 1900, 1999, 2023, 2024, 2099, 9999, 12345)))
    forms = (
        f"{day} {month} {year}",
        f"{month} {day}, {year}",
        f"{month}-{month} {year}",
        f"{day:02}.{day:02}.{year}",
        f"{year}-{day:02}-{day:02}",
        f"Q{day % 6} {year}",
        f"the first {day} months of {year}",
        f"{year}-{year + day}",
        f"{year}s",
        f"the {day} years to {month} {year}",
        f"{day} years ago",
        f"over the past {day * 7} decades",
        f"{day} months to {month} {year}",
        f"from {day} to {day + 3} {month}",
        "the same period of last year",
        "last Friday",
        "since then",
        "by the end of the year",
    )
    return draw(st.sampled_from(("in ", "since ", "by ", "(", "", "from ", "as of ", "compared to "))) + draw(
        st.sampled_from(forms)
    )


_PIECES = st.one_of(
    quantities(),
    dates(),
    st.deferred(lambda: st.sampled_from(seeds())),
    st.deferred(lambda: st.sampled_from(words())),
    st.text(st.sampled_from(ODD), max_size=4),
    st.text(ANY, max_size=6),
)


@st.composite
def salads(draw: st.DrawFn) -> str:
    """Pieces of all kinds in one text."""
    pieces = draw(st.lists(_PIECES, max_size=12))
    return draw(st.sampled_from((" ", "", ". ", "\n", ", ", "; ", "\t", " | ", "\u2028", "\r\n\r\n"))).join(pieces)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A text of ours with characters deleted, doubled, changed and put in, or joined with another."""
    text = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 8))):
        place, length = draw(st.integers(0, len(text))), draw(st.integers(0, 9))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(text[place : place + length] * 2),
                st.sampled_from(ODD),
                numbers(),
                st.sampled_from(seeds()),
            )
        )
        text = text[:place] + piece + text[place + length :]
    return text


@st.composite
def marked_up(draw: st.DrawFn) -> str:
    """Headings, lists, tables and leftovers of markup."""
    pieces = [
        draw(
            st.sampled_from(("# ", "", "- ", "1. ", "(ii) ", "| ", "**", "> ", "<td>", "<!--", "&nbsp;", "\t", "[1] "))
        )
        + draw(st.sampled_from((" | ", "\t", " ", "|", ": ", "** ", "</b>"))).join(draw(st.lists(_PIECES, max_size=5)))
        for _ in range(draw(st.integers(0, 8)))
    ]
    return draw(st.sampled_from(("\n", "\n\n", "\r\n", "\r", "\x0c"))).join(pieces)


TEXTS = st.one_of(st.text(ANY, max_size=200), salads(), spoilt(), marked_up())

PUBLISHED = st.sampled_from((None, "2024", "2024-06", "2024-06-10", "0001-01-01", "9999-12-31"))


@st.composite
def any_document(draw: st.DrawFn, **fields: Any) -> Document:
    """A document as a program may make it."""
    text = draw(TEXTS)
    pages = draw(st.lists(st.integers(0, max(0, len(text))), max_size=3))
    return Document(
        id=draw(st.sampled_from(("d", "", "a\nb", "\ud800", "é" * 40))),
        text=text,
        published=draw(PUBLISHED),
        page_starts=tuple(sorted({0, *pages})) if pages else (),
    )
