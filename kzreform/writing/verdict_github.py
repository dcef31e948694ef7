"""GitHub annotations: what is not so shows at its line of the draft in a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.checking.claims.records import JudgedClaim, Verdict
from kzreform.writing.github import named, titled, told
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
                title = titled(f"{figure.verdict}: {figure.text}")
                said = figure.reason if place.whole else f"{claim.document}: {figure.reason}"
                output.line(f"::{level} file={named(place.file)}{line},title={title}::{told(said)}\n")
