"""Written dates and what they mean, in EDTF."""

from __future__ import annotations

from typing import Any

import pytest

from kzreform.checking.dates import interval
from kzreform.extraction import Extractor
from kzreform.extraction.dates import Calendar, day_month_order, is_after
from kzreform.extraction.find import DateMention, Finder
from kzreform.records import Document
from tests.extraction.marks import known

PUBLISHED = "2024-06-10"

# A text with one date in it, and what the date means in a document published on 2024-06-10.
DATES: list[Any] = [
    ("in 2023 it rose", "2023"),
    ("in 1998 it rose", "1998"),
    ("In 2021,the rest fell", "2021"),
    ("in the year 2019 it rose", "2019"),
    ("in FY2023 it rose", "2023"),
    ("in the 1990s it rose", "1990/1999"),
    ("since 2019 it rose", "2019/.."),
    ("starting from 2020 it rose", "2020/.."),
    ("by 2029 it must rise", "../2029"),
    ("until 2018 it rose", "../2018"),
    ("no later than 2025 it must rise", "../2025"),
    ("at the end of 2023 it rose", "2023-12"),
    ("by the end of 2025 it must rise", "../2025-12"),
    ("at the beginning of 2022 it rose", "2022-01"),
    ("early 2022 saw it rise", "2022"),
    ("in July 2023 it rose", "2023-07"),
    ("in Sept. 2021 it rose", "2021-09"),
    ("since July 2023 it rose", "2023-07/.."),
    ("by October 2024 it must rise", "../2024-10"),
    ("In JULY 2023 it rose", "2023-07"),
    ("in July of 2023 it rose", "2023-07"),
    ("in March it rose", "2024-03"),
    ("in November it rose", "2023-11"),
    ("on June 5, 2022 it rose", "2022-06-05"),
    ("on June 5th, 2022 it rose", "2022-06-05"),
    ("on June 5 2022 it rose", "2022-06-05"),
    ("on 5 June 2022 it rose", "2022-06-05"),
    ("on the 5th of June, 2022 it rose", "2022-06-05"),
    ("as of January 1, 2024 it rose", "2024-01-01"),
    ("on March 8 it rose", "2024-03-08"),
    ("on 20 December it rose", "2023-12-20"),
    ("on 20.12.2019 it rose", "2019-12-20"),
    ("on 5.6.2022 it rose", "2022-06-05"),
    ("on 20/12/2019 it rose", "2019-12-20"),
    ("on 09/13/2020 it rose", "2020-09-13"),
    ("on 01.02.24 it rose", "2024-02-01"),
    ("on 2023-07-12 it rose", "2023-07-12"),
    ("from November 10 to December 4, 2020, it rose", "2020-11-10/2020-12-04"),
    ("on March 3-7, 2022 it rose", "2022-03-03/2022-03-07"),
    ("from 3 to 7 March 2022 it rose", "2022-03-03/2022-03-07"),
    ("from 28 December 2021 to 4 January 2022 it rose", "2021-12-28/2022-01-04"),
    ("in January-May 2024 it rose", "2024-01/2024-05"),
    ("from January to May 2024 it rose", "2024-01/2024-05"),
    ("from November 2022 to March 2023 it rose", "2022-11/2023-03"),
    ("in November–February 2022 it rose", "2021-11/2022-02"),
    ("in January-May this year it rose", "2024-01/2024-05"),
    ("in the first quarter of 2024 it rose", "2024-01/2024-03"),
    ("in the fourth quarter of 2023 it rose", "2023-10/2023-12"),
    ("in the 2nd quarter of 2023 it rose", "2023-04/2023-06"),
    ("in Q3 2023 it rose", "2023-07/2023-09"),
    ("in 2023 Q3 it rose", "2023-07/2023-09"),
    ("in the IV quarter of 2022 it rose", "2022-10/2022-12"),
    ("in the first half of 2023 it rose", "2023-01/2023-06"),
    ("in the second half of 2023 it rose", "2023-07/2023-12"),
    ("in H1 2022 it rose", "2022-01/2022-06"),
    ("in the first quarter of this year it rose", "2024-01/2024-03"),
    ("in the first quarter of last year it rose", "2023-01/2023-03"),
    ("over the first nine months of 2023 it rose", "2023-01/2023-09"),
    ("in seven months of 2023 it rose", "2023-01/2023-07"),
    ("in 5 months of this year it rose", "2024-01/2024-05"),
    ("in the twelve months to March 2023 it rose", "2022-04/2023-03"),
    ("in 2021-2023 it rose", "2021/2023"),
    ("in 2021–2023 it rose", "2021/2023"),
    ("from 2018 to 2023 it rose", "2018/2023"),
    ("between 2015 and 2017 it rose", "2015/2017"),
    ("in the 2023-2024 academic year it rose", "2023/2024"),
    ("this academic year it rose", "2023/2024"),
    ("in the last school year it rose", "2022/2023"),
    ("in the coming school year it will rise", "2024/2025"),
    ("the plan (2020/21 – 2024/25) costs more", "2020/2025"),
    ("from 2016-17 to 2019-20 it rose", "2016/2020"),
    ("between 1 November and 15 March it rose", "2023-11-01/2024-03-15"),
    ("in 2012-13, it rose", "2012/2013"),
    ("in 2012/13, it rose", "2012/2013"),
    ("this year it rose", "2024"),
    ("last year it rose", "2023"),
    ("next year it will rise", "2025"),
    ("a year ago it rose", "2023"),
    ("by the end of this year it must rise", "../2024-12"),
    ("at the beginning of last year it rose", "2023-01"),
    ("in March of last year it rose", "2023-03"),
    ("this month 40 came", "2024-06"),
    ("last month 40 came", "2024-05"),
    ("next month 40 will come", "2024-07"),
    ("over the past 5 years it rose", "2019/2024"),
    ("in the last three years, it rose", "2021/2024"),
    ("over the past six months it rose", "2023-12/2024-06"),
    ("in the next two years it will rise", "2024/2026"),
    ("over the past two decades it rose", "2004/2024"),
    ("since the beginning of this year it rose", "2024-01/.."),
    ("since the start of the year it rose", "2024-01/.."),
    ("since last December it rose", "2023-12/.."),
    ("last May 40 came", "2024-05"),
    ("last June it rose", "2023-06"),
    ("this past March it rose", "2024-03"),
    ("from next January it will rise", "2025-01/.."),
    ("next March 40 courts will open", "2025-03"),
    ("last autumn it rose", "2023-09/2023-11"),
    ("last spring it rose", "2024-03/2024-05"),
    ("last winter it rose", "2023-12/2024-02"),
    ("this summer it will rise", "2024-06/2024-08"),
    ("next spring it will rise", "2025-03/2025-05"),
    ("in the spring it rose", "2024-03/2024-05"),
    ("in the autumn, it rose", "2023-09/2023-11"),
    ("by autumn, 40 schools will be built", "2024-09/2024-11"),
    pytest.param(
        "by autumn 40 schools will be built", "2024-09/2024-11", marks=known("a number of two digits hides the season")
    ),
    ("40 courts will open in the autumn", "2024-09/2024-11"),
    ("up 4% last quarter.", "2024-01/2024-03"),
    pytest.param(
        "40 plants must open by the fourth quarter",
        "2024-10/2024-12",
        marks=known("a quarter without a year told before is the last one, whatever is expected"),
    ),
    ("in the preceding quarter 40 came", "2024-01/2024-03"),
    ("this quarter 40 came", "2024-04/2024-06"),
    ("in 1Q24 40 came", "2024-01/2024-03"),
    ("at the end of the third quarter debt was $5 billion", "2023-07/2023-09"),
    ("last week 40 came", "2024-06-03/2024-06-09"),
    ("yesterday, 40 came", "2024-06-09"),
    ("in the five years to 2018 it rose", "2014/2018"),
    ("over the past three fiscal years ending in 2023 it rose", "2021/2023"),
    ("at the beginning of the year 40 came", "2024-01"),
    ("by the end of this decade 40 plants will run", "../2030"),
    ("two years before that it was 40%", "2022"),
    ("currently it rises", PUBLISHED),
    ("to date it has risen", PUBLISHED),
    ("today it stands still", PUBLISHED),
    ("at present it stands still", PUBLISHED),
]

