"""A figure in the making, as the steps of the extraction pass it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kzreform.extraction.find import Quantity
from kzreform.extraction.tense import Clause, Tense
from kzreform.records import Bound, DateBasis, Direction, Kind, Role, Status


@dataclass(slots=True)
class Draft:
    """A figure in the making; offsets are into the block, ``sentence`` is the span of its sentence."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    pattern: str
    sentence: tuple[int, int]
    number: str = ""
    scale: str | None = None
    form: str | None = None
    bound: Bound = "exact"
    role: Role = "level"
    direction: Direction | None = None
    status: Status = "reported"
    item: str = ""
    date: str | None = None
    basis: DateBasis | None = None
    #: Whether the date stands in a list beside a list of figures, and so is this one's and no other's.
    paired: bool = False
    tense: Tense | None = None
    clause: Clause = field(default_factory=Clause)
    bracket: tuple[int, int] | None = None
    #: Where the number begins whose sign stands before it: "-1.8%", "minus 18,500 people".
    unsigned: int | None = None
    lean: Direction | None = None
    #: The cue that tells of a plan, even where another one gave the status.
    plan: str | None = None
    why: dict[str, str] = field(default_factory=dict)


def draft_of(quantity: Quantity, sentence: tuple[int, int], **changes: Any) -> Draft:
    """Begin a draft from a quantity of a sentence; ``changes`` replace what the quantity says."""
    fields = {
        name: getattr(quantity, name)
        for name in ("start", "end", "kind", "value", "value_high", "unit", "pattern", "number", "scale", "form")
    }
    return Draft(sentence=sentence, **{**fields, **changes})
