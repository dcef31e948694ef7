"""Every row of tests/data/phrasings; its README tells how to add one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kzreform.extraction import Extractor
from tests.extraction.phrasings import BESIDE, FIELDS, FOLDER, KEYS, Row, faults, files
from tests.extraction.promote import line, promote

ROWS = [(f"{path.stem}:{number}", row) for path, rows in files() for number, row in enumerate(rows, start=1)]


def params() -> Iterator[Any]:
    for name, row in ROWS:
        known = [pytest.mark.xfail(reason=row["xfail"], raises=AssertionError, strict=True)] if "xfail" in row else []
        yield pytest.param(row, id=name, marks=known)


@pytest.mark.parametrize("row", list(params()))
def test_a_phrasing_is_read(row: Row, extractor: Extractor) -> None:
    assert faults(row, extractor) == []


def test_the_rows_are_well_made() -> None:
    made = [line(row) for _, row in ROWS]
    assert "".join(made) == "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.jsonl")))
    for name, row in ROWS:
        assert row.keys() <= set(KEYS), name
        for figure in row["figures"]:
            assert {"text", "kind", "value", "unit"} <= figure.keys() <= FIELDS.keys() | BESIDE, name
            assert set(figure.get("also", {})) <= FIELDS.keys() | {"date_basis"}, name


def test_a_row_that_is_read_right_is_promoted_and_one_that_is_not_is_marked(
    extractor: Extractor, tmp_path: Path
) -> None:
    figure = {"text": "5%", "kind": "percent", "value": 5, "unit": "percent"}
    right: Row = {"text": "It is 5%.", "figures": [figure], "xfail": "once"}
    wrong: Row = {"text": "It is 5%.", "figures": [figure | {"bound": "about"}]}
    path = tmp_path / "rows.jsonl"
    fault = "bound of '5%': exact, not about"
    assert promote(path, [right, wrong], extractor, mark=False) == [
        "rows.jsonl:1 promoted",
        f"rows.jsonl:2 FAILS: {fault}",
    ]
    assert promote(path, [right, wrong], extractor, mark=True) == [f"rows.jsonl:2 marked: {fault}"]
    assert path.read_text() == line({"text": "It is 5%.", "figures": [figure]}) + line(wrong | {"xfail": fault})
