"""Which words of a claim weigh, and which do not: a row a claim."""

from __future__ import annotations

import pytest

from kzreform.checking.claims.reading import Reader, claims
from kzreform.checking.claims.terms import Topics
from kzreform.checking.claims.words import Vocabulary
from kzreform.extraction import Extractor
from kzreform.records import Document

ROWS = [
    # claim, words of full weight, words that weigh less than half of any of these
    ("MARIEHAMN: 16 thousand cranes nest in the marshes.", ("cranes",), ("MARIEHAMN",)),
    ("MARIEHAMN (news desk) - Some 16 thousand cranes nest in the marshes.", ("cranes",), ("MARIEHAMN",)),
    ("Mariehamn, Thursday: 16 thousand cranes nest in the marshes.", ("cranes",), ("Mariehamn",)),
    ("The marshes were home to 16 thousand cranes in spring, bird watchers found.", ("cranes",), ("watchers",)),
    ("Botanists say that 16 thousand cranes nest in the marshes.", ("cranes",), ("Botanists",)),
    ("The botanists counted 16 thousand cranes.", ("cranes",), ()),
]


@pytest.mark.parametrize(("text", "heavy", "light"), ROWS, ids=[text for text, *_ in ROWS])
def test_weights(extractor: Extractor, text: str, heavy: tuple[str, ...], light: tuple[str, ...]) -> None:
    (claim,) = claims(Document(id="claim", text=text), extractor, prose=False)
    (figure,) = Reader(extractor).checked(claim)
    topics = Topics(extractor.rules, Vocabulary(extractor.rules))
    terms = {term.word.text: term for term in topics.terms(claim, figure, lambda word: 0.9)}
    least = min(terms[word].weight for word in heavy)
    assert all(terms[word].weight < least / 2 for word in light if word in terms)


def test_who_acts_is_no_thing_that_is_counted(extractor: Extractor) -> None:
    (claim,) = claims(Document(id="claim", text="The botanists counted 16 thousand cranes."), extractor, prose=False)
    (figure,) = Reader(extractor).checked(claim)
    topics = Topics(extractor.rules, Vocabulary(extractor.rules))
    terms = {term.word.text: term for term in topics.terms(claim, figure, lambda word: 0.9)}
    assert terms["botanists"].agent
    assert terms["cranes"].counted
    assert not terms["cranes"].agent


def test_an_acronym_is_no_plural(extractor: Extractor) -> None:
    vocabulary = Vocabulary(extractor.rules)
    acronym, plural = vocabulary.read("AIDS")[0], vocabulary.read("aids and AIDS")
    assert acronym.stem == plural[0].stem  # in capitals alone nobody can tell
    assert plural[0].stem != plural[2].stem
