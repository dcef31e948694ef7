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
