"""Check: what a corpus says of a claim, with a verdict on each of its figures and the evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kzreform.checking.claims.records import VERDICTS, Evidence, JudgedClaim, JudgedFigure, Verdict

if TYPE_CHECKING:
    from kzreform.checking.claims.check import Checker

__all__ = ["VERDICTS", "Checker", "Evidence", "JudgedClaim", "JudgedFigure", "Verdict"]


def __getattr__(name: str) -> Any:
    # The records are needed for --help, which must not wait for what judges.
    if name == "Checker":
        from kzreform.checking.claims.check import Checker

        return Checker
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
