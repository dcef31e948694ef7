"""Changes told after their values: "It was 20 million in 2022. That is a rise of a fifth", "which is 30% more"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzreform.checking.audit.backward import opening
from kzreform.checking.audit.changes import alike_amount, ties
from kzreform.checking.audit.ends import Ends, dated, from_to
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike
from kzreform.checking.audit.ties import Firmness, Tie
from kzreform.checking.audit.words import CHANGED, MORE, worded

_THAT_MAKES = worded("that_makes")
_CONCLUDES = worded("concludes")
_COPULA = worded("copula")
_OF_THE_SAME = worded("of_the_same")
_CHANGE_ENDS = worded("change_ends")
_CLAUSE_END = worded("at_clause_end")
_PAST = worded("past")
_NOW = worded("now")
_MORE_THAN = worded("more_than")
_TIMES_MANY = worded("times_many")
_SENTENCES_BACK = 2
_STEM = 5  # letters by which "graduated" and "graduates" are told to be of one thing
_SMALL = 10
_FAR = 5  # times


def find(scene: Scene) -> Iterator[Tie]:
    """Find the changes between the values of a sentence, or of two, that the end of the second tells."""
    for sentence in scene.in_order():
        yield from _as_many(scene, sentence)
        for earlier in scene.before(sentence, 1):
            if sentence.follows(earlier):
                yield from _that_makes(sentence, earlier)
                yield from _concluded(sentence, earlier)


def _that_makes(sentence: Sentence, earlier: Sentence) -> Iterator[Tie]:
    """Give "27.3 million, up from 21.8 million. That is a rise of about a quarter"."""
    change = sentence.numerals[0]
    if not (_THAT_MAKES.match(opening(sentence, change)) and _is_change(sentence, change)):
        return
    ends = dict.fromkeys([*from_to(earlier), *dated(earlier)])
    if len(ends) == 1:
        alone = _CHANGE_ENDS.match(sentence.tail(change))
        yield from ties(next(iter(ends)), change, "firm" if alone else "near")


def _concluded(sentence: Sentence, earlier: Sentence) -> Iterator[Tie]:
    """Give "In 2019 it had 3,120 km. Now it has 4,056 km, which is 30% more"."""
    for place, change in enumerate(sentence.numerals[1:2], 1):
        value = sentence.numerals[place - 1]
        gap = sentence.gap(value, change)
        if not _is_change(sentence, change) or not _CONCLUDES.search(gap):
            continue
        other = _other(sentence, earlier, value)
        if other is None or (value.kind == "percent" and not alike_amount(change, value)):
            continue
        ends, firmness = _ordered(sentence, earlier, value, other)
        if firmness == "firm" and not (_OF_THE_SAME.search(gap) and _ends(sentence, change)):
            firmness = "near"
        if not (_COPULA.search(sentence.lead(value)) and _same_thing(earlier, gap, (value, other))):
            firmness = "holding"
        yield from ties(ends, change, firmness)


def _is_change(sentence: Sentence, numeral: Numeral) -> bool:
    """Say whether a figure is a change, and not one from something that is named after it."""
    if _MORE_THAN.match(sentence.tail(numeral, 40)):
        return False
    said = CHANGED.search(sentence.lead(numeral)) or MORE.match(sentence.tail(numeral, 30))
    return numeral.figure.role == "change" or said is not None


def _other(sentence: Sentence, earlier: Sentence, value: Numeral) -> Numeral | None:
    """Give the only value of the sentence before that another can be set against."""
    same = [n for n in earlier.numerals if alike(n, value) and n.figure.unit == value.figure.unit]
    if same:
        return same[0] if len(same) == 1 and same[0].figure.role not in ("change", "from") else None
    first = earlier.numerals[0]
    stem = value.figure.unit[:_STEM].lower()
    named = len(stem) == _STEM and f" {stem}" in earlier.text[first.end : first.end + 60].lower()
    return first if named and alike(first, value) else None


def _ends(sentence: Sentence, change: Numeral) -> bool:
    """Say whether nothing after a change but "more" says what else it may be of."""
    tail = sentence.tail(change)
    return (_CLAUSE_END.match(tail) or _CHANGE_ENDS.match(tail)) is not None


def _same_thing(earlier: Sentence, gap: str, ends: Ends) -> bool:
    """Say whether what follows a value is named in the sentence before too, and both are of one size."""
    said = earlier.text[earlier.start : earlier.end].lower()
    nouns = [word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", re.split("[,;:–—]", gap.lower())[0])]
    small, great = sorted(n.figure.value for n in ends)
    return all(noun in said for noun in nouns) and great <= small * _FAR


def _ordered(sentence: Sentence, earlier: Sentence, value: Numeral, other: Numeral) -> tuple[Ends, Firmness]:
    """Give two values in the order of their times, and how sure that is."""
    led, before = opening(sentence, value), opening(earlier, other)
    if _PAST.search(led) and not _PAST.search(before):
        return (value, other), "firm"
    if _NOW.search(led) and not _NOW.search(before):
        return (other, value), "firm"
    if value.year and other.year and value.year != other.year:
        return ((value, other) if value.year < other.year else (other, value)), "firm"
    return (other, value), "firm" if value.kind == "percent" else "near"


def _as_many(scene: Scene, sentence: Sentence) -> Iterator[Tie]:
    """Give "1,150 firefighters ... 2,875 volunteers, 2.5 times as many", where the numbers speak for it."""
    for place, times in enumerate(sentence.numerals[1:], 1):
        value = sentence.numerals[place - 1]
        if times.kind != "multiple" or times.written.step >= 1 or value.kind != "count":
            continue
        if times.written.loose or not _TIMES_MANY.match(sentence.tail(times, 30)):
            continue
        near = [n for s in scene.before(sentence, _SENTENCES_BACK) if s.block == sentence.block for n in s.numerals]
        others = [n for n in near if n.kind == "count" and _SMALL <= n.figure.value < value.figure.value]
        held = [tie for other in others for tie in ties((other, value), times, "holding") if tie.told]
        yield from held[:1]
