"""Odd text: the right figures or none, never a wrong value; and the sizes that nobody expects."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kzreform.errors import KzreformError
from kzreform.extraction import Extractor, find, parts
from kzreform.extraction import rules as rules_module
from kzreform.records import Document
from tests.fuzz.budget import SECONDS
from tests.fuzz.invariants import extract, relate

#: A text and the figures in it: as they are written, with their value and unit.
ODD = [
    # Marks of thousands and decimals, as they are written somewhere, and mixed.
    ("It bought 1.234,56 tons.", [("1.234,56 tons", "1234.56", "ton")]),
    ("It bought 1,234.56 tons.", [("1,234.56 tons", "1234.56", "ton")]),
    ("It bought 1.234.567,8 tons.", [("1.234.567,8 tons", "1234567.8", "ton")]),
    ("It cost 12,34,567 rupees.", [("12,34,567 rupees", "1234567", "INR")]),
    ("It cost Rs. 1,23,45,678.50.", [("Rs. 1,23,45,678.50", "12345678.50", "INR")]),
    ("It has 1'234'567 members.", [("1'234'567", "1234567", "member")]),
    ("It has 1’234’567 members.", [("1’234’567", "1234567", "member")]),
    ("It has 1 234 567,89 members.", [("1 234 567,89", "1234567.89", "member")]),
    ("It rose 0,001 percent.", [("0,001 percent", "0.001", "percent")]),
    ("It rose .5 percent.", [(".5 percent", "0.5", "percent")]),
    ("It rose 5⅜ percent.", [("5⅜ percent", "5.375", "percent")]),
    ("It cost €1.234,56.", [("€1.234,56", "1234.56", "EUR")]),
    ("It has 1,234,56 members.", []),
    ("It has 1,234.567,89 members.", []),
    ("It has 1,5.000 members.", []),
    ("It has 1,0000 members.", []),
    ("It has 1,2,3 members.", []),
    ("It has 1.2.3.4 members.", []),
    ("It has 1:5 members.", []),
    ("It has 1_234 members.", []),
    ("It rose 5·3 percent.", []),
    ("It rose 5⅓ percent.", []),
    ("It rose 5 1/3 percent.", []),
    ("It rose 5 1/2 percent.", [("5 1/2 percent", "5.5", "percent")]),
    ("It rose 5⁄8 percent.", []),
    # Digits of other scripts, and what stands with them.
    ("It has １，２３４ members.", [("１，２３４", "1234", "member")]),
    ("It rose １２．５％.", [("１２．５％", "12.5", "percent")]),
    ("It has ١٬٢٣٤ members.", [("١٬٢٣٤", "1234", "member")]),
    ("It rose ١٢٫٥٪.", [("١٢٫٥٪", "12.5", "percent")]),
    ("It has १२३४ members.", [("१२३४", "1234", "member")]),
    ("It has 𝟓𝟎 members.", [("𝟓𝟎", "50", "member")]),
    ("In ２０２３ it rose 5%.", [("5%", "5", "percent")]),
    ("It costs ＄５０ million.", [("＄５０ million", "50000000", "USD")]),
    ("It has 1،234 members.", []),
    ("It has Ⅻ, ① and 五 members, 5万 in all.", []),
    # Powers and what computers write.
    ("It has 1e999999999 members.", []),
    ("It has 1.5e9 members, 1.5E+9 at most, 1.5e-5 at least.", []),
    ("It has 1.5 x 10^6 members.", []),
    ("It has 1.5×10⁶ members, or 10⁶, or 2^10.", []),
    ("It has 0x1F members.", []),
    ("It has NaN members, Infinity tenge, inf percent, -inf%, sNaN%.", []),
    ("It has 12345678901234567890123456789 members.", []),
    ("It has 99999999999999999999999 trillion tenge.", []),
    ("It rose 0.0000000000000000000000001 percent.", []),
    ("It rose 0.0000001 percent.", [("0.0000001 percent", "1E-7", "percent")]),
    ("It has 123456789012345678901234 members.", [("123456789012345678901234", "123456789012345678901234", "member")]),
    ("It has 111 222 333 444 555 666 777 888 999 members.", []),
    ("It has 2 million 3 thousand members.", [("2 million 3 thousand", "2003000", "member")]),
    ("It has 5 thousand million tenge.", []),
    # What is not seen, and what is no text.
    ("It has \u202b1234\u202c members.", [("1234", "1234", "member")]),
    ("It has 1\u200f,234 members.", [("1\u200f,234", "1234", "member")]),
    ("It has 12\u200e345 members.", [("12\u200e345", "12345", "member")]),
    ("It has 12\u2060\ufe0f\ufeff5 members.", [("12\u2060\ufe0f\ufeff5", "125", "member")]),
    ("It has 1\u00ad234 members.", [("1\u00ad234", "1234", "member")]),
    ("It has 5\u03360 members.", []),
    ("It has 5\ufe0f\u20e3 members.", []),
    ("It has 12\x0034 members.", []),
    ("It has 12\ufffd34 members.", []),
    ("It has 12\ud80034 members.", []),
    ("It has \ud800 34 members\x00 in \udcff 2023.", [("34", "34", "member")]),
    ("# Sec\ud800tion\n\nIt has 5% of \udfff it.", [("5%", "5", "percent")]),
    ("\x00\x00\x005%\x00\x00", [("5%", "5", "percent")]),
]


@pytest.mark.parametrize(("text", "wanted"), ODD, ids=[ascii(text) for text, _ in ODD])
def test_odd_text(text: str, wanted: list[tuple[str, str, str]], extractor: Extractor) -> None:
    document = Document(id="odd", text=text)
    figures = extract(extractor, document)
    assert [(figure.text, str(figure.value), figure.unit) for figure in figures] == wanted
    relate(document, figures)


@pytest.mark.parametrize("digits", ["7" * 10_000, "7" * 5_000 + "." + "7" * 5_000, ",".join(["777"] * 3_000)])
@pytest.mark.parametrize("around", ["{} members", "${} million", "{}% to {}%", "in {}", "{}th", "Article {}"])
def test_numbers_of_thousands_of_digits(digits: str, around: str, extractor: Extractor) -> None:
    text = f"It had {around.replace('{}', digits)} in 2023. Then 5% were left."
    assert [figure.text for figure in extract(extractor, Document(id="long", text=text))] == ["5%"]


_MANY = 10_000_000 if SECONDS >= 600 else 200_000
LINES = {
    # One line of 200,000 characters, and the figures that must be found at its end.
    "words": lambda: "the people of the country " * (_MANY // 26),
    "one word": lambda: "a" * _MANY,
    "one number": lambda: "7" * _MANY,
    "groups": lambda: "111 " * (_MANY // 4),
    "spaces": lambda: " " * _MANY,
    "marks": lambda: "(.,;" * (_MANY // 4),
    "no spaces": lambda: '{"a":"bc","d":[null]},' * (_MANY // 22),
    "another script": lambda: "中文字" * (_MANY // 3),
    "combining": lambda: "e\u0301\u0302" * (_MANY // 3),
    "directions": lambda: "\u202e\u200f" * (_MANY // 2),
    "nothing": lambda: "\x00" * _MANY,
    "surrogates": lambda: "\ud800" * _MANY,
    "quotations": lambda: "“" * _MANY,
    "abbreviations": lambda: "e.g. " * (_MANY // 5),
    "emphasis": lambda: "*_" * (_MANY // 2),
    "brackets": lambda: "[a:" * (_MANY // 3),
    "breaks": lambda: "\u2028" * _MANY,
}


@pytest.mark.parametrize("line", LINES.values(), ids=list(LINES))
def test_a_line_without_end(line: Callable[[], str], extractor: Extractor) -> None:
    text = f"In 2023 it rose by 5%. {line()} was so. In 2024 it fell by 7%."
    figures = extract(extractor, Document(id="line", text=text))
    assert [figure.text for figure in figures] == ["5%", "7%"]


@pytest.fixture
def cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at a length that a test need not wait for."""
    for name, value in (("LONGEST", 1_000), ("_MARGIN", 200), ("LONGEST_SENTENCE", 200)):
        monkeypatch.setattr(parts, name, value)


