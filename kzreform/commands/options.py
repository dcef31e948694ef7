"""The options and types that commands share, so that they all speak alike."""

from __future__ import annotations

import codecs
import functools
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kzreform import reading
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
    match = re.fullmatch(r"([0-9]{1,18}):([0-9]{1,18})", value)
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


def file_format_option(formats: Sequence[str]) -> Callable[[Command], Command]:
    """Add ``--format`` for commands that can tell it by the name of the output; None when it is not given."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        help=f"How to write.  [default: by the ending of -o FILE, else {formats[0]}]",
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


def published_option(command: Command) -> Command:
    """Add ``--published DATE``."""
    return date_option("--published", 'When the texts were published; "this year" counts from there.')(command)


def jobs_option(command: Command) -> Command:
    """Add ``-j N``; the command gets the number of processes, ``jobs``."""
    return click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        callback=lambda ctx, param, value: value or _processors(),
        help="Extract in N processes; 0 is one for each processor.",
    )(command)


def timeout_option(command: Command) -> Command:
    """Add ``--timeout SECONDS``."""
    return click.option(
        "--timeout",
        metavar="SECONDS",
        callback=seconds_value,
        help="Give up a document that takes the processor longer; it is told of, and the others are done.",
    )(command)


def reading_options(command: Command) -> Command:
    """Add the options that say how files are read; the command gets them as one argument, ``reads``."""

    @functools.wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        reads = reading.Options(
            **{name: kwargs.pop(name) for name in reading.Options.__struct_fields__ if name in kwargs}
        )
        return command(*args, reads=reads, **kwargs)

    for option in reversed(_READING):
        option(wrapper)
    return wrapper  # type: ignore[return-value]  # click gives the arguments by their names


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        if value is not None and not codecs.lookup(value)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError) as error:
        raise click.BadParameter(f"there is no text encoding {value!r}", ctx, param) from error
    return value


def seconds_value(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Read a number of seconds, more than none."""
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", value) or not float(value):
        raise click.BadParameter(f"{value!r} is not a number of seconds such as 60 or 2.5", ctx, param)
    return float(value)


def size_value(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """Read a size: bytes, or with KB, MB or GB."""
    match = re.fullmatch(r"([0-9]{1,12})\s*(|B|[KMG]B?)", value, re.IGNORECASE)
    size = int(match[1]) * 1000 ** " KMG".index(match[2][:1].upper().replace("B", "") or " ") if match else 0
    if not size:
        raise click.BadParameter(f"{value!r} is not a size such as 500KB, 200MB or 2GB", ctx, param)
    return size


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


_READING: tuple[Callable[[Any], Any], ...] = (
    click.option("--encoding", metavar="NAME", callback=_encoding, help="The encoding of all text files, as cp1251."),
    click.option("--text-column", metavar="NAME", help="Where CSV and JSON Lines have the text.  [default: text]"),
    click.option("--id-column", metavar="NAME", help="Where they have the document's id."),
    click.option("--date-column", metavar="NAME", help="Where they have the date of publication."),
    click.option(
        "--max-size",
        metavar="SIZE",
        default="200MB",
        show_default=True,
        callback=size_value,
        help="How large a document may be, packed or unpacked.",
    ),
    click.option(
        "--max-numbers",
        metavar="N",
        type=click.IntRange(min=1),
        default=reading.Options().max_numbers,
        show_default=True,
        help="How many numbers a document may have.",
    ),
)
