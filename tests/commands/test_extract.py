"""The plumbing of `extract`: inputs, formats, filters and failures, with a stand-in for the extractor."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from kzreform import reading
from kzreform.errors import ReadError
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor")


def texts(result: Result) -> list[str]:
    return [json.loads(line)["text"] for line in result.stdout.splitlines()]


def one_line(result: Result) -> str:
    """The only line on stderr; anything else is a failure."""
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "Traceback" not in line
    return str(line)


def test_jsonl_has_every_field_a_line(run: Run) -> None:
    Path("a.txt").write_text("In 2023 it was 5%.\nThen 6%.", encoding="utf-8")
    result = run("extract", "a.txt", "--format", "jsonl")
    assert result.exit_code == 0
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["text"], first["value"], first["line"], first["document"]) == ("5%", 5, 1, "a.txt")
    assert (second["text"], second["line"], second["page"]) == ("6%", 2, None)


def test_json_is_one_array_even_without_figures(run: Run) -> None:
    Path("a.txt").write_text("nothing here")
    assert json.loads(run("extract", "a.txt", "--format", "json").stdout) == []


def test_several_documents_come_in_the_order_given(run: Run) -> None:
    Path("b.txt").write_text("1%")
    Path("a.txt").write_text("2%")
    result = run("extract", "b.txt", "a.txt", "--format", "json")
    assert [f["document"] for f in json.loads(result.stdout)] == ["b.txt", "a.txt"]


def test_directory_and_glob(run: Run) -> None:
    Path("d/e").mkdir(parents=True)
    Path("d/e/2.txt").write_text("2%")
    Path("d/1.txt").write_text("1%")
    Path("d/notes.bin").write_bytes(b"\0 3%")
    assert texts(run("extract", "d", "--format", "jsonl")) == ["1%", "2%"]
    assert texts(run("extract", "d/**/*.txt", "--format", "jsonl")) == ["1%", "2%"]


def test_stdin_equals_file_but_for_the_documents_name(run: Run) -> None:
    data = "\ufeffIn 2023\r\nit was 5%.".encode()
    Path("a.txt").write_bytes(data)
    from_file = json.loads(run("extract", "a.txt", "--format", "jsonl").stdout)
    from_stdin = json.loads(run("extract", "-", "--format", "jsonl", stdin=data).stdout)
    assert from_stdin["document"] == "stdin"
    for row in (from_file, from_stdin):
        del row["document"], row["id"]
    assert from_stdin == from_file
    assert data.decode()[from_file["start"] : from_file["end"]] == "5%"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["10%", "20%", "30%"]),
        (["--since", "2023"], ["20%"]),
        (["--until", "2022-12-31"], ["10%"]),
        (["--since", "2020-05", "--until", "2024"], ["10%", "20%"]),
        (["--kind", "percent"], ["10%", "20%", "30%"]),
        (["--kind", "money", "--kind", "rank"], []),
        (["--published", "2023-05-01", "--since", "2023"], ["20%", "30%"]),
    ],
)
def test_filters(run: Run, options: list[str], expected: list[str]) -> None:
    for name, text in (("a.txt", "10% in 2020"), ("b.txt", "20% in 2023"), ("c.txt", "30%, undated")):
        Path(name).write_text(text)
    assert texts(run("extract", "a.txt", "b.txt", "c.txt", "--format", "jsonl", *options)) == expected


def test_table_on_a_pipe_is_plain_text(run: Run) -> None:
    Path("a.txt").write_text("5% in 2023")
    lines = run("extract", "a.txt").stdout.splitlines()
    assert lines[0].split() == ["Figure", "Item", "Date", "Role", "Value", "Line"]
    assert lines[2].split() == ["5%", "2023", "level", "5%", "1"]
    assert "\x1b" not in "".join(lines)


def test_output_file_holds_what_stdout_would(run: Run) -> None:
    Path("a.txt").write_text("5%")
    printed = run("extract", "a.txt", "--format", "json").stdout
    result = run("extract", "a.txt", "--format", "json", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("out.json").read_text() == printed


def test_output_file_stays_whole_when_the_run_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: FakeExtractor, document: object) -> list[object]:
        raise ValueError("no such luck")

    monkeypatch.setattr(FakeExtractor, "extract", broken)
    Path("a.txt").write_text("5%")
    Path("out.json").write_text("what was there")
    result = run("extract", "a.txt", "-o", "out.json")
    assert result.exit_code == 2
    assert "internal error: ValueError: no such luck" in one_line(result)
    assert Path("out.json").read_text() == "what was there"
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a.txt", "out.json"]


def test_a_missing_file_is_named_and_the_others_are_done(run: Run) -> None:
    Path("good.txt").write_text("5%")
    result = run("extract", "missing.txt", "good.txt", "--format", "jsonl")
    assert result.exit_code == 2
    assert texts(result) == ["5%"]
    assert result.stderr == "kzreform: missing.txt: no such file\nkzreform: 1 document, 1 figure, 1 failure\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "kzreform: missing.txt: no such file"),
        (["binary.txt"], "kzreform: binary.txt: a picture (PNG): recognise its text first (OCR)"),
        (["nul.txt"], "kzreform: nul.txt: not UTF-8 text (it holds NUL bytes): a binary file?"),
        (["latin.txt", "--encoding", "utf-8"], "kzreform: latin.txt: not UTF-8 text (byte 3 cannot be decoded)"),
        (["empty.txt"], "kzreform: empty.txt: the file is empty"),
        (["bom.txt"], "kzreform: bom.txt: the file is empty"),
        (["bare"], "kzreform: bare: the directory holds no texts ("),
        (["*.nothing"], "kzreform: *.nothing: no file matches this pattern"),
        (["-"], "kzreform: standard input: the file is empty"),
        ([], "kzreform: nothing to read: give PATHS, - for standard input, or --sample"),
        (["a.txt", "--kind", "colour"], "kzreform: Invalid value for '--kind': 'colour' is not one of"),
        (["a.txt", "--since", "2023-13"], "kzreform: Invalid value for '--since': '2023-13' is not a real date"),
        (["a.txt", "--until", "soon"], "kzreform: Invalid value for '--until': 'soon' is not a date (YYYY"),
        (["a.txt", "--published", "2023-02-30"], "kzreform: Invalid value for '--published': '2023-02-30' is not a"),
        (["a.txt", "--published", ""], "kzreform: Invalid value for '--published': '' is not a date"),
        (["a.txt", "--since", "2024", "--until", "2023-05"], "kzreform: --since 2024 is after --until 2023-05"),
        (["a.txt", "--format", "xml"], "kzreform: Invalid value for '--format': 'xml' is not one of"),
        (["a.txt", "-o", "no/such/out.json"], "out.json: cannot be written (No such file or directory)"),
        (["a.txt", "-o", "bare"], "kzreform: bare: is a directory"),
        (["a.txt", "-o", "a.txt"], "kzreform: -o a.txt: this is one of the texts to read, and would be lost"),
        (
            ["a.txt", "--patterns", "nul.txt", "-o", "nul.txt"],
            "nul.txt: this is a file of --patterns",
        ),
        ([""], "kzreform: an empty name: no such file"),
        (["a.txt", "--colour"], "kzreform: No such option"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(run: Run, args: list[str], message: str) -> None:
    Path("a.txt").write_text("5%")
    Path("binary.txt").write_bytes(b"\x89PNG\0\0")
    Path("nul.txt").write_bytes(b"\0\1\2" * 9)
    Path("latin.txt").write_bytes("caf\xe9 5%".encode("latin-1"))
    Path("empty.txt").write_bytes(b"")
    Path("bom.txt").write_bytes(b"\xef\xbb\xbf\r\n")
    Path("bare").mkdir()
    result = run("extract", *args)
    assert result.exit_code == 2
    assert message in one_line(result)


def test_a_name_that_is_not_utf_8_is_read(run: Run) -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("5%")
    result = run("extract", os.fsdecode(b"caf\xe9.txt"), "--format", "jsonl")
    assert json.loads(result.stdout)["document"] == "caf\\xe9.txt"


def test_documents_are_read_one_after_the_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    readings, extract = reading.readings, FakeExtractor.extract

    def loading(source: reading.Source, options: reading.Options) -> Iterator[Document | ReadError]:
        order.append(f"load {source.id}")
        return readings(source, options)

    def extracting(self: FakeExtractor, document: Document) -> list[Figure]:
        order.append(f"extract {document.id}")
        return extract(self, document)

    monkeypatch.setattr(reading, "readings", loading)
    monkeypatch.setattr(FakeExtractor, "extract", extracting)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("5%")
    run("extract", "a.txt", "none.txt", "b.txt")
    assert order == ["load a.txt", "extract a.txt", "load none.txt", "load b.txt", "extract b.txt"]


def test_documents_of_one_id_are_told_of(run: Run) -> None:
    Path("a.csv").write_text("id,text\n7,5%\n8,6%\n7,7%\n8,9%\n")
    result = run("extract", "a.csv", "--id-column", "id", "--format", "jsonl")
    assert texts(result) == ["5%", "6%", "7%", "9%"]
    assert result.stderr.splitlines()[0].startswith("kzreform: 7: several documents have this id")
    assert result.stderr.count("this id") == 1
    assert "this id" not in run("extract", "a.csv", "--id-column", "id", "--quiet").stderr


def test_no_model_is_said_once_and_not_when_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeExtractor, "model", None)
    Path("a.txt").write_text("5%")
    Path("b.txt").write_text("6%")
    said = run("extract", "a.txt", "b.txt", "--format", "jsonl")
    assert texts(said) == ["5%", "6%"]
    assert said.stderr.count("no spaCy model") == 1
    assert run("extract", "a.txt", "b.txt", "--quiet").stderr == ""


def test_patterns_reach_the_extractor(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[Path] | None] = []
    monkeypatch.setattr(FakeExtractor, "__init__", lambda self, language, patterns, timeout=None: seen.append(patterns))
    Path("a.txt").write_text("5%")
    run("extract", "a.txt", "--patterns", "x.toml", "--patterns", "y.toml")
    assert seen == [[Path("x.toml"), Path("y.toml")]]


def test_the_sample_is_read(run: Run) -> None:
    result = run("extract", "--sample", "--format", "jsonl")
    assert result.exit_code == 0
    assert len({json.loads(line)["document"] for line in result.stdout.splitlines()}) > 1
