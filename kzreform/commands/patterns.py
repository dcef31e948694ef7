"""``kzreform patterns``: what the patterns are, and whether their own examples hold."""

from __future__ import annotations

from pathlib import Path

import click

from kzreform.commands.options import patterns_option
from kzreform.commands.program import complain, tell
from kzreform.writing.cells import shown


@click.group("patterns")
def command() -> None:
    """List the patterns that find figures, or test them."""


@command.command("list")
@patterns_option
def list_(patterns: tuple[Path, ...]) -> None:
    """List every pattern: its name, what it yields, and the file it stands in."""
    from tabulate import tabulate

    from kzreform.extraction.rules import load_rules

    rules = load_rules(language="en", extra=list(patterns))
    rows = [
        [
            shown(pattern.name),
            pattern.yields,
            pattern.kind or "",
            len(pattern.examples),
            len(pattern.counter_examples),
            shown(pattern.file),
        ]
        for pattern in rules.patterns
    ]
    headers = ["Pattern", "Yields", "Kind", "Examples", "Counter-examples", "File"]
    tell(tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True))


@command.command("test")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def test(file: Path | None) -> int:
    """Run the examples and counter-examples of all patterns, or of those in FILE alone.

    Exits with 1 when one does not hold.
    """
    from kzreform.extraction.examples import check_examples
    from kzreform.extraction.rules import load_rules

    rules = load_rules(language="en", extra=[file] if file else [])
    failing = check_examples(rules, file)
    for line in failing:
        tell(shown(line))
    if failing:
        complain(f"{len(failing)} of the patterns' examples {'does' if len(failing) == 1 else 'do'} not hold")
        return 1
    tested = [pattern for pattern in rules.patterns if file is None or pattern.file == str(file)]
    tell(f"{sum(len(p.examples) + len(p.counter_examples) for p in tested)} examples hold")
    return 0
