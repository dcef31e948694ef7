"""What is compared: the measured fields of figures, and gold files that may give two readings of them."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from kzreform.errors import ReadError

T = TypeVar("T")
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

    def second(self) -> Reading:
        """Give the second reader's figure; the figure itself where there is none.

        >>> Reading(start=0, end=1, date="2023", also=SecondReading(date=None)).second().date is None
        True
        """
        if self.also is None:
            return self
        changed = {name: value for name, value in msgspec.structs.asdict(self.also).items() if value is not UNSET}
        return msgspec.structs.replace(self, **changed)


def read_figures(path: str) -> list[Reading]:
    """Read figures from JSON Lines or a JSON array; raises ``ReadError`` naming the file and the line."""
    return read_records(path, Reading)


def read_records(path: str, record: type[T]) -> list[T]:
    """Read records of one type from JSON Lines or a JSON array; ``-`` is standard input.

    Raises ``ReadError`` naming the file and the line.
    """
    shown = "standard input" if path == STDIN else path
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read ({error.strerror or error})") from error
    data = data.removeprefix(b"\xef\xbb\xbf")
    decoder = msgspec.json.Decoder(record)
    if data.lstrip().startswith(b"["):
        return _array(decoder, data, shown)
    rows = []
    # Bytes are split at line feeds alone: text in JSON may hold other line ends of Unicode.
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                rows.append(decoder.decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise _broken(shown, number, error) from error
    return rows


def _array(decoder: msgspec.json.Decoder[T], data: bytes, shown: str) -> list[T]:
    try:
        parts = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        byte = re.search(r"\(byte ([0-9]+)\)", str(error))
        raise _broken(shown, data.count(b"\n", 0, int(byte[1]) if byte else len(data)) + 1, error) from error
    rows, place = [], 0
    for part in map(bytes, parts):
        place = data.find(part, place)
        try:
            rows.append(decoder.decode(part))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _broken(shown, data.count(b"\n", 0, place) + 1, error) from error
        place += len(part)
    return rows


def _broken(shown: str, line: int, error: Exception) -> ReadError:
    return ReadError(f"{shown}, line {line}: not what extract writes ({error})")
