"""The plumbing of `corpus`: what goes in, what comes out, and how failures are told; a stand-in extracts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

import kzreform.extraction
from kzreform.keeping import Store, opening
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_extractor: type[FakeExtractor]) -> None:
    """Nobody's corpus is touched."""
    monkeypatch.delenv("KZREFORM_CORPUS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that were extracted, as it goes."""
    done: list[str] = []

    class Noting(FakeExtractor):
        def extract(self, document: Document) -> list[Figure]:
            done.append(document.id)
            return super().extract(document)

    monkeypatch.setattr(kzreform.extraction, "Extractor", Noting)
    return done


def save(name: str, text: str) -> str:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return name


def kept(path: str = "data/kzreform/corpus.db") -> dict[str, Document]:
    with Store.open(Path(path)) as store:
        return {described.id: store.document(described.id) for described in store.documents()}


def told(result: Result, code: int = 0) -> str:
    """What a command says on stderr, in one line."""
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    (line,) = result.stderr.splitlines()
    return str(line).removeprefix("kzreform: ")


def test_add_and_all_that_can_be_seen_of_it(run: Run) -> None:
    save("texts/a.txt", "In 2023 it was 5%.\nThen 60%.\n")
    save("texts/b.md", "# Head\n\nNow it is 7%.\n")
    result = run("corpus", "add", "texts", "--published", "2024-05", "--source", "Ministry")
    assert told(result) == "2 added, 0 replaced, 0 unchanged; 2 documents, 3 figures, no failures"
    assert {id: (each.published, each.source) for id, each in kept().items()} == {
        "a.txt": ("2024-05", "Ministry"),
        "b.md": ("2024-05", "Ministry"),
    }
    listed = run("corpus", "list").stdout.splitlines()
    assert [line.split() for line in listed[2:]] == [
        ["a.txt", "2024-05", "-", "29", "2"],
        ["b.md", "2024-05", "Head", "22", "1"],
    ]
    shown = run("corpus", "show", "a.txt").stdout
    assert "characters: 29" in shown
    assert "60%" in shown
    assert run("corpus", "show", "a.txt", "--text").stdout == "In 2023 it was 5%.\nThen 60%.\n"
    whole = json.loads(run("corpus", "show", "b.md", "--format", "json").stdout)
    assert (whole["id"], whole["figures"][0]["text"], whole["figures"][0]["value"]) == ("b.md", "7%", 5 + 2)
    assert told(run("corpus", "verify")) == "2 documents, 3 figures, nothing wrong"
    assert told(run("corpus", "remove", "a.txt")) == "1 removed"
    assert list(kept()) == ["b.md"]


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_list_for_programs(run: Run, format_: str) -> None:
    run("corpus", "add", save("a.txt", "It was 5%."), "--title", "=A", "--quiet")
    out = run("corpus", "list", "--format", format_).stdout
    if format_ == "csv":
        assert out.splitlines()[0] == "id,title,source,published,language,checksum,characters,figures"
        assert out.splitlines()[1].startswith("a.txt,'=A,,,en,")
    else:
        (row,) = json.loads(out) if format_ == "json" else [json.loads(line) for line in out.splitlines()]
        assert (row["id"], row["title"], row["published"], row["figures"]) == ("a.txt", "=A", None, 1)


def test_an_empty_corpus_is_listed(run: Run) -> None:
    run("corpus", "add", save("a.txt", "It was 5%."), "--quiet")
    run("corpus", "remove", "a.txt", "--quiet")
    assert run("corpus", "list").stdout == "no documents\n"
    assert run("corpus", "list", "--format", "json").stdout == "[]\n"
    assert run("corpus", "export", "--format", "jsonl").stdout == ""
    assert run("corpus", "stats").exit_code == 0


def test_stats(run: Run) -> None:
    run("corpus", "add", save("a.txt", "In 2023 it was 5% and 6%."), save("b.txt", "It was 5%."), "--quiet")
    out = run("corpus", "stats").stdout
    assert out.startswith("documents:  2\ncharacters: 35\nfigures:    3\ndated:      2\n")
    stats = json.loads(run("corpus", "stats", "--format", "json").stdout)
    assert stats["by_year"] == [{"year": "2023", "figures": 2}, {"year": None, "figures": 1}]


def test_a_document_that_is_there_is_not_extracted_again(run: Run, extracted: list[str]) -> None:
    save("a.txt", "It was 5%.")
    save("b.txt", "It was 6%.")
    run("corpus", "add", "a.txt", "b.txt")
    assert extracted == ["a.txt", "b.txt"]
    before = Path("data/kzreform/corpus.db").read_bytes()
    again = told(run("corpus", "add", "a.txt", "b.txt"))
    assert again == "0 added, 0 replaced, 2 unchanged; 2 documents, 2 figures, no failures"
    assert extracted == ["a.txt", "b.txt"]
    assert Path("data/kzreform/corpus.db").read_bytes() == before
    save("b.txt", "It was 6% and 7%.")
    assert told(run("corpus", "add", "a.txt", "b.txt")).startswith("0 added, 1 replaced, 1 unchanged; ")
    assert extracted == ["a.txt", "b.txt", "b.txt"]
    assert [len(FakeExtractor().extract(each)) for each in kept().values()] == [1, 2]


def test_other_patterns_and_other_metadata_extract_again(run: Run, extracted: list[str]) -> None:
    save("a.txt", "It was 5%.")
    save("own.toml", "# nothing\n")
    for options in ([], ["--patterns", "own.toml"], ["--published", "2023"], ["--published", "2023"]):
        run("corpus", "add", "a.txt", *options)
    assert extracted == ["a.txt"] * 3


def test_a_document_of_the_same_name_from_elsewhere_takes_nobodys_place(run: Run) -> None:
    save("x/a.txt", "It was 5%.")
    save("y/a.txt", "It was 6%.")
    run("corpus", "add", "x/a.txt")
    refused = run("corpus", "add", "y/a.txt")
    assert (refused.exit_code, refused.stdout) == (2, "")
    first, _ = refused.stderr.splitlines()
    here = Path.cwd().resolve()
    assert first == (
        f"kzreform: {here}/y/a.txt: the corpus has another document 'a.txt', from {here}/x/a.txt; --replace takes its "
        "place, --id gives this one a name of its own"
    )
    assert kept()["a.txt"].text == "It was 5%."
    assert told(run("corpus", "add", "y/a.txt", "--id", "other")).startswith("1 added")
    assert told(run("corpus", "add", "y/a.txt", "--replace")).startswith("0 added, 1 replaced")
    assert {id: each.text for id, each in kept().items()} == {"a.txt": "It was 6%.", "other": "It was 6%."}


def test_the_same_text_from_elsewhere_is_the_same_document(run: Run) -> None:
    run("corpus", "add", save("x/a.txt", "It was 5%."))
    assert told(run("corpus", "add", save("y/a.txt", "It was 5%."))).startswith("0 added, 0 replaced, 1 unchanged")


def test_standard_input_is_a_document(run: Run) -> None:
    assert told(run("corpus", "add", "-", "--id", "note", "--title", "T", stdin=b"It was 5%.")).startswith("1 added")
    assert kept()["note"] == Document(id="note", text="It was 5%.", title="T")
    assert told(run("corpus", "add", "-", "--id", "note", stdin=b"It was 6%.")).startswith("0 added, 1 replaced")


def test_tables_of_texts(run: Run) -> None:
    save("t.csv", "key,text,day\nx,It was 5%.,2023-01-02\ny,It was 6%.,\nx,It was 7%.,\n")
    result = run("corpus", "add", "t.csv", "--id-column", "key", "--date-column", "day")
    assert result.exit_code == 2
    first, last = result.stderr.splitlines()
    assert first == f"kzreform: {Path.cwd().resolve()}/t.csv: another document has the id 'x' too"
    assert last == "kzreform: 2 added, 0 replaced, 0 unchanged; 2 documents, 2 figures, 1 failure"
    assert {id: each.published for id, each in kept().items()} == {"x": "2023-01-02", "y": None}


def test_a_manifest_in_place_of_paths(run: Run) -> None:
    save("dossier/texts/a.txt", "It was 5%.")
    save("dossier/b.txt", "It was 6%.")
    save(
        "dossier/m.json",
        '[{"id": "1", "file": "texts/a.txt", "title": "A", "published": "2023", "publisher": "P", "characters": 10},'
        ' {"file": "b.txt"}]',
    )
    assert told(run("corpus", "add", "--manifest", "dossier/m.json", "--source", "Q", "--published", "2020")) == (
        "2 added, 0 replaced, 0 unchanged; 2 documents, 2 figures, no failures"
    )
    assert kept() == {
        "1": Document(id="1", text="It was 5%.", title="A", published="2023", source="P"),
        "b.txt": Document(id="b.txt", text="It was 6%.", published="2020", source="Q"),
    }
    # A manifest names its documents: one of its ids is a new version of it, wherever it lies.
    save("new/a.txt", "It was 8%.")
    save("new/m.csv", "id,file\n1,a.txt\n")
    assert told(run("corpus", "add", "--manifest", "new/m.csv")).startswith("0 added, 1 replaced")


def test_a_manifest_for_paths(run: Run) -> None:
    save("a.txt", "It was 5%.")
    save("b.txt", "It was 6%.")
    save("t.csv", "key,text\nx,It was 7%.\n")
    save("m.csv", "id,file,title\n1,a.txt,A\nx,,X\ny,,Y\n")
    result = run("corpus", "add", "a.txt", "b.txt", "t.csv", "--id-column", "key", "--manifest", "m.csv")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "kzreform: b.txt: m.csv says nothing of document 'b.txt'",
        "kzreform: m.csv: document 'y' is not among the texts",
        "kzreform: 2 added, 0 replaced, 0 unchanged; 2 documents, 2 figures, 2 failures",
    ]
    assert {id: each.title for id, each in kept().items()} == {"1": "A", "x": "X"}


