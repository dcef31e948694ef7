"""The figures of a document where they stand: sentences, brackets and the words between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

import msgspec

from kzreform.checking.audit.gaps import folded, without_brackets
from kzreform.checking.audit.intervals import Interval
from kzreform.checking.audit.words import worded
from kzreform.checking.audit.written import Written, written
from kzreform.checking.columns import Columns
from kzreform.deadline import Deadline
from kzreform.records import Block, Document, Figure

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%])")
_AFTER_YEAR = worded("after_year")
_BARE = re.compile(r"\d[\d,.\s]*")
SCALED = worded("scaled")
# What follows a number without a noun of its own: "the 1.2 trillion of 2022", "(960 against 400 soms)".
_NO_NOUN = worded("no_noun_follows")
_LARGEST_PERCENT = 200
_FARTHEST = 1000  # times: amounts set against each other are not farther apart
# Characters from a figure to the ends of its sentence, at most, for a line may be endless; fewer outside of any block.
_REACH, _NEAR = 5000, 2000
_SLACK = 200  # characters that mending may take out of a sentence, beside as many as it has

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Numeral:
    """A figure with its precision, the innermost bracket it stands in, the year it is said of, and its column.

    ``lone`` says that neither a unit nor a noun follows the number: its unit is then that of its neighbours.
    """

    figure: Figure
    written: Written
    bracket: Span | None
    year: int | None
    column: int = 1
    lone: bool = False

    @property
    def start(self) -> int:
        """Give the offset of the first character."""
        return self.figure.start

    @property
    def end(self) -> int:
        """Give the offset after the last character."""
        return self.figure.end

    @property
    def kind(self) -> str:
        """Give the kind of the figure."""
        return self.figure.kind

    @property
    def span(self) -> Interval:
        """Give the values that the figure may stand for."""
        return self.written.span

    def exactly(self) -> Numeral:
        """Give the figure without its hedge: in "more than the 30 of last year" the 30 has none."""
        return replace(self, written=replace(self.written, bound="exact"))

    @property
    def bare(self) -> bool:
        """Say whether only digits are written: the unit is then a guess."""
        return _BARE.fullmatch(self.figure.text) is not None


@dataclass(frozen=True, eq=False)
class Sentence:
    """The figures of one sentence, in order; ``start`` and ``end`` are offsets into the document."""

    text: str
    start: int
    end: int
    block: int
    numerals: tuple[Numeral, ...]

    def gap(self, a: Numeral, b: Numeral) -> str:
        """Give the words between two figures, white space folded."""
        return folded(self.text[a.end : b.start])

    def level_gap(self, a: Numeral, b: Numeral) -> str:
        """Give the words between two figures without what stands in brackets there."""
        return folded(without_brackets(self.text[a.end : b.start]))

    def ageless_gap(self, a: Numeral, b: Numeral) -> str:
        """Give the words between two figures without how old or how long, as in "of 380 people over 65"."""
        ends = [a.end, *(place for n in self.between(a, b) if n.kind == "duration" for place in (n.start, n.end))]
        ends.append(b.start)
        return folded(" ".join(self.text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)))

    def follows(self, earlier: Sentence) -> bool:
        """Say whether nothing stands between this sentence and an earlier one."""
        return earlier.block == self.block and not re.search(r"\w", self.text[earlier.end : self.start])

    def lead(self, numeral: Numeral, size: int = 60) -> str:
        """Give the words of the sentence before a figure."""
        return folded(self.text[max(self.start, numeral.start - size) : numeral.start])

    def tail(self, numeral: Numeral, size: int = 60) -> str:
        """Give the words of the sentence after a figure."""
        return folded(self.text[numeral.end : min(self.end, numeral.end + size)])

    def between(self, a: Numeral, b: Numeral) -> list[Numeral]:
        """Give the figures between two."""
        return [n for n in self.numerals if a.end <= n.start and n.end <= b.start]

    @cached_property
    def rows(self) -> list[list[Numeral]]:
        """The figures by the bracket they stand in; those outside of all brackets first."""
        found: dict[Span | None, list[Numeral]] = {None: []}
        for numeral in self.numerals:
            found.setdefault(numeral.bracket, []).append(numeral)
        return [row for row in found.values() if row]

    def head(self, bracket: Span) -> Numeral | None:
        """Give the last figure before a bracket, in what the bracket stands in."""
        before = [n for n in self.numerals if n.end <= bracket[0] and n.bracket != bracket]
        return before[-1] if before else None


@dataclass(frozen=True, eq=False)
class Scene:
    """A document's sentences that hold figures, and its blocks."""

    document: Document
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    deadline: Deadline
    _places: dict[Sentence, int] = field(default_factory=dict)

    def in_order(self) -> Iterator[Sentence]:
        """Give the sentences one by one, as long as there is time."""
        return self.deadline.each(self.sentences)

    def before(self, sentence: Sentence, count: int) -> list[Sentence]:
        """Give up to ``count`` sentences before one, the nearest first."""
        place = self._places[sentence]
        return [self.sentences[i] for i in range(place - 1, max(-1, place - 1 - count), -1)]

    def after(self, sentence: Sentence, count: int) -> Sequence[Sentence]:
        """Give up to ``count`` sentences after one, the nearest first."""
        place = self._places[sentence]
        return self.sentences[place + 1 : place + 1 + count]


