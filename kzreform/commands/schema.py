"""``kzreform schema``: what the fields of the output are."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from kzreform.checking.audit.records import relation_schema
from kzreform.checking.claims.records import claim_schema
from kzreform.commands.program import tell
from kzreform.records import json_schema

_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "figures": lambda: json_schema(),
    "relations": relation_schema,
    "claims": claim_schema,
}


@click.command("schema")
@click.argument("records", metavar="[RECORDS]", type=click.Choice(tuple(_SCHEMAS)), default="figures")
def command(records: str) -> None:
    """Print the JSON Schema of what is written with --format json.

    RECORDS is `figures`, what `extract` writes, `relations`, what `audit` and `conflicts` write, or `claims`, what
    `check` writes.
    """
    tell(json.dumps(_SCHEMAS[records](), indent=2, ensure_ascii=False))
