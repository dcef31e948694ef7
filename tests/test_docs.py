"""What the documents say is so."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kzreform.commands import main
from tests.commands.test_program import commands
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], str]:
    """Run a line as a reader of the README would, with this checkout's kzreform."""
    program = tmp_path / "bin" / "kzreform"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(ROOT / "cli.py"))} "$@"\n')
    program.chmod(0o755)
    env = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}"}

    def shell(line: str) -> str:
        done = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=tmp_path, env=env, check=False)
        assert done.stderr == ""
        return done.stdout

    return shell


@pytest.mark.parametrize("block", CONSOLE)
def test_readme_shows_what_is_printed(
    block: str, shell: Callable[[str], str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    got = ""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, shown = step.partition("\n")
        if line.startswith("cat "):
            # The block shows a file before it is read: that makes it.
            (tmp_path / line.removeprefix("cat ")).write_text(shown, encoding="utf-8")
        got += f"$ {line}\n{shell(line)}"
    if request.config.getoption("--update-golden"):
        readme = ROOT / "README.md"
        readme.write_text(readme.read_text(encoding="utf-8").replace(block, got), encoding="utf-8")
        return
    assert got == block


@pytest.mark.parametrize("path", commands(main), ids=" ".join)
def test_readme_names_every_command_and_every_option(path: tuple[str, ...]) -> None:
    assert f"`kzreform {' '.join(path)}" in README
    command: click.Command | None = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None
    options = [param.opts for param in command.params if isinstance(param, click.Option)]
    assert [names for names in options if not any(name in README for name in names)] == []
