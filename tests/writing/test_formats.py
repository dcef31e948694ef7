"""What is particular to single formats."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

from kzreform.errors import KzreformError
from kzreform.records import Figure
from kzreform.writing import FORMATS, WRITERS, Options, Output, format_for, parse_columns, ready, xlsx
from kzreform.writing.options import DEFAULTS
from tests.conftest import figure

EVIL = figure("=1+1", value=Decimal(-5), item="@a", section="\t+b", sentence="-c")
STEERING = figure(text="5\x1b[2J%", item="evil \x1b]0;x\x07 \x9b2J", document="\u202ename\x7f")


def written(name: str, figures: list[Figure], options: Options = DEFAULTS, terminal: bool = False) -> bytes:
    stream = io.BytesIO()
    WRITERS[name](iter(figures), Output(stream, terminal=terminal), options)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_formulas_are_made_harmless_and_numbers_stay_numbers(name: str) -> None:
    lines = written(name, [EVIL]).decode().splitlines(keepends=True)
    (row,) = csv.DictReader(lines, delimiter="\t" if name == "tsv" else ",")
    assert [row[field] for field in ("text", "item", "section", "sentence")] == ["'=1+1", "'@a", "'\t+b", "'-c"]
    assert row["value"] == "-5"


def test_a_sheet_holds_formulas_as_quoted_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", [EVIL])))["figures"]
    cells = {head.value: cell for head, cell in zip(*sheet.iter_rows(), strict=True)}
    for field in ("text", "item", "section", "sentence"):
        assert (cells[field].data_type, cells[field].quotePrefix) == ("s", True)
    assert (cells["value"].data_type, cells["value"].value) == ("n", -5)
    assert sheet.freeze_panes == "A2"


def test_a_sheet_cuts_what_is_too_long_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", [figure(sentence="😀" * 20_000)])))["figures"]
    sentence = next(cell.value for head, cell in zip(*sheet.iter_rows(), strict=True) if head.value == "sentence")
    assert sentence == "😀" * 16_383 + "…"
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    assert written("xlsx", [figure()] * 2)
    with pytest.raises(KzreformError, match="holds 2 figures, and there are more"):
        written("xlsx", [figure()] * 3)


def test_excel_knows_the_letters_by_a_mark() -> None:
    for name in ("csv", "tsv"):
        plain, marked = (written(name, [figure(item="білім")], Options(excel=excel)) for excel in (False, True))
        assert marked == b"\xef\xbb\xbf" + plain
        assert next(csv.reader(io.StringIO(marked.decode("utf-8-sig"))))[0].startswith("id")


def test_a_parquet_decimal_holds_a_number_whole_or_not_at_all() -> None:
    values = [Decimal("9999999999999999999999999999.9999999999"), Decimal("0.00000000001"), Decimal("-1E+28")]
    table = parquet.read_table(io.BytesIO(written("parquet", [figure(value=value) for value in values])))
    assert table["value"].to_pylist() == [values[0], None, None]
    assert [Decimal(text) for text in table["value_text"].to_pylist()] == values
    assert b"with its scale applied" in table.schema.field("value").metadata[b"description"]


def test_two_figures_of_one_id_are_no_table() -> None:
    with pytest.raises(KzreformError, match="two figures have one id"):
        written("sqlite", [figure(), figure()])
    assert written("sqlite", [figure(), figure()], Options(columns=("text",)))


def test_a_package_appears_whole_and_keeps_what_lies_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "package"
    for figures in ([figure()], [figure(), figure("6%")]):
        with ready("datapackage", str(place)) as output:
            WRITERS["datapackage"](figures, output)
        assert place.stat().st_mode & 0o777 == tmp_path.joinpath("package").stat().st_mode & 0o777
        (place / "README").write_text("ours")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["README", "datapackage.json", "figures.csv", "package"]
    told = json.loads((place / "datapackage.json").read_text())
    assert told["resources"][0]["bytes"] == (place / "figures.csv").stat().st_size

    def fails() -> Iterator[Figure]:
        yield figure()
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in place.iterdir()}
    for path in (place, tmp_path / "new"):
        with pytest.raises(KeyboardInterrupt), ready("datapackage", str(path)) as output:
            WRITERS["datapackage"](fails(), output)
    assert {path: path.read_bytes() for path in place.iterdir()} == before
    assert list(tmp_path.iterdir()) == [place]


def test_annotations_are_escaped_and_point_to_their_files() -> None:
    options = Options(level="warning", paths={"a.md": "docs/a, b:c.md"})
    share = figure(
        "50%\n", document="a.md", item="::error::x, y", date="2023", role="change", direction="up", value=Decimal(50)
    )
    assert written("github", [share], options).decode() == (
        "::warning file=docs/a%2C b%3Ac.md,line=1,title=50%25::::error::x, y, 2023, change ↑, = 50%25\n"
    )


def test_annotations_spell_what_is_no_utf_8_in_the_name_of_a_file() -> None:
    options = Options(paths={"caf\\xe9.txt": os.fsdecode(b"d/caf\xe9.txt")})
    shown = written("github", [figure(document="caf\\xe9.txt")], options).decode()
    assert shown.startswith("::notice file=d/caf\\xe9.txt,line=1,")


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].binary])
def test_a_source_never_steers_a_terminal(name: str, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = written(name, [STEERING], terminal=terminal).decode()
    for evil in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\u202e", "\x7f"):
        assert evil not in shown


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].streaming])
def test_a_figure_is_passed_on_before_the_next_is_found(name: str) -> None:
    stream = io.BytesIO()
    sizes = []

    def found() -> Iterator[Figure]:
        for n in range(3):
            sizes.append(len(stream.getvalue()))
            yield figure(f"{n}%")

    WRITERS[name](found(), Output(stream))
    assert sizes == sorted(set(sizes))


def test_formats_by_the_names_of_files() -> None:
    names = {extension: name for name, each in FORMATS.items() for extension in each.extensions}
    for extension, name in names.items():
        assert format_for(f"a.b/figures{extension.upper()}") == name
    assert [format_for(path) for path in ("figures", "figures.xls", ".csv", "-", None)] == [None] * 5


@pytest.mark.parametrize(
    ("names", "message"), [("item,colour", "'colour' is not a column; there are id, "), ("", "''"), ("id,id", "twice")]
)
def test_columns_are_fields_each_once(names: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_columns(names)