def test_the_files_of_a_manifest_that_are_missing_are_told_and_the_others_done(run: Run) -> None:
    save("b.txt", "It was 6%.")
    save("m.csv", "id,file\n1,a.txt\n2,b.txt\n")
    result = run("corpus", "add", "--manifest", "m.csv")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "kzreform: a.txt: no such file"
    assert list(kept()) == ["2"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add"], "nothing to read: give PATHS, - for standard input, or --sample"),
        (["add", "a.txt", "b.txt", "--id", "x"], "--id and --title are for a single document"),
        (["add", "--sample", "--title", "x"], "--id and --title are for a single document"),
        (["add", "a.txt", "--published", "soon"], "Invalid value for '--published': 'soon' is not a date"),
        (["add", "--manifest", "none.json"], "none.json: cannot be read (No such file or directory)"),
        (["add", "--manifest", "ids.csv"], "ids.csv names no files: give PATHS too"),
        (["add", "a.txt", "--corpus", "."], ".: is a directory, not a corpus"),
        (["add", "a.txt", "--corpus", "a.txt"], "a.txt: is no corpus (not an SQLite database)"),
        (["add", "a.txt", "--corpus", "a.txt/c.db"], "a.txt/c.db: cannot be written (Not a directory)"),
        (["list", "--corpus", "none.db"], "none.db: no such corpus; `kzreform corpus add` makes one"),
        (["verify", "--corpus", "none.db"], "none.db: no such corpus; `kzreform corpus add` makes one"),
        (["remove", "x", "--corpus", "none.db"], "none.db: no such corpus; `kzreform corpus add` makes one"),
        (["remove"], "Missing argument 'DOC...'."),
        (["export", "--documents", "--format", "csv"], "--documents writes all documents as JSON Lines"),
        (["export", "--documents", "--kind", "money"], "--documents writes all documents as JSON Lines"),
        (["export", "--group-by", "unit", "--sort", "date"], "--group-by gives counts"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, args: list[str], said: str) -> None:
    save("a.txt", "It was 5%.")
    save("b.txt", "It was 6%.")
    save("ids.csv", "id,title\n1,T\n")
    assert told(run("corpus", *args), 2).startswith(said)
    assert Path("a.txt").read_text() == "It was 5%."
    assert not Path("data").exists()


def test_no_corpus_is_made_when_nothing_could_be_read(run: Run) -> None:
    save("a.txt", "")
    result = run("corpus", "add", "a.txt", "none.txt", "--quiet")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == ["kzreform: a.txt: the file is empty", "kzreform: none.txt: no such file"]
    assert not Path("data").exists()


def test_what_fails_is_told_and_the_others_are_added(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(FakeExtractor):
        def extract(self, document: Document) -> list[Figure]:
            if document.id == "b.txt":
                raise ValueError("no such luck")
            return super().extract(document)

    monkeypatch.setattr(kzreform.extraction, "Extractor", Failing)
    result = run("corpus", "add", *(save(f"{name}.txt", "It was 5%.") for name in "abc"))
    assert result.exit_code == 2
    assert "no such luck" in result.stderr.splitlines()[0]
    assert list(kept()) == ["a.txt", "c.txt"]


def test_unknown_documents_are_told_and_the_others_removed(run: Run) -> None:
    run("corpus", "add", save("a.txt", "It was 5%."))
    result = run("corpus", "remove", "x", "a.txt", "x")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"kzreform: {Path.cwd()}/data/kzreform/corpus.db: no document 'x'; `kzreform corpus list` names them",
        "kzreform: 1 removed",
    ]
    assert kept() == {}
    assert "no document 'x'" in told(run("corpus", "show", "x"), 2)


def test_the_variable_names_a_corpus_and_the_option_goes_before_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    save("a.txt", "It was 5%.")
    monkeypatch.setenv("KZREFORM_CORPUS", "named.db")
    run("corpus", "add", "a.txt")
    run("corpus", "add", "a.txt", "--id", "other", "--corpus", "other.db")
    assert (list(kept("named.db")), list(kept("other.db"))) == (["a.txt"], ["other"])
    assert not Path("data").exists()
    monkeypatch.setenv("KZREFORM_CORPUS", "none.db")
    assert told(run("corpus", "list"), 2).startswith("none.db: no such corpus")


def test_who_has_no_corpus_sees_the_sample_corpus(run: Run) -> None:
    result = run("corpus", "list")
    assert result.stderr == (
        "kzreform: you have no corpus yet, so this is the sample corpus; `kzreform corpus add` makes one\n"
    )
    assert "rule-of-law-2024" in result.stdout
    assert run("corpus", "list", "--quiet").stderr == ""
    # But it is nobody's to change.
    assert "no such corpus" in told(run("corpus", "remove", "rule-of-law-2024"), 2)


def test_the_sample_can_be_had_for_ones_own(run: Run) -> None:
    assert told(run("corpus", "add", "--sample")).startswith("5 added")
    assert len(kept()) == 5


def test_export_writes_figures_in_the_formats_and_with_the_questions_of_extract(run: Run) -> None:
    save("a.txt", "In 2023 it was 5% and 60%.")
    save("b.txt", "It was 7%.")
    run("corpus", "add", "b.txt", "a.txt")
    extracted = run("extract", "a.txt", "b.txt", "--format", "jsonl").stdout
    assert run("corpus", "export", "--format", "jsonl").stdout == extracted
    assert run("corpus", "export", "-o", "f.csv", "--min-value", "7", "--columns", "document,text").exit_code == 0
    assert Path("f.csv").read_text() == "document,text\na.txt,60%\nb.txt,7%\n"
    counts = run("corpus", "export", "--group-by", "document", "--format", "csv").stdout
    assert counts == "document,figures\na.txt,2\nb.txt,1\n"


def test_exported_documents_can_be_added_again(run: Run) -> None:
    save("a.txt", "In 2023 it was 5% and 60%.\u2028\n")
    run("corpus", "add", "a.txt", "--published", "2024-01", "--title", "T")
    assert run("corpus", "export", "--documents", "-o", "all.jsonl").exit_code == 0
    (line,) = Path("all.jsonl").read_text().splitlines()
    assert [figure["text"] for figure in json.loads(line)["figures"]] == ["5%", "60%"]
    run("corpus", "add", "all.jsonl", "--id-column", "id", "--date-column", "published", "--corpus", "other.db")
    first, second = kept()["a.txt"], kept("other.db")["a.txt"]
    assert (first.text, first.published) == (second.text, second.published)


def test_verify_says_what_is_wrong_and_ends_with_1(run: Run) -> None:
    run("corpus", "add", save("a.txt", "It was 5%."), "--corpus", "c.db")
    with closing(sqlite3.connect("c.db")) as connection, connection:
        connection.execute("UPDATE documents SET text = 'It was 6%.'")
    result = run("corpus", "verify", "--corpus", "c.db")
    assert (result.exit_code, result.stderr) == (1, "")
    first, second = result.stdout.splitlines()
    assert first == "c.db: a.txt: the text is not what its checksum says"
    assert second.endswith("'5%' does not stand at 7:9")


def test_several_processes_add_what_one_would(kz: Callable[..., object], tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"In 2023 it was {number + 1}% of all crimes.")
    for jobs in ("1", "2"):
        kz("corpus", "add", "0.txt", "1.txt", "2.txt", "-j", jobs, "--corpus", f"{jobs}.db")
    one, two = (Store.open(tmp_path / f"{jobs}.db") for jobs in ("1", "2"))
    with one, two:
        assert list(one.figures()) == list(two.figures())
        assert len(one) == 3


FAULTS: list[tuple[str, Callable[[Path], object], str]] = [
    ("cut short", lambda path: path.write_bytes(path.read_bytes()[:-100]), "is damaged (cut short: "),
    ("empty", lambda path: path.write_bytes(b""), "is no corpus (the file is empty)"),
    ("text", lambda path: path.write_text("hello\n" * 100), "is no corpus (not an SQLite database)"),
    ("newer", lambda path: pragma(path, "user_version = 99"), "a newer kzreform made this corpus (schema 99, "),
    ("foreign", lambda path: pragma(path, "application_id = 7"), "is no corpus of kzreform, but another SQLite"),
]


def pragma(path: Path, said: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA {said}")


COMMANDS = [
    ["corpus", "add", "b.txt"],
    ["corpus", "list"],
    ["corpus", "show", "a.txt"],
    ["corpus", "remove", "a.txt"],
    ["corpus", "export"],
    ["corpus", "stats"],
    ["corpus", "verify"],
    ["find", "crimes"],
    ["series", "crimes"],
    ["conflicts"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("fault", "spoil", "said"), FAULTS, ids=[fault for fault, *_ in FAULTS])
def test_a_corpus_that_cannot_be_used_is_one_line_and_not_touched(
    run: Run, command: list[str], fault: str, spoil: Callable[[Path], object], said: str
) -> None:
    save("b.txt", "It was 6%.")
    run("corpus", "add", save("a.txt", "It was 5%."), "--corpus", "c.db")
    spoil(Path("c.db"))
    before = Path("c.db").read_bytes()
    assert told(run(*command, "--corpus", "c.db"), 2).startswith(f"c.db: {said}")
    assert Path("c.db").read_bytes() == before
    assert sorted(file.name for file in Path().glob("*c.db*")) == ["c.db"]


@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[3]], ids=" ".join)
def test_a_locked_corpus_is_one_line(run: Run, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "TIMEOUT", 0.1)
    save("b.txt", "It was 6%.")
    run("corpus", "add", save("a.txt", "It was 5%."), "--corpus", "c.db")
    with closing(sqlite3.connect("c.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert told(run(*command, "--corpus", "c.db"), 2) == (
            "c.db: another process has locked it; try again when that is done"
        )
    assert list(kept("c.db")) == ["a.txt"]


@pytest.mark.parametrize(
    "command", [["corpus", "export"], ["find", "it"], ["series", "it"], ["conflicts"], ["check", "5%."]], ids=" ".join
)
def test_an_output_never_takes_the_place_of_the_corpus(run: Run, command: list[str]) -> None:
    run("corpus", "add", save("a.txt", "It was 5%."), "--corpus", "c.db")
    said = told(run(*command, "--corpus", "c.db", "-o", "./c.db", "--format", "json"), 2)
    assert said == "-o ./c.db: this is the corpus, and would be lost"
    assert list(kept("c.db")) == ["a.txt"]


@pytest.mark.parametrize("command", [["find", "it"], ["series", "it"], ["corpus", "export", "--format", "table"]])
def test_what_somebody_wrote_into_a_corpus_steers_no_terminal(run: Run, command: list[str]) -> None:
    run("corpus", "add", save("a.txt", "In 2023 it was 5%.\nIn 2024 it was 6%."), "--corpus", "c.db")
    with closing(sqlite3.connect("c.db", isolation_level=None)) as other:
        other.execute("UPDATE figures SET date = char(27) || '[2J'")
    assert "\x1b" not in run(*command, "--corpus", "c.db").stdout
