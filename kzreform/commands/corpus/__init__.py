"""``kzreform corpus``: the documents and figures that one keeps."""

from __future__ import annotations

import click

from kzreform.commands.corpus import add, export, listing, remove, show, stats, verify


@click.group("corpus")
def command() -> None:
    """Keep documents and their figures in one SQLite file, to be searched and checked against."""


for module in (add, listing, show, remove, export, stats, verify):
    command.add_command(module.command)
