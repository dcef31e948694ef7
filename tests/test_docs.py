"""What the documents say is so."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from cogapp import Cog

from kzreform import reading, writing
from kzreform.commands import main
from tests.commands.test_program import commands
from tests.conftest import ROOT

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [README, *DOCS, ROOT / "CONTRIBUTING.md"]
GENERATED = [page for page in DOCS if "[[[cog" in page.read_text(encoding="utf-8")]

Block = tuple[str, str]


def sections(page: Path) -> Iterator[tuple[str, list[Block]]]:
    """The sections of a page that show how something runs: what they show, as language and text, in order."""
    for part in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
        blocks = re.findall(r"^```(console|python)\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
        if any(language == "console" for language, _ in blocks):
            yield part.partition("\n")[0], blocks


SHOWN = [
    pytest.param(page, blocks, id=f"{page.name}: {name}") for page in (README, *DOCS) for name, blocks in sections(page)
]


def by_hand(page: Path) -> str:
    """What is written in a page, without what is made from the code."""
    return re.sub(r"\]\]\] -->.*?\[\[\[end\]\]\]", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], str]:
    """Run a line as a reader of the documents would, with this checkout's kzreform; gives all that a terminal shows."""
    program = tmp_path / "bin" / "kzreform"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(ROOT / "cli.py"))} "$@"\n')
    program.chmod(0o755)
    env = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    folder = tmp_path / "here"
    folder.mkdir()

    def shell(line: str) -> str:
        both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.run(line, shell=True, text=True, cwd=folder, env=env, check=False, **both).stdout

    return shell


@pytest.mark.parametrize(("page", "blocks"), SHOWN)
def test_what_is_shown_is_what_is_printed(
    page: Path,
    blocks: list[Block],
    shell: Callable[[str], str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The blocks of a section work in one folder, each on what those before it left there."""
    folder = tmp_path / "here"
    monkeypatch.chdir(folder)
    for language, block in blocks:
        if language == "python":
            python(block, page)
            continue
        got = ""
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = step.partition("\n")
            file = folder / line.removeprefix("cat ")
            if line.startswith("cat ") and not file.exists():
                # The block shows a file before it is read: that makes it.
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(printed, encoding="utf-8")
            got += f"$ {line}\n{shell(line)}"
        if request.config.getoption("--update-golden"):
            page.write_text(page.read_text(encoding="utf-8").replace(block, got), encoding="utf-8")
        else:
            assert got == block


def python(block: str, page: Path) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, page.name, str(page), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert result.attempted
    assert not result.failed, "".join(told)


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_what_is_made_from_the_code_is_up_to_date(page: Path, request: pytest.FixtureRequest) -> None:
    """``make golden`` renews it."""
    mode = "-r" if request.config.getoption("--update-golden") else "--check"
    Cog().callable_main(["cog", mode, "-I", str(ROOT / "docs"), str(page)])


def test_these_pages_are_made_from_the_code() -> None:
    assert [page.name for page in GENERATED] == ["cli.md", "fields.md", "reliability.md"]


def test_the_readme_leads_to_every_page() -> None:
    assert [page.name for page in DOCS if f"(docs/{page.name})" not in README.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", commands(main), ids=" ".join)
def test_every_command_and_every_option_is_documented(path: tuple[str, ...]) -> None:
    """In the reference, and in what is written by hand."""
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## kzreform {' '.join(path)}\n" in reference
    told = "\n".join(by_hand(page) for page in (README, *DOCS))
    assert f"`kzreform {' '.join(path)}" in README.read_text(encoding="utf-8")
    command: click.Command | None = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None
    options = [param.opts for param in command.params if isinstance(param, click.Option)]
    assert [names for names in options if not any(mentioned(name, told) for name in names)] == []


def mentioned(option: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text) is not None


def test_every_format_is_documented() -> None:
    told = by_hand(README)
    assert [name for name in writing.FORMATS if f"`{name}`" not in told] == []
    assert [each.name for each in reading.FORMATS if f"`{each.extensions[0]}`" not in told] == []


def lines() -> Iterator[str]:
    """The commands that documents show without running them: in shell and workflow blocks, and indented."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(?:sh|yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        unfenced = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        blocks += re.findall(r"^ {4}.*$", unfenced, re.MULTILINE)
        for line in "\n".join(blocks).splitlines():
            bare = re.sub(r"^(?:\s|- |run: )*", "", line)
            if bare.startswith("kzreform "):
                yield bare


@pytest.mark.parametrize("line", sorted(set(lines())))
def test_every_command_shown_is_one_that_the_program_understands(line: str) -> None:
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    args: list[str] = []
    for word in words:
        if re.fullmatch(r"[|&;<>]+", word):
            break
        args.append(word)
    context = click.Context(main, info_name=args.pop(0))
    command: click.Command = main
    while isinstance(command, click.Group):
        name, found, args = command.resolve_command(context, args)
        assert found is not None
        command = found
    command.make_context(name, args, parent=context)
