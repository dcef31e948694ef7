"""Written numbers and what they are worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kzreform.extraction.find import Finder, Quantity
from kzreform.extraction.numbers import read_number, scale_of
from kzreform.extraction.rules import Rules

NUMBERS: list[Any] = [
    ("7", "7"),
    ("0", "0"),
    ("2024", "2024"),
    ("1,692", "1692"),
    ("46,546", "46546"),
    ("1,234,567", "1234567"),
    ("12,345,678,901", "12345678901"),
    ("1 240", "1240"),
    ("19 186 015", "19186015"),
    ("19 063 995 118", "19063995118"),
    ("1\u00a0240", "1240"),
    ("5\u202f000\u202f000", "5000000"),
    ("1\u2009240", "1240"),
    ("1.234.567", "1234567"),
    ("12 450.75", "12450.75"),
    ("1,692.5", "1692.5"),
    ("55.4", "55.4"),
    ("9.80", "9.80"),
    ("0.8563", "0.8563"),
    ("43,5", "43.5"),
    ("3,25", "3.25"),
    ("78,7 bln", "78700000000"),
    ("46 .6", "46.6"),
    ("46. 6", "46.6"),
    ("46 .6 billion", "46600000000"),
    ("325 billion", "325000000000"),
    ("2.3 trillion", "2300000000000"),
    ("46 thousand", "46000"),
    ("46-thousand", "46000"),
    ("1.5 mln", "1500000"),
    ("4 bn", "4000000000"),
    ("12 thsd", "12000"),
    ("30k", "30000"),
    ("7 crore", "70000000"),
    ("3 lakh", "300000"),
    ("19 063 995 118 thousand", "19063995118000"),
    ("1 million 400 thousand", "1400000"),
    ("1 million and 400 thousand", "1400000"),
    ("2 billion 300 million 50 thousand", "2300050000"),
    ("one", "1"),
    ("Seventeen", "17"),
    ("twenty", "20"),
    ("twenty-five", "25"),
    ("Ninety nine", "99"),
    ("a hundred", "100"),
    ("one hundred and forty-two", "142"),
    ("three hundred", "300"),
    ("two hundred thousand", "200000"),
    ("six hundred and fifty thousand", "650000"),
    ("one million two hundred thousand", "1200000"),
    ("four thousand five hundred", "4500"),
    ("half", None),
    ("three and a half", "3.5"),
    ("three and a half thousand", "3500"),
    ("two and a quarter million", "2250000"),
    ("½", "0.5"),
    ("2½", "2.5"),
    ("3¾", "3.75"),
    ("1½ million", "1500000"),
    ("million", "1000000"),
    ("dozen", "12"),
    ("two dozen", "24"),
    ("schools", None),
    ("5 schools", None),
    ("", None),
    ("and", None),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_read_number(text: str, value: str | None, rules: Rules) -> None:
    number = read_number(text, rules)
    assert number == (None if value is None else Decimal(value))
    assert number is None or "E" not in str(number)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("22.8 billion", "billion"),
        ("1 million 400 thousand", "thousand"),
        ("12 mln", "mln"),
        ("twelve", None),
        ("46,546", None),
    ],
)
def test_scale_of(text: str, scale: str | None, rules: Rules) -> None:
    assert scale_of(text, rules) == scale


# As they stand in a sentence: what is taken for a number at all, and where it ends.
SENTENCES = [
    ("The census counted 19 186 315 residents.", "19 186 315", "19186315"),
    ("Some 1,692 crimes were registered.", "1,692", "1692"),
    ("It had 12,345,678 readers.", "12,345,678", "12345678"),
    ("About 46 thousand people took part.", "46 thousand", "46000"),
    ("They counted 1 million 400 thousand trees.", "1 million 400 thousand", "1400000"),
    ("In all twenty-five schools opened.", "twenty-five", "25"),
    ("Only one hundred and forty-two clinics work.", "one hundred and forty-two", "142"),
    ("Three and a half thousand homes were built.", "Three and a half thousand", "3500"),
    ("There are 3.5k villages.", "3.5k", "3500"),
]


@pytest.mark.parametrize(("text", "surface", "value"), SENTENCES, ids=[row[1] for row in SENTENCES])
def test_numbers_in_sentences(text: str, surface: str, value: str, finder: Finder) -> None:
    found = [mention for mention in finder.find(text) if isinstance(mention, Quantity)]
    assert [(text[q.start : q.end], q.value) for q in found] == [(surface, Decimal(value))]
