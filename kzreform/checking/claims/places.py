"""Where the figures of a sentence stand in it, and how closely its words belong to each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from kzreform.checking.claims.words import Word
from kzreform.records import Figure

_ASIDE = re.compile(r"[(][^()\d]*[)]")
_LEADS = re.compile(r"\s[-–—]\s|:")
_BREAK = re.compile(r"[;:()]|,(?!\d)|[.!?](?=\s)|\s[-–—]\s")
#: How much of a word's tie to a figure is left beyond a break, another figure, and at the least.
_BEYOND = {";": 0.7, ".": 0.6, "!": 0.6, "?": 0.6}
_BEYOND_BREAK, _BEYOND_FIGURE, _BEYOND_TWIN, _LEAST = 0.82, 0.7, 0.95, 0.45
#: So many marks between the two leave no more than the least, whichever they are: a sentence of a hundred figures has
#: hundreds of them.
_FAR = 16

Span = tuple[int, int]


def located(sentence: str, figures: Sequence[Figure]) -> list[Span | None]:
    """Give where figures, in the order of the text, stand in their sentence; None for one that is not found.

    >>> share = Figure(id="", document="", start=0, end=2, text="5%", kind="percent", value=5, unit="percent")
    >>> located("It was 15% or 5%.", [share])
    [(14, 16)]
    """
    return list(_located(sentence, tuple(figure.text for figure in figures)))


@lru_cache(maxsize=4096)
def _located(sentence: str, texts: tuple[str, ...]) -> tuple[Span | None, ...]:
    spans: list[Span | None] = []
    begin = 0
    for text in texts:
        surface = r"\s+".join(map(re.escape, text.split()))
        pattern = re.compile(rf"(?<![\w.,]){surface}(?!\w)" if surface[:1].isdigit() else surface)
        found = pattern.search(sentence, begin) or re.compile(surface).search(sentence, begin)
        spans.append(found.span() if found else None)
        begin = found.end() if found else begin
    return tuple(spans)


@lru_cache(maxsize=4096)
def _breaks(sentence: str, figures: tuple[Span, ...]) -> tuple[tuple[Span, float, bool], ...]:
    """Give the breaks outside of a sentence's figures: what is left beyond each, and whether it may lead to one."""
    return tuple(
        (found.span(), _BEYOND.get(found[0].strip(), _BEYOND_BREAK), bool(_LEADS.fullmatch(found[0])))
        for found in _BREAK.finditer(sentence)
        if not any(start <= found.start() < end for start, end in figures)
    )


def ties(
    sentence: str, words: Sequence[Word], spans: Sequence[Span | None], place: int, together: re.Pattern[str]
) -> list[float]:
    """Give for each word of a sentence how closely it belongs to the figure at ``place``, from 0.45 to 1.

    A word loses with each break and each other figure between the two; ``together`` is what may stand between figures
    that share their words ("from 30 to 12 days").
    """
    own = spans[place]
    if own is None:
        return [_BEYOND_BREAK] * len(words)
    others = sorted(span for index, span in enumerate(spans) if span is not None and index != place)
    marks: list[tuple[int, float]] = []
    for start, end in others:
        between = sentence[end : own[0]] if end <= own[0] else sentence[own[1] : start]
        marks.append((start, _BEYOND_TWIN if together.fullmatch(between) else _BEYOND_FIGURE))
    for (start, end), factor, leads in _breaks(sentence, tuple(sorted((*others, own)))):
        if not (leads and end + 1 >= own[0] >= end):  # "Agrarians - 53.4%"
            marks.append((start, factor))
    marks.sort()
    asides = [found.span() for found in _ASIDE.finditer(sentence)]
    # What parts a word from the figure wherever it stands; marks in brackets do so for the words in these alone.
    firm = [position for position, _ in marks if not any(start <= position < end for start, end in asides)]
    result = []
    for word in words:
        low, high = (word.end, own[0]) if word.start < own[0] else (own[1], word.start)
        if bisect_left(firm, high) - bisect_left(firm, low) >= _FAR:
            result.append(_LEAST)
            continue
        # What stands in brackets between the two parts them no further.
        passed = [(start, end) for start, end in asides if low <= start and end <= high]
        tie = 1.0
        for position, factor in marks[bisect_left(marks, (low,)) : bisect_left(marks, (high,))]:
            if not any(start <= position < end for start, end in passed):
                tie *= factor
        result.append(max(tie, _LEAST))
    return result
