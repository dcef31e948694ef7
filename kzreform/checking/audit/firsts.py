"""Shares told before what they are of: "55.4% (46,546 out of 83,963)", "4,300, or 17.2% of all 25,000 students"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kzreform.checking.audit import formulas
from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.parts import whole_of
from kzreform.checking.audit.scene import Numeral, Sentence, alike_or_lone, amount
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import (
    OF_THE_WHOLE,
    OUT_OF,
    PERCENT_APART,
    PERCENT_OPENS,
    PERCENT_OR,
    THEN_PERCENT,
    worded,
)

AND = worded("and_the")
_OF_THE = worded("of_the")
_OF_BRACKET = worded("of_bracket")
_OR = worded("ends_or")
_CLOSING = re.compile(r"[^.;:()\d]{0,40}? ?[–—]")
_IN_ALL = worded("in_all")
_APPOSED = worded("apposed")


def before_its_figures(sentence: Sentence, percent: Numeral, after: Sequence[Numeral]) -> Tie | None:
    """Give "55.4% (46,546 out of 83,963)", "39.2% of them, or 9,261 ...", "40% of the 1,200 pupils (480)"."""
    if not after or not amount(after[0]):
        return None
    part, other = after[0], next(iter(after[1:]), None)
    gap = sentence.gap(percent, part)
    opens = PERCENT_OPENS.fullmatch(gap) or PERCENT_OR.fullmatch(gap)
    if other is not None and alike_or_lone(part, other):
        then = sentence.gap(part, other)
        if OUT_OF.fullmatch(then) and part.figure.value <= other.figure.value:
            if opens:
                return share(part, other, percent)
            if PERCENT_APART.fullmatch(gap):
                return share(part, other, percent, _apart(sentence, gap, other))
        if opens and part.bracket and part.bracket == other.bracket and AND.fullmatch(then):
            return _of_two(sentence, part, other, percent)
        smaller = other.figure.value < part.figure.value
        if smaller and amount(other) and _OF_THE.fullmatch(gap):
            if THEN_PERCENT.fullmatch(then):
                return share(other, part, percent)
            if PERCENT_APART.fullmatch(then) and _IN_ALL.match(sentence.tail(other)):
                return share(other, part, percent, "near")
    whole = whole_of(sentence, part, percent) if opens else None
    return share(part, whole, percent) if whole else None


def _apart(sentence: Sentence, gap: str, whole: Numeral) -> Firmness:
    """Say how surely "37% of the allocation – 5.55 million out of 15 million –" is of what stands apart."""
    if re.search(r"[–—]", gap) and _CLOSING.match(sentence.tail(whole)):
        return "firm"
    return "close" if ":" in gap else "near"


def between_its_figures(
    sentence: Sentence, percent: Numeral, before: Sequence[Numeral], after: Sequence[Numeral]
) -> Tie | None:
    """Give "432.2 thousand, or 89.2% of the necessary (484.7 thousand)", "2,268 km (63%) of the planned 3,600 km"."""
    if not before or not after or not amount(before[0]) or not alike_or_lone(before[0], after[0]):
        return None
    gap, then = sentence.gap(before[0], percent), sentence.gap(percent, after[0])
    if re.search(r"[.;:]", gap):
        return None
    bracketed = (_OR.search(gap) or THEN_PERCENT.fullmatch(gap)) and _OF_BRACKET.fullmatch(then)
    named = (THEN_PERCENT.fullmatch(gap) or _APPOSED.fullmatch(gap)) and OF_THE_WHOLE.fullmatch(then)
    if not (bracketed or named) or (named and before[0].figure.value > after[0].figure.value):
        return None
    return share(before[0], after[0], percent)


def _of_two(sentence: Sentence, part: Numeral, other: Numeral, percent: Numeral) -> Tie:
    """Give the share of one of two parts: "65.5% (3697 women and 1946 men)"."""
    noun = re.match(r"\s?([^\W\d]+)", sentence.gap(part, other))
    said = folded(sentence.text[sentence.start : percent.start]).lower()
    named = noun is not None and re.search(rf"\b{re.escape(noun[1].lower())}", said) is not None
    says = f"{shown(part)} of {shown(part)} and {shown(other)} together is {{}}"
    return Tie("share", (part, other), percent, formulas.share_of_sum, says, "firm" if named else "holding")


def share(part: Numeral, whole: Numeral, percent: Numeral, firmness: Firmness = "firm") -> Tie:
    """Give the tie of a part and its whole to the share they make."""
    says = f"{shown(part)} of {shown(whole)} is {{}}"
    return Tie("share", (part, whole), percent, formulas.share, says, firmness)
