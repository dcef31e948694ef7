"""`conflicts` over the corpus: the furthest apart first, with both places quoted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kzreform.checking.disputes import disputes
from kzreform.keeping import Store
from tests.keeping.making import noted, stored

Run = Callable[..., Result]


def opened(count: str, year: str = "2023", **fields: Any) -> tuple[str, dict[str, Any]]:
    known = {"unit": "library", "item": "new libraries opened", "date": year, "date_basis": "stated"}
    return f"In {year}, [[{count}]] new libraries were opened.", known | fields


def shops(count: str) -> tuple[str, dict[str, Any]]:
    known = {"unit": "shop", "item": "shops closed", "date": "2022", "date_basis": "stated"}
    return f"In 2022, [[{count}]] shops were closed.", known


A = noted("a.txt", opened("34"), shops("100"), title="A", published="2024")
B = noted("b.txt", opened("43"), shops("300"))


@pytest.mark.parametrize(
    ("told", "other", "found"),
    [
        (opened("34"), opened("43"), [("34", "43", "0.209")]),
        (opened("34"), opened("34"), []),
        (opened("34"), opened("43", "2022"), []),
        (opened("34"), opened("43", bound="about"), []),
        (opened("34"), opened("43", status="planned"), []),
        (opened("34"), opened("43", role="change"), []),
        (opened("34"), opened("43", date_basis="carried"), []),
        (opened("34"), opened("43", unit="percent", kind="percent"), []),
        (opened("34"), opened("43", item="new schools opened"), []),
        (opened("34"), opened("43", item="opened new libraries"), [("34", "43", "0.209")]),
    ],
)
def test_what_is_compared(told: tuple[str, Any], other: tuple[str, Any], found: list[tuple[str, str, str]]) -> None:
    store = stored(noted("a.txt", told), noted("b.txt", other))
    rows = [(*(side.figure.text for side in each.sides), str(each.gap)) for each in disputes(store)]
    assert rows == found


def test_a_value_that_several_places_give_is_cited_once() -> None:
    store = stored(A, B, noted("c.txt", opened("34"), opened("43"), opened("50")))
    found = [(*(f"{side.document.id}:{side.figure.text}" for side in each.sides),) for each in disputes(store)]
    assert found == [
        ("a.txt:100", "b.txt:300"),
        ("a.txt:34", "c.txt:50"),
        ("a.txt:34", "b.txt:43"),
        ("b.txt:43", "c.txt:50"),
    ]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZREFORM_CORPUS", str(tmp_path / "corpus.db"))
    stored(B, A, store=Store.open(tmp_path / "corpus.db", write=True, create=True)).close()


@pytest.mark.usefixtures("corpus")
def test_the_furthest_apart_come_first_with_both_places_quoted(run: Run) -> None:
    result = run("conflicts")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "“shops closed” for 2022 is 100 shop or 300 shop\n"
        "  a.txt:2  In 2022, 100 shops were closed.\n"
        "  b.txt:2  In 2022, 300 shops were closed.\n"
        "\n"
        "“new libraries opened” for 2023 is 34 library or 43 library\n"
        "  a.txt:1  In 2023, 34 new libraries were opened.\n"
        "  b.txt:1  In 2023, 43 new libraries were opened.\n"
    )


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_programs_read_the_relation_and_both_places(run: Run, format_: str) -> None:
    out = run("conflicts", "--format", format_).stdout
    first, second = json.loads(out) if format_ == "json" else map(json.loads, out.splitlines())
    assert (first["gap"], second["gap"], second["verdict"]) == (0.667, 0.209, "inconsistent")
    assert (second["inputs"][0]["text"], second["stated"]["text"], second["stated"]["column"]) == ("34", "43", 10)
    assert [(place["document"], place["title"], place["line"]) for place in second["places"]] == [
        ("a.txt", "A", 1),
        ("b.txt", None, 1),
    ]
    assert second["places"][1]["sentence"] == "In 2023, 43 new libraries were opened."


@pytest.mark.usefixtures("corpus")
def test_ci_formats(run: Run) -> None:
    assert run("conflicts", "--format", "github").stdout.startswith("::error file=b.txt,line=2,col=10,")
    assert len(json.loads(run("conflicts", "--format", "sarif").stdout)["runs"][0]["results"]) == 2


@pytest.mark.usefixtures("corpus")
def test_texts_are_compared_without_the_corpus(run: Run, tmp_path: Path) -> None:
    Path("a.txt").write_text("Nothing.")
    assert run("conflicts", "a.txt").exit_code == 0
    refused = run("conflicts", "a.txt", "--corpus", "corpus.db")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "kzreform: --corpus is compared with itself: it goes without PATHS and --sample\n"


def test_no_conflicts(run: Run, tmp_path: Path) -> None:
    stored(A, store=Store.open(tmp_path / "c.db", write=True, create=True)).close()
    result = run("conflicts", "--corpus", "c.db")
    assert (result.exit_code, result.stdout) == (0, "no conflicts\n")
