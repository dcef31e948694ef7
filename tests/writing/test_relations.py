"""The writers of relations: one contract, and what is particular to each."""

from __future__ import annotations

import io
import json
import os
from decimal import Decimal

import msgspec
import pytest

from kzreform.checking.audit.records import Relation, RelationVerdict, cited, relation_schema
from kzreform.writing.output import Output
from kzreform.writing.places import Place, Places
from kzreform.writing.relations import RELATION_WRITERS
from tests.conftest import figure
from tests.writing.sarif import sarif_schema

MESSAGE = "786 of 3,415 is 23.0 %, not 21.02 %"


def relation(verdict: RelationVerdict, doc: str = "a b.txt", message: str = MESSAGE) -> Relation:
    share = figure("21.02%", document=doc, start=30, end=36, value=Decimal("21.02"), line=3)
    part = figure("786", document=doc, start=10, end=13, kind="count", value=Decimal(786), unit="deputy", line=3)
    return Relation(
        doc=doc,
        kind="share",
        inputs=(cited(part, 5),),
        stated=cited(share, 25),
        computed=Decimal("23.016105"),
        low=Decimal("21.015"),
        high=None,
        verdict=verdict,
        message=message,
    )


RELATIONS = [relation("inconsistent"), relation("rounded"), relation("consistent")]


def written(name: str, relations: list[Relation], terminal: bool = False, places: Places | None = None) -> str:
    stream = io.BytesIO()
    RELATION_WRITERS[name](iter(relations), Output(stream, terminal=terminal), places or {})
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


@pytest.mark.parametrize("relations", [[], RELATIONS])
def test_json_is_as_its_schema_says(relations: list[Relation]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(relation_schema())
    checker.validate(json.loads(written("json", relations)))
    for line in written("jsonl", relations).splitlines():
        row = json.loads(line)
        checker.validate([row])
        assert not checker.is_valid([row | {"computed": "23.0"}])
        assert not checker.is_valid([{key: value for key, value in row.items() if key != "stated"}])


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
        "::error file=a b.txt,line=3,col=25,endColumn=31,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
        "::notice file=a b.txt,line=3,col=25,endColumn=31,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
        "::error file=a%2Cb%3A .txt,line=3,col=25,endColumn=31,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
    ]


PLACES = {"a b.txt": Place("texts/a b.txt"), "n1": Place("news.csv", whole=False)}


def test_github_annotations_name_the_file_that_the_user_named() -> None:
    assert written("github", [relation("inconsistent"), relation("rounded", doc="n1")], places=PLACES).splitlines() == [
        "::error file=texts/a b.txt,line=3,col=25,endColumn=31,title=share::786 of 3,415 is 23.0 %25, not 21.02 %25",
        # The lines of a row are not those of its file.
        "::notice file=news.csv,title=share::n1: 786 of 3,415 is 23.0 %25, not 21.02 %25",
    ]


def test_annotations_spell_what_is_no_utf_8_in_the_name_of_a_file() -> None:
    odd = Place(os.fsdecode(b"caf\xe9\x1b[2J.txt"))
    shown = written("github", [relation("rounded")], places={"a b.txt": odd})
    assert shown.startswith("::notice file=caf\\xe9\ufffd[2J.txt,line=3,")


SARIF: list[tuple[list[Relation], Places]] = [
    ([], {}),
    (RELATIONS, {}),
    (RELATIONS, PLACES),
    ([relation("inconsistent", doc="n1")], PLACES),
    ([relation("rounded", doc="жылдық есеп.txt", message="evil \x1b[2J \u2028")], {}),
    ([relation("rounded", doc="C:\\texts\\a.txt")], {"a b.txt": Place("/srv/texts/a b.txt")}),
]


@pytest.mark.parametrize(("relations", "places"), SARIF)
def test_sarif_is_as_the_official_schema_says(relations: list[Relation], places: Places) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = sarif_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    log = json.loads(written("sarif", relations, places=places))
    checker.validate(log)
    # That the schema is a strict one: what it does not know is an error.
    assert not checker.is_valid(log | {"verdict": "inconsistent"})


def test_sarif_has_what_the_standard_requires_beside_its_schema() -> None:
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
            region = place["physicalLocation"]["region"]
            assert region["charLength"] == region["endColumn"] - region["startColumn"] == len(region["snippet"]["text"])
    assert json.loads(written("sarif", []))["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("texts/a b.txt", "texts/a%20b.txt"),
        ("../есеп.txt", "../%D0%B5%D1%81%D0%B5%D0%BF.txt"),
        ("/srv/a b.txt", "file:///srv/a%20b.txt"),
        ("texts\\a.txt", "texts/a.txt"),
        ("100%.txt", "100%25.txt"),
    ],
)
def test_sarif_names_the_file_that_the_user_named(file: str, uri: str) -> None:
    [result] = json.loads(written("sarif", RELATIONS[:1], places={"a b.txt": Place(file)}))["runs"][0]["results"]
    for place in (*result["locations"], *result["relatedLocations"]):
        assert place["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_names_a_row_of_a_table() -> None:
    [result] = json.loads(written("sarif", [relation("rounded", doc="n1")], places=PLACES))["runs"][0]["results"]
    [place] = result["locations"]
    assert place["logicalLocations"] == [{"name": "n1", "kind": "element"}]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "news.csv"}}


def test_a_figure_over_two_lines_ends_on_the_second() -> None:
    over = relation("rounded")
    over = msgspec.structs.replace(over, stated=msgspec.structs.replace(over.stated, text="1 million\n400 thousand"))
    [result] = json.loads(written("sarif", [over]))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [3, 25, 4, 13]
    assert ",line=3,col=25,title=" in written("github", [over])
