"""How every run ends, and that asking for help costs nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import Result

import kzreform
from kzreform.commands import main

Run = Callable[..., Result]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command of a group and of the groups in it."""
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"kzreform, version {kzreform.__version__}\n"


@pytest.mark.parametrize("path", [(), *commands(main)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_helps(run: Run, path: tuple[str, ...], option: str) -> None:
    result = run(*path, option)
    assert result.exit_code == 0
    assert result.stdout.startswith(" ".join(("Usage: kzreform", *path)))


def test_without_a_command_help_is_shown_and_the_run_fails(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Usage: kzreform" in result.stderr


def test_an_unknown_command_is_one_line(run: Run) -> None:
    result = run("extrct")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("kzreform: No such command 'extrct'.")


def test_an_interrupt_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kzreform.commands.schema.json_schema", interrupted)
    result = run("schema")
    assert result.exit_code == 130
    assert result.stderr.split() == ["kzreform:", "interrupted"]


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, kzreform.commands.extract, kzreform.commands as c; c.main(['-h'], standalone_mode=False); "
        "sys.exit(' '.join(sorted({'spacy', 'babel', 'rich', 'tabulate', 'numpy'} & set(sys.modules))) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
