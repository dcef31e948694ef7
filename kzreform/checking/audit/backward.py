"""Shares of what the sentence before counts: "Fines were handed to 264 people. 198 of them paid, which makes 75%"."""

from __future__ import annotations

from collections.abc import Iterator

from kzreform.checking.audit.firsts import share
from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.intervals import total
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, amount
from kzreform.checking.audit.ties import Firmness, Tie
from kzreform.checking.audit.words import OF_ELSE, THEN_PERCENT, worded

_HEAD = worded("head_hedge")
_HEAD_OF_THEM = worded("head_of_them")
_OF_THEM = worded("of_them")
_OF_NOUN = worded("of_noun")
_COUNTED = worded("of_them_counted")
_CLAUSE_ENDS = worded("clause_ends")
_NOT_PARTS = ("change", "from")


def of_those_before(scene: Scene, sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give the share of a part that opens its sentence, with its whole in the sentence right before."""
    part = _part(sentence, percent)
    earlier = next(iter(scene.before(sentence, 1)), None)
    if part is None or earlier is None or not sentence.follows(earlier):
        return
    for whole, firmness in _wholes(sentence, earlier, part, percent):
        yield share(part, whole, percent, "holding" if OF_ELSE.match(sentence.tail(percent)) else firmness)


def opening(sentence: Sentence, numeral: Numeral) -> str:
    """Give the words of a sentence up to a figure."""
    return folded(sentence.text[sentence.start : numeral.start])


def _part(sentence: Sentence, percent: Numeral) -> Numeral | None:
    """Give the first figure of the sentence where it is what a percentage beside it says the share of."""
    first, *others = sentence.numerals
    if percent is first and others and amount(others[0]) and _HEAD.match(opening(sentence, first)):
        counted = _COUNTED.fullmatch(sentence.gap(first, others[0]))
        return others[0] if counted and _CLAUSE_ENDS.match(sentence.tail(others[0])) else None
    beside = others and percent is others[0] and amount(first)
    return first if beside and THEN_PERCENT.fullmatch(sentence.gap(first, percent)) else None


def _wholes(sentence: Sentence, earlier: Sentence, part: Numeral, percent: Numeral) -> list[tuple[Numeral, Firmness]]:
    """Give what the part may be of: one surely, where nothing else there could be meant."""
    counted = [n for n in earlier.numerals if amount(n) and alike(n, part) and n.figure.role not in _NOT_PARTS]
    led = opening(sentence, part)
    noun = _OF_NOUN.match(sentence.tail(part, 40)) if _HEAD.match(led) else None
    if noun:
        counted = [n for n in counted if _named(n, noun[1])]
    elif not (percent.start < part.start or _HEAD_OF_THEM.match(led) or _of_them(sentence, part)):
        return []
    wholes = [n for n in counted if n.figure.value > part.figure.value]
    if len(wholes) != 1:
        return [(whole, "holding") for whole in wholes]
    others = [n for n in counted if n is not wholes[0]]
    alone = not others or total(n.span for n in others).meets(wholes[0].span)
    return [(wholes[0], "firm" if alone else "holding")]


def _of_them(sentence: Sentence, part: Numeral) -> bool:
    """Say whether a sentence opens with "198 of them"."""
    opens = _HEAD.match(opening(sentence, part))
    return opens is not None and _OF_THEM.match(sentence.tail(part, 40)) is not None


def _named(numeral: Numeral, noun: str) -> bool:
    """Say whether a noun in the plural is what a figure counts: "doctors" and doctor, "counties" and county."""
    unit, noun = numeral.figure.unit.lower(), noun.lower()
    return noun.startswith(unit[: max(3, len(unit) - 1)]) and len(noun) <= len(unit) + len("es")
