"""Tables: what the heads of rows and columns tell of their figures."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor
from kzreform.records import Document

#: What a table shows, its text, and of each figure the value, unit, item and date.
TABLES = [
    (
        "an empty cell keeps its place",
        "Region | 2022 | 2023\nAlmaty | 1,200 | 1,300\nAstana |  | 900\n",
        ["1200||Almaty|2022", "1300||Almaty|2023", "900||Astana|2023"],
    ),
    (
        "a name heads several rows",
        "Region | 2022 | 2023\nOral | 5 | 6\n | 7 | 8\n",
        ["5||Oral|2022", "6||Oral|2023", "7||Oral|2022", "8||Oral|2023"],
    ),
    (
        "bars at both ends, as in Markdown",
        "| Kind | 2022 | 2023 |\n|---|---|---|\n| Schools | | 9 |\n| Roads | 4 | 5 |\n",
        ["9|school|Schools|2023", "4|road|Roads|2022", "5|road|Roads|2023"],
    ),
    (
        "the column tells what is counted",
        "Region | Schools | Number of pupils\nAlmaty | 12 | 300\n",
        ["12|school|Almaty, Schools|None", "300|pupil|Almaty, Number of pupils|None"],
    ),
    (
        "another table after an empty line",
        "Region | Schools | Pupils\nAlmaty | 12 | 300\n\nKind | 2022 | 2023\nRoads built | 5 | 6\n",
        [
            "12|school|Almaty, Schools|None",
            "300|pupil|Almaty, Pupils|None",
            "5|road|Roads built|2022",
            "6|road|Roads built|2023",
        ],
    ),
    (
        "an empty line between the rows of one table",
        "Kind | 2022 | 2023\n\nRoads built | 5 | 6\n\nBridges built | 7 | 8\n",
        [
            "5|road|Roads built|2022",
            "6|road|Roads built|2023",
            "7|bridge|Bridges built|2022",
            "8|bridge|Bridges built|2023",
        ],
    ),
    (
        "heads in two rows, the upper over several columns",
        "Region | Schools |  | Roads |\n | 2022 | 2023 | 2022 | 2023\nAlmaty | 1 | 2 | 3 | 4\nOral | 5 |  | 7 | 8\n",
        [
            "1|school|Almaty, Schools|2022",
            "2|school|Almaty, Schools|2023",
            "3|road|Almaty, Roads|2022",
            "4|road|Almaty, Roads|2023",
            "5|school|Oral, Schools|2022",
            "7|road|Oral, Roads|2022",
            "8|road|Oral, Roads|2023",
        ],
    ),
    (
        "heads in two rows, years over what is counted",
        "Region | 2022 | | 2023 |\nRegion | plan | fact | plan | fact\nAlmaty | 1 | 2 | 3 | 4\n",
        ["1||Almaty, plan|2022", "2||Almaty, fact|2022", "3||Almaty, plan|2023", "4||Almaty, fact|2023"],
    ),
    (
        "a year heads several rows",
        "Year | Region | Schools\n2022 | Almaty | 11\n | Astana | 12\n2023 | Almaty | 13\n | Astana | 14\n",
        [
            "11|school|Almaty, Schools|2022",
            "12|school|Astana, Schools|2022",
            "13|school|Almaty, Schools|2023",
            "14|school|Astana, Schools|2023",
        ],
    ),
    (
        "a line over all columns tells the unit and the time",
        "In 2023, million tenge |  |\nRegion | Plan | Fact\nAlmaty | 5 | 6\n",
        ["5000000|KZT|Almaty, Plan|2023", "6000000|KZT|Almaty, Fact|2023"],
    ),
    (
        "rows that are counted below No.",
        "No. | Region | Population | Share, %\n1 | Almaty | 2 000 500 | 12.5\n"
        "2 | Astana | 1 400 000 | 10.1\n10 | Oral | 300 000 | 3\n",
        [
            "2000500||Almaty, Population|None",
            "12.5|percent|Almaty, Share, %|None",
            "1400000||Astana, Population|None",
            "10.1|percent|Astana, Share, %|None",
            "300000||Oral, Population|None",
            "3|percent|Oral, Share, %|None",
        ],
    ),
    (
        "rows that are counted below nothing",
        " | Region | 2022 | 2023\n1. | Almaty | 5 | 6\n2. | Astana | 7 | 8\n",
        ["5||Almaty|2022", "6||Almaty|2023", "7||Astana|2022", "8||Astana|2023"],
    ),
    (
        "ranks are figures",
        "Rank | Country | Score\n1 | Kazakhstan | 73.5\n2 | Uzbekistan | 70.1\n",
        [
            "1|place|Rank|None",
            "73.5|index point|Kazakhstan, Score|None",
            "2|place|Rank|None",
            "70.1|index point|Uzbekistan, Score|None",
        ],
    ),
    (
        "the row tells the unit",
        "Indicator | 2022 | 2023\nGrowth, percent | 4.5 | -5.6\nExports (million USD) | 1.5 | 2\n"
        "Pupils, thousand | 3.5 | 4\n",
        [
            "4.5|percent|Growth, percent|2022",
            "-5.6|percent|Growth, percent|2023",
            "1500000|USD|Exports (million USD)|2022",
            "2000000|USD|Exports (million USD)|2023",
            "3500|pupil|Pupils, thousand|2022",
            "4000|pupil|Pupils, thousand|2023",
        ],
    ),
    (
        "a table without heads",
        "Growth of the economy, percent | 4.5 | -5.6\nInflation | 8.1% | 9.2%\n",
        [
            "4.5|percent|Growth of the economy, percent|None",
            "-5.6|percent|Growth of the economy, percent|None",
            "8.1|percent|Inflation|None",
            "9.2|percent|Inflation|None",
        ],
    ),
    (
        "a column of units",
        "Indicator | Unit | 2021 | 2022\nGDP growth | % | 4.3 | 3.2\nPopulation | million people | 19.0 | 19.6\n"
        "Average wage | tenge | 250,311 | 309,697\n",
        [
            "4.3|percent|GDP growth|2021",
            "3.2|percent|GDP growth|2022",
            "19000000|person|Population|2021",
            "19600000|person|Population|2022",
            "250311|KZT|Average wage|2021",
            "309697|KZT|Average wage|2022",
        ],
    ),
    (
        "a sum below quarters is of none of them",
        "Quarter | Revenue, million USD\nQ1 2023 | 12.5\nQ2 2023 | 13\nTotal | 25.5\n",
        [
            "12500000|USD|Q1 2023, Revenue, million USD|2023-01/2023-03",
            "13000000|USD|Q2 2023, Revenue, million USD|2023-04/2023-06",
            "25500000|USD|Total, Revenue, million USD|None",
        ],
    ),
    (
        "a date of another thing",
        "Name | Born | Salary, tenge\nAliya Omarova | 1985 | 450,000\n",
        ["450000|KZT|Aliya Omarova, Salary, tenge|None"],
    ),
    (
        "phases and ages are names",
        "Age | Men | Women\n0-14 | 1,200 | 1,150\n65+ | 600 | 900\n\nPhase | Homes built\n1 | 500\n2 | 600\n",
        [
            "1200|man|0-14, Men|None",
            "1150|woman|0-14, Women|None",
            "600|man|65+, Men|None",
            "900|woman|65+, Women|None",
            "500|home|1, Homes built|None",
            "600|home|2, Homes built|None",
        ],
    ),
    (
        "rows without names",
        "2023 | 2022\n45 | 44\n46 | 47\n",
        ["45|||2023", "44|||2022", "46|||2023", "47|||2022"],
    ),
    (
        "numbers of articles are names",
        "Article | Old wording | New wording\n10 | 15 days | 30 days\n12 | 5 MCI | 10 MCI\n",
        [
            "15|day|10, Old wording|None",
            "30|day|10, New wording|None",
            "5|MCI|12, Old wording|None",
            "10|MCI|12, New wording|None",
        ],
    ),
    (
        "the year is that of the column",
        "Region | 2022 | 2023\nSchools opened by the end of the year | 55 | 56\n",
        [
            "55|school|Schools opened by the end of the year|2022",
            "56|school|Schools opened by the end of the year|2023",
        ],
    ),
    (
        "cells of sentences are read as such",
        "Region | Result\nAlmaty | In 2023 the mayor opened 5 schools. In 2022 he opened 4.\n"
        "Astana | 7 roads in 2021, 8 in 2020\n",
        [
            "5|school|schools opened by mayor|2023",
            "4|school|opened|2022",
            "7|road|Astana, Result|2021",
            "8|road|Astana, Result|2020",
        ],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_what_the_heads_tell(text: str, wanted: list[str], extractor: Extractor) -> None:
    found = extractor.extract(Document(id="table", text=text))
    assert [f"{f.value}|{f.unit}|{f.item}|{f.date}" for f in found] == wanted


def test_plans_and_times_to_come_are_planned(extractor: Extractor) -> None:
    text = "Expenditure, billion tenge | 2023 | 2024 (plan) | 2026\nEducation | 5.1 | 5.5 | 6.5\n"
    found = extractor.extract(Document(id="table", text=text, published="2024-06-12"))
    assert [(f.date, f.status) for f in found] == [("2023", "reported"), ("2024", "planned"), ("2026", "planned")]


def test_columns_of_changes_hold_changes(extractor: Extractor) -> None:
    text = "Sector | Share, % | Change, pp\nIndustry | 29.3 | +1.2\nTrade | 16.9 | -0.8\nTransport | 8.1 | 0.5\n"
    found = extractor.extract(Document(id="table", text=text))
    assert [(str(f.value), f.role, f.direction) for f in found if f.role != "level"] == [
        ("1.2", "change", "up"),
        ("0.8", "change", "down"),
        ("0.5", "change", "up"),
    ]
