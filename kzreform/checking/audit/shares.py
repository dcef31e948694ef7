"""Shares: "46,546 out of 83,963 ... 55.4%", "725 (493 or 68% ...)", "3697 women and 1946 men ... 65.5%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kzreform.checking.audit import formulas
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, amount, folded
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import (
    CHANGED,
    LEAD_OF,
    MORE,
    OF_ELSE,
    OF_WHICH,
    OUT_OF,
    PERCENT_OPENS,
    PERCENT_OR,
    TAIL_OF_WHICH,
    THEN_PERCENT,
    THEN_PERCENT_FAR,
)

_OF_THE = re.compile(r" of (?:the |all |these |its )*", re.IGNORECASE)
_OF_BRACKET = re.compile(r" of (?:[^\W\d][\w'-]* ?){0,8}\(", re.IGNORECASE)
_OR = re.compile(r"(?:^|[\s,])or (?:about |almost |nearly )?$")
_AND = re.compile(r" ?(?:[^\W\d][\w'-]* ?){0,4},? ?and (?:the )?", re.IGNORECASE)
_YEAR_LEAD = re.compile(r"\( ?(?:(?:in|for) )?(?:19|20)\d\d\b")
_SENTENCES_BACK = 2
_LEAST_DIGITS = 2


def find(scene: Scene) -> Iterator[Tie]:
    """Find the shares of a document."""
    for sentence in scene.sentences:
        for percent in sentence.numerals:
            if not is_share(sentence, percent):
                continue
            bound = list(_bound(sentence, percent)) or list(_parallel(sentence, percent))
            yield from bound or _unbound(scene, sentence, percent)


def is_share(sentence: Sentence, percent: Numeral) -> bool:
    """Say whether a figure is a percentage that may be a share, not a change."""
    figure = percent.figure
    if figure.kind != "percent" or figure.unit != "percent":
        return False
    if figure.role in ("change", "from") or MORE.match(sentence.tail(percent, 30)):
        return False
    return not CHANGED.search(sentence.lead(percent)) and sentence.text[percent.start - 1 : percent.start] not in "+−"


def _bound(sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give the share whose part and whole the words name."""
    place = sentence.numerals.index(percent)
    before, after = sentence.numerals[:place][::-1], sentence.numerals[place + 1 :]
    found = (
        _percent_first(sentence, percent, after)
        or _or_of_bracket(sentence, percent, before, after)
        or _part_of_whole(sentence, percent, before)
        or _part_first(sentence, percent, before)
    )
    if found:
        yield found


def _percent_first(sentence: Sentence, percent: Numeral, after: Sequence[Numeral]) -> Tie | None:
    """Give "55.4% (46,546 out of 83,963)", "39.2% of them, or 9,261 ...", "40% of the 1,200 pupils (480)"."""
    if not after or not amount(after[0]):
        return None
    part, other = after[0], next(iter(after[1:]), None)
    gap = sentence.gap(percent, part)
    opens = PERCENT_OPENS.fullmatch(gap) or PERCENT_OR.fullmatch(gap)
    if other is not None and alike(part, other):
        then = sentence.gap(part, other)
        if opens and OUT_OF.fullmatch(then):
            return _share(part, other, percent)
        if opens and part.bracket and part.bracket == other.bracket and _AND.fullmatch(then):
            return _of_two(sentence, part, other, percent)
        smaller = other.figure.value < part.figure.value
        if smaller and amount(other) and _OF_THE.fullmatch(gap) and THEN_PERCENT.fullmatch(then):
            return _share(other, part, percent)
    whole = _whole(sentence, part, percent) if opens else None
    return _share(part, whole, percent) if whole else None


def _or_of_bracket(
    sentence: Sentence, percent: Numeral, before: Sequence[Numeral], after: Sequence[Numeral]
) -> Tie | None:
    """Give "432.2 thousand measures, or 89.2% of the necessary (484.7 thousand)"."""
    if not before or not after or not amount(before[0]) or not alike(before[0], after[0]):
        return None
    gap = sentence.gap(before[0], percent)
    if not _OR.search(gap) or re.search(r"[.;:]", gap) or not _OF_BRACKET.fullmatch(sentence.gap(percent, after[0])):
        return None
    return _share(before[0], after[0], percent)


def _part_of_whole(sentence: Sentence, percent: Numeral, before: Sequence[Numeral]) -> Tie | None:
    """Give "1,009 of 1,423 (71%)", "786 women among 3,415 deputies, a share put at 21.02%"."""
    if len(before) < len(("whole", "part")):
        return None
    whole, part = before[0], before[1]
    fit = amount(whole) and alike(whole, part) and part.figure.value <= whole.figure.value
    then = sentence.gap(whole, percent)
    if not (fit and OUT_OF.fullmatch(sentence.gap(part, whole)) and THEN_PERCENT_FAR.fullmatch(then)):
        return None
    sibling = before[2] if len(before) > len(("whole", "part")) else None
    if sibling and alike(sibling, part) and _AND.fullmatch(sentence.gap(sibling, part)):
        # "3 women and 27 men among 30 ambassadors, that is 10 percent": of one of the two
        ties = [_share(one, whole, percent, "holding") for one in (sibling, part)]
        return next((tie for tie in ties if tie.told), ties[0])
    return _share(part, whole, percent, _firmness(sentence, percent))