# What looks like a date and is none.
NONE: list[Any] = [
    "it rose to 2000 people",
    "№ 2019 was given",
    "we may see",
    pytest.param("in room 1998a it stood", marks=known("a letter may follow a year")),
    "on 31.02.2023 it rose",
    "version 1.2.3 came",
    "it costs $2023",
    "a quarter of pupils left",
    "every year it rises",
    "in the summer camps 40 came",
    "this weekend 40 came",
    "it took five years to 2018 days",
    pytest.param("by the end of the decade it had risen to 12%", marks=known("what has been is of another decade")),
    "this fall in exports of 5% was sharp",
    "damaged by winter storms, 40 came",
    "the last week of the campaign, 40 came",
    "two years before this law 40 came",
    "the day before yesterday 40 came",
]


# What only a month or a day of publication dates.
COARSE = [
    ("last quarter.", "2024"),
    ("this school year", "2024"),
    ("last autumn", "2024"),
    ("last week", "2024-06"),
    ("yesterday", "2024-06"),
]


@pytest.mark.parametrize(("text", "published"), COARSE)
def test_what_a_coarse_date_of_publication_does_not_tell(text: str, published: str, finder: Finder) -> None:
    assert resolved(text, finder, published) == []


@pytest.mark.parametrize(
    ("text", "published"),
    [("yesterday", "0001-01-01"), ("last week", "0001-01-01"), ("tomorrow", "9999-12-31"), ("next week", "9999-12-31")],
)
def test_no_day_lies_beyond_the_calendar(text: str, published: str, finder: Finder) -> None:
    assert resolved(text, finder, published) == []


