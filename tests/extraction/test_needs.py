"""What is told word by word is what looking for each string in the text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzreform.extraction.needs import Needs

#: Few characters, so that strings meet: letters, one of them not of ASCII, a digit, common and rare marks.
TEXTS = st.text(alphabet="abé0 .-%", max_size=30)
NEEDS = st.lists(st.lists(st.text(alphabet="abé0 .-%", min_size=1, max_size=5), max_size=4), min_size=1, max_size=6)


@given(NEEDS, TEXTS)
def test_met_are_those_whose_strings_a_text_holds(needs: list[list[str]], text: str) -> None:
    met = Needs(needs).met(text)
    expected = [not strings or any(string in text for string in strings) for strings in needs]
    assert [bool(met >> pattern & 1) for pattern in range(len(needs))] == expected


@pytest.mark.parametrize(
    ("need", "text", "met"),
    [
        ("one in ", "one in ten", True),
        ("one in ", "alone in ten", True),
        ("one in ", "one inch", False),
        (" year", "of years", True),
        (" year", "leapyear", False),
        ("p.m", "at 5 p.m.", True),
        ("p.m", "5 pm", False),
        ("n°", "n° 5", True),
        ("0000", "in 0000", True),
        ("m²", "5 km²", True),
    ],
)
def test_a_string_and_the_words_around_it(need: str, text: str, met: bool) -> None:
    assert bool(Needs([[need]]).met(text)) == met
