"""The options by which users ask for figures: one set for every command that prints them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import click
import msgspec

from kzreform.asking import GROUPS, Order, Query, arranged, counted
from kzreform.asking.query import compiled
from kzreform.asking.tables import FORMATS as COUNT_FORMATS
from kzreform.asking.tables import written
from kzreform.checking.dates import simple
from kzreform.commands.options import Command, date_option
from kzreform.records import KINDS, ROLES, STATUSES, Figure
from kzreform.writing import FORMATS, Options, Output, parse_columns
from kzreform.writing.fields import CHECKS


class Asked(msgspec.Struct, frozen=True):
    """What the user asks for: which figures, their order and number, the columns, or only how many there are."""

    query: Query = Query()
    orders: tuple[Order, ...] = ()
    limit: int | None = None
    group_by: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def as_they_come(self) -> bool:
        """Whether each figure can be given without knowing the others."""
        return not (self.orders or self.limit or self.group_by)

    def check(self, format_: str, *, checks: bool = False) -> None:
        """Raise ``UsageError`` for questions that contradict themselves or the format.

        ``checks`` says that the figures are audited ones.
        """
        query = self.query
        if not checks and CHECKS in (*self.columns, *(order.field for order in self.orders)):
            raise click.UsageError(f"there is a field {CHECKS} only with --audit")
        if query.since and query.until and simple(query.since)[0] > simple(query.until)[1]:
            raise click.UsageError(f"--since {query.since} is after --until {query.until}")
        if query.dated is False and (query.since or query.until):
            raise click.UsageError("--undated leaves nothing for --since and --until, which keep dated figures")
        if query.min_value is not None and query.max_value is not None and query.min_value > query.max_value:
            raise click.UsageError(f"--min-value {query.min_value} is over --max-value {query.max_value}")
        if self.group_by and (self.orders or self.columns):
            raise click.UsageError("--group-by gives counts: --sort and --columns are for figures")
        if self.group_by and format_ not in COUNT_FORMATS:
            raise click.UsageError(f"--group-by writes {', '.join(COUNT_FORMATS)}, not {format_}")

    def wanted(self, figures: Iterable[Figure]) -> list[Figure]:
        """Give those of a document's figures that are asked for."""
        return [figure for figure in figures if self.query.matches(figure)]

    def write(self, figures: Generator[Figure], out: Output, format_: str, options: Options) -> int:
        """Write what is asked for of figures that are ``wanted``; gives how many, groups not figures when grouped."""
        count = 0

        def taken() -> Iterator[Figure]:
            nonlocal count
            try:
                for figure in arranged(figures, self.orders, self.limit):
                    count += 1
                    yield figure
            finally:
                figures.close()  # with --limit they need not be at their end

        if self.group_by:
            groups = counted(figures, self.group_by)[: self.limit]
            out.write("\ufeff" if options.excel else "")
            out.write(written(groups, self.group_by, format_))
            return sum(group.figures for group in groups)
        FORMATS[format_].write(taken(), out, msgspec.structs.replace(options, columns=self.columns))
        return count


def asking_options(command: Command) -> Command:
    """Add the options that ask for figures; the command gets them as one argument, ``asked``."""

    @functools.wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        query = Query(**{name: kwargs.pop(name) for name in Query.__struct_fields__})
        rest = {name: kwargs.pop(name) for name in Asked.__struct_fields__ if name != "query"}
        return command(*args, asked=Asked(query, **rest), **kwargs)

    for option in reversed(_OPTIONS):
        option(wrapper)
    return wrapper  # type: ignore[return-value]  # click gives the arguments by their names


def query_options(command: Command) -> Command:
    """Add the options that narrow a question to a kind, unit, role, status and time, as the argument ``query``."""

    @functools.wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        query = Query(**{name: kwargs.pop(name) for name in _NARROWED})
        Asked(query).check(COUNT_FORMATS[0])
        return command(*args, query=query, **kwargs)

    for option in reversed(_OPTIONS[: len(_NARROWED)]):
        option(wrapper)
    return wrapper  # type: ignore[return-value]  # click gives the arguments by their names


_NARROWED = ("kinds", "units", "roles", "statuses", "since", "until")
_Context = click.Context
_Parameter = click.Parameter


def _number(ctx: _Context, param: _Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise click.BadParameter(f"{value!r} is not a number such as 1500, 0.5 or 3e9", ctx, param)
    return number


def _expression(ctx: _Context, param: _Parameter, value: str | None) -> str | None:
    try:
        if value is not None:
            compiled(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a regular expression ({error})", ctx, param) from error
    return value


def _orders(ctx: _Context, param: _Parameter, value: tuple[str, ...]) -> tuple[Order, ...]:
    try:
        return tuple(Order.read(text) for text in value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _columns(ctx: _Context, param: _Parameter, value: str | None) -> tuple[str, ...]:
    try:
        return () if value is None else parse_columns(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def _choice(name: str, field: str, choices: tuple[str, ...], what: str) -> Callable[[Any], Any]:
    help = f"Only this {what}; may be repeated."
    return click.option(name, field, type=click.Choice(choices), multiple=True, help=help)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _choice("--kind", "kinds", KINDS, "kind"),
    click.option("--unit", "units", metavar="UNIT", multiple=True, help="Only this unit, as KZT; may be repeated."),
    _choice("--role", "roles", ROLES, "role"),
    _choice("--status", "statuses", STATUSES, "status"),
    date_option("--since", "Only figures for this time or later; undated ones are left out."),
    date_option("--until", "Only figures for this time or earlier; undated ones are left out."),
    click.option("--dated/--undated", default=None, help="Only figures with a date, or only those without."),
    click.option(
        "--grep",
        metavar="REGEX",
        callback=_expression,
        help="Only figures whose item or sentence holds this; (?i) before it ignores case.",
    ),
    click.option("--min-value", metavar="NUMBER", callback=_number, help="Only values from this on."),
    click.option("--max-value", metavar="NUMBER", callback=_number, help="Only values up to this."),
    click.option(
        "--columns", metavar="FIELDS", callback=_columns, help="Only these fields, in this order: item,value."
    ),
    click.option(
        "--sort",
        "orders",
        metavar="FIELD[:desc]",
        multiple=True,
        callback=_orders,
        help="Sort by a field; may be repeated.",
    ),
    click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=1),
        callback=lambda ctx, param, value: value and min(value, sys.maxsize),
        help="Only the first N figures or groups.",
    ),
    click.option("--group-by", type=click.Choice(GROUPS), help="Only how many figures there are of each."),
)
