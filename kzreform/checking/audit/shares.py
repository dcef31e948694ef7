"""Shares: "46,546 out of 83,963 ... 55.4%", "725 (493 or 68% ...)", "3697 women and 1946 men ... 65.5%"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kzreform.checking.audit.backward import of_those_before
from kzreform.checking.audit.firsts import AND, before_its_figures, between_its_figures, share
from kzreform.checking.audit.gaps import yearless
from kzreform.checking.audit.parts import YEAR_LEAD, opening, whole_of
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, alike_or_lone, amount
from kzreform.checking.audit.ties import Firmness, Tie
from kzreform.checking.audit.words import (
    CHANGED,
    MORE,
    OF_ELSE,
    OUT_OF,
    TAIL_OF_WHICH,
    THEN_PERCENT,
    THEN_PERCENT_FAR,
    worded,
)

_MEANS = worded("means")
_SENTENCES_BACK = 2
_LEAST_DIGITS = 2
_AT_LAST = worded("at_last")
_CLAUSE_ENDS = worded("clause_ends")


def find(scene: Scene) -> Iterator[Tie]:
    """Find the shares of a document."""
    for sentence in scene.in_order():
        for percent in sentence.numerals:
            if not is_share(sentence, percent):
                continue
            bound = list(_bound(sentence, percent)) or list(_parallel(sentence, percent))
            bound = bound or list(of_those_before(scene, sentence, percent))
            yield from bound or _unbound(scene, sentence, percent)


def is_share(sentence: Sentence, percent: Numeral) -> bool:
    """Say whether a figure is a percentage that may be a share, not a change."""
    figure = percent.figure
    if figure.kind != "percent" or figure.unit != "percent":
        return False
    if figure.role in ("change", "from") or MORE.match(sentence.tail(percent, 30)):
        return False
    return not CHANGED.search(sentence.lead(percent)) and not sentence.text.endswith(("+", "−"), 0, percent.start)


def _bound(sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give the share whose part and whole the words name."""
    place = sentence.numerals.index(percent)
    # "of the 380 thousand people over 65": how old they are is no part of them.
    before = [n for n in sentence.numerals[:place][::-1] if n.kind != "duration"]
    after = sentence.numerals[place + 1 :]
    found = (
        before_its_figures(sentence, percent, after)
        or between_its_figures(sentence, percent, before, after)
        or _part_of_whole(sentence, percent, before)
        or _part_first(sentence, percent, before)
    )
    if found:
        yield found


def _part_of_whole(sentence: Sentence, percent: Numeral, before: Sequence[Numeral]) -> Tie | None:
    """Give "1,009 of 1,423 (71%)", "786 women among 3,415 deputies, a share put at 21.02%"."""
    if len(before) < len(("whole", "part")):
        return None
    whole, part = before[0], before[1]
    fit = amount(whole) and alike_or_lone(whole, part) and part.figure.value <= whole.figure.value
    then = yearless(sentence.ageless_gap(whole, percent))
    if not (fit and OUT_OF.fullmatch(sentence.gap(part, whole)) and THEN_PERCENT_FAR.fullmatch(then)):
        return None
    sibling = before[2] if len(before) > len(("whole", "part")) else None
    if sibling and alike(sibling, part) and AND.fullmatch(sentence.gap(sibling, part)):
        # "3 women and 27 men among 30 ambassadors, that is 10 percent": of one of the two
        ties = [share(one, whole, percent, "holding") for one in (sibling, part)]
        return next((tie for tie in ties if tie.told), ties[0])
    firmness = _firmness(sentence, percent)
    if firmness == "firm" and not THEN_PERCENT.fullmatch(then) and _several(sentence, whole):
        # "300 of the 900 doses in May, 450 of 1,000 in June, 40% of the total"
        firmness = "near"
    return share(part, whole, percent, firmness)


def _several(sentence: Sentence, last: Numeral) -> bool:
    """Say whether a sentence tells of more parts and wholes than one, up to the last whole."""
    told = [n for n in sentence.numerals if n.end <= last.end]
    return sum(OUT_OF.fullmatch(sentence.gap(a, b)) is not None for a, b in pairwise(told)) > 1


