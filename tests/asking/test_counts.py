"""How many figures there are of what, in every format."""

from __future__ import annotations

import json
import re

import pytest

from kzreform.asking import Count, counted
from kzreform.asking.tables import FORMATS, written
from tests.conftest import figure

ROWS = [
    figure(document="b.txt", unit="KZT", date="2023-05"),
    figure(document="a.txt", unit="%", date=None),
    figure(document="b.txt", unit="%", date="2019/2023"),
    figure(document="b.txt", unit="", date="2023"),
    figure(document="b.txt", unit="KZT", date="../2020"),
]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("kind", {"percent": 5}),
        ("unit", {"%": 2, "KZT": 2, "": 1}),
        ("document", {"b.txt": 4, "a.txt": 1}),
        ("year", {"2019/2023": 1, "../2020": 1, "2023": 2, None: 1}),
    ],
)
def test_counted(by: str, groups: dict[str | None, int]) -> None:
    assert counted(ROWS, by) == [Count(group, figures) for group, figures in groups.items()]


@pytest.mark.parametrize("format_", FORMATS)
def test_written(format_: str) -> None:
    unit = "=1|2\x1b[31m\x9b\u202e"
    counts = [Count(unit, 1200), Count(None, 2)]
    text = written(counts, "unit", format_)
    assert not re.search("[\x1b\x9b\u202e]", text)
    if format_ == "json":
        assert json.loads(text) == [{"unit": unit, "figures": 1200}, {"unit": None, "figures": 2}]
    elif format_ == "jsonl":
        assert [json.loads(line)["figures"] for line in text.splitlines()] == [1200, 2]
    elif format_ in ("csv", "tsv"):
        lines = [line.split("," if format_ == "csv" else "\t") for line in text.splitlines()]
        assert lines == [["unit", "figures"], ["'=1|2\ufffd[31m\ufffd\ufffd", "1200"], ["", "2"]]
    else:
        assert "undated" in text
        assert ("=1\\|2" if format_ == "markdown" else "=1|2") in text
        assert "1,200" in text


def test_nothing_is_counted_too() -> None:
    assert json.loads(written([], "kind", "json")) == []
    assert written([], "kind", "csv") == "kind,figures\n"
    assert written([], "kind", "table").startswith("Kind")
