"""The group of the commands, and how every run ends: quietly, or with one line on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

import kzreform
from kzreform.commands.signals import ending, stopping
from kzreform.errors import unexpected
from kzreform.writing.cells import shown

_COMMANDS = (
    "extract",
    "explain",
    "diff",
    "evaluate",
    "patterns",
    "schema",
    "audit",
    "conflicts",
    "corpus",
    "find",
    "series",
    "check",
)
_FAILED = 2
_STDERR = 2
_LONGEST, _END = 6_000, 500


class Program(click.Group):
    """A group that loads a command when it is asked for and turns every failure into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of their use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and give the command."""
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"kzreform.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that leaves early (``| head``) has what it wanted, and that is no failure."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit: 0 done, 1 the answer is no (as in ``patterns test``), 2 failed; never with a traceback."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **extra)
        _fill()
        sys.exit(self._run(args, prog_name, extra))

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            with stopping():
                code = super().main(args, prog_name, standalone_mode=False, **extra)
            return code if isinstance(code, int) else 0
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
        except click.ClickException as error:
            complain(error.format_message())
        except click.Abort as error:
            told, code = ending(error.__cause__)
            complain(told)
            return code
        except OSError as error:
            complain(_told(error))
        except Exception as error:
            if os.environ.get("KZREFORM_DEBUG"):
                raise
            complain(unexpected(error))
        return _FAILED


def _told(error: OSError) -> str:
    try:
        os.getcwd()  # noqa: PTH109  # the system's own error is asked for
    except OSError:  # which spaCy cannot do without
        return "the folder that you work in is gone"
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)


def _fill() -> None:
    """Take the places of standard streams that are closed: else the next file to be opened, a text, would be one."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(handle)


def complain(message: str) -> None:
    """Tell the user on stderr, in one line, which may name a file with a long path but is no file itself."""
    line = shown(message)
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST - _END]} … {line[-_END:]}"
    # Where nobody can be told any more, the exit code still tells.
    with suppress(OSError):
        click.echo(f"kzreform: {line}", err=True)


def tell(text: str) -> None:
    """Print an answer on stdout, as UTF-8 whatever the locale."""
    click.echo(text.encode("utf-8", errors="surrogateescape"))


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(kzreform.__version__, prog_name="kzreform")
def main() -> None:
    """Pull every dated figure out of a text into one normalised table."""
