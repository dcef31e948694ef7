"""Texts as copying leaves them: what is read, and that offsets point at the text as written."""

from __future__ import annotations

import pytest

from kzreform.digits import SUBSCRIPTS, SUPERSCRIPTS
from kzreform.extraction import Extractor
from kzreform.extraction.clean import Cleaned
from kzreform.records import Document

CLEANED = [
    ("48 thousand", "48 thousand"),
    ("48 thou\u00adsand", "48 thousand"),
    ("4\u200b8", "48"),
    ("\ufeffIn 2023", "In 2023"),
    ("48\u00a0thousand", "48 thousand"),
    ("1\u2009240 and 5\u202f000", "1 240 and 5 000"),
    ("one\ttwo\r\nthree", "one\ttwo three"),
    ("twenty\u2011five", "twenty-five"),
    ("minus \u22125", "minus \u22125"),
    ("30–40%", "30–40%"),
    ("«тенге» ₸5", "«тенге» ₸5"),
    ("\x1b[1;31m5%\x1b[0m of", "5% of"),
    ("<b>1</b>,692 <a href='x?n=5'>of</a> 7", "1,692 of 7"),
    ("<p>5 courts</p><br/>6", " 5 courts  6"),
    ("5 <!-- 6 --> 7", "5   7"),
    ("97<sup>3</sup> km<SUP>2</SUP> 12<sup>th</sup>", "97³ km² 12th"),
    ("H<sub>2</sub>O 15<sub>3</sub>", "H2O 15₃"),
    ("1&nbsp;692 &ndash; 7&#37; &amp; &#x35;&shy;0", "1 692 – 7% & 50"),
    ("AT&T; R&D &nosuch; 5 < 6 <7 a<b", "AT&T; R&D &nosuch; 5 < 6 <7 a<b"),
    ("13\\* of 1\\,692 B \\| C C:\\5", "13 of 1,692 B / C C:\\5"),
    ("", ""),
    ("\u00ad\u00ad", ""),
]


@pytest.mark.parametrize(("raw", "text"), CLEANED, ids=[ascii(raw) for raw, _ in CLEANED])
def test_cleaned(raw: str, text: str) -> None:
    cleaned = Cleaned(raw)
    assert cleaned.text == text
    ends = [cleaned.origin(offset) for offset in range(len(text) + 1)]
    assert ends == sorted(ends)
    assert ends[-1] == len(raw)


@pytest.mark.parametrize("raw", [raw for raw, _ in CLEANED])
def test_every_character_keeps_its_place(raw: str) -> None:
    cleaned = Cleaned(raw)
    for index in range(len(cleaned.text)):
        start, end = cleaned.origin(index), cleaned.origin(index + 1, end=True)
        assert end > start
        written = Cleaned(raw[start:end]).text
        assert cleaned.text[index] in (written, written.translate(SUPERSCRIPTS), written.translate(SUBSCRIPTS))


SURFACES = [
    ("48 thou\u00adsand households have gas.", ["48 thou\u00adsand"]),
    ("Al\u00adto\u00adgether 1,6\u200b92 crimes.", ["1,6\u200b92"]),
    ("The fund gave 325\u00a0billion\u00a0tenge.", ["325\u00a0billion\u00a0tenge"]),
    ("It rose by 5\u202f%.", ["5\u202f%"]),
    ("\ufeffThere are 369 schools and 20\u00ad colleges.", ["369", "20"]),
    ("Some 1\u2009240 members paid.", ["1\u2009240"]),
    ("There were <b>1</b>,692 of them, or 7&#37; more.", ["1</b>,692", "7&#37;"]),
    ("They built 5&nbsp;km<sup>2</sup> of it, and 354<sup>1</sup> schools.", ["5&nbsp;km<sup>2", "354"]),
    ("A twenty\u2011five year plan cost 5\u00ad0 dollars.", ["twenty\u2011five year", "5\u00ad0 dollars"]),
]


@pytest.mark.parametrize(("text", "surfaces"), SURFACES, ids=[ascii(text) for text, _ in SURFACES])
def test_surfaces_are_as_written(text: str, surfaces: list[str], extractor: Extractor) -> None:
    figures = extractor.extract(Document(id="copied", text=text))
    assert [figure.text for figure in figures] == surfaces
    assert [text[figure.start : figure.end] for figure in figures] == surfaces
