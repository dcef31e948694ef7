"""`evaluate` as a user sees it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.writing.encode import encode
from tests.conftest import figure

Run = Callable[..., Result]


@pytest.fixture
def files(run: Run) -> None:
    rows = [figure(start=0, end=2, date="2023"), figure(start=10, end=12), figure(start=20, end=22)]
    Path("gold.jsonl").write_text("\n".join(encode(row) for row in rows))
    Path("found.json").write_text("[" + ",".join(encode(row) for row in rows[:2]) + "]")


@pytest.mark.usefixtures("files")
def test_json(run: Run) -> None:
    result = json.loads(run("evaluate", "gold.jsonl", "found.json", "--format", "json").stdout)
    assert (result["gold"], result["predicted"]) == (3, 2)
    assert result["detect"] == {"p": 1.0, "r": 0.6667, "f1": 0.8}
    assert result["date_strict"] == 1.0


@pytest.mark.usefixtures("files")
def test_table(run: Run) -> None:
    lines = run("evaluate", "gold.jsonl", "found.json", "--within", "0:12").stdout.splitlines()
    assert lines[0] == "2 gold figures, 2 predicted"
    assert "detect     1.000  1.000  1.000" in lines


@pytest.mark.usefixtures("files")
def test_standard_input_can_be_the_predictions(run: Run) -> None:
    found = Path("found.json").read_bytes()
    result = run("evaluate", "gold.jsonl", "-", "--format", "json", stdin=b"\xef\xbb\xbf" + found)
    assert json.loads(result.stdout)["predicted"] == 2


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["gold.jsonl", "none.jsonl"], "none.jsonl: cannot be read (No such file or directory)"),
        (["gold.jsonl", "broken.jsonl"], "broken.jsonl, line 2: not what extract writes"),
        (["gold.jsonl", "broken.json"], "broken.json, line 2: not what extract writes"),
        (["gold.jsonl", "found.json", "--within", "9:3"], "'9:3' is not FROM:TO"),
        (["gold.jsonl", "rows.json"], "rows.json, line 3: not what extract writes"),
        (["gold.jsonl"], "Missing argument 'PREDICTED'"),
        ([], "Missing argument 'GOLD' (or give --floors FILE)"),
        (["-", "-"], "only one of GOLD and PREDICTED can be standard input"),
        (["gold.jsonl", "found.json", "--update-floors"], "--update-floors needs --floors FILE"),
        (["gold.jsonl", "found.json", "--floors", "f.toml"], "it takes no GOLD, PREDICTED or --within"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, args: list[str], message: str) -> None:
    Path("broken.jsonl").write_text('{"start": 1, "end": 2}\n{"start": 1}\n')
    Path("broken.json").write_text('[{"start": 1, "end": 2},\n{"start": 1,')
    Path("rows.json").write_text('[\n{"start": 1, "end": 2},\n{"start": "1"}\n]')
    result = run("evaluate", *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_figures_are_compared_within_their_documents(run: Run) -> None:
    rows = [figure(start=0, end=2, document="a"), figure(start=0, end=2, document="b", value=Decimal(7))]
    Path("gold.jsonl").write_text("\n".join(map(encode, rows)))
    Path("found.jsonl").write_text("\n".join(map(encode, reversed(rows))))
    assert json.loads(run("evaluate", "gold.jsonl", "found.jsonl", "--format", "json").stdout)["value"]["f1"] == 1
    Path("one.jsonl").write_text('{"start": 0, "end": 2}')
    said = run("evaluate", "gold.jsonl", "one.jsonl").stderr
    assert said == (
        "kzreform: gold.jsonl, one.jsonl: there are several documents, and not every figure says which it is of\n"
    )


def test_a_file_agrees_with_itself_whatever_it_leaves_out(run: Run) -> None:
    Path("bare.jsonl").write_text('{"start": 0, "end": 2, "kind": "percent", "value": 5, "unit": "percent"}')
    found = json.loads(run("evaluate", "bare.jsonl", "bare.jsonl", "--format", "json").stdout)
    assert [found[name] for name in ("bound", "role", "status")] == [1, 1, 1]
