"""From lines to paragraphs: what goes on is joined, over columns and pages too, and words parted at line ends."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

from kzreform.reading.layout import Line
from kzreform.reading.marks import is_marked

_ENDED = re.compile(r"[.!?:;…][\"'”»’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_PARTED = re.compile(r"(\w+)[-\u00ad\u2010]$")
_FEW = 3
_BULLETS = "•·*▪●○"
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)+|\w+")
#: First parts that keep their hyphen: "long-term", "twenty-five", "co-operation" as its writer parted it.
_KEEPING = re.compile(
    r"long|short|well|high|low|self|non|mid|half|full|large|small|medium|part|multi|cross|inter|socio|state|ex|vice|so|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|first|second|third|"
    r"north|south|east|west",
    re.IGNORECASE,
)


def flow(pages: Sequence[Sequence[Line]]) -> tuple[str, list[int]]:
    """Give the text of all pages and the offset at which each of them begins."""
    words = _vocabulary(pages)
    leading = _leading(pages)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    last: Line | None = None
    begun = False  # with the mark of a list item
    for page in pages:
        starts.append(-1)
        for number, line in enumerate(line for line in page if line.text.strip()):
            joint = ""
            if last is not None:
                if line.is_row or last.is_row or _breaks(last, line, begun, number == 0, leading):
                    joint = "\n" if line.is_row and last.is_row else "\n\n"
                else:
                    kept, joint = _joint(pieces[-1], line.text, words)
                    length -= len(pieces[-1]) - len(kept)
                    pieces[-1] = kept
            if last is None or joint.startswith("\n"):
                begun = is_marked(line.text)
            pieces += [joint, line.text]
            length += len(joint) + len(line.text)
            if starts[-1] < 0:
                starts[-1] = length - len(line.text)
            last = line
    text = "".join([*pieces, "\n"])
    following = len(text)
    for index in reversed(range(len(starts))):  # an empty page begins where the next one does
        following = starts[index] = following if starts[index] < 0 else starts[index]
    if starts:
        starts[0] = 0
    return text, starts


def _breaks(last: Line, line: Line, begun: bool, new_page: bool, leading: dict[int, float]) -> bool:
    """Say whether a line begins a paragraph."""
    # "1." and "–" may stand at the start of a line by chance, a bullet not.
    if is_marked(line.text) and (line.text[0] in _BULLETS or _ENDED.search(last.text) or _short(last, line)):
        return True
    if abs(line.height - last.height) > 0.12 * last.height or line.bold != last.bold:
        return True
    if _PARTED.search(last.text):
        return False
    ended, lower = bool(_ENDED.search(last.text)), line.text[0].islower()
    if new_page or line.column != last.column:
        # Of a page of one line or two nobody can say how wide its lines may be.
        few = new_page and min(last.fellows, line.fellows) < _FEW
        return ended or (not lower and (few or _short(last, line) or (not new_page and _differs(last, line))))
    down = last.bottom - line.bottom
    if down > 1.3 * leading.get(round(line.height), 1.25 * line.height):
        return True
    if _short(last, line) and (ended or not lower):
        return True
    centred = abs(line.left + line.right - last.left - last.right) < 4
    return not centred and not begun and line.left - last.left > 0.7 * line.height


def _differs(last: Line, line: Line) -> bool:
    """Say whether one line stands across the columns and the other in one of them."""
    narrow, wide = sorted((last, line), key=lambda each: each.width)
    return narrow.fellows > 2 and narrow.width < 0.75 * wide.width


def _short(last: Line, line: Line) -> bool:
    """Say whether the next line's first word would still have fitted: then the line was ended on purpose."""
    character = (line.right - line.left) / max(len(line.text), 1)
    return last.edge - last.right > character * (len(line.text.split()[0]) + 2)


def _leading(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """Give the usual distance of lines, by their height."""
    downs: dict[int, list[float]] = {}
    for page in pages:
        for last, line in itertools.pairwise(page):
            if line.column == last.column and 0 < last.bottom - line.bottom < 2.2 * line.height:
                downs.setdefault(round(line.height), []).append(last.bottom - line.bottom)
    return {height: statistics.median_low(found) for height, found in downs.items() if len(found) > 2}


def _joint(before: str, following: str, words: frozenset[str]) -> tuple[str, str]:
    """Give a line as it is when the next one follows, and what comes between: a hyphen that parts a word goes."""
    parted = _PARTED.search(before)
    if not parted:
        return before, "" if before.endswith("–") and following[:1].isdigit() and before[-2:-1].isdigit() else " "
    if before[-1] == "\u00ad":
        return before[:-1], ""
    first = parted[1]
    found = _WORD.match(following)
    second = found[0] if found else ""
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    if not second[:1].islower() or first[-1].isdigit() or compound in words:
        return before, ""
    return before if _KEEPING.fullmatch(first) and whole not in words else before[:-1], ""


def _vocabulary(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Give the words that stand whole in the document: they tell which hyphens are their own."""
    return frozenset(
        word.lower().replace("\u2010", "-")
        for page in pages
        for line in page
        for word in _WORD.findall(_PARTED.sub("", line.text))
    )