def scene(document: Document, figures: Sequence[Figure], deadline: Deadline | None = None) -> Scene:
    """Set the figures of a document where they stand; ranges are left out, for nothing can be recomputed of them."""
    deadline = deadline or Deadline()
    # Here, not above: `--help` of the commands must not wait for the extraction.
    from kzreform.extraction.segment import blocks

    found = tuple(deadline.each(blocks(document)))
    text = document.text
    sentences: list[Sentence] = []
    ordered = sorted(figures, key=lambda f: (f.start, f.end))
    columns, starts = Columns(text), [block.start for block in found]
    placed = [(f, _block_of(found, starts, f)) for f in ordered]
    for (block, _), group in groupby(placed, key=lambda pair: (pair[1], pair[0].sentence)):
        together = [figure for figure, _ in group]
        for members, (start, end) in deadline.each(_told_once(text, together, found[block] if block >= 0 else None)):
            numerals = _numerals(text, members, start, end, columns)
            sentences.append(Sentence(text, start, end, block, tuple(numerals)))
    built = Scene(document, tuple(s for s in sentences if s.numerals), found, deadline)
    built._places.update({sentence: place for place, sentence in enumerate(built.sentences)})
    return built


def _numerals(text: str, members: Sequence[Figure], start: int, end: int, columns: Columns) -> Iterator[Numeral]:
    """Give the figures of a sentence with what stands around them."""
    brackets = list(_brackets(text, start, end))
    past = start
    for figure in members:
        bracket = _innermost(brackets, figure)
        floor = max(past, bracket[0] if bracket else start)
        past = figure.end
        if figure.value_high is None and figure.value > 0 and text[figure.start : figure.end] == figure.text:
            year = _year(text, floor, figure, end)
            column = columns.of(figure.start)
            figure = _mended(figure)
            lone = figure.kind == "count" and SCALED.fullmatch(figure.text) is not None
            lone = lone and _NO_NOUN.match(text, figure.end, end) is not None
            yield Numeral(figure, written(figure), bracket, year, column, lone)


def alike(a: Numeral, b: Numeral) -> bool:
    """Say whether two figures are amounts of one sort, so that they may be set against each other."""
    if a.kind == b.kind:
        return a.kind in ("count", "duration", "rank") or a.figure.unit == b.figure.unit
    # "20 units in three years (2020 - 74)": a bare number takes its unit from the wrong neighbour at times.
    return {a.kind, b.kind} == {"count", "duration"} and all(n.kind == "count" or n.bare for n in (a, b))


