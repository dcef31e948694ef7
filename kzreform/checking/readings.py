"""What is compared: the measured fields of figures, and gold files that may give two readings of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

from kzreform.errors import ReadError

T = TypeVar("T")


class SecondReading(msgspec.Struct, frozen=True):
    """What a second reader read differently; what is not set was read alike."""

    date: str | msgspec.UnsetType | None = msgspec.UNSET
    role: str | msgspec.UnsetType | None = msgspec.UNSET
    direction: str | msgspec.UnsetType | None = msgspec.UNSET
    status: str | msgspec.UnsetType | None = msgspec.UNSET


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a figure that are measured, gold or predicted."""

    start: int
    end: int
    kind: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    item: str | None = None
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
        changed = {
            name: value for name, value in msgspec.structs.asdict(self.also).items() if value is not msgspec.UNSET
        }
        return msgspec.structs.replace(self, **changed)


def read_figures(path: str) -> list[Reading]:
    """Read figures from JSON Lines or a JSON array; raises ``ReadError`` naming the file and the line."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error
    if data.lstrip().startswith(b"["):
        return _decode(msgspec.json.Decoder(list[Reading]), data, path)
    decoder = msgspec.json.Decoder(Reading)
    # Bytes are split at line feeds alone: text in JSON may hold other line ends of Unicode.
    lines = enumerate(data.split(b"\n"), start=1)
    return [_decode(decoder, line, f"{path}, line {number}") for number, line in lines if line.strip()]


def _decode(decoder: msgspec.json.Decoder[T], data: bytes, place: str) -> T:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{place}: not what extract writes ({error})") from error
