"""One contract for every writer, and what is particular to each."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal

import pytest

from kzreform.records import Figure
from kzreform.writing import FORMATS, WRITERS, Output
from tests.conftest import figure

_CODES = re.compile(r"\x1b\[[0-9;]*m")
LONG = "first-year students enrolled under the state grant programme in regional universities"
FIGURES = [
    figure(
        "325 billion\ntenge", kind="money", value=Decimal("3.25E+11"), unit="KZT", bound="over", item=LONG, date="2023"
    ),
    figure("1.50", value=Decimal("1.50"), direction="up", role="change", item="[bold]growth[/bold]", date="2019/2023"),
    figure("30-40%", value=Decimal(30), value_high=Decimal(40), status="required", role="threshold", line=7),
]


def written(name: str, figures: list[Figure], terminal: bool = False) -> str:
    stream = io.BytesIO()
    WRITERS[name](iter(figures), Output(stream, terminal=terminal))
    return stream.getvalue().decode()


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].binary])
def test_every_writer_ends_its_lines_and_repeats_itself(name: str) -> None:
    for figures in ([], FIGURES[:1], FIGURES):
        once = written(name, figures)
        assert once == written(name, figures)
        assert once == "" or once.endswith("\n")
        assert "\r" not in once


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_numbers_are_written_without_loss_or_exponent(name: str) -> None:
    text = written(name, FIGURES)
    assert '"value":325000000000,' in text
    assert '"value":1.50,' in text
    rows = json.loads(text) if name == "json" else [json.loads(line) for line in text.splitlines()]
    assert [row["value_high"] for row in rows] == [None, None, 40]
    assert rows[0]["text"] == "325 billion\ntenge"


def test_json_without_figures_is_an_empty_array() -> None:
    assert written("json", []) == "[]\n"
    assert written("jsonl", []) == ""
    assert written("table", []) == "no figures\n"


def test_plain_table() -> None:
    assert written("table", FIGURES[1:]).splitlines() == [
        "Figure    Item                 Date       Role                 Value    Line",
        "--------  -------------------  ---------  -------------------  -------  ------",
        "1.50      [bold]growth[/bold]  2019/2023  change ↑             1.50%    1",
        "30-40%                                    threshold, required  30-40%   7",
    ]


def test_plain_table_names_the_documents_where_there_are_several() -> None:
    lines = written("table", [figure(document="a.txt"), figure(document="b.txt")]).splitlines()
    assert [line.split()[-2:] for line in lines] == [
        ["Document", "Line"],
        lines[1].split()[-2:],
        ["a.txt", "1"],
        ["b.txt", "1"],
    ]


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_rich_table_wraps_and_never_cuts(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = _CODES.sub("", written("table", FIGURES, terminal=True))
    assert "…" not in shown
    assert all(len(line) <= width for line in shown.splitlines())
    if width > 30:
        assert {"billion", "2019/2023", "30-40%"} <= set(shown.split())


def test_rich_table_names_each_document_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = written("table", [figure(document="a.txt"), figure(document="b.txt")], terminal=True)
    assert shown.index("a.txt") < shown.index("b.txt")


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;36m" in written("table", FIGURES, terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "36m" not in written("table", FIGURES, terminal=True)


def test_a_text_cannot_steer_the_terminal() -> None:
    shown = written("table", [figure(item="evil \x1b[2J\x07 text", document="\u202ename")])
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\N{REPLACEMENT CHARACTER}[2J" in shown
