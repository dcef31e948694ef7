"""Which figures the user asks for."""

from __future__ import annotations

import functools
import warnings
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.dates import within
from kzreform.errors import KzreformError
from kzreform.records import Figure, Kind, Role, Status
from kzreform.regexes import check

if TYPE_CHECKING:
    import regex

#: Seconds that a user's expression may take on one sentence.
_TIMEOUT = 1.0


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure must be to be wanted; what is empty or None asks nothing.

    ``units`` are compared without regard to case. ``since`` and ``until`` are dates as ``checking.dates`` reads them,
    and a figure's time must overlap with theirs; its values must overlap with ``min_value`` to ``max_value``.
    ``grep`` is an expression of the ``regex`` module, sought in item and sentence.

    >>> growth = Figure(
    ...     id="", document="d", start=0, end=2, text="5%", kind="percent", value=Decimal(5), unit="%", date="2023"
    ... )
    >>> Query(kinds=("percent",), since="2020").matches(growth), Query(min_value=Decimal(6)).matches(growth)
    (True, False)
    """

    kinds: tuple[Kind, ...] = ()
    units: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: str | None = None
    until: str | None = None
    dated: bool | None = None
    grep: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None

    def matches(self, figure: Figure) -> bool:
        """Say whether a figure is wanted; raises ``KzreformError`` when ``grep`` takes too long on it."""
        return (
            (not self.kinds or figure.kind in self.kinds)
            and (not self.roles or figure.role in self.roles)
            and (not self.statuses or figure.status in self.statuses)
            and (not self.units or figure.unit.casefold() in map(_unit, self.units))
            and (self.dated is None or self.dated == (figure.date is not None))
            and within(figure.date, self.since, self.until)
            and (self.max_value is None or figure.value <= self.max_value)
            and (self.min_value is None or _high(figure) >= self.min_value)
            and (self.grep is None or _holds(self.grep, figure))
        )


def compiled(expression: str) -> regex.Pattern[str]:
    """Compile what the user seeks; raises ``ValueError`` with the reason.

    >>> compiled("(wom")
    Traceback (most recent call last):
    ValueError: missing ) at position 4
    """
    import regex

    with warnings.catch_warnings():
        # "[[a]" may mean something else in a later version of the module: nothing the user could do about it now.
        warnings.simplefilter("ignore", FutureWarning)
        try:
            check(expression)
            return regex.compile(expression)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise ValueError(str(error) or type(error).__name__) from error


_remembered = functools.lru_cache(maxsize=8)(compiled)


def _holds(expression: str, figure: Figure) -> bool:
    try:
        return any(_remembered(expression).search(text, timeout=_TIMEOUT) for text in (figure.item, figure.sentence))
    except TimeoutError as error:
        raise KzreformError(
            f"--grep {expression!r}: takes more than {_TIMEOUT:g} s on line {figure.line} of {figure.document}"
        ) from error


def _high(figure: Figure) -> Decimal:
    return figure.value if figure.value_high is None else figure.value_high


def _unit(name: str) -> str:
    return "percent" if name == "%" else name.casefold()
