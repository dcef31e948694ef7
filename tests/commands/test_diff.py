"""`diff` as a user sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.records import Figure
from kzreform.writing.encode import encode
from tests.conftest import figure

Run = Callable[..., Result]


def save(name: str, *figures: Figure) -> None:
    Path(name).write_text("".join(encode(each) + "\n" for each in figures), encoding="utf-8")


@pytest.fixture
def files(run: Run) -> None:
    kept = figure("5%", start=0, end=2, date="2023")
    was = figure("7 ₸", start=10, end=13, kind="money", value=Decimal("7"), unit="KZT", date="2022")
    now = figure("7 ₸", start=10, end=13, kind="money", value=Decimal("7.00"), unit="KZT", date="2023", role="to")
    save("old.jsonl", kept, was, figure("9%", start=20, end=22, value=Decimal(9)))
    save("new.jsonl", figure("1%", start=30, end=32, value=Decimal(1), date="2021"), now, kept)


@pytest.mark.usefixtures("files")
def test_what_differs_is_a_table_and_the_answer_is_1(run: Run) -> None:
    result = run("diff", "old.jsonl", "new.jsonl")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "1 gained, 1 lost, 1 changed, 1 the same",
        "",
        "         Document    Offset    Figure    Field    Old                  New",
        "-------  ----------  --------  --------  -------  -------------------  -------------------------",
        "changed  report.txt  10        7 ₸       role     level                to",
        "                                         date     2022                 2023",
        "lost     report.txt  20        9%                 percent, 9, percent",
        "gained   report.txt  30        1%                                      percent, 1, percent, 2021",
    ]


@pytest.mark.usefixtures("files")
def test_json(run: Run) -> None:
    result = run("diff", "old.jsonl", "new.jsonl", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["same"] == 1
    assert [row["text"] for row in found["gained"]] == ["1%"]
    assert [row["value"] for row in found["lost"]] == [9]
    assert found["changed"] == [
        {
            "document": "report.txt",
            "start": 10,
            "end": 13,
            "text": "7 ₸",
            "fields": {"role": ["level", "to"], "date": ["2022", "2023"]},
        }
    ]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("format_", ["table", "json"])
def test_no_difference_is_0(run: Run, format_: str) -> None:
    Path("array.json").write_text("[" + ",\n".join(Path("old.jsonl").read_text().splitlines()) + "]")
    result = run("diff", "old.jsonl", "array.json", "--format", format_)
    assert (result.exit_code, result.stderr) == (0, "")
    if format_ == "json":
        assert json.loads(result.stdout) == {"same": 3, "gained": [], "lost": [], "changed": []}
    else:
        assert result.stdout == "0 gained, 0 lost, 0 changed, 3 the same\n"


@pytest.mark.usefixtures("files")
def test_standard_input_can_be_one_of_them(run: Run) -> None:
    assert run("diff", "old.jsonl", "-", stdin=Path("old.jsonl").read_bytes()).exit_code == 0


def test_gold_files_say_less_and_are_compared_in_what_they_say(run: Run) -> None:
    Path("gold.jsonl").write_text('{"start": 0, "end": 2, "date": "2023", "optional": true}\n')
    Path("other.jsonl").write_text('{"start": 0, "end": 2, "text": "5%", "date": "2022"}\n')
    found = json.loads(run("diff", "gold.jsonl", "other.jsonl", "--format", "json").stdout)
    assert found["changed"][0]["fields"] == {"date": ["2023", "2022"]}


def test_long_cells_are_cut_and_controls_shown(run: Run) -> None:
    save("old.jsonl", figure(sentence="a\x1b[31m " + "long " * 40))
    save("new.jsonl", figure(sentence="short"))
    line = run("diff", "old.jsonl", "new.jsonl").stdout.splitlines()[-1]
    assert "\x1b" not in line
    assert len(line) < 130
    assert " …" in line


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["old.jsonl", "none.jsonl"], "kzreform: none.jsonl: cannot be read (No such file or directory)"),
        (["old.jsonl", "broken.jsonl"], "kzreform: broken.jsonl, line 2: not what extract writes (Object missing"),
        (["broken.jsonl", "new.jsonl"], "kzreform: broken.jsonl, line 2: not what extract writes"),
        (["old.jsonl", "bytes.jsonl"], "kzreform: bytes.jsonl, line 1: not what extract writes"),
        (["old.jsonl"], "kzreform: Missing argument 'NEW'"),
        (["-", "-"], "kzreform: only one of OLD and NEW can be standard input"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, args: list[str], message: str) -> None:
    Path("broken.jsonl").write_text('{"start": 1, "end": 2}\n{"start": 1}\n')
    Path("bytes.jsonl").write_bytes(b'{"start": 1, "end": 2, "text": "\xe9"}\n')
    result = run("diff", *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(message)
