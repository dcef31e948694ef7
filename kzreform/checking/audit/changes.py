"""Changes between two values: in percent ("from 1724 to 1692"), in times ("8-fold"), in units ("up by 129")."""

from __future__ import annotations

from collections.abc import Iterator

from kzreform.checking.audit import formulas
from kzreform.checking.audit.ends import Ends, dated, from_to
from kzreform.checking.audit.gaps import folded, yearless
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import AND_ALSO, CHANGED, DIFFERENCE, GROWING, TO_AMOUNT, TO_ENDS, worded

_UNITS = ("count", "money", "measure", "duration", "score", "rank")
_POINTS = ("percentage point", "point", "place", "position")
_TAIL_GROWTH = worded("tail_growth")
_FROM_ALONE = worded("from_alone")
_MORE_THAN = worded("more_than")
_OTHERWISE = worded("otherwise")
_BASE = worded("base")
_YEAR_OPENS = worded("year_opens")
_BY = worded("by")


def find(scene: Scene) -> Iterator[Tie]:
    """Find the changes of a document."""
    for sentence in scene.in_order():
        for ends in (*from_to(sentence), *dated(sentence)):
            for amount, firmness in _amounts(sentence, ends):
                yield from ties(ends, amount, firmness)
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
    if points or (kind in _UNITS and alike_amount(amount, start)):
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


def _amounts(sentence: Sentence, ends: Ends) -> Iterator[tuple[Numeral, Firmness]]:
    """Give the figures that say by how much: right before the ends, or right after."""
    first, last = sorted(ends, key=lambda n: n.start)
    before = [n for n in sentence.numerals if n.end <= first.start and n not in ends]
    after = [n for n in sentence.numerals if n.start >= last.end and n not in ends]
    following = first
    for amount in reversed(before):
        if amount.kind == "duration" and not amount.bare and first.kind != "duration":
            continue  # "by 20 units in three years (2020 - 74, ..."
        gap = _unbracketed(sentence, amount, following)
        joint = TO_ENDS if following is first else AND_ALSO
        if not joint.fullmatch(gap) or not _changing(sentence, amount):
            break
        yield amount, "firm" if joint is AND_ALSO or _alone(sentence, amount) else "near"
        following = amount
    previous = last
    for amount in after:
        joint = TO_AMOUNT if previous is last else AND_ALSO
        gap = yearless(sentence.level_gap(previous, amount))
        said = _after(sentence, amount) or _told_twice(sentence, amount)
        if not joint.fullmatch(gap) or (amount.kind not in ("percent", "multiple") and not said):
            break
        other = _MORE_THAN.match(sentence.tail(amount, 25)) or _OTHERWISE.match(sentence.tail(amount, 40))
        yield amount, "firm" if (said or GROWING.search(gap)) and not other else "holding"
        previous = amount


def _alone(sentence: Sentence, amount: Numeral) -> bool:
    """Say whether no other change goes right before: "rose by 20%, from January by 25%, to 300" tells of two."""
    place = sentence.numerals.index(amount)
    before = [n for n in sentence.numerals[:place][-1:] if n.bracket == amount.bracket]
    rates = ("percent", "multiple")
    return amount.kind not in rates or not any(n.kind in rates and _changing(sentence, n) for n in before)


def _unbracketed(sentence: Sentence, a: Numeral, b: Numeral) -> str:
    """Give the words between, without durations there."""
    text = sentence.text[a.end : b.start]
    for n in reversed(sentence.between(a, b)):
        text = text[: n.start - a.end] + text[n.end - a.end :]
    text = _YEAR_OPENS.sub("(", text)
    return yearless(folded(text))


def _changing(sentence: Sentence, amount: Numeral) -> bool:
    lead = sentence.lead(amount)
    if amount.figure.role == "change" or amount.kind == "multiple" or CHANGED.search(lead):
        return True
    if DIFFERENCE.search(lead) or lead.endswith(("+", "−")) or amount.figure.text.startswith(("+", "−")):
        return True
    return _BY.search(lead) is not None


def _told_twice(sentence: Sentence, amount: Numeral) -> bool:
    """Say whether a change is told in units and in percent: "1,775 or 3.0% fewer"."""
    following = [n for n in sentence.numerals if n.start >= amount.end][:1]
    return any(AND_ALSO.fullmatch(sentence.gap(amount, n)) and _after(sentence, n) for n in following)


def _after(sentence: Sentence, amount: Numeral) -> bool:
    return _changing(sentence, amount) or _TAIL_GROWTH.match(sentence.tail(amount, 25)) is not None


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
