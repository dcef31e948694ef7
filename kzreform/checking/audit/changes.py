"""Changes between two values: in percent ("from 1724 to 1692"), in times ("8-fold"), in units ("up by 129")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, folded
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import (
    AND_ALSO,
    CHANGED,
    FROM,
    GROWING,
    GROWTH,
    HEDGES,
    THAN,
    THAN_ENDS,
    TO,
    TO_AMOUNT,
    TO_ENDS,
    words,
)

_POINTS = ("percentage point", "point", "place", "position")
_YEAR_LEAD = re.compile(r"\( ?(?:(?:in|for) )?(?:the year )?(?:19|20)\d\d[^\d()]{0,20}$")
_TAIL_GROWTH = re.compile(rf" (?:[^\W\d]+ )?{GROWTH}\b|\W{{0,2}}(?:more|less|fewer|higher|lower)\b", re.IGNORECASE)
_UP_FROM = re.compile(rf"{words(0, 4)} ?,? ?(?:up|down) from {HEDGES}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 90
_FROM_ALONE = re.compile(r" ?\(?from ")
_BASE = re.compile(r"\b(?:than|against|compared|from)\b")
_INSTEAD = re.compile(
    rf"{words(0, 4)},? (?:instead of|compared (?:to|with)|against|versus|as against) (?:in \d{{4}},? )?", re.IGNORECASE
)

Ends = tuple[Numeral, Numeral]


def find(scene: Scene) -> Iterator[Tie]:
    """Find the changes of a document."""
    for sentence in scene.sentences:
        for ends in (*from_to(sentence), *dated(sentence)):
            for amount, firmness in _amounts(sentence, ends):
                yield from ties(ends, amount, firmness)
        yield from _compared(sentence)
        yield from _unbound(sentence)


def ties(ends: Ends, amount: Numeral, firmness: Firmness) -> list[Tie]:
    """Give the tie of the amount of a change to its ends: the reading that holds, where there are several."""
    start, end = ends
    told = f"from {shown(start)} to {shown(end)}"
    readings: list[Tie] = []
    kind, unit = amount.kind, amount.figure.unit
    if kind == "percent" and unit == "percent":
        readings.append(Tie("change", ends, amount, formulas.percent_change, f"{told} is a change of {{}}", firmness))
    if kind == "multiple":
        readings.append(Tie("change", ends, amount, formulas.ratio, f"{told} is {{}}", firmness))
        if not amount.written.loose and "fold" not in amount.figure.text:
            readings.append(Tie("change", ends, amount, formulas.growth, f"{told} is {{}}", firmness))
    points = kind == "percent" and start.kind == "percent"
    if points or (kind in ("count", "money", "measure", "duration", "score") and alike_amount(amount, start)):
        says = f"{told} is a difference of {{}}"
        readings.insert(0, Tie("difference", ends, amount, formulas.difference, says, firmness))
    if not readings:
        return []
    return [next((tie for tie in readings if tie.verdict != "inconsistent"), readings[0])]


def alike_amount(amount: Numeral, end: Numeral) -> bool:
    """Say whether a figure can be the difference of two such values: ranks differ by places, percents by points."""
    if end.kind in ("rank", "percent", "score"):
        return (
            amount.figure.unit in _POINTS
            or (end.kind == "score" and amount.kind == "score")
            or (amount.kind == "count" and end.kind == "rank")
        )
    return alike(amount, end)


def from_to(sentence: Sentence) -> list[Ends]:
    """Give the ends named by "from ... to ...", or by "to ... instead of ...", "compared to ..."."""
    found = []
    for row in sentence.rows:
        for place, start in enumerate(row):
            if not FROM.search(sentence.lead(start)):
                continue
            for end in row[place + 1 :]:
                gap = sentence.level_gap(start, end)
                if len(gap) > _LONGEST or ";" in gap:
                    break
                if alike(start, end):
                    if TO.search(gap):
                        found.append((start, end))
                    break
        found += [(b, a) for a, b in pairwise(row) if alike(a, b) and _UP_FROM.fullmatch(sentence.level_gap(a, b))]
        found += [(b, a) for a, b in pairwise(row) if alike(a, b) and _INSTEAD.fullmatch(sentence.gap(a, b))]
    return found


def dated(sentence: Sentence) -> list[Ends]:
    """Give the ends named by years: "(2020 - 74, 2023 - 94)", "285.1 (2022 - 108.5)"."""
    found = []
    for row in sentence.rows:
        bracket = row[0].bracket
        if bracket is None:
            found += [pair for pair in pairwise(row) if alike(*pair) and _by_years(sentence, *pair)]
            continue
        pair = _pair_of_years(sentence, row)
        if pair:
            found.append(pair)
        head = sentence.head(bracket)
        first = row[0]
        if head and alike(head, first) and _YEAR_LEAD.match(folded(sentence.text[bracket[0] : first.start])):
            between = folded(sentence.text[head.end : bracket[0]])
            if len(between.split()) <= 5 and not re.search(r"[.;:]", between):
                found.append((first, head))
    return found


def _by_years(sentence: Sentence, a: Numeral, b: Numeral) -> bool:
    """Say whether each of two neighbours is led by a year: "in 2020 - 1072, the smallest in 2023 - 923"."""
    gap = sentence.level_gap(a, b)
    if len(gap) > _LONGEST or re.search(r"[;.]", gap):
        return False
    years = [_YEAR.findall(told)[-1:] for told in (sentence.lead(a, 25), gap)]
    return all(years) and years[0] != years[1] and a.kind != "percent"


def _pair_of_years(sentence: Sentence, row: list[Numeral]) -> Ends | None:
    """Give the two figures of a bracket that each follow a year of their own."""
    for kind in dict.fromkeys(n.kind for n in row):
        alikes = [n for n in row if n.kind == kind and alike(n, row[0] if kind == row[0].kind else n)]
        if len(alikes) != 2:
            continue
        a, b = alikes
        opening = folded(sentence.text[(a.bracket or (sentence.start,))[0] : a.start])
        years = [_YEAR.findall(told) for told in (opening, sentence.gap(a, b))]
        if all(years) and a.year and b.year and a.year != b.year and years[0][-1] != years[1][-1]:
            return (a, b) if a.year < b.year else (b, a)
    return None


def _amounts(sentence: Sentence, ends: Ends) -> Iterator[tuple[Numeral, Firmness]]:
    """Give the figures that say by how much: right before the ends, or right after."""
    first, last = sorted(ends, key=lambda n: n.start)
    before = [n for n in sentence.numerals if n.end <= first.start and n not in ends]
    after = [n for n in sentence.numerals if n.start >= last.end and n not in ends]
    following = first
    for amount in reversed(before):
        if amount.kind == "duration" and not amount.bare:
            continue  # "by 20 units in three years (2020 - 74, ..."
        gap = _unbracketed(sentence, amount, following)
        joint = TO_ENDS if following is first else AND_ALSO
        if not joint.fullmatch(gap) or not _changing(sentence, amount):
            break
        yield amount, "firm"
        following = amount
    previous = last
    for amount in after:
        joint = TO_AMOUNT if previous is last else AND_ALSO
        gap = sentence.level_gap(previous, amount)
        if not joint.fullmatch(gap) or (amount.kind not in ("percent", "multiple") and not _after(sentence, amount)):
            break
        yield amount, "firm" if _after(sentence, amount) or GROWING.search(gap) else "holding"
        previous = amount


def _unbracketed(sentence: Sentence, a: Numeral, b: Numeral) -> str:
    """Give the words between, without durations there."""
    text = sentence.text[a.end : b.start]
    for n in reversed(sentence.between(a, b)):
        text = text[: n.start - a.end] + text[n.end - a.end :]
    text = re.sub(r"\(\s?(?:in |for )?(?:19|20)\d\d[^()]{0,40}$", "(", text)
    return folded(text)


def _changing(sentence: Sentence, amount: Numeral) -> bool:
    lead = sentence.lead(amount)
    if amount.figure.role == "change" or amount.kind == "multiple" or CHANGED.search(lead):
        return True
    return lead.endswith(("+", "−")) or re.search(r"\bby \w*\s?$", lead) is not None


def _after(sentence: Sentence, amount: Numeral) -> bool:
    return _changing(sentence, amount) or _TAIL_GROWTH.match(sentence.tail(amount, 25)) is not None


def _compared(sentence: Sentence) -> Iterator[Tie]:
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
        if alike(end, following) and len(between) <= _LONGEST and not re.search(r"[;:]", between):
            for one in amounts:
                yield from ties((following.exactly(), end), one, "firm")


def _unbound(sentence: Sentence) -> Iterator[Tie]:
    """Find changes that only the numbers speak for: an amount with two values right beside it."""
    for amount in sentence.numerals:
        if amount.kind not in ("multiple", "percent") or not _changing(sentence, amount):
            continue
        others = [n for n in sentence.numerals if n.kind not in ("multiple",) and n is not amount]
        earlier = [n for n in others if n.end <= amount.start]
        before = earlier[-2:]
        after = [n for n in others if n.start >= amount.end][:2]
        across = [*before[-1:], *after[:1]]
        if len(across) == 2 and _BASE.search(sentence.gap(amount, across[1])):
            across.reverse()
        pairs = [before, after, across]
        if after and _FROM_ALONE.fullmatch(sentence.gap(amount, after[0])):
            pairs += [[after[0], end] for end in reversed(earlier[-4:])]
        for pair in pairs:
            share = amount.kind == "multiple" and not amount.written.loose
            if len(pair) == 2 and alike(*pair) and (share or pair[0].kind not in ("percent", "duration", "rank")):
                yield from ties((pair[0], pair[1]), amount, "holding")
