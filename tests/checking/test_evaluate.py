"""The measures, alone and against the reference implementation that lies beside the checkout."""

from __future__ import annotations

import json
import random
import runpy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from kzreform.checking.evaluate import Evaluation, evaluate, same_years
from kzreform.checking.readings import Reading, SecondReading, read_figures
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"


def reading(start: int, end: int, **fields: Any) -> Reading:
    defaults = {"kind": "count", "value": Decimal(1), "unit": "law", "bound": "exact", "role": "level"}
    return Reading(start=start, end=end, **defaults | {"status": "reported"} | fields)


def f1(result: Evaluation, name: str) -> float:
    return result.measures[name].f1


def test_a_prediction_serves_only_the_gold_figure_it_overlaps_most() -> None:
    result = evaluate([reading(0, 10), reading(10, 20)], [reading(4, 20)])
    assert result.measures["detect"].r == 0.5
    assert result.measures["detect"].p == 1.0


def test_optional_gold_is_neither_asked_for_nor_held_against() -> None:
    gold = [reading(0, 1, optional=True), reading(5, 6)]
    assert f1(evaluate(gold, [reading(5, 6)]), "detect") == 1.0
    assert f1(evaluate(gold, [reading(0, 1), reading(5, 6)]), "detect") == 1.0


def test_the_second_reading_is_right_too() -> None:
    gold = [reading(0, 1, date="2023", also=SecondReading(date=None))]
    assert f1(evaluate(gold, [reading(0, 1)]), "dated") == 1.0
    assert f1(evaluate(gold, [reading(0, 1, date="2022")]), "dated") == 0.0


def test_values_are_decimals_and_units_matter_for_money() -> None:
    gold = [reading(0, 1, kind="money", value=Decimal("0.3"), unit="KZT")]
    assert f1(evaluate(gold, [reading(0, 1, kind="money", value=Decimal("0.30"), unit="kzt")]), "value") == 1.0
    assert f1(evaluate(gold, [reading(0, 1, kind="money", value=Decimal("0.3"), unit="USD")]), "value") == 0.0


def test_an_item_that_the_gold_leaves_out_is_not_measured() -> None:
    gold = [reading(0, 1, item=UNSET), reading(2, 3, item="new laws")]
    result = evaluate(gold, [reading(0, 1, item="a law"), reading(2, 3, item="new laws")])
    assert result.shares["item"] == 1.0
    assert evaluate(gold[:1], [reading(0, 1, item="a law")]).shares["item"] is None


def test_nothing_asked_and_nothing_given() -> None:
    result = evaluate([], [])
    assert f1(result, "detect") == 0.0
    assert result.shares["item"] is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2019/2023-12", "2019-01/2023", True),
        ("2019/2023", "2023", False),
        ("../2024", "2024", True),
        ("2024/..", "2024", False),
        ("../2024", "2019/2024", False),
        (None, None, True),
        ("", None, True),
        ("2023~", "2023", True),
    ],
)
def test_same_years(a: str | None, b: str | None, same: bool) -> None:
    assert same_years(a, b) is same


def perturbed(rows: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """What an extractor with faults of every sort would have found."""
    found = []
    for row in rows:
        made = {key: value for key, value in row.items() if key not in ("optional", "also")}
        fault = chance.randrange(16)
        if fault == 0:
            continue
        if fault == 1:
            made["end"] += 3
        elif fault == 2:
            made["value"] = made["value"] * 10
        elif fault == 3:
            made["date"] = chance.choice([None, "2022", "../2024", "2019/2023"])
        elif fault == 4:
            made["unit"] = chance.choice(["tenge", "%", "person", "years"])
        elif fault == 5:
            made |= {"role": "change", "direction": "up", "bound": "over", "status": "planned"}
        elif fault == 6:
            made["item"] = " ".join(made["item"].split()[1:])
        elif fault == 7:
            found.append({**made, "start": made["end"] + 1, "end": made["end"] + 4})
        found.append(made)
    return found


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").is_file(), reason="the reference score.py is not at hand")
@pytest.mark.parametrize("within", [None, (0, 30_000)])
@pytest.mark.parametrize("name", ["001.jsonl", "003-factors-1-3.jsonl"])
def test_the_numbers_are_those_of_the_reference(name: str, within: tuple[int, int] | None, tmp_path: Path) -> None:
    reference = runpy.run_path(str(SHARED / "tools" / "score.py"))
    gold = reference["load"](SHARED / "gold" / name)
    found = perturbed(gold, random.Random(7))
    file = tmp_path / "found.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    ours = evaluate(read_figures(str(SHARED / "gold" / name)), read_figures(str(file)), within)
    if within:
        low, high = within
        gold, found = ([f for f in rows if low <= f["start"] and f["end"] <= high] for rows in (gold, found))
    assert ours.as_dict() == reference["score"](gold, found)
