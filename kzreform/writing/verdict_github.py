"""GitHub annotations: what is not so shows at its line of the draft in a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.checking.claims.records import JudgedClaim, Verdict
from kzreform.writing.cells import shown
from kzreform.writing.output import Output
from kzreform.writing.places import Places, place_of

_LEVELS: dict[Verdict, str] = {"contradicted": "error", "other_period": "warning", "not_found": "notice"}


def write(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    """Write a workflow command a figure: an error where it is contradicted, less where it is not borne out."""
    for claim in claims:
        place = place_of(places, claim.document)
        line = f",line={claim.line}" if place.whole else ""
        for figure in claim.figures:
            if level := _LEVELS.get(figure.verdict):
                title = _property(f"{figure.verdict}: {figure.text}")
                said = figure.reason if place.whole else f"{claim.document}: {figure.reason}"
                output.line(f"::{level} file={_property(place.file)}{line},title={title}::{_escaped(shown(said))}\n")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    r"""Escape the value of a property.

    >>> _property("a,b: 5%.txt")
    'a%2Cb%3A 5%25.txt'
    """
    return _escaped(shown(text)).replace(":", "%3A").replace(",", "%2C")
