"""`explain` as a user sees it, with the real extractor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

TEXT = "Notes\n\nIn 2023 crime fell by about 2%, from 1,724 to 1,692.\nArticle 24 holds.\n"


@pytest.fixture
def text(run: Run) -> str:
    Path("note.txt").write_text(TEXT, encoding="utf-8")
    return TEXT


def rows(result: Result) -> dict[str, str]:
    """The lines of an explanation by their first word."""
    assert result.exit_code == 0, result.stderr
    return {line.split()[0]: " ".join(line.split()[1:]) for line in result.stdout.splitlines() if line.strip()}


def test_a_figure_by_its_offset(run: Run, text: str) -> None:
    start = text.index("2%")
    for offset in (start, start + 1):
        result = run("explain", f"note.txt:{offset}")
        said = rows(result)
        assert said["note.txt,"].startswith(f"line 3, offsets {start}:{start + 2}, figure ")
        assert "  In 2023 crime fell by about [[2%]], from 1,724 to 1,692.\n" in result.stdout
        assert said["pattern"] == "percent 10-percent.toml"
        assert said["bound"] == "about cue bound-about (40-cues.toml)"
        assert said["role"] == "change cue change-by (40-cues.toml)"
        assert said["direction"] == "down the word “fell”"
        assert said["date"] == "2023 stated in the sentence: “2023”"
        assert "its verb is past" in said["status"]
        assert {"kind", "value", "unit", "item"} <= set(said)


def test_a_figure_by_the_id_that_extract_gives(run: Run, text: str) -> None:
    Path("other").mkdir()
    Path("other/note.txt").write_text(text)
    for args in (["note.txt"], ["note.txt", "other/note.txt"]):
        lines = run("extract", *args, "--format", "jsonl").stdout.splitlines()
        found = json.loads(lines[-1])
        path = found["document"] if len(args) > 1 else "note.txt"
        assert f"[[{found['text']}]]" in run("explain", path, found["id"]).stdout


def test_full_shows_each_regex_whole(run: Run, text: str) -> None:
    place = f"note.txt:{text.index('2%')}"
    assert "…" in run("explain", place).stdout
    full = run("explain", place, "--full").stdout
    assert "…" not in full.replace("“from … to …”", "")
    assert "(?P<figure>" in full
    assert "{{hedge}}$" in full


def test_json(run: Run, text: str) -> None:
    found = json.loads(run("explain", f"note.txt:{text.index('1,724')}", "--format", "json").stdout)
    assert (found["figure"]["text"], found["figure"]["value"]) == ("1,724", 1724)
    assert found["marked"] == "In 2023 crime fell by about 2%, from [[1,724]] to 1,692."
    assert (found["pattern"]["name"], found["pattern"]["file"]) == ("count", "70-count.toml")
    assert found["fields"]["role"]["value"] == "from"
    assert found["fields"]["bound"] == {"value": "exact", "because": "no bound word beside it", "cue": None}


def test_published_dates_and_own_patterns(run: Run) -> None:
    Path("note.txt").write_text("This year she sold 12 carats.")
    Path("own.toml").write_text(
        "[[pattern]]\nname = 'carat'\nyields = 'quantity'\nkind = 'measure'\nunit = 'carat'\n"
        "regex = '(?P<number>[0-9]+) carats'\nexamples = ['[[12 carats]]']\n"
    )
    said = rows(run("explain", "note.txt:20", "--published", "2024-05", "--patterns", "own.toml"))
    assert said["pattern"] == "carat own.toml"
    assert said["date"] == "2024 counted from the publication date: “This year”"


def test_standard_input_and_the_sample(run: Run) -> None:
    assert "[[5%]]" in run("explain", "-:7", stdin=b"It was 5%.").stdout
    found = json.loads(run("extract", "--sample", "--format", "jsonl").stdout.splitlines()[0])
    shown = run("explain", "--sample", f"{found['document']}:{found['start']}").stdout
    assert f"figure {found['id']}\n" in shown


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["note.txt:1"], "note.txt:1: no figure stands there; nearest: '2%' at 35:37 (line 3)"),
        (["note.txt:68"], "reads a reference in 'Article 24'; nearest: '1,692' at 53:58 (line 3)"),
        (["note.txt:39"], "nearest: '2%' at 35:37 (line 3), '1,724' at 44:49 (line 3)"),
        (["note.txt", "0123456789ab"], "note.txt: no figure has the id 0123456789ab"),
        (["bare.txt:1"], "bare.txt:1: no figure stands there; the text holds no figures"),
    ],
)
@pytest.mark.usefixtures("text")
def test_where_no_figure_stands_the_answer_is_1(run: Run, args: list[str], message: str) -> None:
    Path("bare.txt").write_text("Nothing.")
    result = run("explain", *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert message in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["note.txt"], "note.txt: say which figure: FILE:OFFSET, or FILE FIGURE_ID"),
        (["note.txt:-4"], "say which figure"),
        ([":4"], "say which figure"),
        (["none.txt:4"], "none.txt: no such file"),
        (["note.txt:4000"], "note.txt:4000: the text has 78 characters, 0 to 77"),
        (["--sample", "none:4"], "none: no such sample document; there are rule-of-law-2024, "),
        (["note.txt:4", "--patterns", "none.toml"], "none.toml"),
        ([], "Missing argument 'FILE[:OFFSET]'"),
    ],
)
@pytest.mark.usefixtures("text")
def test_what_goes_wrong_is_one_clear_line(run: Run, args: list[str], message: str) -> None:
    result = run("explain", *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr
