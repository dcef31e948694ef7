"""``kzreform schema``: what the fields of the output are."""

from __future__ import annotations

import json

import click

from kzreform.records import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of what `extract --format json` writes."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
