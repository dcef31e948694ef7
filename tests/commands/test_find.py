"""`find`: its table, its filters, and the formats of `extract`."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.keeping import Store
from tests.keeping.making import CRIMES, noted, stored

Run = Callable[..., Result]

MONEY = noted(
    "fund.txt",
    (
        "By law the fund must give over [[3 billion]] tenge for crime victims.",
        {
            "kind": "money",
            "unit": "KZT",
            "value": Decimal("3E+9"),
            "bound": "over",
            "item": "aid",
            "status": "required",
        },
    ),
    (
        "Crime fell by [[2%]].",
        {"kind": "percent", "unit": "percent", "role": "change", "direction": "down", "item": "crime"},
    ),
)


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZREFORM_CORPUS", str(tmp_path / "corpus.db"))
    stored(CRIMES, MONEY, store=Store.open(tmp_path / "corpus.db", write=True, create=True)).close()


def places(result: Result) -> list[str]:
    return [line.split()[-1] for line in result.stdout.splitlines()[2:]]


def test_the_table(run: Run) -> None:
    result = run("find", "crime")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Value                   Date    Role             Item                          Place\n"
        "----------------------  ------  ---------------  ----------------------------  ------------\n"
        "2%                      2023    change ↓         crime                         fund.txt:2\n"
        "1,724 crime             2022    level            corruption crimes             crimes.txt:2\n"
        "1,692 crime             2023    level            corruption crimes registered  crimes.txt:1\n"
        "over 3,000,000,000 KZT  2023    level, required  aid                           fund.txt:1\n"
    )


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["corruption", "crimes"], ["crimes.txt:2", "crimes.txt:1"]),
        (["corruption crimes", "--year", "2023"], ["crimes.txt:1"]),
        (["corruption crimes", "--until", "2022"], ["crimes.txt:2"]),
        (["crimes", "--kind", "money"], ["fund.txt:1"]),
        (["crimes", "--unit", "%"], ["fund.txt:2"]),
        (["crimes", "--role", "change"], ["fund.txt:2"]),
        (["crimes", "--status", "required"], ["fund.txt:1"]),
        (["crimes", "--grep", "victims"], ["fund.txt:1"]),
        (["crimes", "--min-value", "1700", "--max-value", "2000"], ["crimes.txt:2"]),
        (["crimes", "--sort", "value", "--quiet", "--limit", "2"], ["fund.txt:2", "crimes.txt:1"]),
    ],
)
def test_what_is_asked_for(run: Run, args: list[str], found: list[str]) -> None:
    result = run("find", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    assert places(result) == found


def test_only_some_are_shown_and_only_some_of_the_words_are_told(run: Run) -> None:
    assert run("find", "crimes", "--limit", "1").stderr == "kzreform: 1 of 4 figures; --limit gives more\n"
    assert run("find", "corruption", "in", "lighthouses").stderr == (
        "kzreform: no figure has all of the words; these have some of them\n"
    )


def test_nothing_is_found_and_that_is_the_answer_no(run: Run) -> None:
    for args in (["lighthouses"], ["crimes", "--year", "1990"]):
        result = run("find", *args)
        assert (result.exit_code, result.stdout, result.stderr) == (1, "no figures\n", "")
    assert run("find", "lighthouses", "--format", "json").stdout == "[]\n"


def test_the_formats_of_extract(run: Run) -> None:
    rows = [json.loads(line) for line in run("find", "corruption", "--format", "jsonl").stdout.splitlines()]
    assert [(row["document"], row["text"], row["date"]) for row in rows] == [
        ("crimes.txt", "1,724", "2022"),
        ("crimes.txt", "1,692", "2023"),
    ]
    out = run("find", "corruption", "--columns", "value,unit", "--format", "csv").stdout
    assert out == "value,unit\n1724,crime\n1692,crime\n"
    assert (
        run("find", "crimes", "--group-by", "kind", "--format", "csv").stdout
        == "kind,figures\ncount,2\nmoney,1\npercent,1\n"
    )
    assert run("find", "corruption", "-o", "f.xlsx").exit_code == 0
    assert Path("f.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Missing argument 'WORDS...'."),
        (["crimes", "--year", "lately"], "Invalid value for '--year': 'lately' is not a date"),
        (["crimes", "--year", "2023", "--since", "2022"], "--year is short for --since and --until"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, args: list[str], said: str) -> None:
    result = run("find", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kzreform: {said}")
    assert result.stderr.count("\n") == 1