def resolved(text: str, finder: Finder, published: str | None = PUBLISHED) -> list[str]:
    mentions = [mention for mention in finder.find(text) if isinstance(mention, DateMention)]
    calendar = Calendar(rules=finder.rules, published=published, order=day_month_order(mentions))
    return [date.edtf for mention in mentions if (date := calendar.resolve(mention, text)) is not None]


@pytest.mark.parametrize(("text", "edtf"), DATES)
def test_a_date(text: str, edtf: str, finder: Finder) -> None:
    assert resolved(text, finder) == [edtf]


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str, finder: Finder) -> None:
    assert resolved(text, finder) == []


BACKWARDS = [
    "from 2021 to 2020",
    "in 2021-2020",
    "in 2021-20,",
    "from May 2022 to March 2021",
    "from May 2022 to the end of 2021",
    "on March 7-3, 2022",
]


@pytest.mark.parametrize("text", BACKWARDS)
def test_no_period_ends_before_it_begins(text: str, extractor: Extractor) -> None:
    (figure,) = extractor.extract(Document(id="x", text=f"They opened 40 schools {text} or so.", published=PUBLISHED))
    if figure.date is not None:
        first, last = interval(figure.date)
        assert first <= last


@pytest.mark.parametrize(
    "text",
    [
        "this year",
        "in March 40 came",
        "on March 8",
        "to date 40 came",
        "over the past 5 years",
        "last December",
        "last autumn",
        "last quarter.",
        "last week",
        "yesterday",
        "by the end of the decade",
    ],
)
def test_what_hangs_on_the_publication_is_open_without_one(text: str, finder: Finder) -> None:
    assert resolved(text, finder, published=None) == []


# What a text says beside "5.6.2022", and how that is read then.
ORDERS = [
    ("", "2022-06-05"),
    ("It was sent on 20.12.2021. ", "2022-06-05"),
    ("It was sent on 12/20/2021. ", "2022-05-06"),
    ("It was sent on 12/20/2021 and 12/21/2021, not on 20.12.2021. ", "2022-05-06"),
    ("It was sent on 3.4.2021. ", "2022-06-05"),
]


@pytest.mark.parametrize(("before", "edtf"), ORDERS)
@pytest.mark.parametrize("apart", ["", "\n\n"])
def test_the_order_of_day_and_month_is_settled_for_the_whole_document(
    before: str, edtf: str, apart: str, extractor: Extractor
) -> None:
    told = "On 5.6.2022 they opened 40 schools."
    for text in (f"{before}{apart}{told}", f"{told}{apart} {before}"):
        figures = extractor.extract(Document(id="x", text=text))
        assert [(figure.text, figure.date) for figure in figures] == [("40", edtf)]


# A text, and the date and its basis for each figure in it.
FIGURES: list[Any] = [
    ("In 2023 they opened 40 schools.", [("2023", "stated")]),
    ("In 2023 they opened 40 schools. Another 20 schools were mended.", [("2023", "stated"), ("2023", "carried")]),
    ("Last year they opened 40 schools.", [("2023", "relative")]),
    ("Currently there are 40 schools.", [(PUBLISHED, "document")]),
    ("They opened 40 schools.", [(None, None)]),
    ("Crime fell from 40 cases in 2022 to 30 in 2023.", [("2022", "stated"), ("2023", "stated")]),
    ("It was 40% in 2022 (30% in 2021).", [("2022", "stated"), ("2021", "stated")]),
    ("In 2021 and 2022 they opened 40 and 30 schools, respectively.", [("2021", "stated"), ("2022", "stated")]),
    ("The Law of May 25, 2020 sets a fine of 40 MCI.", [(None, None)]),
]


@pytest.mark.parametrize(("text", "dates"), FIGURES)
def test_the_dates_of_figures(text: str, dates: list[tuple[str, str]], extractor: Extractor) -> None:
    figures = extractor.extract(Document(id="x", text=text, published=PUBLISHED))
    assert [(figure.date, figure.date_basis) for figure in figures] == dates


@pytest.mark.parametrize(
    ("edtf", "published", "after"),
    [
        ("2025", "2024-06-10", True),
        ("2024", "2024-06-10", False),
        ("2024-07", "2024-06-10", True),
        ("2024-06-11", "2024-06", False),
        ("../2029", "2024-06-10", True),
        ("2023/2026", "2024-06-10", False),
        ("2025/2027", "2024-06-10", True),
        ("2024/..", "2024-06-10", False),
        (None, "2024-06-10", False),
        ("2025", None, False),
    ],
)
def test_is_after(edtf: str | None, published: str | None, after: bool) -> None:
    assert is_after(edtf, published) is after


@pytest.mark.parametrize("published", ["2024", "2024-06", "2024-06-10"])
def test_a_publication_may_be_a_year_a_month_or_a_day(published: str, extractor: Extractor) -> None:
    figures = extractor.extract(Document(id="x", text="Last year they opened 40 schools.", published=published))
    assert [figure.date for figure in figures] == ["2023"]
