"""Changes told a sentence later: "Compared to 2022, there is an increase of 2,271 claims or 7.9%"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kzreform.checking.audit import formulas
from kzreform.checking.audit.changes import alike_amount, ties
from kzreform.checking.audit.ends import Ends
from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike
from kzreform.checking.audit.ties import Firmness, Formula, Tie, shown
from kzreform.checking.audit.words import AND_ALSO, CHANGED, COMPARED, DOWN, EXCEEDS, MORE, worded

_SENTENCES_BACK = 2
_SENTENCES_ON = 2
_NUMBER = worded("number_of")
_RATE = worded("rate")


def find(scene: Scene) -> Iterator[Tie]:
    """Find the changes of a document that are told apart from their two values."""
    for sentence in scene.in_order():
        yield from _exceeding(sentence)
        yield from _ranked(sentence)
        changes = [n for n in sentence.numerals if _is_change(sentence, n)]
        for change in changes:
            yield from _told_later(scene, sentence, change)
            yield from _times_more(scene, sentence, change)
        yield from _own_base(sentence)
        yield from _base_before(scene, sentence)


def _is_change(sentence: Sentence, numeral: Numeral) -> bool:
    if numeral.figure.role == "change" or numeral.kind == "multiple":
        return True
    if CHANGED.search(sentence.lead(numeral)) or MORE.match(sentence.tail(numeral, 30)):
        return True
    place = sentence.numerals.index(numeral)
    earlier = sentence.numerals[place - 1] if place else None
    return (
        earlier is not None
        and AND_ALSO.fullmatch(sentence.gap(earlier, numeral)) is not None
        and (earlier.figure.role == "change" or CHANGED.search(sentence.lead(earlier)) is not None)
    )


def _told_later(scene: Scene, sentence: Sentence, change: Numeral) -> Iterator[Tie]:
    """Give the tie of a change to the two years' values of the sentences before.

    Where the sentence names the year it compares with, the first values told of both years are its ends.
    """
    compared = COMPARED.search(sentence.text[sentence.start : sentence.end])
    if any(n for n in sentence.numerals if alike(n, change) and not _is_change(sentence, n)) or not compared:
        return
    year = int(compared[1])
    for earlier in scene.before(sentence, _SENTENCES_BACK):
        pairs = _pairs(earlier, change, year)
        held = [tie for pair in pairs for tie in ties(pair, change, "holding") if tie.told]
        if held:
            yield held[0]
            return
        # The first value of each year, in the unit of the change: no other pair can be meant.
        siblings = [n for n in sentence.numerals if n.kind == "count"]
        same_unit = any(n.figure.unit == s.figure.unit for n in (pairs[0] if pairs else ()) for s in siblings)
        if pairs and same_unit:
            yield from ties(pairs[0], change, "firm")
            return


def _pairs(earlier: Sentence, change: Numeral, year: int) -> list[Ends]:
    values = [n for n in earlier.numerals if n.kind in ("count", "money", "measure") and n.year]
    starts = [n for n in values if n.year == year]
    ends = [n for n in values if n.year == year + 1]
    if change.kind not in ("percent", "multiple"):
        starts = [n for n in starts if alike_amount(change, n)]
    pairs = [(a, b) for a in starts for b in ends if alike(a, b)]
    return pairs


def _times_more(scene: Scene, sentence: Sentence, change: Numeral) -> Iterator[Tie]:
    """Give "5,773, which is 1.5 times more than in 2022" when a sentence near tells the value of 2022."""
    compared = COMPARED.search(sentence.tail(change, 60)) or COMPARED.search(sentence.lead(change, 120))
    if change.kind not in ("multiple", "percent") or change.figure.unit == "percentage point" or not compared:
        return
    year, place = int(compared[1]), sentence.numerals.index(change)
    own = [n for n in sentence.numerals[:place] if _counted(n) and n.year != year][-1:]
    if own and MORE.match(sentence.tail(change, 30)):
        near = [sentence, *scene.after(sentence, _SENTENCES_ON), *scene.before(sentence, _SENTENCES_BACK)]
        starts = [n for s in near for n in s.numerals if n is not own[0] and n.year == year and alike(n, own[0])]
        held = [tie for start in starts for tie in ties((start, own[0]), change, "holding") if tie.told]
        yield from held[:1]
    else:
        yield from _of_parts(scene, sentence, change, year)


def _of_parts(scene: Scene, sentence: Sentence, change: Numeral, year: int) -> Iterator[Tie]:
    """Give "the number almost doubled (in 2022, out of 3,948 received, 321 or 8.1%)" after "902 (15.6%)".

    Both years tell a part with its share; the words before the change say which of the two it is of.
    """
    start = _part_with_share(sentence, change, year)
    for earlier in scene.before(sentence, 1):
        end = _part_with_share(earlier, None, None)
        if start and end and alike(start[0], end[0]) and end[0].year != year:
            lead = sentence.lead(change, 80)
            number, rate = _NUMBER.search(lead) is not None, _RATE.search(lead) is not None
            yield from ties((start[0], end[0]), change, "firm" if number and not rate else "holding")
            yield from ties((start[1], end[1]), change, "firm" if rate and not number else "holding")


def _part_with_share(sentence: Sentence, change: Numeral | None, year: int | None) -> Ends | None:
    shares = [n for n in sentence.numerals if n.kind == "percent" and n is not change and not _is_change(sentence, n)]
    if len(shares) != 1:
        return None
    parts = [n for n in sentence.numerals if n.end <= shares[0].start and n.kind == "count"]
    if not parts or (year and parts[-1].year != year) or len(sentence.gap(parts[-1], shares[0])) > 70:
        return None
    return parts[-1], shares[0]


def _counted(numeral: Numeral) -> bool:
    return numeral.kind in ("count", "money", "measure")


def _own_base(sentence: Sentence) -> Iterator[Tie]:
    """Give "EUR 1,671, i.e. €141 or 9.2% more", where what it was before follows from the two amounts."""
    for place, percent in enumerate(sentence.numerals):
        if place < 2 or percent.kind != "percent" or percent.figure.unit != "percent":
            continue
        end, change = sentence.numerals[place - 2 : place]
        if not (alike(end, change) and _is_change(sentence, percent) and change.figure.value < end.figure.value):
            continue
        if not AND_ALSO.fullmatch(sentence.gap(change, percent)) or len(sentence.gap(end, change)) > 60:
            continue
        after = sentence.numerals[place + 1 : place + 2]
        if MORE.match(sentence.tail(percent, 30)) and not (after and alike(after[0], end)):
            down = DOWN.search(sentence.tail(percent, 30)) is not None
            yield _from_change(end, change, percent, down, "near")


def _base_before(scene: Scene, sentence: Sentence) -> Iterator[Tie]:
    """Give "The intake grew by 2,271 claims, or 7.9%" when the sentence before tells what it grew to."""
    for change, percent in pairwise(sentence.numerals):
        if percent.kind != "percent" or not AND_ALSO.fullmatch(sentence.gap(change, percent)):
            continue
        down = DOWN.search(sentence.lead(change)) is not None
        if not CHANGED.search(sentence.lead(change)) or len(sentence.numerals) > len(("change", "percent")):
            continue
        for earlier in scene.before(sentence, 1):
            ends = [n for n in earlier.numerals if alike(n, change) and n.figure.unit == change.figure.unit]
            for end in ends:
                if change.figure.value < end.figure.value:
                    yield _from_change(end, change, percent, down, "holding")


def _from_change(end: Numeral, change: Numeral, percent: Numeral, down: bool, firmness: Firmness) -> Tie:
    def formula(parts: list[Interval] | tuple[Interval, ...]) -> Interval:
        now, by = parts
        return formulas.share([by, now + by if down else now - by])

    typed: Formula = formula  # type: ignore[assignment]
    says = f"{'down' if down else 'up'} {shown(change)} to {shown(end)} is a change of {{}}"
    return Tie("change", (end, change), percent, typed, says, firmness)


def _ranked(sentence: Sentence) -> Iterator[Tie]:
    """Give "62nd in 2023 (in 2022 - 65th), improving compared to 2022 by 3 points"."""
    for change in sentence.numerals:
        compared = COMPARED.search(sentence.lead(change, 80))
        if not compared or not _is_change(sentence, change):
            continue
        year = int(compared[1])
        ends = [n for n in sentence.numerals if n.kind in ("rank", "score") and alike_amount(change, n) and n.year]
        starts = [n for n in ends if n.year == year]
        later = [n for n in ends if n.year == year + 1]
        if len(starts) == len(later) == 1:
            yield from ties((starts[0], later[0]), change, "firm")


def _exceeding(sentence: Sentence) -> Iterator[Tie]:
    """Give "393.6 billion exceeds this figure (290.6 billion)": the order, not the size."""
    for place, lower in enumerate(sentence.numerals[1:], 1):
        upper = sentence.numerals[place - 1]
        if alike(lower, upper) and EXCEEDS.fullmatch(sentence.gap(upper, lower)):
            above = upper.figure.value > lower.figure.value
            says = f"{shown(upper)} {'exceeds' if above else 'does not exceed'} {shown(lower)}"
            yield Tie("difference", (upper,), lower, formulas.same, says, "firm", ordered=True)
