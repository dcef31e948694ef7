from __future__ import annotations

import pytest

from kzreform.checking.dates import interval, simple, within


@pytest.mark.parametrize(
    "text", ["", "23", "2023-1", "2023-00", "2023-13", "2023-02-29", "2023-06-00", "0000", "2023/2024", "٢٠٢٣"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        simple(text)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-07-12", "2023-07-12", "2023-07-12"),
        ("2019~/2023?", "2019-01-01", "2023-12-31"),
        ("2020-05/..", "2020-05-01", "9999-12-31"),
        ("../2023-06", "0001-01-01", "2023-06-30"),
    ],
)
def test_interval(edtf: str, first: str, last: str) -> None:
    assert tuple(day.isoformat() for day in interval(edtf)) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "since", "until", "kept"),
    [
        ("2023", None, None, True),
        (None, None, None, True),
        (None, "2020", None, False),
        ("2023", "2023-12-31", None, True),
        ("2023", "2024", None, False),
        ("2023", None, "2023-01", True),
        ("2023", None, "2022", False),
        ("2019/..", "2030", None, True),
        ("no date", "2020", None, False),
    ],
)
def test_within(edtf: str | None, since: str | None, until: str | None, kept: bool) -> None:
    assert within(edtf, since, until) is kept
