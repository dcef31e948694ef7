"""PDF: text in reading order by pypdfium2, page by page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from kzreform.errors import ReadError
from kzreform.reading.dateline import dateline
from kzreform.reading.extras import missing
from kzreform.reading.furniture import without_furniture
from kzreform.reading.layout import Line, set_out
from kzreform.reading.options import DEFAULTS, Options
from kzreform.reading.paragraphs import flow
from kzreform.reading.runs import Character, Run, runs
from kzreform.records import Document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

EXTENSIONS = (".pdf",)

#: Titles that programs write by themselves.
_NO_TITLE = re.compile(r"untitled|\(?anonymous\)?|microsoft word.*|.*\.(?:docx?|pdf|indd|rtf|odt)|\W*", re.IGNORECASE)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def read(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    """Make a document of a PDF: a line a paragraph, heading, list item or table row; ``page_starts`` is filled.

    Running heads, feet and page numbers are left out, words parted at line ends are joined. The date of publication
    is that of the dateline, else the day the file was made. Raises ``ReadError`` for what is encrypted, damaged or
    holds no text, and where pypdfium2 is not installed.
    """
    return dated(parse(data, id, options))


def dated(document: Document) -> Document:
    """Give a document the date of its dateline, where it has one."""
    return msgspec.structs.replace(document, published=dateline(document.text) or document.published)


def parse(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    """Make a document of a PDF; it is dated by the day the file was made."""
    if not data:
        raise ReadError("the file is empty")
    try:
        import pypdfium2
    except ImportError as error:
        raise missing("PDF", "pdf", "pypdfium2") from error
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(_reason(str(error))) from error
    try:
        pages = list(_pages(pdf))
        about = pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise ReadError(_reason(str(error))) from error
    finally:
        pdf.close()
    if not any(page.found for page in pages):
        count = f"{len(pages)} page{'s' * (len(pages) != 1)}"
        raise ReadError(f"the PDF holds no text on its {count}: scans? Recognise the text first (OCR)")
    body = without_furniture([(page.found, page.height) for page in pages])
    text, starts = flow([_lines(found, page.turned) for found, page in zip(body, pages, strict=True)])
    title = about.get("Title", "").strip("\0 ")
    return Document(
        id=id,
        text=text,
        title=None if _NO_TITLE.fullmatch(title) else title,
        published=_made(about.get("CreationDate", "")),
        page_starts=tuple(starts),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The runs of a page in the direction of most of its text, its height, and its runs in other directions."""

    found: list[Run]
    height: float
    turned: list[list[Run]]


def _pages(pdf: PdfDocument) -> Iterator[_Page]:
    """Give the pages; one at a time is held open."""
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        try:
            yield _page(_characters(text), *page.get_size(), is_turned=page.get_rotation() in (90, 270))
        finally:
            text.close()
            page.close()


def _page(characters: Iterable[tuple[int, Character]], width: float, height: float, *, is_turned: bool) -> _Page:
    """Put together the characters of a page that is seen ``width`` wide; their boxes do not turn with it."""
    if is_turned:
        width, height = height, width
    turns: dict[int, list[Character]] = {}
    for turn, character in characters:
        turns.setdefault(turn, []).append(_upright(character, turn, width, height))
    main = max(turns, key=lambda turn: len(turns[turn]), default=0)
    others = [list(runs(turns[turn])) for turn in sorted(turns) if turn != main]
    return _Page(list(runs(turns.get(main, []))), width if main % 2 else height, others)


def _upright(character: Character, turn: int, width: float, height: float) -> Character:
    """Turn the box of a character that stands at so many quarters of a turn, against the clock, as if it stood upright.

    >>> _upright(("a", 10, 20, 18, 25, False), 1, 100, 200)
    ('a', 20, 82, 25, 90, False)
    """
    text, left, bottom, right, top, bold = character
    match turn:
        case 1:
            left, bottom, right, top = bottom, width - right, top, width - left
        case 2:
            left, bottom, right, top = width - right, height - top, width - left, height - bottom
        case 3:
            left, bottom, right, top = height - top, left, height - bottom, right
    return text, left, bottom, right, top, bold


def _lines(found: Sequence[Run], turned: Sequence[Sequence[Run]]) -> list[Line]:
    """Set out a page; what stands at another angle, as in a margin, comes after the rest."""
    return [line for part in (found, *turned) if part for line in set_out(part)]


def _characters(page: Any) -> Iterator[tuple[int, Character]]:
    """Give the characters of a page with their boxes (left, bottom, right, top) and whether they are bold.

    Before each stands by how many quarters it is turned against the clock.
    """
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    high = 0
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        # Some characters come in two halves, as UTF-16 has them, and some halves alone.
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        # What PDFium adds by itself, spaces and line ends, the boxes tell better.
        if code in (0, 10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(page, index) == 1):
            continue
        # Loose boxes have the font's height and the character's advance: the same for all on a line.
        box = page.get_charbox(index, loose=True)
        turn = -round(pdfium.FPDFText_GetCharAngle(page, index) / (math.pi / 2)) % 4  # PDFium counts with the clock
        yield turn, (chr(code), *box, pdfium.FPDFText_GetFontWeight(page, index) >= 600)


def _reason(error: str) -> str:
    if "assword" in error or "ecurity" in error:
        return "the PDF is encrypted: save it without a password"
    return "a damaged PDF: it cannot be opened"


def _made(stamp: str) -> str | None:
    """Give the day of a PDF date ("D:20240612103000+05'00'"), if it is one."""
    if not (found := _DATE.match(stamp)):
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return day.isoformat() if day.year >= 1990 else None
