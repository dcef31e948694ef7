"""What an audit says of each figure: the verdicts on the relations that it takes part in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import asdict

from kzreform.checking.audit.records import Relation
from kzreform.records import CheckedFigure, Figure


def checked(figures: Sequence[Figure], relations: Iterable[Relation]) -> list[CheckedFigure]:
    """Give the figures of a document with its relations' kinds and verdicts, each said once, in the relations' order.

    >>> from decimal import Decimal
    >>> from kzreform.checking.audit.records import cited
    >>> five = Figure(id="1", document="d", start=4, end=6, text="5%", kind="percent", value=Decimal(5), unit="%")
    >>> share = Relation(doc="d", kind="share", inputs=(), stated=cited(five, 5), computed=Decimal(6), low=None,
    ...                  high=None, verdict="inconsistent", message="")
    >>> checked([five], [share, share])[0].checks
    'share inconsistent'
    """
    said: dict[str, list[str]] = {}
    for relation in relations:
        for figure in (*relation.inputs, relation.stated):
            told = said.setdefault(figure.id, [])
            if (words := f"{relation.kind} {relation.verdict}") not in told:
                told.append(words)
    return [CheckedFigure(**asdict(figure), checks="; ".join(said.get(figure.id, ()))) for figure in figures]
