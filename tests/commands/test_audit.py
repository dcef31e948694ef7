"""`audit`: inputs, formats, exit codes, with a stand-in for what it runs; `conflicts` shares them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

import kzreform.checking.audit
from kzreform.checking.audit.records import Relation, RelationVerdict, cited
from kzreform.deadline import Deadline
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor")


def fake_audit(document: Document, figures: Sequence[Figure], deadline: Deadline | None = None) -> list[Relation]:
    """Judge 1% inconsistent, 2% rounded and everything else consistent."""
    verdicts: dict[int, RelationVerdict] = {1: "inconsistent", 2: "rounded"}
    return [
        Relation(
            doc=document.id,
            kind="share",
            inputs=(),
            stated=cited(figure, figure.start - document.text.rfind("\n", 0, figure.start)),
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
    def fake_conflicts(documents: Sequence[tuple[Document, Sequence[Figure]]], *_: object) -> list[Relation]:
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
        (["bad.txt", "--format", "xml"], "kzreform: Invalid value for '--format': 'xml' is not one of"),
        (["bad.txt", "-o", "bad.txt"], "kzreform: -o bad.txt: this is one of the texts to read, and would be lost"),
        (["bad.txt", "--patterns", "p.toml", "-o", "p.toml"], "-o p.toml: this is a file of --patterns, and would be"),
        (["bad.txt", "--published", "soon"], "kzreform: Invalid value for '--published': 'soon' is not a date"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, command: str, args: list[str], message: str) -> None:
    Path("p.toml").write_text("")
    result = run(command, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert message in line


def test_without_texts_there_is_nothing_to_audit(run: Run) -> None:
    result = run("audit")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kzreform: nothing to read: give PATHS, - for standard input, or --sample\n"


def test_the_sample_is_audited(run: Run) -> None:
    assert (
        len({json.loads(line)["doc"] for line in run("audit", "--sample", "--format", "jsonl").stdout.splitlines()}) > 1
    )


def test_what_the_figures_say_is_left_to_extract(run: Run) -> None:
    """No remark on documents without a date, and no count of documents."""
    assert run("audit", "bad.txt", "good.txt").stderr == ""


ROWS = [{"id": "n1", "day": "2021", "body": "1%"}, {"id": "n2", "day": "2022", "body": "4%, 5%"}]
NAMED = ["--text-column", "body", "--id-column", "id", "--date-column", "day"]


@pytest.fixture
def table(run: Run) -> str:
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return "news.jsonl"


def test_files_are_read_as_extract_reads_them(run: Run, table: str) -> None:
    result = run("audit", table, *NAMED, "--format", "jsonl")
    found = [(row["doc"], row["message"]) for row in map(json.loads, result.stdout.splitlines())]
    assert found == [("n1", "1% of 2021"), ("n2", "4% of 2022"), ("n2", "5% of 2022")]
    Path("old.txt").write_bytes("жоспар 1%".encode("cp1251"))
    assert run("audit", "old.txt", "--encoding", "cp1251").exit_code == 1
    result = run("audit", "old.txt", "--encoding", "utf-8")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kzreform: old.txt: ")


@pytest.mark.parametrize("command", ["audit", "conflicts"])
def test_ci_is_told_the_file_that_the_user_named(run: Run, table: str, command: str) -> None:
    Path("texts").mkdir()
    Path("texts/a b.txt").write_text("\n 1% 1%")
    github = run(command, "texts/a b.txt", "--format", "github").stdout.splitlines()
    assert github[-1] == "::error file=texts/a b.txt,line=2,col=5,endColumn=7,title=share::1%25 of None"
    sarif = json.loads(run(command, "texts", "--format", "sarif").stdout)
    [place] = sarif["runs"][0]["results"][-1]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "texts/a%20b.txt"
    rows = [json.loads(line) for line in run(command, "texts", "--format", "jsonl").stdout.splitlines()]
    assert rows[-1]["doc"] == "a b.txt"
    told = run(command, table, *NAMED, "--format", "github").stdout
    assert all("file=news.jsonl,title=share::n" in line for line in told.splitlines())


@pytest.mark.parametrize("command", ["audit", "conflicts"])
def test_a_document_that_fails_is_told_and_the_others_are_done(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch, fake_extractor: type[FakeExtractor]
) -> None:
    extract = fake_extractor.extract

    def failing(self: FakeExtractor, document: Document) -> list[Figure]:
        if document.id == "bad.txt":
            raise ValueError("no")
        return extract(self, document)

    monkeypatch.setattr(fake_extractor, "extract", failing)
    result = run(command, "bad.txt", "good.txt", "--format", "jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("kzreform: bad.txt: internal error: ValueError: no")
    assert len(result.stderr.splitlines()) == 1
