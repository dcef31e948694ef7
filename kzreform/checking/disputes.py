"""Disputes: what the documents of a corpus say differently of the same item and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.audit import Relation
from kzreform.checking.columns import Columns
from kzreform.keeping.records import Described, Kept
from kzreform.keeping.store import Store
from kzreform.records import Figure, plain

if TYPE_CHECKING:
    from kzreform.checking.audit.scene import Numeral
    from kzreform.checking.audit.ties import Tie

_THOUSANDTH = Decimal("0.001")


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a dispute and the document that it stands in."""

    figure: Figure
    document: Described


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures that give an item for a time different values.

    ``gap`` is how far they lie apart, as a share of the larger: the larger the gap, the more serious the dispute.
    """

    relation: Relation
    gap: Decimal
    sides: tuple[Side, Side]


def disputes(store: Store) -> list[Dispute]:
    """Give the disputes of a corpus, the most serious first; a value that several places give is cited from the first.

    Only items that are worded alike are compared, and only figures whose time their own sentence states.

    >>> disputes(Store.memory())
    []
    """
    # Here, not above: the records are light, what reads figures is not.
    from kzreform.checking.audit import repeats
    from kzreform.checking.audit.auditing import relation

    pairs: list[tuple[Tie, Numeral, Numeral]] = []
    documents: dict[str, Described] = {}
    for group in repeats.groups(_numerals(store.figures(), documents)):
        # By the values: of a hundred bulletins that say the same, one is enough.
        firsts = {numeral.figure.value: numeral for numeral in reversed(group)}
        values = sorted(firsts.values(), key=lambda numeral: (numeral.figure.document, numeral.start))
        pairs += [(tie, tie.inputs[0], tie.stated) for tie in repeats.ties(values)]
    columns = _columns(store, (numeral.figure for _, *pair in pairs for numeral in pair))
    found = []
    for told, *pair in pairs:
        first, last = (replace(numeral, column=columns[_key(numeral.figure)]) for numeral in pair)
        tie = replace(told, inputs=(first,), stated=last)
        one, other = (Side(figure=each.figure, document=documents[each.figure.document]) for each in (first, last))
        gap = _gap(one.figure.value, other.figure.value)
        found.append(Dispute(relation=relation(tie), gap=gap, sides=(one, other)))
    return sorted(found, key=lambda dispute: (-dispute.gap, *(_place(side) for side in dispute.sides)))


def _columns(store: Store, figures: Iterable[Figure]) -> dict[tuple[str, int], int]:
    """Give where figures stand in their lines; each text is looked through once, however often two differ."""
    found = {}
    for document, starts in groupby(sorted({_key(figure) for figure in figures}), key=itemgetter(0)):
        columns = Columns(store.document(document).text)
        found.update({(document, start): columns.of(start) for _, start in starts})
    return found


def _key(figure: Figure) -> tuple[str, int]:
    return figure.document, figure.start


def _numerals(kept: Iterable[Kept], documents: dict[str, Described]) -> Iterator[Numeral]:
    """Give what can be compared of a corpus, and note the documents on the way."""
    from kzreform.checking.audit.scene import Numeral
    from kzreform.checking.audit.written import written

    for each in kept:
        documents[each.document.id] = each.document
        if each.figure.value_high is None and each.figure.value > 0:
            yield Numeral(each.figure, written(each.figure), bracket=None, year=None)


def _gap(one: Decimal, other: Decimal) -> Decimal:
    return plain((abs(one - other) / max(one, other)).quantize(_THOUSANDTH))


def _place(side: Side) -> tuple[str, int]:
    return side.document.id, side.figure.start
