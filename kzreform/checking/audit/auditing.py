"""The audit of documents: find the ties, keep those that the words or the numbers bear out, judge them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from kzreform.checking.audit import (
    afterwards,
    changes,
    compared,
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
from kzreform.checking.audit.scene import Numeral, Scene, scene
from kzreform.checking.audit.ties import Tie
from kzreform.deadline import Deadline
from kzreform.errors import TimeLimitError
from kzreform.records import Document, Figure, plain

_FINDERS = (shares, ratios, changes, compared, afterwards, yearly, sums, wholes, gathered, rests, conversions)
_FIRMNESS = ("firm", "close", "near", "holding")
_PLACES = Decimal("0.000001")


def audit(document: Document, figures: Sequence[Figure], deadline: Deadline | None = None) -> list[Relation]:
    """Recompute what a document's figures say of one another, in the order of the stated figures.

    ``figures`` are those of the document, as the extractor gives them. Where it is unclear that figures belong
    together, nothing is said. Raises TimeLimitError when the ``deadline`` is over.

    >>> from kzreform.extraction import Extractor
    >>> document = Document(id="note", text="Local councils count 786 women among 3,415 deputies (21.02%).")
    >>> for relation in audit(document, Extractor().extract(document)):
    ...     print(relation.verdict, relation.message)
    inconsistent 786 of 3,415 is 23.0 %, not 21.02 %
    """
    deadline = deadline or Deadline()
    there = scene(document, figures, deadline)
    ties = deadline.each(chain(_found(there), repeats.find([there])))
    return [relation(tie) for tie in deadline.each(_chosen(ties))]


def conflicts(
    documents: Iterable[tuple[Document, Sequence[Figure]]],
    timeout: float | None = None,
    late: Callable[[Document, TimeLimitError], None] | None = None,
) -> list[Relation]:
    """Give what documents, or parts of one, say differently of the same item and time.

    A document whose figures take more than ``timeout`` seconds to set side by side is left out, and ``late`` is told;
    without it ``TimeLimitError`` is raised. What follows takes no longer than the figures are many.

    >>> conflicts([])
    []
    """
    numerals: list[Numeral] = []
    for document, figures in documents:
        try:
            numerals += list(repeats.comparable(scene(document, figures, Deadline(timeout))))
        except TimeLimitError as error:
            if late is None:
                raise
            late(document, error)
    return [relation(tie) for tie in repeats.tied(numerals)]


def relation(tie: Tie) -> Relation:
    """Judge a tie."""
    allowed = tie.stated.written.allowed
    return Relation(
        doc=tie.stated.figure.document,
        kind=tie.kind,
        inputs=tuple(cited(n.figure, n.column) for n in tie.inputs),
        stated=cited(tie.stated.figure, tie.stated.column),
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
    kept = _Kept()
    for tie in sorted((t for t in ties if t.told), key=lambda t: _FIRMNESS.index(t.firmness)):
        kept.add(tie)
    return sorted(kept.ties, key=lambda t: (t.stated.start, min(t.starts), t.kind))


class _Kept:
    """The ties of a document that are kept, the firmest first, found again by their figures."""

    def __init__(self) -> None:
        self.ties: list[Tie] = []
        self._seen: set[tuple[str, frozenset[int]]] = set()
        self._rivals: dict[tuple[int, str], list[Tie]] = defaultdict(list)
        self._touching: dict[int, list[Tie]] = defaultdict(list)

    def add(self, tie: Tie) -> None:
        """Keep a tie unless it is there, or a firmer one says the same."""
        place = (tie.stated.figure.document, tie.starts)
        # A figure may differ from several others that say the same.
        rivals = self._rivals[tie.stated.start, tie.kind] if tie.kind != "repeat" else []
        beaten = any(rival.firmness != "holding" or tie.firmness == "holding" for rival in rivals)
        if place in self._seen or beaten or (tie.firmness != "firm" and self._repeated(tie)):
            return
        self.ties.append(tie)
        self._seen.add(place)
        self._rivals[tie.stated.start, tie.kind].append(tie)
        for start in tie.starts:
            self._touching[start].append(tie)

    def _repeated(self, tie: Tie) -> bool:
        """Say whether a tie found by numbers alone only repeats one that is kept: most of its figures are in that."""
        near = (kept for start in tie.starts for kept in self._touching[start])
        return any(len(kept.starts & tie.starts) > len(tie.starts) - 1 for kept in near)


def _short(value: Decimal) -> Decimal:
    """Round to six places, without trailing zeros."""
    return plain(value.quantize(_PLACES).normalize()) if value < Decimal(10) ** 20 else plain(value)
