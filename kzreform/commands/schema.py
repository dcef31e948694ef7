"""``kzreform schema``: what the fields of the output are."""

from __future__ import annotations

import json

import click

from kzreform.commands.program import tell
from kzreform.records import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of what `extract --format json` writes."""
    tell(json.dumps(json_schema(), indent=2, ensure_ascii=False))
