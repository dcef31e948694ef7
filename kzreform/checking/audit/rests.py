"""Rests: "836 out of 2,345 ... the remaining 1,509", "68% ... and 32%", "one of the three ... the other two"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from kzreform.checking.audit import formulas
from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, alike_or_lone, amount
from kzreform.checking.audit.ties import Firmness, Tie, shown
from kzreform.checking.audit.words import LEAD_OF, ONE_OF, OUT_OF, REMAINING, TAIL_REMAINING, THE_FIRST, worded

_SENTENCES_BACK = 2
_MOST_OTHERS = 6
_WHOLES_BACK = 4
_SMALL = 10
_THE = worded("the_those")
_THAT_DID = worded("that_did")
_HUNDRED = 100


def find(scene: Scene) -> Iterator[Tie]:
    """Find the rests of a document."""
    for sentence in scene.in_order():
        yield from _complements(sentence)
        for numeral in sentence.numerals:
            if amount(numeral) and _those(sentence, numeral):
                yield from _unmet(scene, sentence, numeral)
            if amount(numeral) and _remaining(sentence, numeral):
                yield from _of_all_parts(scene, sentence, numeral)
                yield from _left(scene, sentence, numeral)
                yield from _the_others(scene, sentence, numeral)


def _remaining(sentence: Sentence, numeral: Numeral) -> bool:
    return bool(REMAINING.search(sentence.lead(numeral)) or TAIL_REMAINING.match(sentence.tail(numeral, 40)))


def _those(sentence: Sentence, numeral: Numeral) -> bool:
    """Say whether a sentence opens with "The 586 that failed"."""
    opens = _THE.match(folded(sentence.text[sentence.start : numeral.start]))
    return opens is not None and _THAT_DID.match(sentence.tail(numeral)) is not None


def _unmet(scene: Scene, sentence: Sentence, rest: Numeral) -> Iterator[Tie]:
    """Give "12,480 samples, 11,894 of which met the standard. The 586 that failed", if the numbers say so."""
    for earlier in scene.before(sentence, 1):
        for whole, part in pairwise(n for n in earlier.numerals if alike(n, rest)):
            if whole.figure.value > part.figure.value and sentence.follows(earlier):
                yield _rest(whole, [part], rest, "holding")


def _of_all_parts(scene: Scene, sentence: Sentence, rest: Numeral) -> Iterator[Tie]:
    """Give "52 by lightning, 63 by campfires; in the remaining 12 cases", of a whole some sentences before."""
    parts = [n for n in sentence.numerals if n.end <= rest.start and alike(n, rest) and n.bracket == rest.bracket]
    if not 2 <= len(parts) <= _MOST_OTHERS:
        return
    for earlier in scene.before(sentence, _WHOLES_BACK):
        for whole in earlier.numerals:
            if alike(whole, rest) and whole.figure.value >= _HUNDRED:
                yield _rest(whole, parts, rest, "holding")


def _left(scene: Scene, sentence: Sentence, rest: Numeral) -> Iterator[Tie]:
    """Give the rest of a part of a whole, bound by "836 of 2,345"; else one that the numbers alone speak for."""
    near = [sentence, *scene.before(sentence, _SENTENCES_BACK)]
    for other in near:
        earlier = [n for n in other.numerals if n.end <= rest.start and _set(n, rest)]
        for part, whole in pairwise(earlier):
            if part.figure.value < whole.figure.value and OUT_OF.fullmatch(other.gap(part, whole)):
                # "Two of the three bridges ...; the other four" are others altogether.
                small = whole.figure.value < _SMALL
                yield _rest(
                    whole, [part], rest, "holding" if _else(sentence, whole, rest) else "near" if small else "firm"
                )
                return
            if whole.figure.value < part.figure.value and LEAD_OF.search(other.lead(part)):
                sure = len(earlier) == len(("whole", "part")) and not _else(sentence, part, rest)
                yield _rest(part, [whole], rest, "firm" if sure else "holding")
                return
    pool = [n for other in reversed(near) for n in other.numerals if n.end <= rest.start and _set(n, rest)]
    same = [n for n in pool if n.figure.unit == rest.figure.unit]
    if len(same) == len(("whole", "part")) < len(pool) and same[0].figure.value > same[1].figure.value:
        yield _rest(same[0], same[1:], rest, "holding")
        return
    if len(pool) == len(("whole", "part")) and pool[0].figure.value > pool[1].figure.value:
        # No others can be meant.
        yield _rest(pool[0], pool[1:], rest, "near")
        return
    if rest.figure.value < _HUNDRED:
        return
    for whole in pool:
        others = [n for n in pool if n.start > whole.start and n.figure.value < whole.figure.value][:_MOST_OTHERS]
        for size in range(1, min(3, len(others)) + 1):
            for parts in combinations(others, size):
                tie = _rest(whole, list(parts), rest, "holding")
                if tie.verdict == "consistent":
                    yield tie
                    return


def _else(sentence: Sentence, whole: Numeral, rest: Numeral) -> bool:
    """Say whether it may be others that are still there: "in 7 of 22 departments ... Six men are still at large"."""
    named = rest.lone or rest.figure.unit == whole.figure.unit
    return not named and not REMAINING.search(sentence.lead(rest))


def _set(one: Numeral, rest: Numeral) -> bool:
    """Say whether a rest, told without its unit, may be of another amount: "the rest, 13.2 million,"."""
    scaled = rest.lone and not rest.bare and one.kind == "measure"
    return alike(one, rest) or (scaled and alike_or_lone(one, rest))


def _the_others(scene: Scene, sentence: Sentence, rest: Numeral) -> Iterator[Tie]:
    """Give "one of the three groups ... The other two": a single one is no figure, but counts."""
    if rest.figure.value >= _SMALL:
        return
    for other in (sentence, *scene.before(sentence, 1)):
        for whole in reversed(other.numerals):
            if whole.end > rest.start or whole.kind != "count" or whole.figure.value > _SMALL:
                continue
            between = folded(sentence.text[whole.end : rest.start])
            singled = ONE_OF.search(other.lead(whole)) or (len(between) < 200 and THE_FIRST.search(between))
            if singled and whole.figure.unit == rest.figure.unit:
                says = f"{shown(whole)} less one is {{}}"
                yield Tie("rest", (whole,), rest, lambda parts: parts[0] - Interval.of(formulas.ONE), says, "holding")
                return


def _complements(sentence: Sentence) -> Iterator[Tie]:
    """Give two or more shares that make up 100 percent, side by side."""
    for row in sentence.rows:
        shares = [
            n
            for n in row
            if n.kind == "percent" and n.figure.unit == "percent" and not n.written.loose and n.figure.role == "level"
        ]
        if not 2 <= len(shares) <= 4 or len({n.figure.date for n in shares}) > 1:
            continue
        gaps = [sentence.level_gap(a, b) for a, b in pairwise(shares)]
        if any(re.search(r"[.;]", gap) or len(gap) > 80 for gap in gaps):
            continue
        others, rest = shares[:-1], shares[-1]
        whole = sum(n.figure.value for n in shares) == _HUNDRED
        # "Coal supplies 54%, gas 28% and water the remaining 18%": of two alone, the one may be of something else.
        listed = len(others) > 1 and REMAINING.search(sentence.lead(rest)) and not _some(shares)
        if whole or (listed and sum(n.figure.value for n in others) < _HUNDRED):
            says = "100 % less " + " and ".join(shown(n) for n in others) + " is {}"
            yield Tie("rest", tuple(others), rest, formulas.complement, says, "firm" if listed else "holding")


def _some(shares: list[Numeral]) -> bool:
    """Say whether the last few of some shares make up 100 percent: then those before are of something else."""
    return any(sum(n.figure.value for n in shares[place:]) == _HUNDRED for place in range(1, len(shares) - 1))


def _rest(whole: Numeral, parts: list[Numeral], rest: Numeral, firmness: Firmness) -> Tie:
    says = " less ".join(shown(n) for n in (whole, *parts)) + " is {}"
    return Tie("rest", (whole, *parts), rest, formulas.remainder, says, firmness)
