"""How many figures there are of each kind, unit, year or document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from kzreform.records import Figure


class Count(msgspec.Struct, frozen=True):
    """How many figures a group has; the group without a name is that of figures without a date."""

    group: str | None
    figures: int


def year(figure: Figure) -> str | None:
    """Give the year of a figure's date, or the years of a period.

    >>> from decimal import Decimal
    >>> def dated(date): return Figure(
    ...     id="", document="", start=0, end=1, text="5", kind="count", value=Decimal(5), unit="", date=date)
    >>> [year(dated(date)) for date in ("2023-05-01", "2023-01/2023-06", "2019/2023", "../2025-06", None)]
    ['2023', '2023', '2019/2023', '../2025', None]
    """
    if figure.date is None:
        return None
    first, slash, last = (re.sub(r"^([0-9]{4}).*", r"\1", part) for part in figure.date.partition("/"))
    return first + slash + last if slash and first != last else first


_NAMES: dict[str, Callable[[Figure], str | None]] = {
    "kind": lambda figure: figure.kind,
    "unit": lambda figure: figure.unit,
    "year": year,
    "document": lambda figure: figure.document,
}
GROUPS = tuple(_NAMES)
"""What figures can be counted by."""


def counted(figures: Iterable[Figure], by: str) -> list[Count]:
    """Count figures: years in their order, undated ones last; documents as they come; others by their number."""
    found = Counter(map(_NAMES[by], figures))
    if by == "year":
        names = sorted(found, key=lambda name: (name is None, (name or "").removeprefix("../"), name or ""))
    elif by == "document":
        names = list(found)
    else:
        names = sorted(found, key=lambda name: (-found[name], name or ""))
    return [Count(name, found[name]) for name in names]
