"""The plumbing of `audit` and `conflicts`: inputs, formats, exit codes, with stand-ins for what they run."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

import kzreform.checking.audit
from kzreform.checking.audit.records import Relation, RelationVerdict, cited
from kzreform.records import Document, Figure

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor")


def fake_audit(document: Document, figures: Sequence[Figure]) -> list[Relation]:
    """Judge 1% inconsistent, 2% rounded and everything else consistent."""
    verdicts: dict[int, RelationVerdict] = {1: "inconsistent", 2: "rounded"}
    return [
        Relation(
            doc=document.id,
            kind="share",
            inputs=(),
            stated=cited(figure),
            computed=figure.value,
            low=None,
            high=None,
            verdict=verdicts.get(int(figure.value), "consistent"),
            message=f"{figure.text} of {document.published}",
        )
        for figure in figures
    ]


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fake_conflicts(documents: Sequence[tuple[Document, Sequence[Figure]]]) -> list[Relation]:
        return [r for document, figures in documents for r in fake_audit(document, figures)[1:]]

    monkeypatch.setattr(kzreform.checking.audit, "audit", fake_audit)
    monkeypatch.setattr(kzreform.checking.audit, "conflicts", fake_conflicts)


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    Path("bad.txt").write_text("1%, 2% and 3%")
    Path("good.txt").write_text("3%")


def verdicts(result: Result) -> list[str]:
    return [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


def test_audit_exits_with_1_when_something_is_inconsistent(run: Run) -> None:
    bad, good = run("audit", "bad.txt", "--format", "jsonl"), run("audit", "good.txt", "--format", "jsonl")
    assert (bad.exit_code, verdicts(bad)) == (1, ["inconsistent", "rounded", "consistent"])
    assert (good.exit_code, verdicts(good)) == (0, ["consistent"])


def test_only_keeps_verdicts_and_not_the_exit_code(run: Run) -> None:
    assert verdicts(run("audit", "bad.txt", "--only", "inconsistent", "--format", "jsonl")) == ["inconsistent"]
    result = run("audit", "bad.txt", "--only", "rounded", "--only", "consistent", "--format", "jsonl")
    assert (result.exit_code, verdicts(result)) == (1, ["rounded", "consistent"])


def test_the_table_is_the_default_and_says_when_there_is_nothing(run: Run) -> None:
    assert run("audit", "bad.txt").stdout.splitlines()[0].split() == ["Verdict", "Kind", "Finding", "Line"]
    assert run("audit", "good.txt", "--only", "rounded").stdout == "no relations\n"


def test_published_reaches_the_audit(run: Run) -> None:
    assert "3% of 2020-01" in run("audit", "good.txt", "--published", "2020-01").stdout


@pytest.mark.parametrize("command", ["audit", "conflicts"])
def test_output_file_and_standard_input(run: Run, command: str) -> None:
    printed = run(command, "-", "--format", "json", stdin=b"2%, 1%")
    assert printed.exit_code == 1
    result = run(command, "-", "--format", "json", "-o", "out.json", stdin=b"2%, 1%")
    assert (result.exit_code, result.stdout) == (1, "")
    assert Path("out.json").read_text() == printed.stdout


def test_conflicts_compares_all_texts(run: Run) -> None:
    result = run("conflicts", "bad.txt", "good.txt", "--format", "jsonl")
    assert (result.exit_code, verdicts(result)) == (1, ["rounded", "consistent"])
    assert run("conflicts", "good.txt").exit_code == 0


@pytest.mark.parametrize("command", ["audit", "conflicts"])
def test_a_missing_file_is_named_and_the_others_are_done(run: Run, command: str) -> None:
    result = run(command, "missing.txt", "bad.txt", "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (2, "kzreform: missing.txt: no such file\n")
    assert "rounded" in verdicts(result)


@pytest.mark.parametrize("command", ["audit", "conflicts"])
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "kzreform: missing.txt: no such file"),
        ([], "kzreform: nothing to read: give PATHS, - for standard input, or --sample"),
        (["bad.txt", "--format", "xml"], "kzreform: Invalid value for '--format': 'xml' is not one of"),
        (["bad.txt", "-o", "bad.txt"], "kzreform: -o bad.txt: this is one of the texts to read, and would be lost"),
        (["bad.txt", "--published", "soon"], "kzreform: Invalid value for '--published': 'soon' is not a date"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, command: str, args: list[str], message: str) -> None:
    result = run(command, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert message in line


def test_the_sample_is_audited(run: Run) -> None:
    assert (
        len({json.loads(line)["doc"] for line in run("audit", "--sample", "--format", "jsonl").stdout.splitlines()}) > 1
    )
