"""The plumbing of `check`: inputs, formats, exit codes, with a stand-in for what judges."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import kzreform.checking.claims
from kzreform.checking.claims import Evidence, JudgedClaim, JudgedFigure, Verdict
from kzreform.checking.claims.records import worst
from kzreform.deadline import Deadline
from kzreform.keeping import Store
from kzreform.records import Document
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor")

VERDICTS: dict[int, Verdict] = {1: "contradicted", 2: "not_found", 3: "other_period", 4: "rounded"}
FORMATS = ("table", "json", "jsonl", "markdown", "github", "claimreview")


def evidence(text: str) -> Evidence:
    return Evidence(
        document="report.txt",
        title="A | report",
        published="2024-06-01",
        id="1",
        start=0,
        end=len(text),
        line=7,
        quote=f"It was\x1b[2J {text}.",
        text=text,
        value=Decimal("3E+9"),
        unit="percent",
        agreement="differs",
        when="same",
        fit=Decimal("0.8"),
    )


class FakeChecker:
    """Judges 1% contradicted, 2% not found, 3% another time, 4% rounded, everything else supported."""

    def __init__(self, store: Store, extractor: FakeExtractor, evidence: int = 4) -> None:
        self._extractor, self._evidence = extractor, evidence

    def check(self, document: Document, prose: bool = False, deadline: Deadline | None = None) -> Iterator[JudgedClaim]:
        for text in document.text.splitlines() if prose else [document.text]:
            figures = tuple(
                JudgedFigure(
                    text=figure.text,
                    value=figure.value,
                    kind="percent",
                    unit="percent",
                    verdict=VERDICTS.get(int(figure.value), "supported"),
                    reason=f"The corpus says of {document.published} | so.",
                    evidence=(evidence("9%"),) * min(2, self._evidence),
                )
                for figure in self._extractor.extract(Document(id="line", text=text))
            )
            verdict = worst(tuple(figure.verdict for figure in figures))
            if figures or not prose:
                yield JudgedClaim(claim=text, verdict=verdict, document=document.id, figures=figures)


@pytest.fixture(autouse=True)
def around(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kzreform.checking.claims, "Checker", FakeChecker)
    corpus = tmp_path / "mine.db"
    Store.open(corpus, write=True, create=True).close()
    monkeypatch.setenv("KZREFORM_CORPUS", str(corpus))
    Path("draft.md").write_text("It was 5%.\nNo figure.\nIt was 1%.\n")
    Path("claims.csv").write_text("id,claim,said\na,It was 5%.,2024\nb,It was 2%.,2023\n")
    Path("other.csv").write_text("body\nIt was 4%.\n")


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def verdicts(result: Result) -> list[str]:
    return [line["verdict"] for line in lines(result)]


@pytest.mark.parametrize(
    ("args", "code", "expected"),
    [
        (["It was 5%."], 0, ["supported"]),
        (["It was 1%."], 1, ["contradicted"]),
        (["It was 2%."], 0, ["not_found"]),
        (["It was 2%.", "--strict"], 1, ["not_found"]),
        (["It was 3%.", "--strict"], 0, ["other_period"]),
        (["It was 5%, not 1%."], 1, ["contradicted"]),
        (["It was not.", "--strict"], 1, ["not_found"]),
        (["It was 4%.", "It was 5%."], 0, ["rounded", "supported"]),
        (["draft.md"], 1, ["supported", "contradicted"]),
        (["claims.csv"], 0, ["supported", "not_found"]),
        (["claims.csv", "It was 4%."], 0, ["supported", "not_found", "rounded"]),
        (["other.csv", "--text-column", "body"], 0, ["rounded"]),
    ],
)
def test_verdicts_and_exit_codes(run: Run, args: list[str], code: int, expected: list[str]) -> None:
    result = run("check", *args, "--format", "jsonl")
    assert (result.exit_code, verdicts(result), result.stderr) == (code, expected, "")


def test_standard_input_is_prose_unless_a_column_is_named(run: Run) -> None:
    prose = run("check", "-", "--format", "jsonl", stdin=b"It was 5%.\nIt was 4%.")
    rows = run("check", "-", "--text-column", "said", "--format", "jsonl", stdin=b"said\nIt was 5% or 4%.\n")
    assert verdicts(prose) == ["supported", "rounded"]
    assert verdicts(rows) == ["rounded"]


def test_a_row_is_called_by_its_id_and_dated_by_its_column(run: Run) -> None:
    result = run("check", "claims.csv", "--id-column", "id", "--date-column", "said", "--format", "jsonl")
    assert [line["document"] for line in lines(result)] == ["a", "b"]
    assert "2023" in lines(result)[1]["figures"][0]["reason"]
    dated = run("check", "It was 5%.", "--published", "2020-01", "--format", "jsonl")
    assert "2020-01" in lines(dated)[0]["figures"][0]["reason"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "nothing to check: give a CLAIM in quotes, PATHS, or - for standard input"),
        (["missing.md"], "missing.md: no such file"),
        (["drafts/missing"], "drafts/missing: no such file"),
        (["*.docx"], "*.docx: no file matches this pattern"),
        (
            ["claims.csv", "--text-column", "body"],
            "kzreform: claims.csv: no column 'body'; there are 'id', 'claim', 'said'",
        ),
        (["It was 5%.", "--corpus", "none.db"], "none.db"),
        (["draft.md", "-o", "draft.md"], "-o draft.md: this is one of the texts to read, and would be lost"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(run: Run, args: list[str], message: str) -> None:
    result = run("check", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_others_are_done_where_one_is_missing(run: Run) -> None:
    result = run("check", "missing.md", "draft.md", "--format", "jsonl")
    assert (result.exit_code, verdicts(result)) == (2, ["supported", "contradicted"])
    assert result.stderr == "kzreform: missing.md: no such file\n"


def test_without_a_corpus_of_ones_own_the_sample_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.delenv("KZREFORM_CORPUS")
    monkeypatch.setenv("XDG_DATA_HOME", "nowhere")
    monkeypatch.setattr("kzreform.keeping.sample_store", lambda: asked.append(True) or Store.memory())
    assert "sample corpus" in run("check", "It was 5%.").stderr
    assert run("check", "It was 5%.", "--quiet").stderr == ""
    assert asked == [True, True]


def test_the_table_of_one_claim_does_not_repeat_it(run: Run) -> None:
    assert run("check", "It was 1%.").stdout == (
        "Verdict       Figure    Finding\n"
        "------------  --------  -----------------------------\n"
        "contradicted  1%        The corpus says of None | so.\n"
        "\n"
        "1% – report.txt, line 7: “It was\N{REPLACEMENT CHARACTER}[2J 9%.”\n"
    )


def test_the_table_of_many_has_the_claims_and_quotes_what_is_not_so(run: Run) -> None:
    told = run("check", "draft.md", "It was none.").stdout
    assert told.splitlines()[0].split() == ["Verdict", "Document", "Claim", "Figure", "Finding"]
    assert "It states no figure." in told
    assert told.count("“") == 1


def test_a_text_without_claims(run: Run) -> None:
    Path("empty.md").write_text("Nothing.\n")
    assert run("check", "empty.md").stdout == "no claims\n"
    assert run("check", "empty.md", "--format", "json").stdout == "[]\n"
    assert run("check", "empty.md", "--format", "github").stdout == ""


def test_json_has_what_the_issue_asks_for(run: Run) -> None:
    (claim,) = lines(run("check", "It was 5%.", "--format", "jsonl"))
    assert {"claim", "verdict", "figures"} <= set(claim)
    assert {"text", "value", "verdict", "reason", "evidence"} <= set(claim["figures"][0])
    assert claim["figures"][0]["evidence"][0]["value"] == 3_000_000_000
    assert "3000000000" in run("check", "It was 5%.", "--format", "json").stdout
    assert (
        len(lines(run("check", "It was 5%.", "--format", "jsonl", "--evidence", "1"))[0]["figures"][0]["evidence"]) == 1
    )


def test_markdown_escapes_what_a_source_says(run: Run) -> None:
    told = run("check", "It was 3%.", "--format", "markdown").stdout.splitlines()
    assert told[2] == "| other\\_period | 3% | The corpus says of None \\| so. |"


def test_github_annotations_spell_what_is_no_utf_8_in_the_name_of_the_draft(run: Run) -> None:
    draft = Path(os.fsdecode(b"caf\xe9.md"))
    draft.write_text("It was 1%.")
    shown = run("check", str(draft), "--format", "github").stdout_bytes.decode()
    assert shown.startswith("::error file=caf\\xe9.md,line=1,title=contradicted")


def test_github_annotates_the_draft(run: Run) -> None:
    Path("draft.md").write_text("It was 1%.\nIt was 2%, 3%, 4% or 5%.\n")
    told = run("check", "draft.md", "claims.csv", "--format", "github").stdout.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["::error", "::notice", "::warning", "::notice"]
    assert told[0].startswith("::error file=draft.md,line=1,title=contradicted%3A 1%25::The corpus says")
    assert told[3].startswith("::notice file=claims.csv,title=not_found%3A 2%25::claims.csv#2: The corpus")


def test_claimreview_rates_and_cites(run: Run) -> None:
    reviews = json.loads(run("check", "draft.md", "It was 2%.", "--format", "claimreview").stdout)
    assert {review["@type"] for review in reviews} == {"ClaimReview"}
    assert [review["reviewRating"].get("ratingValue") for review in reviews] == [5, 1, None]
    assert reviews[1]["itemReviewed"]["appearance"]["name"] == "draft.md"
    (cited,) = reviews[1]["citation"]
    assert cited["isPartOf"] == {"@type": "CreativeWork", "name": "A | report", "datePublished": "2024-06-01"}
    assert reviews[2]["citation"] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_gets_what_is_printed(run: Run, format_: str) -> None:
    printed = run("check", "draft.md", "--format", format_).stdout
    assert run("check", "draft.md", "--format", format_, "-o", "out").stdout == ""
    assert Path("out").read_text(encoding="utf-8") == printed


def test_claims_are_told_from_paths(run: Run) -> None:
    """A file that is there is a file, whatever its name; a sentence that ends in a stop is none."""
    Path("It was 5%.").write_text("It was 1%.")
    assert verdicts(run("check", "It was 5%.", "--format", "jsonl")) == ["contradicted"]
    assert verdicts(run("check", "5%", "--format", "jsonl")) == ["supported"]
    assert verdicts(run("check", "x" * 5000 + " 5%", "--format", "jsonl")) == ["supported"]


def test_the_csv_of_claims_may_hold_quotes(run: Run) -> None:
    with Path("quoted.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["claim"], ['"It was 5%", he said.']])
    assert lines(run("check", "quoted.csv", "--format", "jsonl"))[0]["claim"] == '"It was 5%", he said.'


def test_files_of_one_name_are_told_apart_and_one_named_twice_is_read_once(run: Run) -> None:
    for folder in ("x", "y"):
        Path(folder).mkdir()
        Path(folder, "a.md").write_text("It was 5%.")
    result = run("check", "x/a.md", "It was 2%.", "y/a.md", "x/a.md", "--format", "jsonl")
    assert [line["document"] for line in lines(result)] == ["x/a.md", "y/a.md", "claim"]


def test_where_nothing_can_be_read_what_was_there_stays(run: Run) -> None:
    Path("out.json").write_text("old")
    assert run("check", "missing.md", "-o", "out.json", "--format", "json").exit_code == 2
    assert Path("out.json").read_text() == "old"


def test_nothing_in_a_review_ends_the_script_that_holds_it(run: Run) -> None:
    assert "<" not in run("check", "It was 5% </script>.", "--format", "claimreview").stdout
