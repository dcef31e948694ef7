"""Sentences of a corpus in which several figures of a claim are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kzreform.checking.claims.candidates import Candidate
from kzreform.checking.claims.chance import digits, least

#: How well another figure of the claim must fit to mark its sentence, beside what it must to be found there at all; how
#: much each digit of it raises what stands beside it.
_MARKS, _MOST_MARKS = 2, 4
#: How many digits of two figures that stand together, both as the claim has them, are no chance.
_SURE = 5
_ANCHORS, _BY_DIGIT, _MOST_DIGITS = 0.6, 0.12, 4

Place = tuple[str, int, str]
"""The document, line and text of a sentence."""


def anchored(found: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Raise what stands in a sentence in which another figure of the claim is found with its value.

    ``found`` holds the candidates of each figure of the claim. The more digits are found again, the less is it chance.
    """
    anchors: list[dict[Place, int]] = []
    for candidates in found:
        held: dict[Place, int] = {}
        for one in candidates:
            told = digits(one.figure.value)
            if one.agreement == "same" and not one.elsewhere and one.score >= least(told) * _ANCHORS:
                held[_place(one)] = max(told, held.get(_place(one), 0))
        anchors.append(held)
    most = _most(anchors)
    raised = []
    for number, candidates in enumerate(found):
        beside = [_raised(one, _of_others(most.get(_place(one), ()), number)) for one in candidates]
        raised.append(sorted(beside, key=lambda one: (-one.score, one.figure.document, one.figure.start)))
    return raised


def anchoring(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates that mark their sentence as that which a claim is about."""
    marks = [one for one in candidates if one.agreement == "same" and digits(one.figure.value) >= _MARKS]
    fit = [one for one in marks if one.score >= least(digits(one.figure.value)) * _ANCHORS]
    return fit[:_MOST_MARKS]


def _most(anchors: Iterable[Mapping[Place, int]]) -> dict[Place, list[tuple[int, int]]]:
    """Give for each sentence the two of a claim's figures that tell most there: in how many digits, and which."""
    most: dict[Place, list[tuple[int, int]]] = {}
    for number, held in enumerate(anchors):
        for place, told in held.items():
            most[place] = sorted([*most.get(place, ()), (told, number)], reverse=True)[:2]
    return most


def _of_others(most: Iterable[tuple[int, int]], number: int) -> int:
    """Give in how many digits the best of the other figures is found.

    >>> _of_others([(4, 7), (2, 1)], 7), _of_others([(4, 7), (2, 1)], 1), _of_others([(4, 7)], 7)
    (2, 4, 0)
    """
    return next((told for told, other in most if other != number), 0)


def _raised(one: Candidate, told: int) -> Candidate:
    if not told:
        return one
    factor = 1 + _BY_DIGIT * min(told, _MOST_DIGITS)
    sure = one.agreement == "same" and told + digits(one.figure.value) >= _SURE and not one.elsewhere
    return replace(one, score=min(1.0, one.score * factor), anchored=True, sure=sure)


def _place(one: Candidate) -> Place:
    return one.figure.document, one.figure.line, one.figure.sentence
