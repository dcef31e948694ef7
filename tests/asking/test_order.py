"""Figures in the order that is asked for, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from kzreform.asking import Order, arranged
from kzreform.records import Figure
from tests.conftest import figure

DATES = ("2023", None, "2019/2023", "2023-05", "../2018", None, "2021-12-31")


def dates(order: str) -> list[str | None]:
    rows = [figure(start=number, date=date) for number, date in enumerate(DATES)]
    return [row.date for row in arranged(rows, [Order.read(order)])]


def test_dates_are_in_the_order_of_time_and_none_is_last() -> None:
    known = ["../2018", "2019/2023", "2021-12-31", "2023", "2023-05"]
    assert dates("date") == [*known, None, None]
    assert dates("date:desc") == [*reversed(known), None, None]


def test_sorting_is_stable_and_by_value_not_by_digits() -> None:
    rows = [figure(start=number, value=Decimal(value)) for number, value in enumerate(["9", "10", "9.0", "-1"])]
    assert [row.start for row in arranged(rows, [Order("value")])] == [3, 0, 2, 1]
    assert [row.start for row in arranged(rows, [Order("value", True)])] == [1, 0, 2, 3]


def test_the_first_order_is_the_weightiest() -> None:
    rows = [figure(start=n, kind=kind, value=Decimal(n)) for n, kind in enumerate(["count", "money", "count"])]
    assert [row.start for row in arranged(rows, [Order("kind"), Order("value", True)])] == [2, 0, 1]


def test_no_more_are_taken_than_the_limit() -> None:
    def rows() -> Iterator[Figure]:
        yield from (figure(), figure())
        raise AssertionError("one too many")

    assert len(list(arranged(rows(), limit=2))) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [("colour", "'colour' is no field; there are id, document,"), ("value:up", "after the colon stands asc or desc")],
)
def test_what_is_no_order_is_a_value_error(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Order.read(text)
