"""Page furniture: running heads and feet and page numbers, told by what comes back at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kzreform.reading.runs import Run

#: The share of a page's height at its top and bottom where furniture stands, and how many lines of it.
_EDGE, _LINES = 0.15, 4
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxl]{1,6}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLED = re.compile(r"(?:\b(?:page|p\.|pp\.|стр\.?)|[|–—-])$", re.IGNORECASE)
_OF = re.compile(r"(?:of|/|from|из)\s*\d+|[|–—-]", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|стр\.?)?\s*1\s*(?:(?:of|/|from)\s*\d+)?\W*", re.IGNORECASE)


@dataclass(slots=True)
class _Edge:
    page: int
    text: str
    place: float
    runs: list[Run]


def without_furniture(pages: Sequence[tuple[list[Run], float]]) -> list[list[Run]]:
    """Give the runs of each page (and its height) without those that only belong to the page."""
    edges = [edge for number, (found, height) in enumerate(pages) for edge in _edges(number, found, height)]
    alike: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[_shape(edge.text)].append(edge)
    gone: set[int] = set()
    for shape, group in alike.items():
        for edge in group:
            same = [other for other in group if abs(other.place - edge.place) < 6]
            if _is_furniture(shape, edge, same, len(pages)):
                gone |= {id(run) for run in edge.runs}
    return [[run for run in found if id(run) not in gone] for found, _ in pages]


def _edges(number: int, found: Sequence[Run], height: float) -> list[_Edge]:
    """Give the first and the last lines of a page."""
    lines: list[list[Run]] = []
    for run in sorted(found, key=lambda run: -(run.top + run.bottom)):
        if lines and min(lines[-1][0].top, run.top) - max(lines[-1][0].bottom, run.bottom) > 0.5 * run.height:
            lines[-1].append(run)
        else:
            lines.append([run])
    first = [line for line in lines[:_LINES] if line[0].bottom > (1 - _EDGE) * height]
    last = [line for line in lines[-_LINES:] if line[0].top < _EDGE * height]
    edges = []
    for from_top, chosen in ((True, first), (False, last)):
        for line in chosen:
            ordered = sorted(line, key=lambda run: run.left)
            # Measured from the nearer edge, for pages may differ in height; feet are told from heads by the sign.
            place = height - line[0].top if from_top else -line[0].bottom - 1
            edges.append(_Edge(number, " ".join(run.text for run in ordered), place, ordered))
    return edges


def _shape(text: str) -> str:
    bare = " ".join(text.casefold().split())
    return "#" if _ROMAN.fullmatch(bare) else _NUMBER.sub("#", bare)


def _is_furniture(shape: str, edge: _Edge, same: Sequence[_Edge], pages: int) -> bool:
    if pages == 1:
        return bool(_PAGE_NUMBER.fullmatch(edge.text))
    count = len({other.page for other in same})
    lettered = sum(map(str.isalpha, shape)) >= 3
    # What is said on two pages of many may be said twice; a page number counts with the pages.
    if count < (2 if pages <= 5 or not lettered else 3):
        return False
    numbers = [(other.page, *map(int, _NUMBER.findall(other.text))) for other in same]
    own = (edge.page, *map(int, _NUMBER.findall(edge.text)))
    counts = False
    for place in range(1, len(own)):
        values = {row[place] for row in numbers}
        steady = sum(row[place] - row[0] == own[place] - own[0] for row in numbers)
        if steady >= 2 and steady >= 0.4 * len(numbers) and _may_number(edge.text, place, lettered=lettered):
            counts = True
        elif len(values) > 1:
            return False
    return counts or lettered or (shape == "#" and not numbers[0][1:])


def _may_number(text: str, place: int, *, lettered: bool) -> bool:
    """Say whether a number of a line may be its page's: at the line's start or end, after "page" or before "of"."""
    found = list(_NUMBER.finditer(text))[place - 1]
    if not lettered:
        return True
    if _YEAR.fullmatch(found[0]):
        return False
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return not before or not after or bool(_CALLED.search(before) or _OF.match(after))
