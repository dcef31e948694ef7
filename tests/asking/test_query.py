"""What is asked for, what is not, and what takes too long."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kzreform.asking import Query
from kzreform.asking.query import compiled
from kzreform.errors import KzreformError
from tests.conftest import figure


@pytest.mark.parametrize(
    ("asked", "fields", "matches"),
    [
        ({}, {}, True),
        ({"kinds": ("money", "percent")}, {}, True),
        ({"kinds": ("money",)}, {}, False),
        ({"units": ("kzt",)}, {"unit": "KZT"}, True),
        ({"units": ("USD", "KZT")}, {"unit": "KZT"}, True),
        ({"units": ("USD",)}, {"unit": "KZT"}, False),
        ({"units": ("%",)}, {}, True),
        ({"roles": ("change",)}, {"role": "change"}, True),
        ({"roles": ("change",)}, {}, False),
        ({"statuses": ("planned",)}, {"status": "planned"}, True),
        ({"statuses": ("planned",)}, {}, False),
        ({"dated": True}, {"date": "2023"}, True),
        ({"dated": True}, {}, False),
        ({"dated": False}, {"date": "2023"}, False),
        ({"dated": False}, {}, True),
        ({"since": "2023"}, {"date": "2019/2023"}, True),
        ({"until": "2018"}, {"date": "2019/2023"}, False),
        ({"min_value": Decimal(5)}, {}, True),
        ({"min_value": Decimal("5.01")}, {}, False),
        ({"max_value": Decimal(5)}, {}, True),
        ({"max_value": Decimal("4.99")}, {}, False),
        ({"min_value": Decimal(7)}, {"value_high": Decimal(8)}, True),
        ({"max_value": Decimal(7)}, {"value_high": Decimal(8)}, True),
        ({"grep": "wom[ae]n"}, {"item": "share of women"}, True),
        ({"grep": "wom[ae]n"}, {"sentence": "A woman said 5%."}, True),
        ({"grep": "women"}, {"item": "Women"}, False),
        ({"grep": "(?i)women"}, {"item": "Women"}, True),
        ({"grep": r"\p{Cyrillic}"}, {"item": "әйелдер"}, True),
        ({"kinds": ("percent",), "roles": ("change",)}, {}, False),
    ],
)
def test_query(asked: dict[str, Any], fields: dict[str, Any], matches: bool) -> None:
    assert Query(**asked).matches(figure(**fields)) is matches


def test_an_expression_that_takes_too_long_is_named() -> None:
    with pytest.raises(KzreformError) as told:
        Query(grep=r"(?:(?:a|aa)+\s?)+$").matches(figure(sentence="a" * 200 + "!", line=7))
    assert told.value.message == r"--grep '(?:(?:a|aa)+\\s?)+$': takes more than 1 s on line 7 of report.txt"


@pytest.mark.parametrize("expression", ["(a", "[a", "a{2,1}", "(?P<a>b)(?P<a", "*"])
def test_what_is_no_expression_is_a_value_error(expression: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compiled(expression)


def test_what_may_change_its_meaning_is_no_warning() -> None:
    assert compiled("[[a]").search("a")
