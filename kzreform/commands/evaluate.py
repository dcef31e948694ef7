"""``kzreform evaluate``: how well extracted figures agree with gold figures."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kzreform.commands.options import format_option, span_value
from kzreform.errors import KzreformError, ReadError


@click.command("evaluate")
@click.argument("gold", required=False)
@click.argument("predicted", required=False)
@click.option("--within", metavar="FROM:TO", callback=span_value, help="Only what lies between two offsets.")
@click.option(
    "--floors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Extract the sets that FILE names and hold each measure to the floor pinned there.",
)
@click.option("--update-floors", is_flag=True, help="Raise the floors in FILE to a little under today's measures.")
@format_option(("table", "json"))
def command(
    gold: str | None,
    predicted: str | None,
    within: tuple[int, int] | None,
    floors: Path | None,
    update_floors: bool,
    format_: str,
) -> int:
    """Measure the figures in PREDICTED against those in GOLD, or an extraction against floors.

    Both files hold figures with offsets into the same text, as JSON Lines or a JSON array; - is standard input. Where
    they are of several documents, figures are compared with those of the same document. For each measure the
    precision, the recall and their mean F1 are given, then the shares of matched figures whose field agrees.

    With --floors nothing is compared with files: the texts are extracted now. Exits with 1 when a measure is under
    its floor, or when the data or the floors are not those that were pinned. --update-floors never lowers a floor:
    lowering one is done by hand, with a comment that says why.
    """
    if floors is not None:
        if gold is not None or within is not None:
            raise click.UsageError("--floors names its own texts: it takes no GOLD, PREDICTED or --within")
        from kzreform.commands.gate import hold

        return hold(floors, update_floors, format_)
    if update_floors:
        raise click.UsageError("--update-floors needs --floors FILE")
    if gold is None or predicted is None:
        raise click.UsageError(f"Missing argument '{'GOLD' if gold is None else 'PREDICTED'}' (or give --floors FILE)")
    _compare(gold, predicted, within, format_)
    return 0


def _compare(gold: str, predicted: str, within: tuple[int, int] | None, format_: str) -> None:
    from tabulate import tabulate

    from kzreform.checking.evaluate import between, evaluate
    from kzreform.checking.readings import STDIN, Placed, apart, read_records

    if gold == predicted == STDIN:
        raise click.UsageError("only one of GOLD and PREDICTED can be standard input")
    files = [read_records(path, Placed) for path in (gold, predicted)]
    if within is not None:
        files = [between(figures, *within) for figures in files]
    try:
        wanted, given = apart(*files)
        result = evaluate(wanted, given)
    except KzreformError as error:
        raise ReadError(f"{gold}, {predicted}: {error.message}") from error
    if format_ == "json":
        click.echo(json.dumps(result.as_dict()))
        return
    click.echo(f"{result.gold} gold figures, {result.predicted} predicted\n")
    rows = [[name, *(f"{part:.3f}" for part in (m.p, m.r, m.f1))] for name, m in result.measures.items()]
    click.echo(tabulate(rows, headers=["Measure", "P", "R", "F1"], tablefmt="simple", disable_numparse=True))
    click.echo()
    shares = [[name, "-" if share is None else f"{share:.3f}"] for name, share in result.shares.items()]
    click.echo(tabulate(shares, headers=["Field", "Agrees"], tablefmt="simple", disable_numparse=True))
