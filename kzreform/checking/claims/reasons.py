"""Why a figure of a claim got its verdict, in one sentence."""

from __future__ import annotations

from kzreform.checking.claims.candidates import Candidate
from kzreform.checking.claims.verdicts import Found
from kzreform.records import Figure

_HEDGES = {"about": "about ", "over": "over ", "at_least": "at least ", "under": "under ", "at_most": "at most "}


def reason(claim: Figure, found: Found, nearest: Candidate | None) -> str:
    """Give the sentence; ``nearest`` is what came nearest where nothing was found."""
    if found.change is not None:
        return _changed(claim, found)
    if found.candidate is None:
        if nearest is None:
            return "The corpus has no figure on this."
        without = f", which says nothing of “{nearest.fit.lacking}”" if nearest.fit.lacking else ""
        return f"The corpus has no figure on this; the nearest is {_told(nearest)}{without}."
    told = _told(found.candidate)
    if found.verdict == "supported":
        return f"The corpus has the same value: {told}."
    if found.candidate.agreement == "holds":
        return f"It is true of {told}, though far from it."
    if found.verdict == "rounded":
        return f"It agrees with {told}, when rounded or hedged as the claim has it."
    if found.verdict == "contradicted":
        return f"The corpus has another value: {told}."
    time = claim.date or "another time"
    if found.candidate.agreement == "differs":
        return f"The corpus has nothing for {time}, but for another: {told}."
    return f"The value is not that of {time}: {told}."


def _changed(claim: Figure, found: Found) -> str:
    assert found.change is not None
    one, two = found.change.earlier, found.change.later
    unit = {"percent": " %", "multiple": " times"}.get(claim.kind, f" {claim.unit}")
    way = {"up": "a rise", "down": "a fall", None: "a change"}[found.change.direction]
    by = f"of {found.change.value:,}{unit}"
    says = "" if found.verdict in ("supported", "rounded") else ", which is not what the claim says"
    return f"From {_told(one)} to {_told(two)} is {way} {by}{says}."


def _told(candidate: Candidate) -> str:
    figure = candidate.figure
    date = f" for {figure.date}" if figure.date else ""
    text = " ".join(figure.text.split())
    change = {"up": "up ", "down": "down "}.get(figure.direction or "", "") if figure.role == "change" else ""
    return f"{change}{_HEDGES.get(figure.bound, '')}{text}{date} ({figure.document}, line {figure.line})"
