"""``kzreform audit``: recompute what a text's figures say of one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kzreform.checking.audit.records import VERDICTS
from kzreform.commands.relating import Relating, relating_options

if TYPE_CHECKING:
    from kzreform.checking.audit.records import Relation


@click.command("audit")
@relating_options(audit=True)
@click.option("--planted", is_flag=True, help="Audit a document with one planted error of each kind.")
@click.option("--only", type=click.Choice(VERDICTS), multiple=True, help="Only this verdict; may be repeated.")
def command(relating: Relating, only: tuple[str, ...]) -> int:
    """Recompute the shares, changes, sums and rests in the texts at PATHS and say which do not add up.

    PATHS are what `extract` reads. Exits with 1 when a relation is inconsistent. Where it is unclear that figures
    belong together, nothing is said.
    """
    return relating.write(_relations(relating), only)


def _relations(relating: Relating) -> Iterator[Relation]:
    for _, outcome in relating.outcomes():
        yield from outcome.relations
