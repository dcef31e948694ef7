"""How reports word what ties their figures: what holds, what does not, and look-alikes that must stay silent.

Each line of the table was written before it was tried. ``ties`` are kind, stated figure and verdict; a line without
any may tell of relations that hold, and accuses of nothing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.checking.audit.cases import audited
from tests.conftest import ROOT

TABLE = ROOT / "tests" / "data" / "audit" / "phrasings.jsonl"


def rows() -> list[Any]:
    found = map(json.loads, TABLE.read_text(encoding="utf-8").splitlines())
    return [
        pytest.param(
            row["text"],
            [tuple(tie) for tie in row["ties"]],
            id=row["text"],
            marks=[pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else [],
        )
        for row in found
    ]


@pytest.mark.parametrize(("text", "ties"), rows())
def test_phrasings(text: str, ties: list[tuple[str, str, str]]) -> None:
    found = [(r.kind, r.stated.text, r.verdict) for r in audited(text)]
    assert [tie for tie in ties if tie not in found] == []
    assert [tie for tie in found if tie[2] == "inconsistent" and tie not in ties] == []
