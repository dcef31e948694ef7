"""Manifests: what is known of documents beside their texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kzreform.errors import ReadError
from kzreform.keeping.manifest import Listed, Manifest
from kzreform.records import Document
from tests.conftest import ROOT


def read(folder: Path, text: str, name: str = "m.json") -> Manifest:
    file = folder / name
    file.write_bytes(text.encode())
    return Manifest(file)


WHOLE = Listed(id="7", file="texts/a.txt", title="A, B", published="2024-06", source="Ministry")


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "7", "file": "texts/a.txt", "title": "A, B", "published": "2024-06", "source": "Ministry"}]',
        '\ufeff [{"id":"7", "file":"texts/a.txt", "title":"A, B", "published":"2024-06", "source":"Ministry", "x":1}]',
        'id,file,published,title,source\n7,texts/a.txt,2024-06,"A, B",Ministry\n',
        "\ufeffid;file;published;title;source;pages\r\n7;texts/a.txt;2024-06;A, B;Ministry;12\r\n",
        "id\tfile\tpublished\ttitle\tsource\n7\ttexts/a.txt\t2024-06\tA, B\tMinistry\n\n",
        ' file , id,source,title,published\ntexts/a.txt , 7,Ministry,"A, B",2024-06\n',
    ],
)
def test_json_and_csv_say_the_same(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).entries == (WHOLE,)


def test_empty_cells_say_nothing_and_a_file_names_its_document(tmp_path: Path) -> None:
    manifest = read(tmp_path, "id,file,published,title\n,a.txt,,\n8,,2020,\n")
    assert manifest.entries == (Listed(id="a.txt", file="a.txt"), Listed(id="8", published="2020"))


def test_what_a_manifest_leaves_out_stays() -> None:
    document = Document(id="7", text="5%", title="Own", published="2020", source="Own")
    assert Listed(id="7").told(document) == document
    told = Listed(id="7", title="T", published="2021", publisher="P", language="en-GB").told(document)
    assert told == Document(id="7", text="5%", title="T", published="2021", source="P", language="en-GB")


def test_files_are_those_beside_the_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    manifest = read(tmp_path, '[{"id": "7", "file": "here/../a.txt"}]')
    monkeypatch.chdir(tmp_path / "here")
    assert manifest.of_file("../a.txt") == manifest.of_id("7") == manifest.entries[0]
    assert manifest.of_file("a.txt") is None
    assert manifest.file(manifest.entries[0]) == str(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no manifest: CSV needs a column 'id' or 'file', and JSON begins with a bracket; here stands ''"),
        ("a,b\n1,2\n", "no manifest: CSV needs a column 'id' or 'file'"),
        ("[{]", "no manifest: JSON is malformed"),
        ('{"id": "7"}', "no manifest: expected an array of documents"),
        ("[7]", "document 1: Expected `object`, got `int`"),
        ('[{"id": "7"}, {"title": "T"}]', "document 2: needs an 'id' or a 'file'"),
        ('[{"id": "7", "file": 5}]', "document '7': Expected `str | null`, got `int` - at `$.file`"),
        ('[{"id": "7"}, {"id": "7"}]', "document '7': the id comes twice"),
        ('[{"id": "7", "file": "a"}, {"id": "8", "file": "./a"}]', "document '8': its file is that of document '7'"),
        ('[{"id": "7", "published": "yesterday"}]', "document '7': 'yesterday' is not a date"),
        ('[{"id": "7", "published": "2023-02-30"}]', "document '7': '2023-02-30' is not a real date"),
        (
            '[{"id": "7", "language": "ru"}]',
            "document '7': the language is 'ru', and figures are found in English only",
        ),
        ('id,file\n"7,a.txt\n', "no manifest: unexpected end of data"),
    ],
)
def test_what_is_wrong_is_told_with_the_document(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, text)
    assert caught.value.message.startswith(f"{tmp_path / 'm.json'}: {told}")


@pytest.mark.parametrize(("data", "told"), [(None, "cannot be read (No such file"), (b"[\xff]", "not UTF-8 text")])
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes | None, told: str) -> None:
    if data is not None:
        (tmp_path / "m.json").write_bytes(data)
    with pytest.raises(ReadError, match=told[:15]):
        Manifest(tmp_path / "m.json")


def test_the_manifest_of_the_sources_is_read() -> None:
    file = ROOT.parent / "shared" / "sources" / "manifest.json"
    if not file.is_file():
        pytest.skip("the five sources do not lie beside this checkout")
    manifest = Manifest(file)
    assert [each.id for each in manifest.entries] == [each["id"] for each in json.loads(file.read_text())]
    assert all(each.published and each.title and each.publisher for each in manifest.entries)
