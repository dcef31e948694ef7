"""Sums: parts that make a stated total, in a bracket, after "of which", in a list, in a series of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.intervals import total
from kzreform.checking.audit.scene import SCALED, Numeral, Scene, Sentence, alike, alike_or_lone, amount
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import (
    IN_TOTAL,
    INCOMPLETE,
    LEAD_OF,
    MADE_OF,
    OF_WHICH,
    OUT_OF,
    TAIL_OF_WHICH,
    TOTAL_AFTER,
    worded,
)

_AND = worded("and")
_PARTS_END = worded("parts_end")
_TOTAL_OR = worded("total_or")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ATTACHED = 5  # words between a total and the bracket of its parts
_FEW, _MANY = 2, 12
#: How far a sum may be off its total and still be meant as it: parts that are surely all, parts that may be some.
_ALL = (Decimal("0.6"), Decimal("1.6"))
_SOME = (Decimal("0.95"), Decimal("1.1"))
_TOLD_AFTER = (Decimal("0.8"), Decimal("1.25"))
#: Parts that may overlap: "of which 40 have a library, 35 a gym and 30 a pool"
_OVERLAPPING = worded("overlapping")
#: "1,100 of them": a part, though others may follow
_PART = worded("part")
#: From the last part to the total: "and 9.5 million euros in 2023, or 37 million", "6,300 by post, 54,500"
_TOTAL_JOIN = worded("total_join")


def find(scene: Scene) -> Iterator[Tie]:
    """Find the sums of a document."""
    for sentence in scene.in_order():
        yield from _in_brackets(sentence)
        for row in sentence.rows:
            yield from _of_which(sentence, row)
            yield from _in_total(sentence, row)


def _in_brackets(sentence: Sentence) -> Iterator[Tie]:
    """Find "725 (493 officials, 232 others)", and a series of years in brackets with its total after them."""
    for row in sentence.rows:
        bracket = row[0].bracket
        if bracket is None:
            continue
        opening = folded(sentence.text[bracket[0] + 1 : row[0].start])
        series = opening + " ".join(sentence.gap(a, b) for a, b in pairwise(row))
        for one in _after(sentence, bracket):
            parts = [n for n in row if alike(n, one)]
            if len(parts) >= _FEW and IN_TOTAL.search(sentence.lead(one, 70)):
                yield from summed(parts, one, _ALL)
        head = sentence.head(bracket)
        parts = [n for n in row if head and alike(n, head) and (amount(n) or n.kind == "percent")]
        if head is None or len(parts) < _FEW or not _attached(sentence, head, bracket):
            continue
        if parts[0] is not row[0] and not _of_ages(row, parts):
            continue
        yearly = len(_YEAR.findall(series)) >= len(parts)
        partial = LEAD_OF.search("(" + opening) or INCOMPLETE.search(opening) or _nested(sentence, parts)
        if parts[0].kind == "percent" or yearly or partial:
            yield from summed(parts, head, None)
        else:
            yield from summed(parts, head, _ALL if _ends_well(sentence, parts) else _SOME)


def _of_ages(row: Sequence[Numeral], parts: Sequence[Numeral]) -> bool:
    """Say whether what stands between the parts is how old or how long, not another amount."""
    return all(n in parts or n.kind == "duration" for n in row)


def _nested(sentence: Sentence, parts: Sequence[Numeral]) -> bool:
    return any(OUT_OF.fullmatch(sentence.gap(a, b)) or OF_WHICH.search(sentence.gap(a, b)) for a, b in pairwise(parts))


def _ends_well(sentence: Sentence, parts: Sequence[Numeral]) -> bool:
    """Say whether the last part is introduced by "and" or is followed by nothing more to count."""
    last = sentence.gap(parts[-2], parts[-1])
    return _AND.search(last) is not None or len(parts) > _FEW


def _after(sentence: Sentence, bracket: tuple[int, int]) -> list[Numeral]:
    """Give the next figure after a bracket, in what the bracket stands in."""
    return [n for n in sentence.numerals if n.start >= bracket[1]][:1]


def _attached(sentence: Sentence, head: Numeral, bracket: tuple[int, int]) -> bool:
    between = folded(sentence.text[head.end : bracket[0]])
    return len(between.split()) <= _ATTACHED and not re.search(r"[.;:]", between)


def _of_which(sentence: Sentence, row: Sequence[Numeral]) -> Iterator[Tie]:
    """Find "116 organizations, of which 78 ..., 20 ..., and 18", and the same after a colon."""
    for place, whole in enumerate(row[:-_FEW]):
        if not amount(whole):
            continue
        gap = sentence.level_gap(whole, row[place + 1])
        if _PART.match(gap):
            continue
        # "520 of them women, 310 under 30": what is said of each of several parts may overlap.
        each = TAIL_OF_WHICH.match(sentence.tail(row[place + 1], 40))
        of_which = OF_WHICH.search(gap) or each
        colon = ":" in gap or MADE_OF.search(gap)
        # "116 homes, 78 for pupils ...", "Of the 98 deputies 69 ..."
        listed = (re.search(r",\s*$", gap) or LEAD_OF.search(sentence.lead(whole))) and len(gap.split()) <= 8
        if not (of_which or colon or listed):
            continue
        parts: list[Numeral] = []
        for one in row[place + 1 :]:
            before = sentence.level_gap(parts[-1] if parts else whole, one)
            if parts and _PARTS_END.search(before) and not colon:
                break
            if alike(one, whole) or (colon and _elided(one, whole)):
                parts.append(one)
        # "16 in Kazakh and 16 in Russian": every part has its own words
        if len(parts) < _FEW or any(n.figure.role in ("change", "from", "to") for n in parts):
            continue
        earlier = row[place - 1] if place else None
        # "38 stations and 113 stops, of which 32 stations and 97 stops"
        several = earlier is not None and alike(earlier, whole) and _AND.search(sentence.level_gap(earlier, whole))
        said = sentence.text[whole.end : parts[-1].end] + sentence.tail(parts[-1], 30)
        partial = INCOMPLETE.search(gap) is not None or not (of_which or colon)
        partial = partial or each is not None or (not colon and _OVERLAPPING.search(said) is not None)
        ends = _AND.search(sentence.gap(parts[-2], parts[-1])) is not None or len(parts) > _FEW
        reach = None if partial or several or not ends else _ALL if colon else _SOME
        if listed and not (of_which or colon) and not _AND.search(sentence.gap(parts[-2], parts[-1])):
            continue
        yield from summed(parts, whole, reach)


def _elided(part: Numeral, whole: Numeral) -> bool:
    """Say whether a part is told without the unit of its whole: "7.6 billion tenge: 3.4 billion for lodging"."""
    scaled = part.kind == "count" and SCALED.fullmatch(part.figure.text) and not part.bare
    return bool(scaled) and whole.kind in ("money", "measure") and alike_or_lone(replace(part, lone=True), whole)


def _in_total(sentence: Sentence, row: Sequence[Numeral]) -> Iterator[Tie]:
    """Find "16 in Kazakh, 16 in Russian, in total 32"."""
    for place, whole in enumerate(row):
        parts = [n for n in row[:place] if alike_or_lone(n, whole)]
        if len(parts) < _FEW:
            continue
        if IN_TOTAL.search(sentence.gap(parts[-1], whole)):
            yield from summed(parts, whole, _ALL)
        elif TOTAL_AFTER.match(sentence.tail(whole)) and _TOTAL_JOIN.fullmatch(sentence.level_gap(parts[-1], whole)):
            # "or 37 million over the three years" can only be all of them.
            surely = _TOTAL_OR.search(sentence.level_gap(parts[-1], whole))
            yield from summed(parts, whole, _ALL if surely else _TOLD_AFTER)


def summed(parts: Sequence[Numeral], whole: Numeral, reach: tuple[Decimal, Decimal] | None) -> Iterator[Tie]:
    """Give the tie of parts to their total: a firm one within ``reach``, else one that must hold."""
    if not _FEW <= len(parts) <= _MANY or any(n.figure.value >= whole.figure.value for n in parts):
        return
    share = sum((n.figure.value for n in parts), Decimal(0)) / whole.figure.value
    firmness: Firmness = "firm" if reach and reach[0] <= share <= reach[1] else "holding"
    yield tie(parts, whole, firmness)


def tie(parts: Sequence[Numeral], whole: Numeral, firmness: Firmness) -> Tie:
    """Give the tie of parts to their total."""
    says = " + ".join(shown(n) for n in parts) + " is {}"
    return Tie("sum", tuple(parts), whole, total, says, firmness)
