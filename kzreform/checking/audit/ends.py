"""The two ends of a change: "from 1724 to 1692", "to 203, from 186", "(2020 - 74, 2023 - 94)"."""

from __future__ import annotations

import re
from itertools import pairwise

from kzreform.checking.audit.gaps import folded
from kzreform.checking.audit.scene import Numeral, Sentence, Span, alike, alike_or_lone
from kzreform.checking.audit.words import FROM, TO, worded

_YEAR_LEAD = worded("dated_bracket")
_UP_FROM = worded("up_from")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_INSTEAD = worded("instead")
_TO_FROM = worded("to_from")
_AFTER = worded("after")
_EARLIER_OPENS = worded("earlier_opens")
_EARLIER_CLOSES = worded("earlier_closes")
_LONGEST = 90

Ends = tuple[Numeral, Numeral]


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
        found += [(b, a) for a, b in pairwise(row) if alike_or_lone(a, b) and _INSTEAD.fullmatch(sentence.gap(a, b))]
        found += [(b, a) for a, b in pairwise(row) if alike(a, b) and _to_after(sentence, row, a, b)]
        found += [(b, a) for a, b in pairwise(row) if alike(a, b) and _to_from(sentence, a, b)]
    return found


def _to_from(sentence: Sentence, end: Numeral, start: Numeral) -> bool:
    """Say whether a change is told backwards: "fell to 18,240 in May from 19,200 in April"."""
    return TO.search(sentence.lead(end)) is not None and _TO_FROM.fullmatch(sentence.level_gap(end, start)) is not None


def _to_after(sentence: Sentence, row: list[Numeral], end: Numeral, start: Numeral) -> bool:
    """Say whether a change is told as "to 87%, after 83% in 2022", and nothing later could be meant."""
    told = TO.search(sentence.lead(end)) and _AFTER.fullmatch(sentence.level_gap(end, start))
    return told is not None and not any(n.start >= start.end and alike(n, start) for n in row)


def dated(sentence: Sentence) -> list[Ends]:
    """Give the ends named by years: "(2020 - 74, 2023 - 94)", "285.1 (2022 - 108.5)"."""
    found = []
    for row in sentence.rows:
        bracket = row[0].bracket
        if bracket is None:
            # Of three values told in a row any two may be meant.
            pairs = [pair for pair in pairwise(row) if alike(*pair) and _by_years(sentence, *pair)]
            found += [_by_time(*pair) for pair in pairs if sum(alike(n, pair[0]) for n in row) == len(pair)]
            continue
        pair = _pair_of_years(sentence, row)
        if pair:
            found.append(pair)
        head = sentence.head(bracket)
        first = row[0]
        if head and alike(head, first) and _of_earlier(sentence, row, bracket):
            between = folded(sentence.text[head.end : bracket[0]])
            if len(between.split()) <= 5 and not re.search(r"[.;:]", between):
                found.append((first, head))
    return found


def _of_earlier(sentence: Sentence, row: list[Numeral], bracket: Span) -> bool:
    """Say whether a bracket tells of an earlier time: "(in 2022 - 108.5)", "(1,020 the year before)"."""
    led, first = folded(sentence.text[bracket[0] : row[0].start]), row[0]
    if _YEAR_LEAD.match(led):
        return True
    told = _EARLIER_OPENS.match(led) or (led == "(" and _EARLIER_CLOSES.match(sentence.tail(first)))
    return len(row) == 1 and told is not None


def _by_years(sentence: Sentence, a: Numeral, b: Numeral) -> bool:
    """Say whether each of two neighbours is led by a year: "in 2020 - 1072, the smallest in 2023 - 923"."""
    gap = sentence.level_gap(a, b)
    if len(gap) > _LONGEST or re.search(r"[;.]", gap):
        return False
    years = [_YEAR.findall(told)[-1:] for told in (sentence.lead(a, 25), gap)]
    return all(years) and years[0] != years[1] and a.kind != "percent"


def _by_time(a: Numeral, b: Numeral) -> Ends:
    return (b, a) if a.year and b.year and b.year < a.year else (a, b)


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
