"""What a check gives: the verdict on a claim, on each of its figures, and the evidence for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from kzreform.records import Bound, Direction, Kind, Role, described

Verdict = Literal["supported", "rounded", "not_found", "other_period", "contradicted"]
Agreement = Literal["same", "rounded", "holds", "differs", "apart"]
When = Literal["same", "unknown", "other"]

VERDICTS: tuple[Verdict, ...] = ("supported", "rounded", "not_found", "other_period", "contradicted")
"""From the best to the worst: a claim is as good as the worst of its figures."""


def _field(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the corpus that a claim was compared with, and where it stands."""

    document: Annotated[str, _field("Identifier of the document")]
    title: Annotated[str | None, _field("The document's title")] = None
    published: Annotated[str | None, _field("When the document was published")] = None
    path: Annotated[str | None, _field("The file it was read from")] = None
    id: Annotated[str, _field("Identifier of the figure, as `extract` writes it")]
    start: Annotated[int, _field("Offset of the first character, in Unicode characters")]
    end: Annotated[int, _field("Offset after the last character")]
    line: Annotated[int, _field("Line of the document's text, counted from 1")]
    page: Annotated[int | None, _field("Page, counted from 1; null where the format has none")] = None
    section: Annotated[str | None, _field("The heading the figure stands under")] = None
    quote: Annotated[str, _field("The sentence that the figure stands in")]
    text: Annotated[str, _field("The surface, as written")]
    value: Annotated[Decimal, _field("The number with its scale applied; the lower end of a range")]
    value_high: Annotated[Decimal | None, _field("The upper end of a range, else null")] = None
    unit: Annotated[str, _field("The figure's unit")]
    bound: Annotated[Bound, _field("How the source hedges or limits the value")] = "exact"
    item: Annotated[str, _field("What the figure is about, in the source's own words")] = ""
    role: Annotated[Role, _field("A level, a change, an end of a change, a whole or a rule's threshold")] = "level"
    direction: Annotated[Direction | None, _field("up or down for a change and its ends, else null")] = None
    date: Annotated[str | None, _field("The time the figure holds for, in EDTF")] = None
    agreement: Annotated[
        Agreement, _field("How the value compares: holds is true but far off, apart cannot be compared")
    ]
    when: Annotated[When, _field("Whether it is the claim's time")]
    fit: Annotated[Decimal, _field("How well the topic fits, from 0 to 1")]


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """A change computed from two levels that the corpus has; they come first among the evidence."""

    value: Annotated[Decimal, _field("The computed change, in the unit of the claim")]
    unit: Annotated[str, _field("percent, times, or the unit of the levels")]
    direction: Annotated[Direction | None, _field("up, down, or null for no change")]
    earlier: Annotated[str, _field("Identifier of the earlier level")]
    later: Annotated[str, _field("Identifier of the later level")]


class JudgedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a claim with its verdict, the reason in one sentence, and the evidence, the decisive first."""

    text: Annotated[str, _field("The surface, as the claim has it")]
    value: Annotated[Decimal, _field("The number with its scale applied; the lower end of a range")]
    value_high: Annotated[Decimal | None, _field("The upper end of a range, else null")] = None
    kind: Annotated[Kind, _field("What sort of quantity it is")]
    unit: Annotated[str, _field("The figure's unit")]
    bound: Annotated[Bound, _field("How the claim hedges or limits the value")] = "exact"
    direction: Annotated[Direction | None, _field("up or down for a change and its ends, else null")] = None
    date: Annotated[str | None, _field("The time the claim speaks of, in EDTF")] = None
    verdict: Annotated[Verdict, _field("What the corpus says of it")]
    reason: Annotated[str, _field("Why, in one sentence")]
    computed: Annotated[Computed | None, _field("A change that was computed from two levels, else null")] = None
    evidence: Annotated[tuple[Evidence, ...], _field("The figures compared, the decisive first, then runners-up")] = ()


class JudgedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its verdict, the worst of its figures' verdicts."""

    claim: Annotated[str, _field("The claim, white space folded")]
    verdict: Annotated[Verdict, _field("The worst of the figures' verdicts")]
    document: Annotated[str, _field("The text the claim stands in")]
    line: Annotated[int, _field("Line of that text, counted from 1")] = 1
    figures: Annotated[tuple[JudgedFigure, ...], _field("The figures of the claim")] = ()


def claim_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of ``check --format json``: an array of judged claims."""
    return described("kzreform claims", list[JudgedClaim])


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """Give the worst of verdicts; a claim without any was not found.

    >>> worst(("supported", "rounded")), worst(("not_found", "contradicted", "supported")), worst(())
    ('rounded', 'contradicted', 'not_found')
    """
    return max(verdicts, key=VERDICTS.index, default="not_found")
