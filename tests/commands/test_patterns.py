"""`patterns` as a user with a pattern file of their own sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

OWN = r"""
[[pattern]]
name = "carat"
yields = "quantity"
kind = "measure"
unit = "carat"
regex = '(?P<number>[0-9]+)\s+carats?\b'
examples = ["a stone of [[12 carats]]"]
counter_examples = ["a caret"]
"""


def test_list_names_every_pattern(run: Run) -> None:
    lines = run("patterns", "list").stdout.splitlines()
    assert lines[0].split() == ["Pattern", "Yields", "Kind", "Examples", "Counter-examples", "File"]
    assert any(line.startswith("money-after") for line in lines)


def test_list_shows_a_users_own(run: Run) -> None:
    Path("own.toml").write_text(OWN)
    result = run("patterns", "list", "--patterns", "own.toml")
    assert result.exit_code == 0, result.stderr
    assert any(line.split()[:3] == ["carat", "quantity", "measure"] for line in result.stdout.splitlines())


def test_all_our_own_examples_hold(run: Run) -> None:
    result = run("patterns", "test")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("examples hold\n")


def test_a_users_examples_are_tested(run: Run) -> None:
    Path("own.toml").write_text(OWN)
    assert run("patterns", "test", "own.toml").stdout == "2 examples hold\n"


def test_an_example_that_does_not_hold_is_named_and_the_answer_is_no(run: Run) -> None:
    Path("own.toml").write_text(OWN.replace("a caret", "up to 3 carats"))
    result = run("patterns", "test", "own.toml")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert "carat" in line
    assert result.stderr == "kzreform: 1 of the patterns' examples does not hold\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[pattern", "own.toml"),
        ('colour = "red"', "colour"),
        (OWN.replace("kind", "kindness"), "kindness"),
        (OWN.replace('"measure"', '"colour"'), "colour"),
        (OWN.replace("(?P<number>", "(?P<number"), "own.toml"),
        ("\0", "own.toml"),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(run: Run, text: str, words: str) -> None:
    Path("own.toml").write_text(text)
    for command in (("patterns", "test", "own.toml"), ("patterns", "list", "--patterns", "own.toml")):
        result = run(*command)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert "own.toml" in result.stderr
        assert words in result.stderr
        assert "internal error" not in result.stderr


def test_a_missing_file_is_one_line(run: Run) -> None:
    result = run("patterns", "test", "none.toml")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "none.toml" in result.stderr
