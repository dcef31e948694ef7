"""Audit: recompute the arithmetic ties between the figures of a text and say which do not hold."""

from typing import TYPE_CHECKING, Any

from kzreform.checking.audit.checks import checked
from kzreform.checking.audit.records import (
    RELATION_KINDS,
    VERDICTS,
    Cited,
    Relation,
    RelationKind,
    RelationVerdict,
    relation_schema,
)

if TYPE_CHECKING:
    from kzreform.checking.audit.auditing import audit, conflicts

__all__ = [
    "RELATION_KINDS",
    "VERDICTS",
    "Cited",
    "Relation",
    "RelationKind",
    "RelationVerdict",
    "audit",
    "checked",
    "conflicts",
    "relation_schema",
]


def __getattr__(name: str) -> Any:
    # The records are light, what recomputes them is not: `kzreform --help` must not wait for it.
    if name in ("audit", "conflicts"):
        from kzreform.checking.audit import auditing

        return getattr(auditing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
