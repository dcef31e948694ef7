"""The writers of judged claims by the name of their format: table, JSON, JSON Lines, Markdown, GitHub, ClaimReview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kzreform.checking.claims.records import JudgedClaim, JudgedFigure
from kzreform.writing import listing, records, verdict_claimreview, verdict_github
from kzreform.writing.cells import shown
from kzreform.writing.markdown import escaped
from kzreform.writing.output import Output
from kzreform.writing.places import Places

_NONE = "no claims"
_NO_FIGURE = "It states no figure."
#: What is quoted where there are many claims.
_QUOTED = ("contradicted", "other_period")

ClaimWriter = Callable[[Iterable[JudgedClaim], Output, Places], None]
"""Writes judged claims to an output."""


def _json(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    records.write(map(_fields, claims), (), "json", output)


def _jsonl(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    records.write(map(_fields, claims), (), "jsonl", output)


def _fields(claim: JudgedClaim) -> records.Fields:
    return {name: getattr(claim, name) for name in claim.__struct_fields__}


def _table(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    rows = list(claims)
    heads, cells = _cells(rows)
    listing.write(heads, cells, output, none=_NONE)
    quotes = list(_quotes(rows))
    if quotes:
        output.write("\n" + "".join(f"{quote}\n" for quote in quotes))


def _markdown(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    heads, cells = _cells(list(claims))
    output.write(f"| {' | '.join(heads)} |\n| {' | '.join('---' for _ in heads)} |\n")
    for row in cells:
        output.write(f"| {' | '.join(map(escaped, row))} |\n")


def _cells(claims: Sequence[JudgedClaim]) -> tuple[list[str], list[list[str]]]:
    """Give the heads and rows, a figure each; a single claim needs not be said again."""
    several = len(claims) > 1
    documents = len({claim.document for claim in claims}) > 1
    lines = any(claim.line > 1 for claim in claims)
    heads = ["Verdict"]
    heads += [head for head, there in (("Document", documents), ("Line", lines), ("Claim", several)) if there]
    rows = []
    for claim in claims:
        where = ((shown(claim.document), documents), (str(claim.line), lines), (shown(claim.claim), several))
        place = [cell for cell, there in where if there]
        told = [(figure.verdict, shown(figure.text), shown(figure.reason)) for figure in claim.figures]
        rows += [[verdict, *place, *rest] for verdict, *rest in told or [(claim.verdict, "", _NO_FIGURE)]]
    return [*heads, "Figure", "Finding"], rows


def _quotes(claims: Sequence[JudgedClaim]) -> Iterable[str]:
    for claim in claims:
        for figure in claim.figures:
            if len(claims) == 1 or figure.verdict in _QUOTED:
                yield from _quoted(figure)


def _quoted(figure: JudgedFigure) -> Iterable[str]:
    """Quote the figure that decided, or the two levels of a change; of what was not found the nearest."""
    there = set()
    for evidence in figure.evidence[: 2 if figure.computed else 1]:
        place = f"{evidence.document}, line {evidence.line}"
        if (place, evidence.quote) not in there:
            there.add((place, evidence.quote))
            yield f"{shown(figure.text)} – {shown(place)}: “{shown(evidence.quote)}”"


def _github(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    verdict_github.write(claims, output, places)


def _claimreview(claims: Iterable[JudgedClaim], output: Output, places: Places) -> None:
    verdict_claimreview.write(claims, output)


CLAIM_WRITERS: dict[str, ClaimWriter] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
    "github": _github,
    "claimreview": _claimreview,
}
"""The writers; the first is the default."""
