"""The schemas say what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kzreform.checking.audit import Relation
from kzreform.records import CheckedFigure, Figure
from kzreform.writing.encode import encode
from tests.conftest import figure

Run = Callable[..., Result]
TEXT = "Of 3,415 deputies of local councils 786 are women, or 21%.\nAbout 2.5 tons a year went to 30-40% of them.\n"


def printed(run: Run, *args: str) -> dict[str, Any]:
    result = run("schema", *args)
    assert result.exit_code == 0
    schema: dict[str, Any] = json.loads(result.stdout)
    assert schema["type"] == "array"
    return schema


def test_the_schema_describes_every_field_that_is_written(run: Run) -> None:
    schema = printed(run)
    assert schema == printed(run, "figures")
    name = schema["items"]["$ref"].rpartition("/")[2]
    fields = schema["$defs"][name]["properties"]
    assert list(fields) == list(CheckedFigure.__struct_fields__)
    assert list(Figure.__struct_fields__) == list(json.loads(encode(figure()))) == list(fields)[:-1]
    assert fields["value"]["type"] == "number"
    assert all("description" in field for field in fields.values())
    assert "checks" not in schema["$defs"][name]["required"]


def test_that_of_relations_describes_them_too(run: Run) -> None:
    definitions = printed(run, "relations")["$defs"]
    assert list(definitions["Relation"]["properties"]) == list(Relation.__struct_fields__)
    for record in ("Relation", "Cited"):
        assert all("description" in field for field in definitions[record]["properties"].values())


@pytest.mark.parametrize(
    ("records", "command"),
    [
        ("figures", ["extract", "note.txt"]),
        ("figures", ["extract", "note.txt", "--audit"]),
        ("relations", ["audit", "note.txt"]),
        ("relations", ["audit", "--planted"]),
        ("relations", ["conflicts", "note.txt"]),
    ],
    ids=str,
)
def test_what_is_written_is_as_the_schema_says(run: Run, records: str, command: list[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    Path("note.txt").write_text(TEXT)
    rows = json.loads(run(*command, "--format", "json").stdout)
    jsonschema.Draft202012Validator(printed(run, records)).validate(rows)
    assert bool(rows) == (command[0] != "conflicts")


def test_there_are_no_other_schemas(run: Run) -> None:
    result = run("schema", "verdict")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'verdict' is not one of" in result.stderr
