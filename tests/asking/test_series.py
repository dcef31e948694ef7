"""The figures of one item over time, and their changes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kzreform.asking import Query
from kzreform.asking.finding import Sought
from kzreform.asking.series import Series, series
from kzreform.checking.claims.words import Vocabulary
from kzreform.extraction.rules import load_rules
from tests.keeping.making import noted, stored

Told = tuple[str, dict[str, Any]]
vocabulary = Vocabulary(load_rules("en"))


def crimes(text: str, date: str | None, /, **fields: Any) -> Told:
    return f"Corruption crimes: [[{text}]].", {"item": "corruption crimes", "date": date} | fields


def over(*told: Told, words: str = "corruption crimes", query: Query | None = None) -> Series:
    return series(Sought(words, stored(noted("a.txt", *told)), vocabulary), query)


def rows(found: Series) -> list[tuple[str, str | None, str, str]]:
    """The dates, values, changes and percentages; a rival has ≠ for a change."""
    return [
        (
            point.kept.figure.text,
            point.kept.figure.date,
            "≠" if point.rival else str(point.change or ""),
            str(point.change_percent if point.change_percent is not None else ""),
        )
        for point in found.points
    ]


CASES: dict[str, tuple[list[Told], list[tuple[str, str | None, str, str]]]] = {
    "in the order of time, whatever that of the text": (
        [crimes("1,692", "2023"), crimes("1,724", "2022"), crimes("2,000", "2021")],
        [("2,000", "2021", "", ""), ("1,724", "2022", "-276", "-13.8"), ("1,692", "2023", "-32", "-1.9")],
    ),
    "a gap in time": (
        [crimes("100", "2019"), crimes("150", "2023")],
        [("100", "2019", "", ""), ("150", "2023", "50", "50.0")],
    ),
    "months and years are not compared": (
        [crimes("100", "2022"), crimes("10", "2023-01"), crimes("12", "2023-02"), crimes("120", "2023")],
        [
            ("100", "2022", "", ""),
            ("10", "2023-01", "", ""),
            ("12", "2023-02", "2", "20.0"),
            ("120", "2023", "20", "20.0"),
        ],
    ),
    "times that overlap are not compared": (
        [crimes("100", "2021/2022"), crimes("150", "2022/2023"), crimes("160", "2023/2024")],
        [("100", "2021/2022", "", ""), ("150", "2022/2023", "", ""), ("160", "2023/2024", "60", "60.0")],
    ),
    "what is told twice is one point": (
        [crimes("100", "2022"), crimes("100", "2022"), crimes("90", "2023")],
        [("100", "2022", "", ""), ("90", "2023", "-10", "-10.0")],
    ),
    "of several values for one time the item that fits best counts": (
        [crimes("100", "2022"), crimes("57", "2023", item="grave corruption crimes"), crimes("90", "2023")],
        [("100", "2022", "", ""), ("90", "2023", "-10", "-10.0"), ("57", "2023", "≠", "")],
    ),
    "ranges and zeros": (
        [
            crimes("0", "2020"),
            crimes("100", "2021"),
            crimes("100-120", "2022", value=Decimal(100), value_high=Decimal(120)),
            crimes("90", "2023"),
        ],
        [("0", "2020", "", ""), ("100", "2021", "100", ""), ("100-120", "2022", "", ""), ("90", "2023", "", "")],
    ),
    "changes, wholes, rules and plans are something else": (
        [
            crimes("100", "2022"),
            crimes("5", "2023", role="change"),
            crimes("900", "2023", role="total"),
            crimes("7", "2023", role="threshold"),
            crimes("80", "2025", status="planned"),
            crimes("90", "2023", role="to"),
        ],
        [("100", "2022", "", ""), ("90", "2023", "-10", "-10.0")],
    ),
    "another item is left out": (
        [crimes("100", "2022"), ("In court [[5]] crimes.", {"item": "theft cases in court", "date": "2023"})],
        [("100", "2022", "", "")],
    ),
    "nothing": ([("It was [[5]].", {"item": "cows"})], []),
}


@pytest.mark.parametrize(("told", "expected"), CASES.values(), ids=CASES)
def test_series(told: list[Told], expected: list[tuple[str, str | None, str, str]]) -> None:
    assert rows(over(*told)) == expected


def test_how_often_a_value_is_told_and_since_when_it_changed() -> None:
    found = over(crimes("100", "2021"), crimes("90", "2023"), crimes("90", "2023"))
    assert [(point.told, point.since) for point in found.points] == [(1, None), (2, "2021")]


def test_the_unit_that_tells_of_the_most_times_is_taken_unless_another_is_asked_for() -> None:
    told = [
        crimes("5", "2022", unit="percent", kind="percent"),
        *(crimes(text, "2023", unit="case") for text in ("1", "2", "3")),
        crimes("6", "2023", unit="percent", kind="percent"),
        crimes("7", None, unit="percent", kind="percent"),
        crimes("8", None, unit="case"),
    ]
    found = over(*told)
    assert (found.kind, found.unit, found.others, found.undated) == ("percent", "percent", (("count", "case", 3),), 1)
    assert [point.kept.figure.unit for point in over(*told, query=Query(units=("Case",))).points] == ["case"] * 3
    assert over(*told, query=Query(kinds=("count",))).unit == "case"


def test_what_is_asked_for_narrows_and_widens() -> None:
    told = [crimes("100", "2021"), crimes("90", "2022"), crimes("9", "2022", role="change")]
    assert rows(over(*told, query=Query(since="2022"))) == [("90", "2022", "", "")]
    assert rows(over(*told, query=Query(roles=("change",)))) == [("9", "2022", "", "")]


def test_undated_figures_alone_make_no_series() -> None:
    found = over(crimes("100", None))
    assert (found.points, found.undated) == ((), 1)
