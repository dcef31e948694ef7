"""GitHub annotations: what is wrong shows at its line in a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.checking.audit.records import Cited, Relation
from kzreform.writing.github import named, titled, told
from kzreform.writing.output import Output
from kzreform.writing.places import Places, place_of

_LEVELS = {"inconsistent": "error", "rounded": "notice"}


def write(relations: Iterable[Relation], output: Output, places: Places) -> None:
    """Write a workflow command a relation: an error where it does not hold, a notice where it is loosely rounded."""
    for relation in relations:
        if level := _LEVELS.get(relation.verdict):
            place = place_of(places, relation.doc)
            where = _region(relation.stated) if place.whole else ""
            # A row of a table has no lines of its own: the message names it.
            message = relation.message if place.whole else f"{relation.doc}: {relation.message}"
            command = f"::{level} file={named(place.file)}{where},title={titled(relation.kind)}"
            output.line(f"{command}::{told(message)}\n")


def _region(figure: Cited) -> str:
    region = f",line={figure.line},col={figure.column}"
    # GitHub takes an end column only within one line.
    return region if "\n" in figure.text else f"{region},endColumn={figure.column + len(figure.text)}"
