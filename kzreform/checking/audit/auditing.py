"""The audit of documents: find the ties, keep those that the words or the numbers bear out, judge them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kzreform.checking.audit import (
    changes,
    conversions,
    gathered,
    ratios,
    repeats,
    rests,
    shares,
    sums,
    wholes,
    yearly,
)
from kzreform.checking.audit.intervals import INFINITE
from kzreform.checking.audit.records import Relation, cited
from kzreform.checking.audit.scene import Scene, scene
from kzreform.checking.audit.ties import Tie
from kzreform.records import Document, Figure, plain

_FINDERS = (shares, ratios, changes, yearly, sums, wholes, gathered, rests, conversions)
_FIRMNESS = ("firm", "near", "holding")
_PLACES = Decimal("0.000001")


def audit(document: Document, figures: Sequence[Figure]) -> list[Relation]:
    """Recompute what a document's figures say of one another, in the order of the stated figures.

    ``figures`` are those of the document, as the extractor gives them. Where it is unclear that figures belong
    together, nothing is said.

    >>> from kzreform.extraction import Extractor
    >>> document = Document(id="note", text="Local councils count 786 women among 3,415 deputies (21.02%).")
    >>> for relation in audit(document, Extractor().extract(document)):
    ...     print(relation.verdict, relation.message)
    inconsistent 786 of 3,415 is 23.0 %, not 21.02 %
    """
    there = scene(document, figures)
    ties = [*_found(there), *repeats.find([there])]
    return [relation(tie) for tie in _chosen(ties)]


def conflicts(documents: Iterable[tuple[Document, Sequence[Figure]]]) -> list[Relation]:
    """Give what documents, or parts of one, say differently of the same item and time.

    >>> conflicts([])
    []
    """
    scenes = [scene(document, figures) for document, figures in documents]
    return [relation(tie) for tie in repeats.find(scenes)]


def relation(tie: Tie) -> Relation:
    """Judge a tie."""
    allowed = tie.stated.written.allowed
    return Relation(
        doc=tie.stated.figure.document,
        kind=tie.kind,
        inputs=tuple(cited(n.figure) for n in tie.inputs),
        stated=cited(tie.stated.figure),
        computed=_short(tie.point),
        low=_short(allowed.low),
        high=None if allowed.high == INFINITE else _short(allowed.high),
        verdict=tie.verdict,
        message=tie.sentence(),
    )


def _found(there: Scene) -> Iterator[Tie]:
    for finder in _FINDERS:
        yield from finder.find(there)


def _chosen(ties: Iterable[Tie]) -> list[Tie]:
    """Keep each tie once; of several for one stated figure, those whose words bind it the most."""
    ranked = sorted((t for t in ties if t.told), key=lambda t: _FIRMNESS.index(t.firmness))
    kept: list[Tie] = []
    for tie in ranked:
        rivals = [t for t in kept if t.stated.start == tie.stated.start and t.kind == tie.kind and tie.kind != "repeat"]
        same = any(t.starts == tie.starts and t.stated.figure.document == tie.stated.figure.document for t in kept)
        crossed = tie.firmness != "firm" and any(_covers(t, tie) for t in kept)
        if not (same or crossed or any(r.firmness != "holding" or tie.firmness == "holding" for r in rivals)):
            kept.append(tie)
    return sorted(kept, key=lambda t: (t.stated.start, min(t.starts), t.kind))


def _covers(kept: Tie, tie: Tie) -> bool:
    """Say whether a tie found by numbers alone only repeats one that is kept: most of its figures are in that."""
    return len(kept.starts & tie.starts) > len(tie.starts) - 1


def _short(value: Decimal) -> Decimal:
    """Round to six places, without trailing zeros."""
    return plain(value.quantize(_PLACES).normalize()) if value < Decimal(10) ** 20 else plain(value)