DENSE = [
    "5 schools and ",
    "5%, ",
    "(7 people) ",
    "3 | ",
    "$5 ",
    "from 5% to 7% ",
    "“5 men” ",
    "5 men\u200f ",
    "7,",
    "1 a ",
]


@pytest.mark.parametrize("piece", DENSE, ids=ascii)
@pytest.mark.usefixtures("cut_short")
def test_a_row_of_figures_without_end(piece: str, extractor: Extractor) -> None:
    text = piece * (3_000 // len(piece))
    figures = extract(extractor, Document(id="row", text=text))
    alone = extract(extractor, Document(id="one", text=piece * 3))
    # The last one may lack what follows it elsewhere.
    assert {(f.text, f.value) for f in figures[:-1]} <= {(f.text, f.value) for f in alone}
    assert len(figures) == text.count(piece) * len(alone) // 3
    assert all(len(figure.sentence) <= 200 for figure in figures)


CUT = [
    "about 1,692 million tenge went to 46 thousand households or 5.5% of them ",
    "no 5 a.m. Mr. 1.5 million people. It ",
]


@pytest.mark.parametrize("piece", CUT)
@pytest.mark.usefixtures("cut_short")
def test_no_number_is_cut(piece: str, extractor: Extractor) -> None:
    once = [figure.text for figure in extractor.extract(Document(id="once", text=piece * 2))]
    for before in ("", "a ", "some more of it ", "and as many words as it takes "):
        text = before + piece * 60
        figures = extract(extractor, Document(id="cut", text=text))
        assert [figure.text for figure in figures] == once * 30


def test_time_grows_with_the_text_and_no_faster(extractor: Extractor) -> None:
    def spent(text: str) -> float:
        document = Document(id="long", text=text)
        begun = time.thread_time()
        extractor.extract(document)
        return time.thread_time() - begun

    slow = {}
    for line in ("5 schools, of which 3 are new, ", "It rose by 5%\n", "In 2023 the share rose from 5% to 7%. "):
        spent(line * 20)
        short, long = (spent(line * (size // len(line))) for size in (6_000, 24_000))
        if long > 7 * short:  # four times the text
            slow[line] = long / short
    assert not slow


def test_a_document_that_takes_too_long_is_given_up() -> None:
    extractor = Extractor(timeout=0.05)
    assert len(extractor.extract(Document(id="short", text="It rose by 5%."))) == 1
    with pytest.raises(KzreformError, match=r"^given up: it takes more than 0\.05 s$"):
        extractor.extract(Document(id="long", text="In 2023 it rose by 5%. " * 2_000))
    assert len(extractor.extract(Document(id="short", text="It rose by 5%."))) == 1
    # Nothing is given up without a limit.
    assert find.TIMEOUT == rules_module.TIMEOUT == 2