def _part_first(sentence: Sentence, percent: Numeral, before: Sequence[Numeral]) -> Tie | None:
    """Give "725 (493 or 68% ...", "8,334 candidates, including 3,721 (44.6%)"."""
    if not before or not amount(before[0]):
        return None
    part = before[0]
    gap = sentence.gap(part, percent)
    joined = THEN_PERCENT.fullmatch(gap) or (TAIL_OF_WHICH.match(gap) and gap.rstrip().endswith("("))
    if not joined or _is_changed(sentence, part):
        return None
    whole = _whole(sentence, part, percent)
    return _share(part, whole, percent, _firmness(sentence, percent)) if whole else None


def _firmness(sentence: Sentence, percent: Numeral) -> Firmness:
    """Say that "3.3% of GDP" is a share of something else than what was counted, unless the numbers say otherwise."""
    return "holding" if OF_ELSE.match(sentence.tail(percent)) else "firm"


def _is_changed(sentence: Sentence, part: Numeral) -> bool:
    if part.figure.role == "change" or MORE.match(sentence.tail(part, 30)):
        return True
    return CHANGED.search(sentence.lead(part)) is not None


def _whole(sentence: Sentence, part: Numeral, percent: Numeral) -> Numeral | None:
    """Find the whole of a part in its sentence, where words or a bracket name it."""
    earlier = [n for n in sentence.numerals if n.end <= min(part.start, percent.start) and alike(n, part)]
    if part.bracket and percent.bracket == part.bracket:
        if _YEAR_LEAD.match(_opening(sentence, part)):
            return None
        head = sentence.head(part.bracket)
        if head and alike(head, part):
            return head if head.figure.value >= part.figure.value and _attached(sentence, head, part) else None
    level = [n for n in earlier if n.bracket in (part.bracket, percent.bracket, None)]
    for whole in reversed(level):
        if whole.figure.value < part.figure.value:
            continue
        gap = sentence.level_gap(whole, part)
        between = [n for n in sentence.between(whole, part) if n.bracket == whole.bracket and n is not percent]
        near = all(n.kind == "percent" or n.figure.value < whole.figure.value for n in between)
        if ";" in gap or not near:
            break
        if OF_WHICH.search(gap) or TAIL_OF_WHICH.match(sentence.tail(part, 40)):
            return whole
        if LEAD_OF.search(sentence.lead(whole)) and not between:
            return whole
    return None


def _opening(sentence: Sentence, part: Numeral) -> str:
    assert part.bracket is not None
    return folded(sentence.text[part.bracket[0] : part.start])


def _attached(sentence: Sentence, head: Numeral, part: Numeral) -> bool:
    assert part.bracket is not None
    between = folded(sentence.text[head.end : part.bracket[0]])
    return len(between.split()) <= 5 and not re.search(r"[.;:]", between)


def _parallel(sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give the share of another year: "6,312 cases (in 2022, 6,702), ... 62.8% (in 2022, 4,088 or 61%)"."""
    if not percent.bracket:
        return
    row = [n for n in sentence.numerals if n.bracket == percent.bracket and n.end <= percent.start and amount(n)]
    if len(row) != 1 or not THEN_PERCENT.fullmatch(sentence.gap(row[0], percent)):
        return
    part, opening = row[0], _opening(sentence, row[0])
    if not _YEAR_LEAD.match(opening):
        return
    for whole in sentence.numerals:
        fit = whole.end <= percent.bracket[0] and whole.bracket and alike(whole, part)
        if fit and _opening(sentence, whole) == opening and whole.figure.value > part.figure.value:
            yield _share(part, whole, percent)
            return


def _of_two(sentence: Sentence, part: Numeral, other: Numeral, percent: Numeral) -> Tie:
    """Give the share of one of two parts: "65.5% (3697 women and 1946 men)"."""
    noun = re.match(r"\s?([^\W\d]+)", sentence.gap(part, other))
    said = folded(sentence.text[sentence.start : percent.start]).lower()
    named = noun is not None and re.search(rf"\b{re.escape(noun[1].lower())}", said) is not None
    says = f"{shown(part)} of {shown(part)} and {shown(other)} together is {{}}"
    return Tie("share", (part, other), percent, formulas.share_of_sum, says, "firm" if named else "holding")


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
                tie = _share(part, whole, percent, "holding")
                if tie.verdict == "consistent":
                    yield tie
                    return


def _loosely(scene: Scene, sentence: Sentence, percent: Numeral) -> Iterator[Tie]:
    """Give "13 million people, this means that a quarter ..." of a part that the sentence before counts."""
    place = sentence.numerals.index(percent)
    wholes = [n for n in sentence.numerals[:place] if n.kind in ("count", "money")][-1:]
    for whole in wholes:
        if not re.search(r"\b(?:means?|thus|that is|so)\b", sentence.gap(whole, percent)):
            continue
        for earlier in scene.before(sentence, 1):
            for part in reversed(earlier.numerals):
                if alike(part, whole) and part.figure.value < whole.figure.value:
                    yield _share(part, whole, percent, "near")
                    return


def _between(sentence: Sentence, a: Numeral, b: Numeral) -> str:
    return sentence.gap(a, b) if a.end <= b.start else sentence.gap(b, a)


def _share(part: Numeral, whole: Numeral, percent: Numeral, firmness: Firmness = "firm") -> Tie:
    says = f"{shown(part)} of {shown(whole)} is {{}}"
    return Tie("share", (part, whole), percent, formulas.share, says, firmness)
