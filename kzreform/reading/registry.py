"""Which reader reads which file, told by what it holds and by its name: a new format is a module and a line here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from kzreform.errors import ReadError
from kzreform.reading import docx, html, markdown, pdf, rows, text
from kzreform.reading.apart import parsed
from kzreform.reading.options import Options, too_large
from kzreform.records import Document

Reader = Callable[[io.BufferedReader, str, Options], Iterator[Document | ReadError]]
"""Gives the documents of a file, from its bytes, its id and the options, and errors in the place of bad rows.

Raises ``ReadError`` with the reason alone.
"""


#: How much of a file is read at a time: before it is too large, little of it is in memory.
_PIECE = 1_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the lower-case extensions of its files, and its reader.

    A file of ``rows`` holds a document a row; a directory is not searched for it, for not every table holds texts.
    """

    name: str
    extensions: tuple[str, ...]
    read: Reader
    rows: bool = False


def _whole(read: Callable[[bytes, str, Options], Document]) -> Reader:
    """Make a reader of a function for files that are one document."""

    def reader(stream: io.BufferedReader, id: str, options: Options) -> Iterator[Document | ReadError]:
        yield read(_held(stream, options), id, options)

    return reader


def _foreign(name: str, dated: Callable[[Document], Document]) -> Reader:
    """Make a reader of a module whose ``parse`` is the work of a library that a file may lead astray."""

    def reader(stream: io.BufferedReader, id: str, options: Options) -> Iterator[Document | ReadError]:
        yield dated(parsed(name, _held(stream, options), id, options))

    return reader


def _held(stream: io.BufferedReader, options: Options) -> bytes:
    """Read all of a file, unless it is larger than one may be: some have no end."""
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > options.max_size:
            raise ReadError(too_large(options))
    return b"".join(pieces)


TEXT = Format("text", text.EXTENSIONS, _whole(text.read))
MARKDOWN = Format("markdown", markdown.EXTENSIONS, _whole(markdown.read))
HTML = Format("html", html.EXTENSIONS, _foreign("html", html.dated))
PDF = Format("pdf", pdf.EXTENSIONS, _foreign("pdf", pdf.dated))
DOCX = Format("docx", docx.EXTENSIONS, _foreign("docx", docx.dated))
JSONL = Format("jsonl", rows.JSONL_EXTENSIONS, rows.read_jsonl, rows=True)
CSV = Format("csv", rows.CSV_EXTENSIONS, rows.read_csv, rows=True)

FORMATS = (TEXT, MARKDOWN, HTML, PDF, DOCX, JSONL, CSV)
READERS: dict[str, Format] = {extension: each for each in FORMATS for extension in each.extensions}
"""The formats by the extensions of their files."""

# Atomic: many comments could else be parted among the rounds in more ways than there is time for.
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ANY_TAG = re.compile(r"<[a-z!][^<>]*>", re.I)
_OBJECT = re.compile(r'\s*\{\s*"')
#: What is none of ours, and what its user may do.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls), or one with a password: save it as .docx"),
    (b"{\\rtf", "an RTF file: save it as .docx or as text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"\x89PNG", "a picture (PNG): recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "a picture (JPEG): recognise its text first (OCR)"),
)


def format_of(name: str, head: bytes, options: Options) -> Format:
    """Give the format of a file: what it shows itself to be, else what its name says, else plain text.

    Raises ``ReadError`` for formats that are known to be none of ours.

    >>> format_of("report.txt", b"%PDF-1.7", Options()).name, format_of("a.htm", b"<p>It was 5%.", Options()).name
    ('pdf', 'html')
    """
    named = READERS.get(PurePath(name).suffix.lower())
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and named in (PDF, None)):
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or (named is DOCX and b"\0" in head):
        return DOCX
    for magic, reason in _FOREIGN:
        if head.startswith(magic):
            raise ReadError(reason)
    if head[257:262] == b"ustar":
        raise ReadError("a tar archive: unpack it first")
    start = _start(head)
    if _PAGE.match(start) or (named is HTML and _ANY_TAG.search(start)):
        return HTML
    if named in (JSONL, CSV):
        return named
    if _OBJECT.match(start) and (named is None or options.text_column) and named is not MARKDOWN:
        return JSONL
    if named is None and options.text_column:
        return CSV
    # A name that promised more than text: there may be text in it all the same.
    return named if named in (TEXT, MARKDOWN) else TEXT


def _start(head: bytes) -> str:
    """Read the start of a file well enough to tell marks of ASCII in it."""
    return head[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").strip(b"\xff\xfe").decode("latin-1")
