"""Which figures of a corpus are found for words, and in what order."""

from __future__ import annotations

import pytest

from kzreform.asking.finding import Sought
from kzreform.checking.claims.words import Vocabulary
from kzreform.extraction.rules import load_rules
from kzreform.keeping import Store
from tests.keeping.making import noted, stored


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_rules("en"))


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(
        noted(
            "a.txt",
            ("In 2023, [[1,692]] corruption crimes were registered.", {"item": "corruption crimes registered"}),
            ("There were [[40,000]] thefts, a crime that is no corruption.", {"item": "thefts"}),
            ("In 2022 there were [[1,724]] corruption crimes.", {"item": "corruption crimes"}),
            ("The state got back [[325 billion]] tenge of property.", {"item": "property got back"}),
            ("Women hold [[9,261]] of the posts.", {"item": "posts held by women"}),
        )
    )


@pytest.mark.parametrize(
    ("words", "found", "complete"),
    [
        # The item that says it and little else, then the sentence.
        ("corruption crimes", ["1,724", "1,692", "40,000"], True),
        ("the corruption crime", ["1,724", "1,692", "40,000"], True),
        ("Corruption", ["1,724", "1,692", "40,000"], True),
        ("theft", ["40,000"], True),
        # Other words for it.
        ("female", ["9,261"], True),
        ("recovered assets", ["325 billion"], True),
        # Not all of the words.
        ("corruption among lighthouse keepers", ["1,724", "1,692", "40,000"], False),
        ("lighthouse keepers", [], False),
        ("", [], False),
        ("%", [], False),
        # Nothing but idle words: it is these that are wanted.
        ("there were", ["1,724", "40,000"], True),
    ],
)
def test_what_is_found(store: Store, vocabulary: Vocabulary, words: str, found: list[str], complete: bool) -> None:
    figures, all_words = Sought(words, store, vocabulary).figures()
    assert ([kept.figure.text for kept in figures], all_words) == (found, complete)


def test_a_limit(store: Store, vocabulary: Vocabulary) -> None:
    figures, _ = Sought("corruption crimes", store, vocabulary).figures(limit=1)
    assert len(figures) == 1


def test_without_some_of_the_words_there_is_nothing(store: Store, vocabulary: Vocabulary) -> None:
    assert Sought("corruption among lighthouse keepers", store, vocabulary).figures(some=False) == ([], False)


@pytest.mark.parametrize(
    ("words", "better", "worse"),
    [
        ("corruption crimes", "corruption crimes", "corruption crimes of officials in court"),
        ("corruption crimes", "crimes of corruption", "corruption"),
        ("crimes", "crimes", "corruption crimes"),
        ("women", "women", "female"),
        ("women", "female", "men"),
    ],
)
def test_how_well_items_fit(store: Store, vocabulary: Vocabulary, words: str, better: str, worse: str) -> None:
    sought = Sought(words, store, vocabulary)
    assert sought.fit(better) > sought.fit(worse) >= 0
    assert sought.fit("") == 0
