"""`series`: its table, its bars, and what programs read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.asking.finding import Sought
from kzreform.asking.series import series
from kzreform.checking.claims.words import Vocabulary
from kzreform.extraction.rules import load_rules
from kzreform.keeping import Store
from kzreform.writing.output import Output
from kzreform.writing.series import write_table
from tests.keeping.making import noted, stored

Run = Callable[..., Result]

DOCUMENT = noted(
    "a.txt",
    ("In 2023, [[1,692]] corruption crimes were registered.", {"item": "corruption crimes"}),
    ("In 2022 it was [[1,724]].", {"item": "corruption crimes", "date": "2022", "bound": "about"}),
    ("Again: [[1,692]] corruption crimes.", {"item": "corruption crimes"}),
    ("Some say [[1,700]] corruption crimes.", {"item": "all corruption crimes"}),
    ("Once [[9]] corruption crimes.", {"item": "corruption crimes", "date": None}),
    ("For [[5%]] of them.", {"item": "corruption crimes", "kind": "percent", "unit": "percent"}),
)


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZREFORM_CORPUS", str(tmp_path / "corpus.db"))
    stored(DOCUMENT, store=Store.open(tmp_path / "corpus.db", write=True, create=True)).close()


TABLE = """\
Date                Value    Change     %  Item                   Place
------  -----------------  --------  ----  ---------------------  ------------
2022    about 1,724 crime                  corruption crimes      a.txt:2
2023          1,692 crime       -32  -1.9  corruption crimes      a.txt:1 (×2)
2023          1,700 crime         ≠        all corruption crimes  a.txt:4
"""


def test_the_table(run: Run) -> None:
    result = run("series", "corruption", "crimes")
    assert result.exit_code == 0
    assert result.stdout == TABLE
    assert result.stderr.splitlines() == [
        "kzreform: these are in crime; there are also 1 in percent: --unit says which",
        "kzreform: 1 more have no date; `kzreform find --undated` lists them",
    ]
    assert run("series", "corruption", "crimes", "--quiet").stderr == ""


def test_bars_for_who_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    sought = Sought("corruption crimes", stored(DOCUMENT), Vocabulary(load_rules("en")))

    def shown() -> str:
        stream = io.BytesIO()
        write_table(series(sought), Output(stream, terminal=True))
        return stream.getvalue().decode()

    monkeypatch.setenv("NO_COLOR", "1")
    plain = shown()
    assert "█" * 20 in plain.splitlines()[1]
    assert "█" * 19 in plain.splitlines()[2]
    assert "\x1b[3" not in plain  # no colour


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_what_programs_read(run: Run, format_: str) -> None:
    out = run("series", "corruption crimes", "--format", format_).stdout
    if format_ == "csv":
        heads = "date,value,value_high,unit,kind,bound,change,change_percent,since,rival,told,item,document,line,text"
        first, _, second, _ = out.splitlines()
        assert first.startswith(heads)
        assert second.startswith("2023,1692,,crime,count,exact,-32,-1.9,2022,false,2,corruption crimes,a.txt,1,")
        return
    rows = json.loads(out) if format_ == "json" else [json.loads(line) for line in out.splitlines()]
    assert [(row["date"], row["value"], row["change"], row["change_percent"], row["rival"]) for row in rows] == [
        ("2022", 1724, None, None, False),
        ("2023", 1692, -32, -1.9, False),
        ("2023", 1700, None, None, True),
    ]


def test_filters_a_file_and_nothing(run: Run) -> None:
    assert run("series", "corruption crimes", "--unit", "%", "-o", "s.csv", "--format", "csv").exit_code == 0
    assert Path("s.csv").read_text().splitlines()[1].startswith("2023,5,,percent")
    result = run("series", "lighthouses")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "no figures\n", "")
    assert run("series", "corruption crimes", "--until", "1990").exit_code == 1


def test_what_is_asked_wrongly_is_one_line(run: Run) -> None:
    result = run("series", "crimes", "--since", "2023", "--until", "2020")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kzreform: --since 2023 is after --until 2020\n"
