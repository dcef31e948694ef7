"""Cut a document into blocks (headings, paragraphs, list items) and blocks into sentences."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from itertools import chain, pairwise

from kzreform.extraction.rules import Rules
from kzreform.records import Block, BlockKind, Document

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# No mark is "76.8% in 2024", "4.1 million".
_LIST_MARK = re.compile(
    r"\s*(?:[-–—•·*▪●○]\s*(?=\S)|(?!\d+\.\d+(?:%|\s+(?-i:[a-z])))\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*(?=\S))",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"\s*\d+\.\d")
_STOPS = re.compile(r"[.!?:;…][\"'”»’)\]]*$")
_ENDS = re.compile(r"[.!?;:,…][\"'”»’)\]]*\s*$")
_HEADING_LENGTH = 130
_CAPITALS = 0.8
_WRAPPED_LENGTH = 45
# So many lines torn amid a sentence tell that a text is wrapped by hand, so many of a hundred of them about as long as
# the text is wide, within so many characters.
_TORN, _ALIKE, _RAGGED = 3, 70, 15
_LONGEST_LINE, _PRINTED = 200, 8
_QUOTATION = 120
_STEM = 80

# A sentence ends at . ! ? before a capital, a digit or a quote; the space may be missing, as PDF copies have it.
_BOUNDARY = re.compile(
    r"(?<=[.!?…])[\"'”»’)\]]*(?:\s+(?=[\"'“«‘(\[]*[\w–—-])|(?=[A-Z][a-z]+\s|[A-Z][a-z]\s))|(?<=[a-z]{3}[.)])(?=[A-Z][a-z])"
)


def blocks(document: Document) -> Iterator[Block]:
    r"""Give the blocks of a document in order.

    A line is a block, unless the text is wrapped by hand: then the lines of a paragraph are one.

    >>> text = "On schools\n\nThere are 369 schools.\n- 20 are new;\n"
    >>> [(block.kind, block.line) for block in blocks(Document(id="x", text=text))]
    [('heading', 1), ('paragraph', 3), ('list_item', 4)]
    """
    section: str | None = None
    line_starts = [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r]", document.text))]
    before = 0
    for (start, end), after in pairwise(chain(_paragraphs(document.text), [(0, 0)])):
        text = document.text[start:end]
        if not (bare := text.strip()):
            continue
        following = document.text[slice(*after)]
        apart = is_apart(document.text, before, start) and is_apart(document.text, end, after[0])
        before = end
        kind = _kind(bare, following.strip(), apart)
        if kind == "heading":
            section = " ".join(bare.lstrip("# ").split())
        yield Block(
            kind=kind,
            start=start,
            end=end,
            line=bisect.bisect_right(line_starts, start + len(text) - len(text.lstrip())),
            section=section,
            page=bisect.bisect_right(document.page_starts, start) if document.page_starts else None,
        )


def sentences(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Give the spans of the sentences of a block's text.

    >>> from kzreform.extraction.rules import load_rules
    >>> text = "It fell to 4.7%. Mr. Omarov, of No. 5 St., agreed.In 2021 it rose."
    >>> [text[start:end] for start, end in sentences(text, load_rules("en"))]
    ['It fell to 4.7%.', 'Mr. Omarov, of No. 5 St., agreed.', 'In 2021 it rose.']
    """
    abbreviations = rules.lexicon("abbreviations")
    quoted = "«" in text or "“" in text
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        # No more than an abbreviation needs: a sentence may be as long as its text.
        before = text[max(cuts[-1], match.start() - _STEM) : match.start()]
        word = re.search(r"([^\s(\"“«\[]+)[.!?…]$", before)
        if word and text[match.start() - 1 : match.start()] == ".":
            stem = word[1].lower()
            if stem in abbreviations or (len(stem) == 1 and stem.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", stem):
                continue
            # "1. First": a list mark is no sentence.
            if match.start() - cuts[-1] <= _STEM and re.fullmatch(r"[\s\W]*\d{1,2}", before[:-1]):
                continue
        closing = match.start() + len(match.group()) - len(match.group().lstrip("\"'”»’)]"))
        if quoted and _inside_quotation(text, closing):
            continue
        if _tears_decimal(text, match.start(), match.end(), rules):
            continue
        following = text[match.end() : match.end() + 1]
        if following.islower():
            continue
        cuts.append(match.end())
    spans = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return spans


def _tears_decimal(text: str, start: int, end: int, rules: Rules) -> bool:
    """Say whether a full stop stands in a decimal that copying tore apart: "8. 0 percent"."""
    if not (text[end : end + 1].isdigit() and text[max(0, start - 2) : start - 1].isdigit()):
        return False
    rest = rules.compile(r"\d{1,2}[ ]?(?:\L<percent_units>|\L<scales>)(?!\w)")
    return rest.match(text, end) is not None


def _inside_quotation(text: str, position: int) -> bool:
    """Say whether a short quotation, such as a title, is open at a position."""
    before = text[max(0, position - _QUOTATION) : position]
    after = text[position : position + _QUOTATION]
    for opening, closing in ("«»", "“”"):
        opened = before.rfind(opening) > before.rfind(closing)
        if opened and closing in after and opening not in after[: after.index(closing)]:
            return True
    return False


def _width(text: str) -> int | None:
    r"""Give how wide a text is wrapped by hand, in characters, or None where it is not.

    >>> _width("It opened three hundred schools over the last\nfive years.\n" * 3)
    45
    """
    torn: list[int] = []
    last, last_end = "", 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST_LINE:
            last = ""
            continue
        line = match[0]
        if last and text.count("\n", last_end, start) < 2 and line[:1].islower() and not _STOPS.search(last):
            torn.append(len(last))
        last, last_end = line.rstrip(), end
        if len(last) < _WRAPPED_LENGTH:
            last = ""
    if len(torn) < _TORN:
        return None
    torn.sort()
    width = torn[len(torn) * 19 // 20]
    alike = len(torn) - bisect.bisect_left(torn, width - _RAGGED)
    return width if alike * 100 >= len(torn) * _ALIKE else None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    width = _width(text)
    current: _Lines | None = None
    for match in _LINE.finditer(text):
        start, end = match.span()
        if current is not None and current.go_on(text, start, end, width):
            current.add(text, end)
            continue
        if current is not None:
            yield current.start, current.end
        current = _Lines(text, start, end)
    if current is not None:
        yield current.start, current.end


class _Lines:
    """The lines of a paragraph so far; of them only the first and the last tell whether it goes on."""

    __slots__ = ("_first", "_last", "_row", "end", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = self._last = start
        self.end = end
        self._first: int | None = None  # where the first line ends, once there are more
        self._row = text.find(" | ", start, end) >= 0

    def add(self, text: str, end: int) -> None:
        """Take in the next line."""
        breaks = text.find("\n", self.end, end)
        if breaks >= 0:
            self._first = breaks if self._first is None else self._first
            self._last = text.rindex("\n", self.end, end) + 1
        self.end = end

    def go_on(self, text: str, start: int, end: int, wide: int | None) -> bool:
        """Say whether a line goes on with the paragraph: wrapped by hand, ``wide``, not ended, nothing between."""
        line = text[start:end]
        if self._row or " | " in line or line.lstrip().startswith("|"):
            return False  # rows of a table
        last = text[self._last : self.end].rstrip()
        if text.count("\n", self.end, start) > 1 or not line.strip() or not last:
            return False
        if len(last) < _WRAPPED_LENGTH or len(last) > _LONGEST_LINE:
            return False
        # A line is full when the next word had no room in it; lines of print are not of equal length in characters.
        full = wide is not None and len(last) + len(line.split(maxsplit=1)[0]) >= wide - _PRINTED
        stops = _STOPS.search(last)
        if _LIST_MARK.match(line) and not (full and not stops and _DECIMAL.match(line)):
            return False
        first = line.lstrip()[0]
        if full and (first.islower() or (last[-1] != ":" and self._first is not None and not line.isupper())):
            return True
        if stops:
            # A full line may end a sentence by chance: only the width of its neighbours tells.
            width = None if self._first is None else self._first - self.start
            return width is not None and abs(len(last) - width) < 12 and last[-1] != ":"
        return first.islower() or first.isdigit() or len(last) > 60


def is_apart(text: str, end: int, start: int) -> bool:
    r"""Say whether a blank line, or an end of the text, parts what ends from what starts.

    >>> text = "One.\nTwo.\n\nThree."
    >>> is_apart(text, 4, 5), is_apart(text, 9, 11)
    (False, True)
    """
    return end == 0 or start <= end or text.count("\n", end, start) > 1 or text.count("\r", end, start) > 1


def _kind(text: str, following: str, apart: bool) -> BlockKind:
    if (text.count("\t") >= 1 and len(re.split(r"\t+", text)) > 2) or text.count("|") > 1 or " | " in text:
        return "table_row"
    if text.startswith("#"):
        return "heading"
    if len(text) <= _HEADING_LENGTH and not _ENDS.search(text):
        letters = [character for character in text if character.isalpha()]
        capitals = sum(map(str.isupper, letters)) > _CAPITALS * len(letters)
        if letters and (capitals or _titled(text, following) or (apart and _numbered(text, following))):
            return "heading"
    return "list_item" if _LIST_MARK.match(text) else "paragraph"


def list_style(text: str) -> str:
    """Give the manner of a list line's mark, the same for the lines of one list; empty without a mark.

    >>> list_style("(a) roads"), list_style("(b) rail"), list_style("12. Roads"), list_style("- rail")
    ('(a)', '(a)', '1.', '-')
    """
    found = _LIST_MARK.match(text)
    mark = found.group().strip() if found else ""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", mark))


def _numbered(text: str, following: str) -> bool:
    """Say whether a line by itself is a numbered heading: what follows has another mark, or none."""
    mark = _LIST_MARK.match(text)
    if mark is None or not list_style(text).strip(".()").isalnum() or not text[mark.end() :][:1].isupper():
        return False
    numbers = len(re.findall(r"\d+(?:[.,]\d+)*", text[mark.end() :]))
    return numbers < 3 and bool(following) and list_style(following) != list_style(text)


def _titled(text: str, following: str) -> bool:
    first = re.sub(r"^[\W\d]*", "", text)[:1]
    if not first.isupper() or text[0] in "-–—•·*▪●○":
        return False
    # Lines with several numbers are content ("Schools 369, pupils 740 thousand"), whatever their end.
    numbers = len(re.findall(r"\d+(?:[.,]\d+)*", text))
    if numbers and re.search(r"\S {2,}\S", text):
        return False  # a row of a table whose columns are parted by spaces
    untitled = bool(following) and not _ENDS.search(following) and len(following) <= _HEADING_LENGTH
    return numbers < 3 and (len(following) > len(text) or (untitled and numbers < 2))