def alike_or_lone(a: Numeral, b: Numeral) -> bool:
    """Say whether two figures are amounts of one sort, where words already tie them: a lone number has no unit."""
    if alike(a, b):
        return True
    small, great = sorted((a.figure.value, b.figure.value))
    return any(n.lone for n in (a, b)) and all(map(amount, (a, b))) and great < small * _FARTHEST


def amount(numeral: Numeral) -> bool:
    """Say whether a figure is an amount that can be a part or a whole."""
    return numeral.kind in ("count", "money", "measure") or (numeral.kind == "duration" and numeral.bare)


def _mended(figure: Figure) -> Figure:
    """Take a plain number far over 100 for a count, though a percentage stands beside it: "of 5,500 – 34.1% –"."""
    if figure.kind == "percent" and _BARE.fullmatch(figure.text) and figure.value > _LARGEST_PERCENT:
        return msgspec.structs.replace(figure, kind="count")
    return figure


def _block_of(found: Sequence[Block], starts: Sequence[int], figure: Figure) -> int:
    place = bisect_right(starts, figure.start) - 1
    return place if place >= 0 and figure.start < found[place].end else -1


def _told_once(text: str, together: Sequence[Figure], block: Block | None) -> Iterator[tuple[list[Figure], Span]]:
    """Give the sentences, with their figures, of figures whose sentences are worded alike: one told again is another.

    One that was mended too much to be found in the text ends where it must have ended.
    """
    members: list[Figure] = []
    span: Span | None = None
    end = -1
    for figure in together:
        if members and figure.end > end:
            yield members, span or _line(text, members, block)
            members = []
        if not members:
            span = _found(text, figure, block)
            end = span[1] if span else figure.start + 2 * len(figure.sentence) + _SLACK
        members.append(figure)
    if members:
        yield members, span or _line(text, members, block)


def _found(text: str, first: Figure, block: Block | None) -> Span | None:
    """Find the sentence of a figure in the text."""
    if not (words := first.sentence.split()):
        return None
    low, high = _reach(text, first, first, block)
    # Most stand in the text as they are told.
    start = text.find(first.sentence, low, high)
    while 0 <= start <= first.start:
        if first.end <= (end := start + len(first.sentence)):
            return start, end
        start = text.find(first.sentence, end, high)
    seen = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+"
    pattern = re.compile(seen.join(map(re.escape, words)))
    for match in pattern.finditer(text, low, high):
        if match.start() <= first.start and first.end <= match.end():
            return match.span()
    return None


def _line(text: str, members: Sequence[Figure], block: Block | None) -> Span:
    """Give the line of figures, where their sentence was mended too much to be found."""
    first, last = members[0], members[-1]
    low, high = _reach(text, first, last, block)
    opening = max(low, text.rfind("\n", low, first.start) + 1)
    closing = text.find("\n", last.end, high)
    return opening, high if closing < 0 else closing


def _reach(text: str, first: Figure, last: Figure, block: Block | None) -> Span:
    """Give where the sentence of figures lies, at the farthest."""
    if block is None:
        return max(0, first.start - _NEAR), min(len(text), last.end + _NEAR)
    return max(block.start, first.start - _REACH), min(block.end, last.end + _REACH)


def _brackets(text: str, start: int, end: int) -> Iterator[Span]:
    opened: list[int] = []
    for match in re.finditer(r"[()]", text[start:end]):
        if match[0] == "(":
            opened.append(start + match.start())
        elif opened:
            yield opened.pop(), start + match.end()
    for place in opened:
        yield place, end


def _innermost(brackets: Sequence[Span], figure: Figure) -> Span | None:
    around = [span for span in brackets if span[0] < figure.start and figure.end <= span[1]]
    return max(around, default=None)


def _year(text: str, floor: int, figure: Figure, end: int) -> int | None:
    """Give the year that stands before a figure, or right after it, or that its date names."""
    if before := _YEAR.findall(text[floor : figure.start]):
        return int(before[-1])
    if after := _AFTER_YEAR.match(text[figure.end : min(end, figure.end + 40)]):
        return int(after[1])
    named = re.match(r"(\d{4})(?:-|$)", figure.date or "")
    return int(named[1]) if named else None
