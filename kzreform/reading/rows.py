"""JSON Lines and CSV with a column of texts: a document a row, read one at a time."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from kzreform.errors import ReadError
from kzreform.reading.dateline import dateline, plain_date
from kzreform.reading.decode import detect, undecodable
from kzreform.reading.options import DEFAULTS, HEAD, Options, too_large
from kzreform.records import Document

JSONL_EXTENSIONS = (".jsonl", ".ndjson", ".jsonlines")
CSV_EXTENSIONS = (".csv", ".tsv")
TEXT_COLUMN = "text"

#: So many rows of a table may be unreadable; with more of them it is no such table.
_BAD = 100
#: How many columns are named to those who ask for another.
_NAMED = 20
_DELIMITERS = ",;\t|"


def read_jsonl(stream: io.BufferedReader, id: str, options: Options = DEFAULTS) -> Iterator[Document | ReadError]:
    r"""Give the documents of JSON Lines, one an object; empty lines are passed over.

    Without an id column a document is called after its file and its line. In the place of a line that cannot be read
    stands the error, with line and reason; raises ``ReadError`` where that is the first line, or the hundredth such.

    >>> stream = io.BufferedReader(io.BytesIO(b'{"text": "It was 5%.", "date": "2024-06-12"}\n'))
    >>> [(each.id, each.text, each.published) for each in read_jsonl(stream, "a.jsonl", Options(date_column="date"))]
    [('a.jsonl#1', 'It was 5%.', '2024-06-12')]
    """
    decoder = msgspec.json.Decoder()
    empty, bad = True, 0
    for number, line in enumerate(_lines(stream, options, "\n"), 1):
        if not (bare := line.strip("\ufeff \t\r\n")):
            continue
        place = f"line {number}"
        try:
            document = _document(_entry(decoder, bare, place), f"{id}#{number}", place, options)
        except ReadError as error:
            bad += 1
            if empty:
                raise
            if bad == _BAD:
                raise ReadError(f"{error.message}; it is the {_BAD}th such, and what follows is not read") from error
            yield error
        else:
            yield document
        empty = False
    if empty:
        raise ReadError("the file is empty")


def _entry(decoder: msgspec.json.Decoder[Any], line: str, place: str) -> dict[str, Any]:
    try:
        try:
            entry = decoder.decode(line)
        except msgspec.DecodeError as error:
            if "surrogate" not in str(error):
                raise
            entry = json.loads(line)  # which takes half a character, as json.dumps writes it
    except (msgspec.DecodeError, ValueError) as error:
        raise ReadError(f"{place}: not JSON ({error})") from error
    except RecursionError as error:
        raise ReadError(f"{place}: nested too deeply") from error
    if not isinstance(entry, dict):
        raise ReadError(f"{place}: not a JSON object")
    return entry


def read_csv(stream: io.BufferedReader, id: str, options: Options = DEFAULTS) -> Iterator[Document]:
    r"""Give the documents of CSV with a head line, one a row; comma, semicolon, tab or bar between the cells.

    Without an id column a document is called after its file and its row. Raises ``ReadError`` where a column that
    was named is not there.

    >>> stream = io.BufferedReader(io.BytesIO(b"id;text\n7;It was 5%.\n"))
    >>> [each.text for each in read_csv(stream, "a.csv")]
    ['It was 5%.']
    """
    # The csv module takes cells of up to 128 KB, and reports are longer; this can only be said for all its readers.
    csv.field_size_limit(min(options.max_size, sys.maxsize, 2**31 - 1))
    lines = _lines(stream, options, "")
    head = next((line for line in lines if line.strip("\ufeff \t\r\n")), None)
    if head is None:
        raise ReadError("the file is empty")
    head = head.removeprefix("\ufeff")
    rows = csv.reader(_chained(head, lines), delimiter=_delimiter(head, options))
    number = 0
    try:
        names = [name.strip() for name in next(rows)]
        known = dict.fromkeys(names)  # a head of a million names is not searched through for each of a million rows
        for number, cells in enumerate(rows, 1):
            if cells:
                yield _document(
                    dict(zip(names, cells, strict=False)), f"{id}#{number}", f"row {number}", options, known
                )
    except csv.Error as error:
        raise ReadError(f"row {number + 1}: not CSV ({error})") from error
    if not number:
        _column(names, options.text_column or TEXT_COLUMN, "")


def _lines(stream: io.BufferedReader, options: Options, newline: str) -> Iterator[str]:
    head = stream.peek(HEAD)
    encoding = options.encoding or detect(head, cut=len(head) >= HEAD)
    try:
        # Line ends inside quoted cells stay as they are; JSON Lines end at "\n" alone.
        text = io.TextIOWrapper(stream, encoding, newline=newline)
        while line := text.readline(options.max_size + 1):
            if len(line) > options.max_size:  # some have no end
                raise ReadError(too_large(options))
            yield line
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
