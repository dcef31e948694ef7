"""JSON Lines and CSV with a column of texts: a document a row, read one at a time."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import count, islice
from typing import Any

import msgspec

from kzreform.errors import ReadError
from kzreform.reading.dateline import dateline, plain_date
from kzreform.reading.decode import detect, mended, undecodable
from kzreform.reading.options import DEFAULTS, HEAD, Options, too_large
from kzreform.records import Document, unhalved

JSONL_EXTENSIONS = (".jsonl", ".ndjson", ".jsonlines")
CSV_EXTENSIONS = (".csv", ".tsv")
TEXT_COLUMN = "text"

#: So many rows of a table may be unreadable; with more of them it is no such table.
_BAD = 100
#: How many columns are named to those who ask for another.
_NAMED = 20
_DELIMITERS = ",;\t|"
#: The first line by which Excel is told of the mark between the cells.
_SEPARATED = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.I)
_NO_UTF8 = "not UTF-8 text as the file is; name its encoding with --encoding"
#: How much of a line that is too large is passed over, in times of what a document may have, and in what pieces.
_PASSED = 10
_PIECE = 1_000_000


def read_jsonl(stream: io.BufferedReader, id: str, options: Options = DEFAULTS) -> Iterator[Document | ReadError]:
    r"""Give the documents of JSON Lines, one an object; empty lines are passed over.

    Without an id column a document is called after its file and its line. In the place of a line that cannot be read
    stands the error, with line and reason; raises ``ReadError`` where that is the first line, or the hundredth such.

    >>> stream = io.BufferedReader(io.BytesIO(b'{"text": "It was 5%.", "date": "2024-06-12"}\n'))
    >>> [(each.id, each.text, each.published) for each in read_jsonl(stream, "a.jsonl", Options(date_column="date"))]
    [('a.jsonl#1', 'It was 5%.', '2024-06-12')]
    """
    decoder = msgspec.json.Decoder()

    def document(number: int, line: str | ReadError) -> Document:
        if isinstance(line, ReadError):
            raise ReadError(f"line {number}: {line.message}")
        place = f"line {number}"
        if (good := mended(line)) is None:
            raise ReadError(f"{place}: {_NO_UTF8}")
        return _document(_entry(decoder, good, place), f"{id}#{number}", place, options)

    lines = ((number, _bare(line)) for number, line in enumerate(_lines(stream, options, "\n"), 1))
    rows = _told(partial(document, number, line) for number, line in lines if line)
    first = next(rows, None)
    if first is None:
        raise ReadError("the file is empty")
    if isinstance(first, ReadError):
        raise first
    yield first
    yield from rows


def _bare(line: str | ReadError) -> str | ReadError:
    return line if isinstance(line, ReadError) else line.strip("\ufeff \t\r\n")


def _told(rows: Iterable[Callable[[], Document]]) -> Iterator[Document | ReadError]:
    """Give what makes up a table, an error in the place of each row that cannot be made, up to the hundredth such."""
    bad = 0
    for row in rows:
        try:
            document = row()
        except ReadError as error:
            bad += 1
            if bad == _BAD:
                raise ReadError(f"{error.message}; it is the {_BAD}th such, and what follows is not read") from error
            yield error
        else:
            yield document


def _entry(decoder: msgspec.json.Decoder[Any], line: str, place: str) -> dict[str, Any]:
    try:
        try:
            entry = decoder.decode(line)
        except msgspec.DecodeError as error:
            if "surrogate" not in str(error):
                raise
            entry = json.loads(line, object_hook=_unhalved)  # which takes half a character, as json.dumps writes it
    except (msgspec.DecodeError, ValueError) as error:
        raise ReadError(f"{place}: not JSON ({error})") from error
    except RecursionError as error:
        raise ReadError(f"{place}: nested too deeply") from error
    if not isinstance(entry, dict):
        raise ReadError(f"{place}: not a JSON object")
    return entry


def _unhalved(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: unhalved(value) if isinstance(value, str) else value for name, value in entry.items()}


def read_csv(stream: io.BufferedReader, id: str, options: Options = DEFAULTS) -> Iterator[Document | ReadError]:
    r"""Give the documents of CSV with a head line, one a row; comma, semicolon, tab or bar between the cells.

    Without an id column a document is called after its file and its row. In the place of a row that cannot be read
    stands the error: it has more cells than the head, ends before its text, or its quotation marks do not match. Raises
    ``ReadError`` where a column that was named is not there or is there twice, and at the hundredth bad row.

    >>> stream = io.BufferedReader(io.BytesIO(b"id;text\n7;It was 5%.\n"))
    >>> [each.text for each in read_csv(stream, "a.csv")]
    ['It was 5%.']
    """
    # The csv module takes cells of up to 128 KB, and reports are longer; this can only be said for all its readers.
    csv.field_size_limit(min(options.max_size, sys.maxsize, 2**31 - 1))
    lines = _whole(_lines(stream, options, ""))
    head = _head(lines)
    mark = None
    if separated := _SEPARATED.fullmatch(head):
        mark, head = separated[1], _head(lines)
    head = head.removeprefix("\ufeff")
    rows = csv.reader(_chained(head, lines), delimiter=mark or _delimiter(head, options), strict=True)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise ReadError(f"its head: {_unread(error)}") from error
    for wanted in filter(None, (options.text_column or TEXT_COLUMN, options.id_column, options.date_column)):
        _column(names, wanted, "")
        if names.count(wanted) > 1:
            raise ReadError(f"the column {wanted!r} is there {names.count(wanted)} times")
    yield from _told(_made(rows, names, id, options))


def _unread(error: csv.Error) -> str:
    unclosed = "unexpected end" in str(error)
    return "a quotation mark is open to the end of the file" if unclosed else f"not CSV ({error})"


def _made(rows: Iterator[list[str]], names: list[str], id: str, options: Options) -> Iterator[Callable[[], Document]]:
    """Give for each row what makes a document of it."""
    known = dict.fromkeys(names)  # a head of a million names is not searched through for each of a million rows
    wanted = options.text_column or TEXT_COLUMN
    for number in count(1):
        place = f"row {number}"
        try:
            cells = next(rows, None)
        except csv.Error as error:  # after which the csv module goes on with the next line
            if "field limit" in str(error):
                raise ReadError(f"{place}: {too_large(options)}; what follows is not read") from error
            yield partial(_refused, f"{place}: {_unread(error)}")
            continue
        if cells is None:
            return
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(names):
            told = f"{place}: it has {len(cells)} cells, and the head has {len(names)}: are quotation marks missing?"
            yield partial(_refused, told)
        elif cells and len(cells) <= names.index(wanted):
            yield partial(_refused, f"{place}: it ends before the column {wanted!r}")
        elif cells:
            texts = [mended(cell) for cell in cells]
            if None in texts:
                yield partial(_refused, f"{place}: {_NO_UTF8}")
            else:
                entry = dict(zip(names, texts, strict=False))
                yield partial(_document, entry, f"{id}#{number}", place, options, known)


def _refused(reason: str) -> Document:
    raise ReadError(reason)


def _head(lines: Iterator[str]) -> str:
    """Give the first line that is not empty."""
    head = next((line for line in lines if line.strip("\ufeff \t\r\n")), None)
    if head is None:
        raise ReadError("the file is empty")
    return head


def _whole(lines: Iterable[str | ReadError]) -> Iterator[str]:
    """Give lines up to the first that is too large: what follows it may be inside quotation marks or not."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, ReadError):
            raise ReadError(f"line {number}: {line.message}; what follows is not read") from line
        yield line


