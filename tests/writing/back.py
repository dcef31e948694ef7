"""What each format holds, read back with the format's own library: rows of fields, numbers as decimals."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from markdown_it import MarkdownIt
from pyarrow import parquet

from kzreform.writing import FIELDS
from kzreform.writing.fields import fields

Rows = list[dict[str, Any]]
NUMBERS = ("value", "value_high")
INTEGERS = tuple(field.name for field in fields() if field.type == "integer")


def from_json(file: Path) -> Rows:
    rows: Rows = json.loads(file.read_bytes(), parse_float=Decimal)
    return [_decimal(row) for row in rows]


def from_jsonl(file: Path) -> Rows:
    return [_decimal(json.loads(line, parse_float=Decimal)) for line in file.read_text("utf-8").splitlines()]


def from_csv(file: Path, delimiter: str = ",") -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return [_typed(row) for row in csv.DictReader(lines, delimiter=delimiter)]


def from_tsv(file: Path) -> Rows:
    return from_csv(file, "\t")


def from_xlsx(file: Path) -> Rows:
    book = openpyxl.load_workbook(file)
    head, *rows = book["figures"].iter_rows()
    names = [cell.value for cell in head]
    assert all(cell.data_type in "sn" for row in rows for cell in row)
    found = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
    # A number is a number, or text where Excel cannot hold it; an empty cell is one whatever it is of.
    texts = set(FIELDS) - {*NUMBERS, *INTEGERS}
    return [_decimal(row | {name: row[name] or "" for name in texts}) for row in found]


def from_parquet(file: Path) -> Rows:
    table = parquet.read_table(file)
    types = {field.name: str(field.type) for field in table.schema}
    assert types == {
        **{name: "int64" if name in INTEGERS else "string" for name in FIELDS},
        **dict.fromkeys(NUMBERS, "decimal128(38, 10)"),
        **{f"{name}_text": "string" for name in NUMBERS},
    }
    rows: Rows = table.to_pylist()
    query = f"SELECT document, value, value_text FROM '{file}'"
    assert duckdb.sql(query).fetchall() == [(row["document"], row["value"], row["value_text"]) for row in rows]
    return [_from_texts(row, exact=True) for row in rows]


def from_sqlite(file: Path) -> Rows:
    with sqlite3.connect(file) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM figures")]
        types = {row["name"]: row["type"] for row in connection.execute("PRAGMA table_info(figures)")}
        assert [row["name"] for row in connection.execute("PRAGMA table_info(figures)") if row["pk"]] == ["id"]
    connection.close()
    assert {types[name] for name in INTEGERS} == {"INTEGER"}
    assert {types[name] for name in NUMBERS} <= {"FLOAT", "REAL"}
    assert {types[f"{name}_text"] for name in NUMBERS} | {types["item"], types["date"]} == {"TEXT"}
    return [_from_texts(row, exact=False) for row in rows]


def from_datapackage(file: Path) -> Rows:
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["figures.csv", "datapackage.json"]
        told = json.loads(archive.read("datapackage.json"))
        lines = io.StringIO(archive.read("figures.csv").decode(), newline="")
    assert [field["name"] for field in told["resources"][0]["schema"]["fields"]] == list(FIELDS)
    return [_typed(row) for row in csv.DictReader(lines)]


def from_markdown(file: Path) -> Rows:
    tokens = MarkdownIt("commonmark").enable("table").parse(file.read_text("utf-8"))
    # Only text: what a source says makes no link, tag or emphasis.
    cells = [
        "".join(child.content for child in token.children or [])
        for token in tokens
        if token.type == "inline" and all(child.type == "text" for child in token.children or [])
    ]
    width = sum(token.type == "th_open" for token in tokens)
    head, *rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    return [_shown(dict(zip(head, row, strict=True))) for row in rows]


def from_plain(file: Path) -> Rows:
    lines = file.read_text("utf-8").split("\n")[:-1]
    if lines == ["no figures"]:
        return []
    head, rule, *rows = lines
    spans = [found.span() for found in re.finditer("-+", rule)]
    names = [head[start:end].strip() for start, end in spans]
    return [
        _shown({name: row[start:end].strip() for name, (start, end) in zip(names, spans, strict=True)}) for row in rows
    ]


BACK: dict[str, Callable[[Path], Rows]] = {
    "table": from_plain,
    "plain": from_plain,
    "markdown": from_markdown,
    "json": from_json,
    "jsonl": from_jsonl,
    "csv": from_csv,
    "tsv": from_tsv,
    "xlsx": from_xlsx,
    "parquet": from_parquet,
    "sqlite": from_sqlite,
    "datapackage": from_datapackage,
}


def _decimal(row: dict[str, Any]) -> dict[str, Any]:
    assert list(row) == list(FIELDS)
    # str: a double holds fifteen digits, and that is how many a number in a sheet has.
    numbers = {name: None if row[name] is None else Decimal(str(row[name])) for name in NUMBERS}
    assert all(row[name] is None or type(row[name]) is int for name in INTEGERS)
    return row | numbers


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """Give the types back to cells that are all text, and take the apostrophes away."""
    assert list(row) == list(FIELDS)
    typed: dict[str, Any] = {name: re.sub(r"^'(?='*(?:[\t\r\n]|\s*[=+\-@]))", "", cell) for name, cell in row.items()}
    typed |= {name: Decimal(row[name]) if row[name] else None for name in NUMBERS}
    return typed | {name: int(row[name]) if row[name] else None for name in INTEGERS}


def _from_texts(row: dict[str, Any], exact: bool) -> dict[str, Any]:
    """Take the numbers from their texts, once it is sure that the columns to compute with say the same."""
    for name in NUMBERS:
        text, number = row.pop(f"{name}_text"), row[name]
        row[name] = None if text is None else Decimal(text)
        if number is not None:
            assert number == (row[name] if exact else float(row[name]))
    assert list(row) == list(FIELDS)
    return row


def _shown(row: dict[str, str]) -> dict[str, Any]:
    numbers = {name: Decimal(row[name].replace(",", "")) if row[name] else None for name in NUMBERS}
    return row | numbers | {name: int(row[name]) if row[name] else None for name in INTEGERS}
