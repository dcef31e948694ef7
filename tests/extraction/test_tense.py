"""What the parsed sentence says of the clause of a figure."""

from __future__ import annotations

import pytest

from kzreform.extraction.parse import Parser
from kzreform.extraction.rules import Rules
from kzreform.extraction.tense import Clause, clause_at

# A sentence, the figure in it, and the tense, verb, subject and heads of its clause.
CLAUSES = [
    (
        "The courts heard 40 cases.",
        "40",
        Clause("past", ["heard"], "courts", [("nummod", "cases"), ("dobj", "heard")]),
    ),
    ("Prices will rise by 5%.", "5%", Clause("future", ["will", "rise"], "prices", [("pobj", "by"), ("prep", "rise")])),
    (
        "The share has been raised to 12%.",
        "12%",
        Clause("past", ["has", "been", "raised"], "share", [("pobj", "to"), ("prep", "raised")]),
    ),
    (
        "Judges must have five years of experience.",
        "five",
        Clause("present", ["must", "have"], "judges", [("nummod", "years"), ("dobj", "have")]),
    ),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The parser of the language."""
    return Parser()


@pytest.mark.parametrize(("sentence", "surface", "expected"), CLAUSES)
def test_the_clause_of_a_figure(sentence: str, surface: str, expected: Clause, parser: Parser, rules: Rules) -> None:
    [doc] = parser.parse([sentence])
    start = sentence.index(surface)
    assert clause_at(doc, start, start + len(surface), rules.lexicon("auxiliaries")) == expected


def test_a_list_has_no_clause(parser: Parser, rules: Rules) -> None:
    [doc] = parser.parse(["40 schools"])
    found = clause_at(doc, 0, 2, rules.lexicon("auxiliaries"))
    assert (found.tense, list(found.verb), found.subject) == (None, [], "")
    assert [word for _, word in found.heads] == ["schools"]


def test_without_a_parse_nothing_is_told(rules: Rules) -> None:
    import spacy

    assert clause_at(spacy.blank("en")("40 schools"), 0, 2, rules.lexicon("auxiliaries")) == Clause()