def _part_first(sentence: Sentence, percent: Numeral, before: Sequence[Numeral]) -> Tie | None:
    """Give "725 (493 or 68% ...", "8,334 candidates, including 3,721 (44.6%)"."""
    if not before or not amount(before[0]):
        return None
    part = before[0]
    gap = sentence.gap(part, percent)
    apart = TAIL_OF_WHICH.match(gap) and _AT_LAST.fullmatch(gap) and _CLAUSE_ENDS.match(sentence.tail(percent))
    joined = apart or THEN_PERCENT.fullmatch(gap) or (TAIL_OF_WHICH.match(gap) and gap.rstrip().endswith("("))
    if not joined or _is_changed(sentence, part):
        return None
    whole = whole_of(sentence, part, percent)
    return share(part, whole, percent, _firmness(sentence, percent)) if whole else None


def _firmness(sentence: Sentence, percent: Numeral) -> Firmness:
    """Say that "3.3% of GDP" is a share of something else than what was counted, unless the numbers say otherwise."""
    return "holding" if OF_ELSE.match(sentence.tail(percent)) else "firm"


def _is_changed(sentence: Sentence, part: Numeral) -> bool:
    if part.figure.role == "change" or MORE.match(sentence.tail(part, 30)):
        return True
    return CHANGED.search(sentence.lead(part)) is not None


def _parallel(sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give the share of another year: "6,312 cases (in 2022, 6,702), ... 62.8% (in 2022, 4,088 or 61%)"."""
    if not percent.bracket:
        return
    row = [n for n in sentence.numerals if n.bracket == percent.bracket and n.end <= percent.start and amount(n)]
    if len(row) != 1 or not THEN_PERCENT.fullmatch(sentence.gap(row[0], percent)):
        return
    part, led = row[0], opening(sentence, row[0])
    if not YEAR_LEAD.match(led):
        return
    for whole in sentence.numerals:
        fit = whole.end <= percent.bracket[0] and whole.bracket and alike(whole, part)
        if fit and opening(sentence, whole) == led and whole.figure.value > part.figure.value:
            yield share(part, whole, percent)
            return


def _unbound(scene: Scene, sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give a share that only the numbers speak for, with its part near and its whole not far before."""
    digits = len(str(percent.figure.value.normalize()).replace(".", ""))
    if percent.written.loose:
        yield from _loosely(scene, sentence, percent)
        return
    if digits < _LEAST_DIGITS:
        return
    place = sentence.numerals.index(percent)
    near = [n for n in (*sentence.numerals[:place][-1:], *sentence.numerals[place + 1 :][:1]) if amount(n)]
    parts = [n for n in near if len(_between(sentence, n, percent)) <= 70 and not _is_changed(sentence, n)]
    for part in parts:
        wholes = [n for n in reversed(sentence.numerals) if n is not part and n.end <= max(part.start, percent.start)]
        for earlier in scene.before(sentence, _SENTENCES_BACK if digits > _LEAST_DIGITS else 0):
            wholes += reversed(earlier.numerals)
        for whole in wholes:
            if amount(whole) and alike(whole, part) and whole.figure.value > part.figure.value:
                tie = share(part, whole, percent, "holding")
                if tie.verdict == "consistent":
                    yield tie
                    return


def _loosely(scene: Scene, sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give "13 million people, this means that a quarter ..." of a part that the sentence before counts."""
    place = sentence.numerals.index(percent)
    wholes = [n for n in sentence.numerals[:place] if n.kind in ("count", "money")][-1:]
    for whole in wholes:
        if not _MEANS.search(sentence.gap(whole, percent)):
            continue
        for earlier in scene.before(sentence, 1):
            for part in reversed(earlier.numerals):
                if alike(part, whole) and part.figure.value < whole.figure.value:
                    yield share(part, whole, percent, "near")
                    return


def _between(sentence: Sentence, a: Numeral, b: Numeral) -> str:
    return sentence.gap(a, b) if a.end <= b.start else sentence.gap(b, a)
