"""A number or a date that is written as people write it is read as it is meant, or not at all; never as another."""

from __future__ import annotations

import calendar
import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from kzreform.extraction import Extractor
from kzreform.records import Document
from tests.fuzz.budget import fuzzed
from tests.fuzz.strategies import ODD

_ZEROS = tuple(chr(code) for code in range(0x110000) if unicodedata.decimal(chr(code), -1) == 0)
_UNSEEN = tuple("\u00ad\u034f\u061c\u200b\u200d\u200e\u200f\u2060\u2066\ufe0f\ufeff")

#: What joins digits to one thing, whatever that is: a digit beside it is not a number of its own.
_GLUE = (*"',.:·^`´’‘ʼ_\x00\x01\x7f\ufffd\ud800\u0300\u0336\u20e3⁄ⅫxeEµа五", "e-", "e+", "×10^", " x 10^")


def _in_threes(whole: str, mark: str) -> str:
    head = len(whole) % 3 or 3
    return mark.join([whole[:head], *(whole[place : place + 3] for place in range(head, len(whole), 3))])


def _in_twos(whole: str) -> str:
    head, tail = whole[:-3], whole[-3:]
    first = len(head) % 2 or 2
    return ",".join([head[:first], *(head[place : place + 2] for place in range(first, len(head), 2)), tail])


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number as it is written somewhere in the world, and what it means."""
    whole = str(draw(st.integers(1, 10 ** draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 9, 12, 15, 26, 40))))))
    part = draw(st.text("0123456789", min_size=1, max_size=2)) if draw(st.booleans()) else ""
    style = draw(st.integers(0, 6 if len(whole) > 4 else 1))
    point = "," if style in (1, 4) else "."
    shaped = {
        2: lambda: _in_threes(whole, ","),
        3: lambda: _in_threes(whole, draw(st.sampled_from(("'", "’")))),
        4: lambda: _in_threes(whole, "."),
        5: lambda: _in_twos(whole),
        6: lambda: _in_threes(whole, draw(st.sampled_from((" ", "\u00a0", "\u2009", "\u202f")))),
    }.get(style, lambda: whole)()
    if style in (3, 4):
        part = part or "5" if style == 4 else ""
    text = shaped + (point + part if part else "")
    if draw(st.booleans()):
        zero = draw(st.sampled_from(_ZEROS))
        text = "".join(chr(ord(zero) + int(mark)) if mark.isdecimal() else mark for mark in text)
        if draw(st.booleans()):
            text = text.translate(draw(st.sampled_from((str.maketrans(",.", "٬٫"), str.maketrans(",.", "，．")))))
    for place in draw(st.lists(st.integers(1, max(1, len(text) - 1)), max_size=2)):
        text = text[:place] + draw(st.sampled_from(_UNSEEN)) + text[place:]
    return text, Decimal(f"{whole}.{part}" if part else whole)


@fuzzed(300, number=written(), around=st.sampled_from((("They counted ", " people."), ("a rate of ", "%"), ("(", ")"))))
def test_a_number_is_read_as_it_is_meant(
    number: tuple[str, Decimal], around: tuple[str, str], extractor: Extractor
) -> None:
    (text, value), (before, after) = number, around
    figures = extractor.extract(Document(id="x", text=before + text + after))
    # A lone year is a date, and what reads as a list mark or a page is passed over.
    assert [figure.value for figure in figures] in ([value], []), figures


@fuzzed(
    300,
    digits=st.lists(st.text("0123456789", min_size=1, max_size=4), min_size=2, max_size=4),
    glue=st.sampled_from(_GLUE),
    after=st.sampled_from((" people.", "%", " tenge", "km", " years", "")),
)
def test_a_part_of_a_number_is_none(digits: list[str], glue: str, after: str, extractor: Extractor) -> None:
    token = glue.join(digits)
    start = len("They counted ")
    figures = extractor.extract(Document(id="x", text=f"They counted {token}{after}"))
    for figure in figures:
        low, high = figure.start - start, figure.end - start
        assert low <= 0, figure
        assert high >= len(token), figure


@fuzzed(150, digits=st.text("0123456789", min_size=25, max_size=400), scale=st.sampled_from(("", " million", "%")))
def test_a_number_too_long_for_a_decimal_is_none(digits: str, scale: str, extractor: Extractor) -> None:
    assert extractor.extract(Document(id="x", text=f"They counted 1{digits}{scale} of them.")) == []


@fuzzed(
    200,
    year=st.integers(1900, 2099),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    form=st.sampled_from(
        ("{name} {day}, {year}", "{day} {name} {year}", "{year}-{month:02}-{day:02}", "{day:02}.{month:02}.{year}")
    ),
    spoil=st.sampled_from(("", *ODD)),
)
def test_a_date_is_that_day_or_none(
    year: int, month: int, day: int, form: str, spoil: str, extractor: Extractor
) -> None:
    date = form.format(name=calendar.month_name[month], year=year, month=month, day=day)
    [*_, figure] = extractor.extract(Document(id="x", text=f"Crime fell by 5%{spoil} on {date}.")) or [None]
    months = (f"{year}-{month:02}", f"{year}-{day:02}" if "." in form else "")
    if figure is not None and figure.date is not None and not spoil:
        assert figure.date.startswith(months), figure
        assert figure.date[8:] in (f"{day:02}", f"{month:02}"), figure
        assert day <= calendar.monthrange(year, month)[1] or "." in form
