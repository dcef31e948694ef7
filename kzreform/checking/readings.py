"""What is compared: the measured fields of figures, and gold files that may give two readings of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import accumulate, chain
from typing import BinaryIO, Protocol, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from kzreform.checking.pairing import Span
from kzreform.errors import KzreformError, ReadError
from kzreform.files import MOST, opened, rest
from kzreform.records import DIGITS, sound

T = TypeVar("T")
_SEVERAL = 2
STDIN = "-"


class SecondReading(msgspec.Struct, frozen=True):
    """What a second reader read differently; what is not set was read alike."""

    date: str | UnsetType | None = UNSET
    role: str | UnsetType | None = UNSET
    direction: str | UnsetType | None = UNSET
    status: str | UnsetType | None = UNSET


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a figure that are measured, gold or predicted.

    An ``item`` that is not set is not measured.
    """

    start: int
    end: int
    kind: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    item: str | UnsetType | None = None
    role: str | None = None
    direction: str | None = None
    status: str | None = None
    date: str | None = None
    optional: bool = False
    also: SecondReading | None = None

    def __post_init__(self) -> None:
        """Refuse what is no place in a text, and no number."""
        check_figure(self)

    def second(self) -> Reading:
        """Give the second reader's figure; the figure itself where there is none.

        >>> Reading(start=0, end=1, date="2023", also=SecondReading(date=None)).second().date is None
        True
        """
        if self.also is None:
            return self
        changed = {name: value for name, value in msgspec.structs.asdict(self.also).items() if value is not UNSET}
        return msgspec.structs.replace(self, **changed)


class Placed(Reading, frozen=True, kw_only=True):
    """A reading with the document that it is of, where that is told."""

    document: str | None = None


def moved(reading: Reading, by: int) -> Reading:
    """Move a reading by so many characters.

    >>> moved(Reading(start=3, end=5), 10).start
    13
    """
    return msgspec.structs.replace(reading, start=reading.start + by, end=reading.end + by)


def apart(*files: Sequence[Placed]) -> list[list[Reading]]:
    """Move the figures of each document to a stretch of its own, the same one in all files.

    Where no file has figures of several documents nothing is moved: documents may be called differently. Raises
    ``KzreformError`` where another file does not say which document a figure is of.

    >>> one, other = Placed(start=3, end=5, document="a"), Placed(start=3, end=5, document="b")
    >>> [[figure.start for figure in figures] for figures in apart([one, other], [other])]
    [[3, 8], [8]]
    """
    if all(len({figure.document for figure in figures}) < _SEVERAL for figures in files):
        return [list(figures) for figures in files]
    ends: dict[str, int] = {}
    for figure in chain.from_iterable(files):
        if figure.document is None:
            raise KzreformError("there are several documents, and not every figure says which it is of")
        ends[figure.document] = max(ends.get(figure.document, 0), figure.end)
    starts = dict(zip(ends, accumulate(ends.values(), initial=0), strict=False))
    return [[moved(figure, starts[figure.document or ""]) for figure in figures] for figures in files]


def read_figures(path: str) -> list[Reading]:
    """Read figures from JSON Lines or a JSON array; raises ``ReadError`` naming the file and the line."""
    return read_records(path, Reading)


def read_records(path: str, record: type[T]) -> list[T]:
    """Read records of one type from JSON Lines or a JSON array; ``-`` is standard input.

    Raises ``ReadError`` naming the file and the line.
    """
    shown = "standard input" if path == STDIN else path
    decoder = msgspec.json.Decoder(record)
    rows: list[T] = []
    with _opened(path, shown) as stream:
        # Bytes are parted at line feeds alone: text in JSON may hold other line ends of Unicode.
        for number, line in enumerate(iter(lambda: stream.readline(MOST + 1), b""), start=1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not rows and line.lstrip().startswith(b"["):
                return _array(decoder, line + rest(stream), shown, number)
            if len(line) > MOST:
                raise ReadError(f"line {number}: too large: it has more than {MOST:,} bytes")
            if line.strip():
                try:
                    rows.append(decoder.decode(line))
                except _UNREADABLE as error:
                    raise _broken(shown, number, error) from error
    return rows


class _Valued(Span, Protocol):
    """What stands somewhere in a text and has numbers."""

    @property
    def value(self) -> Decimal | UnsetType | None:
        """The number, or the lower end of a range."""

    @property
    def value_high(self) -> Decimal | UnsetType | None:
        """The upper end of a range."""


def check_figure(figure: _Valued) -> None:
    """Raise ``ValueError`` where a figure stands nowhere, or its value is none that one could compute with."""
    if not 0 <= figure.start < figure.end:
        raise ValueError("start and end are no place in a text")
    for value in (figure.value, figure.value_high):
        if isinstance(value, Decimal) and not sound(value):
            raise ValueError(f"a value is no number of at most {DIGITS:,} digits")


_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@contextmanager
def _opened(path: str, shown: str) -> Iterator[BinaryIO]:
    try:
        if path != STDIN:
            with os.fdopen(opened(path), "rb") as stream:
                yield stream
        elif sys.stdin is None:  # started with `<&-`
            raise ReadError("it is closed")
        else:
            yield sys.stdin.buffer
    except _Told:
        raise
    except ReadError as error:
        raise ReadError(f"{shown}: {error.message}") from error
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read ({error.strerror or error})") from error


def _array(decoder: msgspec.json.Decoder[T], data: bytes, shown: str, first: int) -> list[T]:
    """Read an array that begins in the line ``first``."""
    try:
        parts = msgspec.json.decode(data, type=list[msgspec.Raw])
    except _UNREADABLE as error:
        byte = re.search(r"\(byte ([0-9]+)\)", str(error))
        raise _broken(shown, data.count(b"\n", 0, int(byte[1]) if byte else len(data)) + first, error) from error
    rows, place = [], 0
    for part in map(bytes, parts):
        place = data.find(part, place)
        try:
            rows.append(decoder.decode(part))
        except _UNREADABLE as error:
            raise _broken(shown, data.count(b"\n", 0, place) + first, error) from error
        place += len(part)
    return rows


class _Told(ReadError):
    """What names its file already."""


def _broken(shown: str, line: int, error: Exception) -> ReadError:
    reason = "nested too deeply" if isinstance(error, RecursionError) else error
    return _Told(f"{shown}, line {line}: not what extract writes ({reason})")
