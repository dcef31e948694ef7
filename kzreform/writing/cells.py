"""The cells of the table: what a person needs first, in words rather than field names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import UNSET

from kzreform.records import Figure, plain
from kzreform.writing.fields import CHECKS

_BOUNDS = {
    "exact": "",
    "about": "about ",
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "up to ",
}
_ARROWS = {"up": " ↑", "down": " ↓"}
# What a text carries must not steer the terminal it is shown on.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# A carriage return before a line feed ends a line; alone it goes back to write over what stands there.
_STEERING = re.compile(rf"(?!\t|\r?\n){_CONTROL.pattern}")
_UNSPELLED = re.compile(rf"{_STEERING.pattern}|[\u2028\u2029]")

Cell = Callable[[Figure], str]


def figure_cell(figure: Figure) -> str:
    """Give the surface with its bound: ``over 46 thousand``."""
    return shown(_BOUNDS.get(figure.bound, "") + figure.text)


def value_cell(figure: Figure) -> str:
    """Give the normalised value and unit.

    >>> from decimal import Decimal
    >>> value_cell(Figure(id="", document="", start=0, end=0, text="", kind="money", value=Decimal("3E+9"), unit="KZT"))
    '3,000,000,000 KZT'
    """
    unit = "%" if figure.unit == "percent" else f" {figure.unit}"
    high = "" if figure.value_high is None else f"-{_number(figure.value_high)}"
    return shown(f"{_number(figure.value)}{high}{unit}")


def hedged_cell(figure: Figure) -> str:
    """Give the normalised value and unit with its bound: ``over 3,000,000,000 KZT``."""
    return _BOUNDS.get(figure.bound, "") + value_cell(figure)


def date_cell(figure: Figure) -> str:
    """Give the date; one that was read from a file of somebody's may be anything."""
    return shown(figure.date or "")


def place_cell(figure: Figure) -> str:
    """Give the document and the line: ``report.txt:12``."""
    return shown(f"{figure.document}:{figure.line}")


def role_cell(figure: Figure) -> str:
    """Give the role, its direction and, where it has not simply been reported, the status."""
    arrow = _ARROWS.get(figure.direction or "", "")
    status = "" if figure.status == "reported" else f", {figure.status}"
    return f"{figure.role}{arrow}{status}"


COLUMNS: tuple[tuple[str, Cell], ...] = (
    ("Figure", figure_cell),
    ("Item", lambda figure: shown(figure.item)),
    ("Date", date_cell),
    ("Role", role_cell),
    ("Value", value_cell),
)
"""The columns of every table, the most needed first."""

PLACE: tuple[tuple[str, Cell], ...] = (
    ("Document", lambda figure: shown(figure.document)),
    ("Line", lambda figure: str(figure.line)),
)
"""Where a figure stands."""

CHECKED: tuple[tuple[str, Cell], ...] = (("Checks", lambda figure: shown(getattr(figure, CHECKS))),)
"""What an audit says of a figure."""


def columns(
    figures: Sequence[Figure], wanted: Sequence[str] = (), checks: bool = False
) -> tuple[tuple[str, Cell], ...]:
    """Give the columns that these figures need: the document only where there are several; or the fields wanted.

    ``checks`` says that the figures are audited ones.
    """
    if wanted:
        return tuple((name, _field_cell(name)) for name in wanted)
    several = len({figure.document for figure in figures}) > 1
    return COLUMNS + (CHECKED if checks else ()) + (PLACE if several else PLACE[1:])


def plain_cell(value: object) -> str:
    """Give any field's value as a cell; what is null or was left out is a dash.

    >>> plain_cell(Decimal("2.5E+6")), plain_cell(None), plain_cell("women")
    ('2,500,000', '-', 'women')
    """
    if isinstance(value, Decimal):
        return _number(value)
    return "-" if value is None or value is UNSET else shown(str(value)) or "-"


def shown(text: str) -> str:
    r"""Fold white space and replace what could steer a terminal.

    >>> shown("1 million\n400 thousand")
    '1 million 400 thousand'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def kept(text: str) -> str:
    r"""Replace what could steer a terminal, and keep tabs and line ends.

    >>> kept("5%\t\x9b2J\r\n") == "5%\t\N{REPLACEMENT CHARACTER}2J\r\n"
    True
    """
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def spelled(text: str) -> str:
    r"""Write in JSON's way what could steer a terminal, or end a line for some tools, and stands in JSON as it is.

    >>> print(spelled('"5\x9b%"'))
    "5\u009b%"
    """
    return _UNSPELLED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _field_cell(name: str) -> Cell:
    return lambda figure: plain_cell(value) if (value := getattr(figure, name)) not in (None, "") else ""


def _number(value: Decimal) -> str:
    return f"{plain(value):,}"
