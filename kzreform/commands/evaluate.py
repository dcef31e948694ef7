"""``kzreform evaluate``: how well extracted figures agree with gold figures."""

from __future__ import annotations

import json

import click

from kzreform.commands.options import format_option, span_value


@click.command("evaluate")
@click.argument("gold")
@click.argument("predicted")
@click.option("--within", metavar="FROM:TO", callback=span_value, help="Only what lies between two offsets.")
@format_option(("table", "json"))
def command(gold: str, predicted: str, within: tuple[int, int] | None, format_: str) -> None:
    """Measure the figures in PREDICTED against those in GOLD.

    Both files hold figures with offsets into the same text, as JSON Lines or a JSON array. For each measure the
    precision, the recall and their mean F1 are given, then the shares of matched figures whose field agrees.
    """
    from tabulate import tabulate

    from kzreform.checking.evaluate import evaluate
    from kzreform.checking.readings import read_figures

    result = evaluate(read_figures(gold), read_figures(predicted), within)
    if format_ == "json":
        click.echo(json.dumps(result.as_dict()))
        return
    click.echo(f"{result.gold} gold figures, {result.predicted} predicted\n")
    rows = [[name, *(f"{part:.3f}" for part in (m.p, m.r, m.f1))] for name, m in result.measures.items()]
    click.echo(tabulate(rows, headers=["Measure", "P", "R", "F1"], tablefmt="simple", disable_numparse=True))
    click.echo()
    shares = [[name, "-" if share is None else f"{share:.3f}"] for name, share in result.shares.items()]
    click.echo(tabulate(shares, headers=["Field", "Agrees"], tablefmt="simple", disable_numparse=True))