def _lines(stream: io.BufferedReader, options: Options, newline: str) -> Iterator[str | ReadError]:
    """Give the lines of a file, with an error in the place of one that is too large."""
    head = stream.peek(HEAD)
    encoding = options.encoding or detect(head, cut=len(head) >= HEAD)
    # Of UTF-8 that nobody promised, a row may have bytes that are none.
    errors = "surrogateescape" if encoding == "utf-8" and not options.encoding else "strict"
    try:
        # Line ends inside quoted cells stay as they are; JSON Lines end at "\n" alone.
        text = io.TextIOWrapper(stream, encoding, errors, newline)
        while line := text.readline(options.max_size + 1):
            if len(line) <= options.max_size:
                yield line
                continue
            rest, passed = line, 0
            while rest and not rest.endswith("\n"):
                rest = text.readline(_PIECE)
                passed += len(rest)
                if passed > _PASSED * options.max_size:  # some have no end
                    raise ReadError(too_large(options))
            yield ReadError(too_large(options))
    except UnicodeError as error:  # which counts its bytes from anywhere
        raise ReadError(f"not {encoding.upper()} text all through; name its encoding with --encoding") from error
    except LookupError as error:
        raise ReadError(undecodable(encoding, error)) from error


def _chained(head: str, lines: Iterable[str]) -> Iterator[str]:
    yield head
    yield from lines


def _delimiter(head: str, options: Options) -> str:
    """Give the mark that parts the head line so that the text column is there, else into most columns."""
    wanted = options.text_column or TEXT_COLUMN
    parted = {mark: [name.strip() for name in next(csv.reader([head], delimiter=mark))] for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (wanted in parted[mark], len(parted[mark])))


def _document(
    entry: dict[str, Any], id: str, place: str, options: Options, names: Collection[str] | None = None
) -> Document:
    names = entry if names is None else names
    text = entry.get(_column(names, options.text_column or TEXT_COLUMN, place))
    if not (text is None or isinstance(text, str)):
        raise ReadError(f"{place}: {options.text_column or TEXT_COLUMN!r} holds no text but {type(text).__name__}")
    named = entry.get(_column(names, options.id_column, place)) if options.id_column else None
    dated = entry.get(_column(names, options.date_column, place)) if options.date_column else None
    return Document(
        id=id if named in (None, "") else str(named),
        text=text or "",
        published=(plain_date(str(dated)) if dated else None) or dateline(text or ""),
    )


def _column(names: Collection[str], wanted: str, place: str) -> str:
    if wanted not in names:
        there = ", ".join(map(repr, islice(names, _NAMED))) or "none"
        there += f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise ReadError(f"{place and place + ': '}no column {wanted!r}; there are {there}")
    return wanted
