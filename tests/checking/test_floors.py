"""Floors files: what they may say, how they are renewed, and the sets they name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import UNSET

from kzreform.checking.floors import floors_checksum, load_cases, raised, read_floors, rewritten, unpinned
from kzreform.checking.sets import checksum, from_manifest, from_rows
from kzreform.errors import ReadError
from tests.conftest import ROOT

FLOORS = """\
# why these
[rows]
rows = "*.jsonl"  # all of them
detect = 0.9  # lowered: see the notes

[other]
manifest = "m.json"
row = 0.5
"""


def test_ours_can_be_read_and_names_the_sets_that_are_there() -> None:
    path = ROOT / "tests" / "floors.toml"
    sets = read_floors(path)
    assert list(sets) == ["sample", "foreign", "further", "unseen", "phrasings"]
    for floors in sets.values():
        assert len(load_cases(path, floors)) >= 5
        assert set(floors.floors) == {"detect", "value", "dated", "row", "unit", "item"}
        assert floors.floors_sha256 == floors_checksum(floors.floors)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.toml: it names no sets"),
        ("[a", "f.toml: "),
        ("[a]\nrows = 'x'\ncolour = 1", "f.toml: Object contains unknown field `colour`"),
        ("[a]\ndetect = 0.9", "f.toml: the set 'a' needs either 'manifest' or 'rows'"),
        ("[a]\nrows = 'x'\nmanifest = 'y'", "f.toml: the set 'a' needs either 'manifest' or 'rows'"),
        ("[a]\nrows = 'x'\ndetect = 'high'", "f.toml: Expected `float | null`, got `str`"),
        ("[a]\nrows = 'x'\ndetect = nan", "f.toml: the floor of detect in the set 'a' is no share from 0 to 1"),
        ("[a]\nrows = 'x'\nrow = 5", "f.toml: the floor of row in the set 'a' is no share from 0 to 1"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(text)
    with pytest.raises(ReadError) as caught:
        read_floors(tmp_path / "f.toml")
    assert message in caught.value.message


def test_floors_only_rise() -> None:
    assert raised({"detect": 0.9, "row": 0.9}, {"detect": 0.9876, "row": 0.85}) == {"detect": 0.982, "row": 0.9}
    assert raised({}, {"item": 0.001}) == {"item": 0.0}


def test_renewing_keeps_comments_and_other_sets(tmp_path: Path) -> None:
    floors = {"detect": 0.95, "row": 0.7}
    text = rewritten(FLOORS, "rows", floors, "abc")
    assert "detect = 0.950  # lowered: see the notes\n" in text
    assert '[other]\nmanifest = "m.json"\nrow = 0.5\n' in text
    assert text.startswith('# why these\n[rows]\nrows = "*.jsonl"  # all of them\n')
    (tmp_path / "f.toml").write_text(text)
    renewed = read_floors(tmp_path / "f.toml")
    assert renewed["rows"].floors == floors
    assert unpinned("rows", renewed["rows"], "abc") == []
    assert rewritten(text, "rows", floors, "abc") == text
    assert rewritten(FLOORS, "other", {"row": 0.6}, "abc").endswith(f'"{floors_checksum({"row": 0.6})}"\n')


@pytest.mark.parametrize("floor", ["  detect = 0.5", '"detect" = 0.5', "\t'detect'=0.5 # x", "detect = 0.5\r"])
def test_a_floor_is_renewed_where_it_stands(floor: str, tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(rewritten(f'[a]\nrows = "x"\n{floor}\n', "a", {"detect": 0.9}, "abc"))
    assert read_floors(tmp_path / "f.toml")["a"].floors == {"detect": 0.9}


def test_a_table_that_would_be_broken_is_not_renewed() -> None:
    with pytest.raises(ValueError, match=r"Cannot overwrite a value|cannot be renewed"):
        rewritten('[a]\nrows = "x"\n"\\u0064etect" = 0.5\n', "a", {"detect": 0.9}, "abc")


def test_a_set_without_a_table_of_its_own_is_not_renewed() -> None:
    with pytest.raises(ValueError, match=r"needs a table \[a\]"):
        rewritten('a = {rows = "x"}\n', "a", {}, "abc")


def test_a_floor_that_was_touched_is_told() -> None:
    path = ROOT / "tests" / "floors.toml"
    floors = read_floors(path)["sample"]
    assert unpinned("sample", floors, floors.data_sha256) == []
    (said,) = unpinned("sample", floors, "other data")
    assert "the data is not what the floors were pinned for" in said


def test_rows_are_small_documents(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "5 of 5.5%", "figures": [{"text": "5", "nth": 2, "value": 5.5, "item": "x", "also": {"role": "to"}},'
        ' {"text": "5", "optional": true}], "published": "2024", "xfail": "a reason"}\n\n'
    )
    (case,) = from_rows([tmp_path / "a.jsonl"])
    assert (case.document.id, case.document.published) == ("a:1", "2024")
    first, second = case.gold
    assert (first.start, first.value, first.bound, first.status, first.item) == (
        5,
        Decimal("5.5"),
        "exact",
        "reported",
        "x",
    )
    assert first.second().role == "to"
    assert (second.start, second.optional, second.item) == (0, True, UNSET)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "5%", "figures": [{"text": "6%"}]}', "a.jsonl, line 2: '6%' is not in the text"),
        ('{"text": "5%", "figures": [{"value": 6}]}', "a.jsonl, line 2: 'text'"),
        ('{"text": "5%"}', "a.jsonl, line 2: Object missing required field `figures`"),
        ("{", "a.jsonl, line 2: "),
    ],
)
def test_a_broken_row_is_named_with_its_line(line: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(ReadError) as caught:
        from_rows([tmp_path / "a.jsonl"])
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("m.json", "[", "m.json: "),
        ("m.json", '[{"id": "a"}]', "m.json: Object missing required field `file`"),
        ("m.toml", "", "m.toml: no table 'document'"),
        ("m.json", '[{"id": "a", "file": "a.txt", "gold": "a.jsonl"}]', "a.txt: cannot be read"),
        ("m.json", '[{"id": "a", "file": "m.json", "gold": "-"}]', "m.json: the gold figures of 'a' must be a file"),
    ],
)
def test_a_broken_manifest_is_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ReadError) as caught:
        from_manifest(tmp_path / name)
    assert message in caught.value.message


def test_the_checksum_is_over_what_is_measured(tmp_path: Path) -> None:
    def of(line: str) -> str:
        (tmp_path / "a.jsonl").write_text(line)
        return checksum(from_rows([tmp_path / "a.jsonl"]))

    same = of('{"text": "5%", "figures": [{"text": "5%", "value": 5}]}')
    assert same == of('{"text": "5%", "figures": [{"text": "5%", "value": 5}], "xfail": "r", "note": "n"}\n')
    assert same != of('{"text": "5%", "figures": [{"text": "5%", "value": 6}]}')
    assert same != of('{"text": "5%.", "figures": [{"text": "5%", "value": 5}]}')
    assert same != of('{"text": "5%", "figures": [{"text": "5%", "value": 5}], "published": "2024"}')
