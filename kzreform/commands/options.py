"""The options and types that commands share, so that they all speak alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kzreform.checking.dates import simple

Command = TypeVar("Command", bound=Callable[..., Any])


def date_value(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Check a date that the user gave: a year, a month or a day, as ISO 8601 writes them, and a real one."""
    try:
        if value is not None:
            simple(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error
    return value


def span_value(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read two offsets, ``FROM:TO``."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]+):([0-9]+)", value)
    if match is None or int(match[1]) > int(match[2]):
        raise click.BadParameter(f"{value!r} is not FROM:TO, two offsets such as 0:5000", ctx, param)
    return int(match[1]), int(match[2])


def date_option(name: str, help: str) -> Callable[[Command], Command]:
    """Add an option that takes a date."""
    return click.option(name, metavar="DATE", callback=date_value, help=help)


def format_option(formats: Sequence[str]) -> Callable[[Command], Command]:
    """Add ``--format``; the first of the formats is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help="How to write."
    )


def output_option(command: Command) -> Command:
    """Add ``-o FILE``."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(),
        help="Write to FILE, all or nothing, not to standard output.",
    )(command)


def patterns_option(command: Command) -> Command:
    """Add ``--patterns FILE``, which may be given several times."""
    return click.option(
        "--patterns",
        "patterns",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Add the patterns of a TOML file of your own; may be given several times.",
    )(command)


def quiet_option(command: Command) -> Command:
    """Add ``--quiet``."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no remarks; errors are still told.")(
        command
    )
