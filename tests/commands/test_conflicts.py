"""`conflicts` with the real extractor: what is compared, and how both places are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

FIRST = "Libraries\n\nIn 2023, 34 new libraries were opened.\n"
SECOND = "In 2023, 43 new libraries were opened.\n"
TOLD = "“new libraries opened” for 2023 is 34 in {}, but 43 in {}"


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    Path("texts").mkdir()
    Path("texts/first.txt").write_text(FIRST)
    Path("texts/second.txt").write_text(SECOND)
    Path("alike.txt").write_text("In 2023, 34 new libraries were opened.\n")


def test_the_sentence_names_both_documents_and_both_places(run: Run) -> None:
    result = run("conflicts", "texts", "--format", "jsonl")
    assert result.exit_code == 1
    [found] = map(json.loads, result.stdout.splitlines())
    assert found["message"] == TOLD.format("first.txt, line 3", "second.txt, line 1")
    assert (found["doc"], found["stated"]["column"], found["inputs"][0]["doc"]) == ("second.txt", 10, "first.txt")


def test_within_one_document_the_lines_are_enough(run: Run) -> None:
    Path("both.txt").write_text(FIRST + "\n" + SECOND)
    result = run("conflicts", "both.txt", "--format", "jsonl")
    assert json.loads(result.stdout)["message"] == TOLD.format("line 3", "line 5")


def test_ci_is_told_the_second_place_and_sarif_both(run: Run) -> None:
    message = TOLD.format("first.txt, line 3", "second.txt, line 1")
    result = run("conflicts", "texts", "--format", "github")
    assert result.stdout == f"::error file=texts/second.txt,line=1,col=10,endColumn=12,title=repeat::{message}\n"
    [found] = json.loads(run("conflicts", "texts", "--format", "sarif").stdout)["runs"][0]["results"]
    places = [place["physicalLocation"] for place in (*found["locations"], *found["relatedLocations"])]
    assert [place["artifactLocation"]["uri"] for place in places] == ["texts/second.txt", "texts/first.txt"]
    assert [(place["region"]["startLine"], place["region"]["startColumn"]) for place in places] == [(1, 10), (3, 10)]


def test_texts_that_agree_do_not_conflict(run: Run) -> None:
    result = run("conflicts", "texts/first.txt", "alike.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no relations\n", "")


def test_rows_of_a_table_are_compared(run: Run) -> None:
    rows = [{"n": "a", "said": FIRST}, {"n": "b", "said": SECOND}]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    named = ["--text-column", "said", "--id-column", "n"]
    result = run("conflicts", "news.jsonl", *named, "--format", "github")
    message = TOLD.format("a, line 3", "b, line 1")
    assert (result.exit_code, result.stdout) == (1, f"::error file=news.jsonl,title=repeat::b: {message}\n")


def test_several_processes_write_what_one_does(run: Run) -> None:
    one = run("conflicts", "texts", "alike.txt", "--format", "sarif")
    assert run("conflicts", "texts", "alike.txt", "--format", "sarif", "-j", "2").stdout == one.stdout
