"""ClaimReview by schema.org, as JSON-LD: what fact-checkers publish beside an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kzreform.checking.claims.records import Evidence, JudgedClaim, Verdict
from kzreform.writing import records
from kzreform.writing.output import Output

_CONTEXT = "https://schema.org"
#: From 1, false, to 5, true. What was not found is not rated.
_RATINGS: dict[Verdict, int] = {"supported": 5, "rounded": 4, "other_period": 2, "contradicted": 1}
_WORST, _BEST = 1, 5
_NAMES: dict[Verdict, str] = {
    "supported": "Supported",
    "rounded": "Supported, rounded",
    "not_found": "Not found in the sources",
    "other_period": "True of another time",
    "contradicted": "Contradicted",
}


def write(claims: Iterable[JudgedClaim], output: Output) -> None:
    """Write a list of reviews. Who reviews, where and when is for the publisher to add."""
    records.write(map(review, claims), (), "json", output, embedded=True)


def review(claim: JudgedClaim) -> dict[str, Any]:
    """Give the review of a claim.

    >>> review(JudgedClaim(claim="It was 5%.", verdict="not_found", document="draft.md"))["reviewRating"]
    {'@type': 'Rating', 'alternateName': 'Not found in the sources'}
    """
    return {
        "@context": _CONTEXT,
        "@type": "ClaimReview",
        "claimReviewed": claim.claim,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.claim,
            "appearance": {"@type": "CreativeWork", "name": claim.document},
        },
        "reviewRating": _rating(claim.verdict),
        "reviewBody": " ".join(f"{figure.text}: {figure.reason}" for figure in claim.figures),
        "citation": list(_citations(claim)),
    }


def _rating(verdict: Verdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": _NAMES[verdict]}
    if verdict in _RATINGS:
        rating |= {"ratingValue": _RATINGS[verdict], "bestRating": _BEST, "worstRating": _WORST}
    return rating


def _citations(claim: JudgedClaim) -> Iterator[dict[str, Any]]:
    """Give what decided the verdicts, each quotation once."""
    there = set()
    for figure in claim.figures:
        if figure.verdict == "not_found":
            continue
        for evidence in figure.evidence[: 2 if figure.computed else 1]:
            if (evidence.document, evidence.quote) not in there:
                there.add((evidence.document, evidence.quote))
                yield _citation(evidence)


def _citation(evidence: Evidence) -> dict[str, Any]:
    cited: dict[str, Any] = {"@type": "Quotation", "text": evidence.quote}
    source = {"@type": "CreativeWork", "name": evidence.title or evidence.document}
    if evidence.published:
        source["datePublished"] = evidence.published
    return cited | {"isPartOf": source}
