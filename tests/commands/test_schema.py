"""The schema says what is written."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

from kzreform.records import Figure
from kzreform.writing.encode import encode
from tests.conftest import figure


def test_the_schema_describes_every_field_that_is_written(run: Callable[..., Result]) -> None:
    result = run("schema")
    assert result.exit_code == 0
    schema = json.loads(result.stdout)
    assert schema["type"] == "array"
    name = schema["items"]["$ref"].rpartition("/")[2]
    fields = schema["$defs"][name]["properties"]
    assert list(fields) == list(Figure.__struct_fields__) == list(json.loads(encode(figure())))
    assert fields["value"]["type"] == "number"
    assert all("description" in field for field in fields.values())
