"""The words that tie figures are data: each is used, each compiles, and long gaps and rows take no long time."""

from __future__ import annotations

import random
import re
import time

import pytest

from kzreform.checking.audit.words import worded
from kzreform.extraction.rules import load_rules
from tests.checking.audit.cases import audited
from tests.conftest import ROOT

NAMES = [name for name in load_rules("en").snippets if name.startswith("tie_")]
CODE = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "kzreform/checking/audit").glob("*.py"))
WORDS = (ROOT / "patterns" / "en" / "96-relations.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_is_used_and_compiles(name: str) -> None:
    assert worded(name.removeprefix("tie_")).pattern
    assert f'worded("{name.removeprefix("tie_")}")' in CODE or f"{{{{{name}}}}}" in WORDS


def test_the_code_asks_for_none_that_is_missing() -> None:
    asked = set(re.findall(r'worded\("(\w+)"\)', CODE))
    assert {f"tie_{name}" for name in asked} <= set(NAMES)


def test_a_gap_is_not_tried_in_all_its_splits() -> None:
    gap = " " + "and then some more words " * 2000
    began = time.perf_counter()
    for name in NAMES:
        worded(name.removeprefix("tie_")).fullmatch(gap)
    assert time.perf_counter() - began < 5


def test_in_a_long_row_numbers_that_add_up_do_so_by_chance() -> None:
    chance = random.Random(1)
    row = ", ".join(f"{chance.randint(100, 9999):,} farms" for _ in range(300))
    assert audited(f"The towns have {row} each.") == []
