"""Texts made from a grammar: true ones are never accused, and a number changed beyond rounding always is."""

from __future__ import annotations

import os

import pytest

pytest.importorskip("hypothesis")
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checking.audit.cases import audited
from tests.checking.audit.made import KINDS, pairs

# 8 kinds, each with this many pairs: more than 2,000 made texts. KZREFORM_MADE=1000 makes as many of each kind.
EXAMPLES = int(os.environ.get("KZREFORM_MADE", "130"))


@pytest.mark.parametrize("kind", KINDS)
def test_made_texts(kind: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        pair = data.draw(pairs(kind))
        true = audited(pair.true)
        assert [r.message for r in true if r.verdict == "inconsistent"] == [], pair.true
        if kind != "repeat":  # what agrees is not told of
            assert kind in {r.kind for r in true}, pair.true
        wrong = [r for r in audited(pair.false) if r.verdict == "inconsistent"]
        assert wrong, pair.false
        assert {r.kind for r in wrong} & {kind}, pair.false

    holds()
