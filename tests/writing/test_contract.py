"""One contract for every writer: written, and read back with the format's own library, figures are what they were."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kzreform.records import Figure
from kzreform.writing import FIELDS, FORMATS, WRITERS, Options, ready
from kzreform.writing.cells import kept, shown
from kzreform.writing.harmless import printable
from tests.conftest import figure
from tests.writing.back import BACK, INTEGERS, NUMBERS

EVERYDAY = [
    figure("325 billion\ntenge", kind="money", value=Decimal("3.25E+11"), unit="KZT", bound="over", date="2023"),
    figure("1.50", value=Decimal("1.50"), direction="up", role="change", start=5, end=9, date="2019/2023", page=3),
    figure("30-40%", value=Decimal(30), value_high=Decimal("40.125"), status="required", role="threshold", line=7),
    figure("0.1", value=Decimal("0.1"), document="жылдық есеп.pdf", item="білім беру ұйымдары", section="Қорытынды"),
    figure(
        "5,6 %", item="доля женщин в науке", sentence="Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і ₸ 😀", date_basis="stated"
    ),
]
LARGE = [
    figure("many", value=Decimal("123456789012345678901234567890.123456789012")),
    figure("more", value=Decimal("1E+400"), value_high=Decimal("9" * 300)),
    figure("little", value=Decimal("1E-30"), start=1),
    figure("16 digits", value=Decimal("0.1234567890123456")),
    figure("long", item="word " * 1000 + "end", sentence="x" * 20_000, section="y, z; " * 50 + "."),
]
FORMULAS = [
    figure("-5%", value=Decimal(-5), item="=cmd|' /C calc'!A0", section="@SUM(A1)", date="-0044"),
    figure("+7", value=Decimal(7), item="'=1", section="'90s", sentence=" =1+1", start=2),
    figure("= 5", item="\t=1", section="''", sentence="\r\n-1", start=4),
]
CELLS = [
    figure(
        '5 "%"', item="a|b,c;d\te", section="<b>*x*</b> [l](http://e.kz) `c` \\| _u_ ~~s~~ &amp;", document="a,b:c.md"
    ),
    figure("5\r\n%", item="line\nbreak\rand\r\n\r\nmore", sentence="\u2028 \u0085 end"),
]
CONTROL = [figure("5\x07%", item="evil \x1b[2J \x9b2J \x00 \u202e text", section="\x7f")]

CASES = {
    "nothing": [],
    "everyday": EVERYDAY,
    "large": LARGE,
    "formulas": FORMULAS,
    "cells": CELLS,
    "control": CONTROL,
    "many": [figure(str(n), value=Decimal(n), start=n, end=n + 1, line=n) for n in range(2500, 0, -1)],
}
PEOPLES = ("table", "plain", "markdown")
EMPTY_IS_NULL = ("csv", "tsv", "xlsx", "datapackage", *PEOPLES)


def write(name: str, figures: list[Figure], file: Path, **options: Any) -> None:
    with ready(name, str(file)) as output:
        WRITERS[name](iter(figures), output, Options(**options))


def expected(name: str, figures: list[Figure]) -> list[dict[str, Any]]:
    rows = [msgspec.structs.asdict(each) for each in figures]
    for row in rows:
        for field in row.keys() - {*NUMBERS, *INTEGERS}:
            if name in PEOPLES:
                row[field] = shown(row[field] or "")
            elif name in EMPTY_IS_NULL:
                # Such cells know of no null and of no control characters; and those of a sheet of no carriage returns.
                text = row[field] or ""
                row[field] = printable(re.sub("\r\n?", "\n", text)) if name == "xlsx" else kept(text)
    return rows


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "github"])
def test_what_is_written_reads_back_as_it_was(
    name: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kzreform.writing.parquet._BATCH", 1000)
    file = tmp_path / f"out{''.join(FORMATS[name].extensions[:1])}"
    write(name, CASES[case], file, columns=FIELDS if name in PEOPLES else ())
    assert BACK[name](file) == expected(name, CASES[case])
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_figures_give_the_same_bytes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for figures in ([], EVERYDAY + LARGE):
        write(name, figures, tmp_path / "one.zip")
        monkeypatch.setattr("time.time", lambda: 2e9)
        write(name, figures, tmp_path / "two.zip")
        monkeypatch.undo()
        assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("name", ["datapackage"])
def test_frictionless_finds_the_package_valid(name: str, tmp_path: Path) -> None:
    figures = EVERYDAY + LARGE + FORMULAS + CELLS
    write(name, figures, tmp_path / "package")
    write(name, figures, tmp_path / "package.zip")
    write(name, [], tmp_path / "empty")
    write(name, figures, tmp_path / "some", columns=("value", "item"))
    places = ["package/datapackage.json", "package.zip", "empty/datapackage.json", "some/datapackage.json"]
    script = """
import sys
from frictionless import Package
for place in sys.argv[1:]:
    report = Package(place).validate()
    assert report.valid, report.flatten()
rows = Package(sys.argv[1]).resources[0].read_rows()
print([str(row["value"]) for row in rows])
"""
    command = [sys.executable, "-c", script, *places]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert [Decimal(value) for value in eval(done.stdout)] == [each.value for each in figures]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("github", *PEOPLES)])
def test_only_the_columns_asked_for_are_written_in_their_order(name: str, tmp_path: Path) -> None:
    file = tmp_path / "out.zip"
    write(name, EVERYDAY, file, columns=("value", "item"))
    whole = file.read_bytes()
    assert b"30-40%" not in whole
    if name in ("csv", "tsv"):
        assert whole.decode().splitlines()[0].split("\t" if name == "tsv" else ",") == ["value", "item"]
    if name == "jsonl":
        assert whole.decode().splitlines()[1] == '{"value":1.50,"item":""}'
