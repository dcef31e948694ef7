"""`extract --audit`: the field `checks` in every format, like any other field, and nothing new without it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kzreform.writing import FIELDS, FORMATS
from tests.writing.back import BACK

Run = Callable[..., Result]

TEXT = (
    "Of 3,415 deputies of local councils 786 are women, or 21%. In 2019 they were 22% of 3,400.\n"
    "Spending rose from 45 million tenge in 2022 to 54 million tenge in 2023, that is by 20%.\n"
)
SAID = {
    "3,415": "share inconsistent",
    "786": "share inconsistent",
    "21%": "share inconsistent",
    "45 million tenge": "change consistent",
    "54 million tenge": "change consistent",
    "20%": "change consistent",
}
PEOPLES = ("table", "plain", "markdown")


@pytest.fixture(autouse=True)
def note(run: Run) -> None:
    Path("note.txt").write_text(TEXT, encoding="utf-8")


def checks(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["text"]: row["checks"] for row in rows if row["checks"]}


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("github", *PEOPLES)])
def test_every_format_for_programs_has_the_checks_last(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What reads back asserts that these are the fields, in this order.
    monkeypatch.setattr("tests.writing.back.FIELDS", (*FIELDS, "checks"))
    out = f"out{FORMATS[name].extensions[0]}"
    assert run("extract", "note.txt", "--audit", "--format", name, "-o", out).exit_code == 0
    rows = BACK[name](Path(out))
    assert checks(rows) == SAID
    assert {row["checks"] for row in rows if row["text"] not in SAID} <= {"", None}


@pytest.mark.parametrize("name", PEOPLES)
def test_tables_for_people_have_a_column(run: Run, name: str) -> None:
    lines = run("extract", "note.txt", "--audit", "--format", name).stdout.splitlines()
    assert lines[0].strip("| ").split()[-2:] == ["Checks", "Line"] or lines[0].split("|")[-3].strip() == "Checks"
    assert [said for said in SAID.values() if f" {said} " in "\n".join(lines)] == list(SAID.values())


def test_annotations_say_it_too(run: Run) -> None:
    lines = run("extract", "note.txt", "--audit", "--format", "github").stdout.splitlines()
    assert [line.rpartition(", ")[2] for line in lines if "inconsistent" in line] == ["share inconsistent"] * 3
    assert sum(line.endswith("change consistent") for line in lines) == 3


@pytest.mark.parametrize("name", FORMATS)
def test_without_audit_nothing_is_new(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are those of a program without checks, and the audit is not even run."""
    monkeypatch.setattr("kzreform.many.work._audited", None)
    run("extract", "note.txt", "--format", name, "-o", "out.zip")
    plain = Path("out.zip").read_bytes()
    assert plain
    for said in (b"checks", b"Checks", b"inconsistent"):
        assert said not in plain
    if name == "csv":
        assert next(csv.reader(io.StringIO(plain.decode()))) == list(FIELDS)


def test_checks_is_a_field_like_others(run: Run) -> None:
    asked = ("--columns", "checks,text", "--sort", "checks:desc", "--limit", "4", "--kind", "percent")
    result = run("extract", "note.txt", "--audit", "--format", "csv", *asked)
    assert result.stdout.splitlines() == [
        "checks,text",
        "share inconsistent,21%",
        "change consistent,20%",
        ",22%",
    ]


def test_what_is_asked_for_does_not_change_what_is_checked(run: Run) -> None:
    """A share is checked against its whole, though only shares are asked for."""
    result = run("extract", "note.txt", "--audit", "--kind", "percent", "--format", "jsonl")
    assert checks([json.loads(line) for line in result.stdout.splitlines()]) == {
        text: said for text, said in SAID.items() if text.endswith("%")
    }


@pytest.mark.parametrize("args", [["--columns", "text,checks"], ["--sort", "checks"]])
def test_there_are_no_checks_without_an_audit(run: Run, args: list[str]) -> None:
    result = run("extract", "note.txt", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kzreform: there is a field checks only with --audit\n"


@pytest.fixture
def many(run: Run) -> None:
    Path("texts").mkdir()
    for n in range(5):
        Path(f"texts/{n}.txt").write_text(f"Report {n}.\n{TEXT}", encoding="utf-8")


@pytest.mark.usefixtures("many")
def test_several_processes_write_what_one_does(run: Run) -> None:
    for name in ("jsonl", "csv", "table"):
        one = run("extract", "texts", "--audit", "--format", name)
        assert "share inconsistent" in one.stdout
        assert run("extract", "texts", "--audit", "--format", name, "-j", "2").stdout == one.stdout


@pytest.mark.usefixtures("many")
def test_an_interrupted_run_is_taken_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("extract", "texts", "--audit", "--quiet", "-o")
    assert run(*asked, "whole.jsonl").exit_code == 0
    whole = Path("whole.jsonl").read_bytes()
    assert whole.count(b"share inconsistent") == 15
    with monkeypatch.context() as patch:
        _interrupt(patch)
        assert run(*asked, "out.jsonl").exit_code == 130
    assert Path("out.jsonl.part").stat().st_size
    # Without --audit it is another question.
    other = run("extract", "texts", "--quiet", "-o", "out.jsonl", "--resume")
    assert (other.exit_code, "the interrupted run had other options" in other.stderr) == (2, True)
    assert run(*asked, "out.jsonl", "--resume").exit_code == 0
    assert Path("out.jsonl").read_bytes() == whole


def _interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop a run as Ctrl-C does, at its fourth document."""
    from kzreform.extraction import Extractor

    extract = Extractor.extract

    def stopped(self: Extractor, document: Any) -> Any:
        if document.id == "3.txt":
            raise KeyboardInterrupt
        return extract(self, document)

    monkeypatch.setattr(Extractor, "extract", stopped)
