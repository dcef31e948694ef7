"""`evaluate --floors` as CI and a developer see it, with a stand-in for the extractor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.checking.floors import read_floors
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor", "files")

FLOORS = '# ours\n[rows]\nrows = "rows/*.jsonl"\n\n[texts]\nmanifest = "m.json"  # two\n'
ROW = (
    '{{"text": "It was {n}% in 2023.", "figures": '
    '[{{"text": "{n}%", "kind": "percent", "value": {n}, "unit": "percent", "date": "2023"}}]}}\n'
)
GATE = ("evaluate", "--floors", "f.toml")


@pytest.fixture
def files(run: Run) -> None:
    Path("f.toml").write_text(FLOORS)
    Path("rows").mkdir()
    Path("rows/a.jsonl").write_text(ROW.format(n=5) + ROW.format(n=6))
    Path("a.txt").write_text("7%")
    gold = '{"start": 0, "end": 2, "kind": "percent", "value": 7, "unit": "percent", "bound": "exact", "item": "x", '
    Path("a.gold.jsonl").write_text(gold + '"role": "level", "status": "reported", "date": "2024"}\n')
    Path("m.json").write_text('[{"id": "a", "file": "a.txt", "gold": "a.gold.jsonl", "published": "2024"}]')


@pytest.fixture
def pinned(files: None, fake_extractor: type[FakeExtractor], run: Run) -> str:
    assert run(*GATE, "--update-floors").exit_code == 0
    return Path("f.toml").read_text()


def lower(name: str, floor: str) -> None:
    """Edit a floor of the set ``rows`` by hand."""
    head, _, rest = Path("f.toml").read_text().partition(f"{name} = ")
    Path("f.toml").write_text(f"{head}{name} = {floor}\n{rest.partition(chr(10))[2]}")


def test_what_was_never_pinned_fails_and_says_what_to_do(run: Run) -> None:
    result = run(*GATE)
    assert result.exit_code == 1
    assert "rows       detect" in result.stdout.replace("rows   ", "rows       ")
    assert result.stderr.splitlines()[0] == (
        "kzreform: f.toml: rows: the data is not what the floors were pinned for (data_sha256 differs); "
        "look at what changed, then pin it with --update-floors"
    )


def test_pinning_shows_old_and_new_and_holds_from_then_on(run: Run) -> None:
    first = run(*GATE, "--update-floors")
    assert (first.exit_code, first.stderr) == (0, "")
    assert ["rows", "detect", "1.0000", "-", "0.995"] in [line.split() for line in first.stdout.splitlines()]
    text = Path("f.toml").read_text()
    assert text.startswith("# ours\n[rows]\n")
    assert 'manifest = "m.json"  # two\n' in text
    again = run(*GATE)
    assert (again.exit_code, again.stderr) == (0, "")
    run(*GATE, "--update-floors")
    assert Path("f.toml").read_text() == text


@pytest.mark.usefixtures("pinned")
def test_a_measure_under_its_floor_is_1_and_updating_does_not_lower_it(run: Run) -> None:
    Path("rows/a.jsonl").write_text(ROW.format(n=5) + ROW.format(n=6).replace("2023", "1850", 1))
    for update in ((), ("--update-floors",)):
        result = run(*GATE, *update)
        assert result.exit_code == 1
        assert "kzreform: rows: dated is 0.5000, under its floor 0.995" in result.stderr.splitlines()
        assert any(line.split() == ["rows", "dated", "0.5000", "0.995", "sunk"] for line in result.stdout.splitlines())
    assert read_floors(Path("f.toml"))["rows"].dated == 0.995


def test_a_floor_lowered_by_hand_is_caught_until_it_is_pinned(run: Run, pinned: str) -> None:
    lower("row", "0.900")
    result = run(*GATE)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "f.toml: rows: the floors are not those that were pinned (floors_sha256 differs)" in line
    assert run(*GATE, "--update-floors").exit_code == 0
    assert Path("f.toml").read_text() == pinned  # for the measure is as good as it was


def test_a_change_of_the_data_is_caught(run: Run, pinned: str) -> None:
    with Path("rows/a.jsonl").open("a") as rows:
        rows.write(ROW.format(n=8))
    result = run(*GATE)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "rows: the data is not what the floors were pinned for" in line
    assert Path("f.toml").read_text() == pinned


@pytest.mark.usefixtures("pinned")
def test_json(run: Run) -> None:
    found = json.loads(run(*GATE, "--format", "json").stdout)
    assert found["holds"] is True
    assert found["sets"]["rows"]["pinned"] is True
    assert found["sets"]["texts"]["measures"]["row"] == {"floor": 0.995, "now": 1.0, "holds": True}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "f.toml: cannot be read (No such file or directory)"),
        ("", "f.toml: it names no sets"),
        ('[a]\nrows = "none/*.jsonl"', "f.toml: no file matches none/*.jsonl"),
        ('[a]\nmanifest = "none.json"', "none.json: cannot be read (No such file or directory)"),
        ('[a]\nrows = "a.txt"', "a.txt, line 1: "),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, text: str | None, message: str) -> None:
    Path("f.toml").unlink()
    if text is not None:
        Path("f.toml").write_text(text)
    result = run(*GATE)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_a_name_steers_no_terminal(run: Run) -> None:
    Path("f.toml").write_text('["\\u001b[2J"]\nrows = "rows/*.jsonl"\n')
    assert "\x1b" not in run(*GATE).stdout


def test_a_date_that_is_none_is_told_with_the_file(run: Run) -> None:
    Path("rows/a.jsonl").write_text('{"text": "5%", "figures": [], "published": "soon"}\n')
    assert run(*GATE).stderr.startswith("kzreform: f.toml: ")
