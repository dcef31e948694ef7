"""GitHub annotations: what is wrong shows at its line in a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.checking.audit.records import Relation
from kzreform.writing.cells import shown
from kzreform.writing.output import Output

_LEVELS = {"inconsistent": "error", "rounded": "notice"}


def write(relations: Iterable[Relation], output: Output) -> None:
    """Write a workflow command a relation: an error where it does not hold, a notice where it is loosely rounded."""
    for relation in relations:
        if level := _LEVELS.get(relation.verdict):
            where = f"file={_property(relation.doc)},line={relation.stated.line},title={_property(relation.kind)}"
            output.write(f"::{level} {where}::{_escaped(shown(relation.message))}\n")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    r"""Escape the value of a property.

    >>> _property("a,b: 5%.txt")
    'a%2Cb%3A 5%25.txt'
    """
    return _escaped(shown(text)).replace(":", "%3A").replace(",", "%2C")
