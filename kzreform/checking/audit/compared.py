"""Changes told by comparison: "212 or 13.7% more than in 2023 (1,552)", "46,200, up 5% on the 44,000 of a year ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzreform.checking.audit.changes import ties
from kzreform.checking.audit.scene import Scene, Sentence, alike, alike_or_lone
from kzreform.checking.audit.ties import Tie
from kzreform.checking.audit.words import (
    AND_ALSO,
    DIFFERENCE,
    LEAD_OF,
    ON_THE,
    OUT_OF,
    THAN,
    THAN_ENDS,
    THAT_IS,
    UP_BY,
    worded,
)

_LONGEST = 90
_OF_YEAR = worded("of_year")
_MORE_AT_LAST = worded("more_at_last")


def find(scene: Scene) -> Iterator[Tie]:
    """Find the comparisons of a document."""
    for sentence in scene.in_order():
        yield from _than(sentence)
        yield from _up_on(sentence)
        yield from _that_is(sentence)
        yield from _differing(sentence)


def _than(sentence: Sentence) -> Iterator[Tie]:
    """Find "1,764, which is 212 or 13.7% more than in 2023 (1,552)" and what else ends in "than"."""
    numerals = sentence.numerals
    for place, amount in enumerate(numerals[1:-1], 1):
        following = numerals[place + 1]
        gap = sentence.gap(amount, following)
        more = THAN.fullmatch(gap)
        if not more or not THAN_ENDS.search(more["rest"]) or amount.kind == "multiple":
            continue
        amounts, place_of_end = [amount], place - 1
        if place > 1 and AND_ALSO.fullmatch(re.sub(r"\)\s*$", "", sentence.gap(numerals[place - 1], amount))):
            amounts, place_of_end = [numerals[place - 1], amount], place - 2
        end = numerals[place_of_end]
        between = sentence.level_gap(end, amounts[0])
        if alike_or_lone(end, following) and len(between) <= _LONGEST and not re.search(r"[;:]", between):
            # "0.4 million tons less than planned (3.4 million tons in 2022)" compares with something else.
            other = not re.search(r"\d{4}", more["rest"]) and _OF_YEAR.match(sentence.tail(following))
            for one in amounts:
                yield from ties((following.exactly(), end), one, "near" if other and following.bracket else "firm")


def _up_on(sentence: Sentence) -> Iterator[Tie]:
    """Find "46,200, up 5% on the 44,000 of a year ago"."""
    numerals = sentence.numerals
    for end, amount, start in zip(numerals, numerals[1:], numerals[2:], strict=False):
        told = UP_BY.fullmatch(sentence.level_gap(end, amount)) and ON_THE.fullmatch(sentence.gap(amount, start))
        if told and alike_or_lone(end, start):
            yield from ties((start.exactly(), end), amount, "firm")


def _that_is(sentence: Sentence) -> Iterator[Tie]:
    """Find "There are 1,420, whereas in 2020 there were 980, that is 440 more"."""
    numerals = sentence.numerals
    for end, start, amount in zip(numerals, numerals[1:], numerals[2:], strict=False):
        told = THAT_IS.fullmatch(sentence.gap(start, amount)) and _MORE_AT_LAST.match(sentence.tail(amount, 30))
        between = sentence.level_gap(end, start)
        # "60 of 90 projects, or 20 more" sets neither against the other.
        whole = OUT_OF.fullmatch(between) or LEAD_OF.search(sentence.lead(end))
        if told and not whole and alike(end, start) and len(between) <= _LONGEST and not re.search(r"[;:]", between):
            yield from ties((start, end), amount, "firm")


def _differing(sentence: Sentence) -> Iterator[Tie]:
    """Find "The library has 1,700 readers and the museum 1,500 visitors, a difference of 200"."""
    numerals = sentence.numerals
    for end, start, amount in zip(numerals, numerals[1:], numerals[2:], strict=False):
        between = sentence.level_gap(end, start) + sentence.level_gap(start, amount)
        told = DIFFERENCE.search(sentence.lead(amount)) and len(between) <= 2 * _LONGEST
        if told and alike_or_lone(end, start) and not re.search(r"[;:]", between):
            yield from ties((start, end), amount, "near")
