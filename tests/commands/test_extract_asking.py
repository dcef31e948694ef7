"""Asking `extract` for some of the figures, in some order, with some of their fields, or for how many there are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor", "texts")


@pytest.fixture
def texts(run: Run) -> None:
    for name, text in (("a.txt", "10% and 9% in 2020"), ("b.txt", "20% in 2023"), ("c.txt", "30%, undated, 10%")):
        Path(name).write_text(text)


def asked(run: Run, *options: str) -> list[str]:
    result = run("extract", "a.txt", "b.txt", "c.txt", "--format", "jsonl", *options)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line)["text"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--unit", "PERCENT"], ["10%", "9%", "20%", "30%", "10%"]),
        (["--unit", "KZT"], []),
        (["--role", "change"], []),
        (["--role", "change", "--role", "level"], ["10%", "9%", "20%", "30%", "10%"]),
        (["--status", "planned"], []),
        (["--dated"], ["10%", "9%", "20%"]),
        (["--undated"], ["30%", "10%"]),
        (["--min-value", "1e1", "--max-value", "20"], ["10%", "20%", "10%"]),
        (["--min-value", "-5"], ["10%", "9%", "20%", "30%", "10%"]),
        (["--grep", "nothing such"], []),
        (["--sort", "value"], ["9%", "10%", "10%", "20%", "30%"]),
        (["--sort", "value:desc", "--limit", "3"], ["30%", "20%", "10%"]),
        (["--sort", "date:desc", "--sort", "value"], ["20%", "9%", "10%", "10%", "30%"]),
        (["--limit", "4"], ["10%", "9%", "20%", "30%"]),
    ],
)
def test_what_is_asked_for_is_given(run: Run, options: list[str], expected: list[str]) -> None:
    assert asked(run, *options) == expected


def test_with_a_limit_the_rest_is_not_read(run: Run) -> None:
    result = run("extract", "a.txt", "none.txt", "b.txt", "--limit", "2", "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 2


def test_columns(run: Run) -> None:
    result = run("extract", "a.txt", "--columns", "value,item", "--format", "csv")
    assert list(csv.reader(result.stdout.splitlines())) == [["value", "item"], ["10", ""], ["9", ""]]


def test_the_ending_of_the_output_tells_its_format(run: Run) -> None:
    assert run("extract", "a.txt", "-o", "a.csv", "--excel").exit_code == 0
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,document,")
    run("extract", "a.txt", "-o", "a.csv", "--format", "jsonl")
    assert json.loads(Path("a.csv").read_text().splitlines()[0])["text"] == "10%"
    run("extract", "a.txt", "-o", "a.out")
    assert Path("a.out").read_text().startswith("Figure")


def test_counts(run: Run) -> None:
    result = run("extract", "c.txt", "b.txt", "a.txt", "--group-by", "year")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows == [["Year", "Figures"], rows[1], ["2020", "2"], ["2023", "1"], ["undated", "2"]]
    result = run("extract", "a.txt", "b.txt", "--group-by", "document", "--format", "json", "--limit", "1")
    assert json.loads(result.stdout) == [{"document": "a.txt", "figures": 2}]
    run("extract", "a.txt", "--group-by", "kind", "-o", "kinds.csv", "--excel")
    assert Path("kinds.csv").read_text(encoding="utf-8-sig") == "kind,figures\npercent,2\n"


def test_the_last_line_counts_documents_figures_and_failures(run: Run) -> None:
    def told(*args: str) -> str:
        return str(run("extract", *args).stderr.splitlines()[-1])

    assert told("a.txt", "b.txt") == "kzreform: 2 documents, 3 figures, no failures"
    assert told("a.txt", "none.txt", "b.txt", "--min-value", "10") == "kzreform: 2 documents, 2 figures, 1 failure"
    assert told("none.txt", "nor.txt") == "kzreform: 0 documents, 0 figures, 2 failures"
    assert told("a.txt", "b.txt", "--group-by", "kind") == "kzreform: 2 documents, 3 figures, no failures"
    assert run("extract", "a.txt").stderr == ""
    assert run("extract", "a.txt", "b.txt", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--grep", "(a"], "Invalid value for '--grep': '(a' is not a regular expression (missing ) at position 2)"),
        (["--min-value", "1,5"], "Invalid value for '--min-value': '1,5' is not a number such as"),
        (["--max-value", "NaN"], "Invalid value for '--max-value': 'NaN' is not a number such as"),
        (["--min-value", "5", "--max-value", "4"], "--min-value 5 is over --max-value 4"),
        (["--undated", "--since", "2023"], "--undated leaves nothing for --since and --until"),
        (["--sort", "colour"], "Invalid value for '--sort': 'colour' is no field; there are id,"),
        (["--sort", "value:down"], "'value:down': after the colon stands asc or desc"),
        (["--columns", "item,colour"], "Invalid value for '--columns': 'colour' is not a column"),
        (["--limit", "0"], "Invalid value for '--limit'"),
        (["--group-by", "colour"], "Invalid value for '--group-by'"),
        (["--group-by", "kind", "--sort", "value"], "--group-by gives counts: --sort and --columns are for figures"),
        (["--group-by", "kind", "--format", "xlsx"], "--group-by writes table, plain,"),
        (["--excel"], "--excel is for CSV and TSV, not for table"),
        (["--encoding", "morse"], "Invalid value for '--encoding': there is no text encoding 'morse'"),
        (["--encoding", "rot13"], "Invalid value for '--encoding': there is no text encoding 'rot13'"),
        (["--resume"], "--resume needs JSON Lines in a file"),
        (["--resume", "-o", "a.jsonl", "--limit", "3"], "--resume needs JSON Lines in a file"),
        (["--resume", "-o", "/dev/null", "--format", "jsonl"], "--resume needs JSON Lines in a file"),
        (["-j", "many"], "Invalid value for '-j'"),
    ],
)
def test_what_is_asked_wrongly_is_one_clear_line(run: Run, options: list[str], message: str) -> None:
    result = run("extract", "a.txt", *options)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a.txt", "b.txt", "c.txt"]


def test_an_expression_that_takes_too_long_ends_the_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from kzreform.records import Figure
    from tests.conftest import FakeExtractor, figure

    def extract(self: FakeExtractor, document: object) -> list[Figure]:
        return [figure(sentence="a" * 100 + "!")]

    monkeypatch.setattr(FakeExtractor, "extract", extract)
    result = run("extract", "a.txt", "--grep", r"(?:(?:a|aa)+\s?)+$", "-o", "out.json", "--quiet")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "takes more than 1 s" in result.stderr
    assert not Path("out.json").exists()


def test_columns_of_the_inputs(run: Run) -> None:
    Path("rows.csv").write_text("n;body;day\n7;5% it was;2024-05-01\n8;6%;\n")
    result = run(
        *("extract", "rows.csv", "--text-column", "body", "--id-column", "n", "--date-column", "day"),
        *("--format", "jsonl"),
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["document"], row["text"], row["date"]) for row in rows] == [
        ("7", "5%", "2024-05-01"),
        ("8", "6%", None),
    ]


def test_encoding(run: Run) -> None:
    Path("russian.txt").write_bytes("Рост: 5%".encode("koi8-r"))
    result = run("extract", "russian.txt", "--encoding", "koi8-r", "--format", "jsonl")
    assert (json.loads(result.stdout)["text"], json.loads(result.stdout)["start"]) == ("5%", 6)
