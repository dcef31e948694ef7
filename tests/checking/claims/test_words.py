"""Words that say the same, and words that do not: a row a pair."""

from __future__ import annotations

import pytest

from kzreform.checking.claims.words import ALIKE, SAME, Vocabulary, Word, strength
from kzreform.extraction.rules import load_rules

ROWS = [
    ("crimes", "crime", SAME),
    ("offence", "offenses", SAME),
    ("registered", "registering", SAME),
    ("organisation", "organizations", SAME),
    ("women", "woman", SAME),
    ("libraries", "library", SAME),
    ("offences", "crimes", ALIKE),
    ("graft", "corruption", ALIKE),
    ("wages", "salary", ALIKE),
    ("Uzbek", "Uzbekistan", ALIKE),
    ("UN", "United Nations", ALIKE),
    ("murder", "crime", 0.0),
    ("officers", "office", 0.0),
    ("international", "internal", 0.0),
    ("securities", "security", 0.0),
    ("turnout", "voters", 0.0),
    ("women", "men", 0.0),
    ("teacher", "doctor", 0.0),
    ("rural", "urban", 0.0),
    ("Kazakhstan", "Uzbekistan", 0.0),
    ("Austria", "Australia", 0.0),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_rules("en"))


def first(vocabulary: Vocabulary, text: str) -> Word:
    return vocabulary.read(text)[0]


@pytest.mark.parametrize(("one", "two", "expected"), ROWS, ids=[f"{one} / {two}" for one, two, _ in ROWS])
def test_strength(vocabulary: Vocabulary, one: str, two: str, expected: float) -> None:
    assert strength(first(vocabulary, one), first(vocabulary, two)) == expected
    assert strength(first(vocabulary, two), first(vocabulary, one)) == expected


def test_phrases_stand_for_a_word(vocabulary: Vocabulary) -> None:
    parted = vocabulary.read("the head of state and civil servants")
    assert [word.text for word in parted if "president" in word.concepts] == ["head", "of", "state"]
    assert [word.text for word in parted if "official" in word.concepts] == ["civil", "servants"]


def test_idle_words_hold_no_topic(vocabulary: Vocabulary) -> None:
    assert [word.text for word in vocabulary.read("In 2023 it was more than the wages of May") if not word.idle] == [
        "wages"
    ]


def test_alternatives_begin_with_the_word_itself(vocabulary: Vocabulary) -> None:
    alternatives = vocabulary.alternatives(first(vocabulary, "Graft"))
    assert alternatives[0] == "graft"
    assert "corruption" in alternatives


def test_the_word_lists_are_whole() -> None:
    """Each concept has several names, once each; each weight is a share."""
    rules = load_rules("en")
    for concept, listed in rules.lexicon("synonyms").items():
        names = [name.strip() for name in str(listed).split(",")]
        assert len(names) > 1 or concept in ("quarter_part",), concept
        assert len(names) == len(set(names)), concept
    assert all(0 <= float(weight) <= 1 for weight in rules.lexicon("topic_weights").values())
