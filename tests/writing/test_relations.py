"""The writers of relations: one contract, and what is particular to each."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest

from kzreform.checking.audit.records import Relation, RelationVerdict, cited
from kzreform.writing.output import Output
from kzreform.writing.relations import RELATION_WRITERS
from tests.conftest import figure

MESSAGE = "786 of 3,415 is 23.0 %, not 21.02 %"


def relation(verdict: RelationVerdict, doc: str = "a b.txt", message: str = MESSAGE) -> Relation:
    share = figure("21.02%", document=doc, start=30, end=36, value=Decimal("21.02"), line=3)
    part = figure("786", document=doc, start=10, end=13, kind="count", value=Decimal(786), unit="deputy", line=3)
    return Relation(
        doc=doc,
        kind="share",
        inputs=(cited(part),),
        stated=cited(share),
        computed=Decimal("23.016105"),
        low=Decimal("21.015"),
        high=None,
        verdict=verdict,
        message=message,
    )


RELATIONS = [relation("inconsistent"), relation("rounded"), relation("consistent")]


def written(name: str, relations: list[Relation], terminal: bool = False) -> str:
    stream = io.BytesIO()
    RELATION_WRITERS[name](iter(relations), Output(stream, terminal=terminal))
    return stream.getvalue().decode()


@pytest.mark.parametrize("name", RELATION_WRITERS)
def test_every_writer_ends_its_lines_and_repeats_itself(name: str) -> None:
    for relations in ([], RELATIONS[:1], RELATIONS):
        once = written(name, relations)
        assert once == written(name, relations)
        assert once == "" or once.endswith("\n")


def test_json_lines_are_as_the_gold_is() -> None:
    rows = [json.loads(line) for line in written("jsonl", RELATIONS).splitlines()]
    assert rows == json.loads(written("json", RELATIONS))
    assert json.loads(written("json", [])) == []
    assert {"doc", "kind", "inputs", "stated", "computed", "verdict"} <= set(rows[0])
    assert (rows[0]["computed"], rows[0]["high"]) == (23.016105, None)
    assert {"text", "start", "value", "doc"} <= set(rows[0]["stated"])


def test_the_table_names_the_documents_where_there_are_several() -> None:
    assert written("table", []) == "no relations\n"
    one = written("table", RELATIONS[:1]).splitlines()
    assert one[0].split() == ["Verdict", "Kind", "Finding", "Line"]
    assert one[2].split() == [
        "inconsistent",
        "share",
        *["786", "of", "3,415", "is", "23.0", "%,", "not", "21.02", "%"],
        "3",
    ]
    several = written("table", [relation("rounded"), relation("rounded", doc="b.txt")])
    assert several.splitlines()[0].split() == ["Verdict", "Kind", "Finding", "Document", "Line"]


def test_a_text_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for terminal in (False, True):
        assert "\x1b[2J" not in written("table", [relation("rounded", message="evil \x1b[2J")], terminal)


def test_github_annotations_accuse_only_what_is_wrong() -> None:
    assert written("github", [*RELATIONS, relation("inconsistent", doc="a,b:\n.txt")]).splitlines() == [
        "::error file=a b.txt,line=3,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
        "::notice file=a b.txt,line=3,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
        "::error file=a%2Cb%3A .txt,line=3,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
    ]


def test_sarif_has_what_the_standard_requires() -> None:
    log = json.loads(written("sarif", RELATIONS))
    assert (log["version"], log["$schema"].endswith("sarif-schema-2.1.0.json")) == ("2.1.0", True)
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert (driver["name"], len(set(rules)), run["columnKind"]) == ("kzreform", len(rules), "unicodeCodePoints")
    assert [(r["kind"], r["level"]) for r in run["results"]] == [("fail", "error"), ("fail", "note"), ("pass", "none")]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        for place in (*result["locations"], *result["relatedLocations"]):
            _check_place(place)
    assert json.loads(written("sarif", []))["runs"][0]["results"] == []


def _check_place(place: dict[str, Any]) -> None:
    physical = place["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "a%20b.txt"}
    region = physical["region"]
    assert region["startLine"] >= 1
    assert region["charLength"] == len(region["snippet"]["text"])


def test_sarif_is_read_by_models_of_its_schema() -> None:
    models = pytest.importorskip("sarif_pydantic")
    log = models.Sarif.model_validate_json(written("sarif", RELATIONS))
    assert len(log.runs[0].results) == len(RELATIONS)
