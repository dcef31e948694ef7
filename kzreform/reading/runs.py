"""From the characters of a page to runs: what stands side by side on a line."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzreform.digits import SUPERSCRIPTS

Character = tuple[str, float, float, float, float, bool]

_ODD = {
    0x02: "-",  # how PDFium tells a hyphen at a line's end
    0xFFFE: "-",
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "ft", "st"), strict=True)),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0x25AA, 0x25CF), "•"),  # bullets of symbol fonts
}
#: In heights of a line: what parts words; what parts cells or columns, without a space drawn there and with one; how
#: little a raised mark is.
SPACE, GAP, SPACED_GAP, RAISED = 0.12, 0.8, 1.3, 0.85


_LETTERS = 8


@dataclass(slots=True)
class Run:
    """Characters side by side, with their box; the origin is the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool
    spaced: bool = False  # a space was drawn before it

    @property
    def height(self) -> float:
        """The height of the font."""
        return self.top - self.bottom


def runs(characters: Iterable[Character]) -> Iterator[Run]:
    """Put together what stands side by side on a line, in the order in which the page draws it."""
    words: list[Run] = []
    spaced = False
    for character, left, bottom, right, top, bold in characters:
        text = _ODD.get(ord(character), character)
        if text.isspace() or top - bottom < 0.5:
            spaced = True
            continue
        last = words[-1] if words else None
        if last is not None and not _beside(last, left, bottom, top):
            yield from _split(words)
            words, last = [], None
        if last is None or spaced or left - last.right > SPACE * last.height:
            # A raised mark stands by its word, and a word keeps the height of its line.
            words.append(Run(text, left, bottom, right, top, bold, spaced))
        elif is_raised(bottom, top - bottom, last):
            last.text += text.translate(SUPERSCRIPTS)
            last.right = max(last.right, right)
        else:
            last.text += text
            last.bottom, last.top = min(last.bottom, bottom), max(last.top, top)
            last.right, last.bold = max(last.right, right), last.bold and bold
        spaced = False
    yield from _split(words)


def _split(words: Sequence[Run]) -> Iterator[Run]:
    """Part the words of a line where the space between is wider than its line's own; justified lines are wide."""
    words = _unspaced(words)
    gaps = [word.left - last.right for last, word in pairwise(words)]
    even = len(gaps) > 2 or (len(gaps) == 2 and abs(gaps[0] - gaps[1]) < 0.5)
    usual = 1.6 * statistics.median(gaps) if even else 0.0
    run: Run | None = None
    for word, gap in zip(words, [0.0, *gaps], strict=False):
        if run is None or gap > (max(SPACED_GAP * run.height, usual) if word.spaced else GAP * run.height):
            if run:
                yield run
            run = Run(word.text, word.left, word.bottom, word.right, word.top, word.bold, word.spaced)
        else:
            run.text += f" {word.text}"
            run.right, run.bold = max(run.right, word.right), run.bold and word.bold
            run.bottom, run.top = min(run.bottom, word.bottom), max(run.top, word.top)
    if run:
        yield run


def _unspaced(words: Sequence[Run]) -> Sequence[Run]:
    """Put the letters of a line together that are set apart, as in titles; spaces between words are drawn or wider."""
    single = [word.text for word in words if len(word.text) == 1]
    letters = sum(map(str.isalpha, single))
    if len(words) < _LETTERS or len(single) < 0.7 * len(words) or letters < 0.5 * len(single):
        return words  # digits alone are the cells of a table
    usual = statistics.median(word.left - last.right for last, word in pairwise(words))
    if usual > 0.6 * words[0].height:
        return words
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if word.spaced or word.left - last.right > 1.5 * usual or last.bold != word.bold:
            joined.append(word)
        else:
            last.text, last.right, last.top = last.text + word.text, word.right, max(last.top, word.top)
    return joined


def is_raised(bottom: float, height: float, run: Run) -> bool:
    """Say whether what has its bottom there and that height is raised beside a run, as the mark of a footnote."""
    rise = bottom - run.bottom
    return rise > (0.1 if height < RAISED * run.height else 0.25) * run.height and height <= 1.05 * run.height


def _beside(run: Run, left: float, bottom: float, top: float) -> bool:
    overlap = min(run.top, top) - max(run.bottom, bottom)
    height = min(run.height, top - bottom)
    # A raised or lowered mark only touches; what is larger than what went before begins anew.
    near = overlap > 0.5 * height and top - bottom < 1.4 * run.height
    return near and left - run.right > -0.5 * run.height
