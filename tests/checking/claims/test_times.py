"""Whether a source's figure is of a claim's time: a row a pair."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kzreform.checking.claims.times import when
from kzreform.records import Figure, Role

ROWS: list[tuple[str | None, str | None, str]] = [
    # claim, source, relation
    ("2023", "2023", "same"),
    ("2023", "2023-12-31", "same"),
    ("2023-06", "2023", "same"),
    ("2023", "2022", "other"),
    ("2023", "../2023-12", "same"),
    ("2023", "2022/2023", "other"),
    ("2019/2023", "2019/2023", "same"),
    ("2019/2023", "2021", "other"),
    ("2022-12", "2023-01-01", "same"),
    ("2022", "2023-01-01", "other"),
    ("2023", "2021/..", "other"),
    ("2021", "2021/..", "same"),
    ("2021/..", "2021/..", "same"),
    (None, "2023", "unknown"),
    ("2023", None, "unknown"),
    (None, None, "unknown"),
    ("2023", "no date", "unknown"),
]


def figure(date: str | None, role: Role = "level") -> Figure:
    return Figure(
        id="", document="", start=0, end=1, text="5", kind="count", unit="crime", value=Decimal(5), date=date, role=role
    )


@pytest.mark.parametrize(("claim", "source", "relation"), ROWS)
def test_times(claim: str | None, source: str | None, relation: str) -> None:
    assert when(figure(claim), figure(source), None) == relation


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("2021-01", "2020-11-10/2020-12-04", "same"),
        ("2020-11", "2020-11-10/2020-12-04", "same"),
        ("2021-09", "2020-11-10/2020-12-04", "other"),
        ("2016", "2020-11-10/2020-12-04", "other"),
        ("2021-01", "2018/2020", "other"),
    ],
)
def test_a_campaign_is_of_the_time_of_its_event(claim: str, source: str, relation: str) -> None:
    assert when(figure(claim), figure(source), None, event=True) == relation


def test_what_was_published_before_a_time_says_nothing_of_it() -> None:
    assert when(figure("2024"), figure(None), "2023-05-01") == "other"
    assert when(figure("2023"), figure(None), "2023-05-01") == "unknown"


def test_what_has_no_time_holds_for_a_while() -> None:
    assert when(figure("2010"), figure(None), "2023-05-01") == "other"
    assert when(figure("2010"), figure(None), "2023-05-01", said={2010}) == "unknown"
    assert when(figure("2022"), figure(None), "2023-05-01") == "unknown"


def test_the_earlier_end_of_a_change_is_of_an_earlier_time() -> None:
    assert when(figure("2023"), figure(None, "from"), None, before="2023") == "other"
    assert when(figure("2022"), figure(None, "from"), None, before="2023") == "unknown"


def test_a_change_keeps_the_date_of_its_later_end() -> None:
    assert when(figure("2019/2023", "change"), figure("2023", "change"), None) == "same"
    assert when(figure("2019/2023", "change"), figure("2022", "change"), None) == "other"


def test_all_years_that_a_claim_names_count() -> None:
    assert when(figure("2025"), figure("2024/2025"), None, years={2024, 2025}) == "same"
    assert when(figure("2025"), figure("2024/2025"), None, years={2025}) == "other"
