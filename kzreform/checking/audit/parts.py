"""The whole of a part, where words or a bracket name it: "725 (493 or 68% ...", "Of 3,120 teachers, 2,184 (72%)"."""

from __future__ import annotations

import re

from kzreform.checking.audit import formulas
from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.scene import Numeral, Sentence, alike
from kzreform.checking.audit.words import LEAD_OF, OF_WHICH, TAIL_OF_WHICH, worded

YEAR_LEAD = worded("year_bracket")


def whole_of(sentence: Sentence, part: Numeral, percent: Numeral) -> Numeral | None:
    """Find the whole of a part in its sentence."""
    earlier = [n for n in sentence.numerals if n.end <= min(part.start, percent.start) and alike(n, part)]
    if part.bracket and percent.bracket == part.bracket:
        if YEAR_LEAD.match(opening(sentence, part)):
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
        # "1,280 kitchens; in 352 of them (27.5%)": nothing else was counted that could be meant.
        only = len(level) == 1 and TAIL_OF_WHICH.match(sentence.tail(part, 40))
        if (";" in gap and not only) or not near:
            break
        if OF_WHICH.search(gap) or TAIL_OF_WHICH.match(sentence.tail(part, 40)):
            return whole
        if LEAD_OF.search(sentence.lead(whole)) and _shared(sentence.between(whole, part), whole):
            return whole
    return None


def _shared(between: list[Numeral], whole: Numeral) -> bool:
    """Say whether nothing stands between, or only other parts of the whole, each with its share.

    Of "1,500 cases 900 (60%) ended with a sentence, 450 (30%) with a fine" the second part is of the whole too.
    """
    pairs = list(zip(between[::2], between[1::2], strict=False))
    shares = len(between) == 2 * len(pairs) and all(share.kind == "percent" != part.kind for part, share in pairs)
    return shares and all(
        share.span.meets(formulas.share([part.span, whole.span])) for part, share in pairs if alike(part, whole)
    )


def opening(sentence: Sentence, part: Numeral) -> str:
    """Give the words from the bracket that a figure stands in to the figure."""
    assert part.bracket is not None
    return folded(sentence.text[part.bracket[0] : part.start])


def _attached(sentence: Sentence, head: Numeral, part: Numeral) -> bool:
    assert part.bracket is not None
    between = folded(sentence.text[head.end : part.bracket[0]])
    return len(between.split()) <= 5 and not re.search(r"[.;:]", between)
