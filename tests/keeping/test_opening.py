"""What is no corpus, or not whole, is told in one line and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kzreform.keeping import CorpusError, Store, opening, schema
from tests.keeping.making import CRIMES, SCHOOLS
from tests.keeping.nobody import nobody


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    with Store.open(path, write=True, create=True) as store:
        store.add(*CRIMES)
        store.add(*SCHOOLS)
    return path


def refused(path: Path, *, write: bool = True, create: bool = True) -> str:
    """The one line by which opening and looking into a corpus fails."""
    with pytest.raises(CorpusError) as caught, Store.open(path, write=write, create=create) as store:
        list(store.figures())
    assert "\n" not in caught.value.message
    return caught.value.message.removeprefix(f"{path}: ")


def test_a_corpus_is_one_file_when_it_is_closed(corpus: Path) -> None:
    assert [file.name for file in corpus.parent.iterdir()] == ["corpus.db"]
    with Store.open(corpus) as store:
        assert len(store) == 5
    assert [file.name for file in corpus.parent.iterdir()] == ["corpus.db"]


def test_reading_changes_nothing(corpus: Path) -> None:
    before = corpus.read_bytes()
    with Store.open(corpus) as store:
        assert store.search([["crime"]])
        with pytest.raises(CorpusError, match="read-only"):
            store.remove("crimes.txt")
    assert corpus.read_bytes() == before


def test_folders_are_made_for_a_new_corpus_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "corpus.db"
    assert refused(path, create=False) == "no such corpus; `kzreform corpus add` makes one"
    assert not (tmp_path / "a").exists()
    Store.open(path, write=True, create=True).close()
    assert [file.name for file in path.parent.iterdir()] == ["corpus.db"]


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "#1.db", "корпус.db", "a&mode=ro.db", "file:x.db"])
def test_any_name_will_do(name: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / name, write=True, create=True) as store:
        store.add(*CRIMES)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert len(Store.open(tmp_path / name)) == 3


def cut(share: float) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return spoil


def cut_by(count: int) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[:-count]) and None


def overwritten(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def changed(statement: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return spoil


def foreign(path: Path) -> None:
    path.unlink()
    changed("CREATE TABLE figures (id TEXT)")(path)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(cut(0), "is no corpus (the file is empty)", id="empty"),
        pytest.param(cut(0.5), "is damaged (cut short: ", id="half"),
        pytest.param(cut_by(1), "is damaged (cut short: ", id="a byte"),
        pytest.param(cut_by(5000), "is damaged (cut short: ", id="a page"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:60]), "is damaged (cut short: ", id="head"),
        pytest.param(overwritten(b"id,text\n1,5%\n"), "is no corpus (not an SQLite database)", id="text"),
        pytest.param(overwritten(b"\x89PNG\r\n"), "is no corpus (not an SQLite database)", id="picture"),
        pytest.param(foreign, "is no corpus of kzreform, but another SQLite database", id="foreign"),
        pytest.param(
            changed("PRAGMA user_version = 99"),
            f"a newer kzreform made this corpus (schema 99, this one knows {len(schema.MIGRATIONS)}): upgrade kzreform",
            id="newer",
        ),
    ],
)
def test_what_is_no_whole_corpus_is_not_touched(
    corpus: Path, spoil: Callable[[Path], object], told: str, write: bool
) -> None:
    spoil(corpus)
    before = corpus.read_bytes()
    assert refused(corpus, write=write).startswith(told)
    assert corpus.read_bytes() == before
    assert [file.name for file in corpus.parent.iterdir()] == ["corpus.db"]


def test_a_page_of_rubbish_is_told(corpus: Path) -> None:
    data = corpus.read_bytes()
    corpus.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert refused(corpus, write=False).startswith("is damaged; take a copy of it that is whole")


def test_a_folder_is_no_corpus(tmp_path: Path) -> None:
    assert refused(tmp_path) == "is a directory, not a corpus"


def test_a_corpus_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refused(tmp_path / "file" / "corpus.db") == "cannot be written (Not a directory)"


def test_another_process_that_writes_is_waited_for_and_then_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "TIMEOUT", 0.1)
    before = corpus.read_bytes()
    with closing(sqlite3.connect(corpus, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(corpus, write=True) as store, pytest.raises(CorpusError, match="another process has locked it"):
            store.remove("crimes.txt")
        # Who reads need not wait.
        with Store.open(corpus) as store:
            assert len(store) == 5
        other.execute("ROLLBACK")
    assert corpus.read_bytes() == before


def test_a_process_that_keeps_all_others_out_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "TIMEOUT", 0.1)
    with closing(sqlite3.connect(corpus, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        for write in (True, False):
            assert refused(corpus, write=write).startswith("another process has locked it")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into; those of pytest are for their owner alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def counted(path: Path) -> int:
    with nobody(), Store.open(path) as store:
        return len(list(store.figures()))


def refused_to_write(path: Path) -> str:
    with nobody(), pytest.raises(CorpusError) as caught, Store.open(path, write=True, create=True) as store:
        store.remove("crimes.txt")
    return caught.value.message.removeprefix(f"{path}: ")


def test_a_read_only_folder_can_be_read_and_not_written(corpus: Path, open_folder: Path) -> None:
    path = open_folder / "corpus.db"
    shutil.copy(corpus, path)
    path.chmod(0o644)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    assert counted(path) == 5
    assert "read-only" in refused_to_write(path)
    assert refused_to_write(open_folder / "new.db") == "cannot be written (Permission denied)"
    assert refused_to_write(open_folder / "new" / "new.db") == "cannot be written (Permission denied)"
    assert path.read_bytes() == before
    assert [file.name for file in open_folder.iterdir()] == ["corpus.db"]


def test_a_file_that_nobody_may_write_in_a_folder_that_they_may(corpus: Path, open_folder: Path) -> None:
    path = open_folder / "corpus.db"
    shutil.copy(corpus, path)
    path.chmod(0o444)
    open_folder.chmod(0o777)
    before = path.read_bytes()
    assert counted(path) == 5
    assert "read-only" in refused_to_write(path)
    assert path.read_bytes() == before


def test_a_file_that_nobody_may_read(corpus: Path, open_folder: Path) -> None:
    path = open_folder / "corpus.db"
    shutil.copy(corpus, path)
    path.chmod(0o600)
    assert refused_to_write(path) == "cannot be read (Permission denied)"


def test_an_older_corpus_is_brought_up_to_date(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, "ALTER TABLE documents ADD COLUMN note TEXT;\n"])
    monkeypatch.setattr(opening, "MIGRATIONS", schema.MIGRATIONS)
    with Store.open(corpus) as store:
        assert schema.version(store.connection) == 2
        assert store.connection.execute("SELECT count(note) FROM documents").fetchone()[0] == 0
        assert len(store) == 5


def test_a_migration_that_fails_leaves_the_older_corpus(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [
        *schema.MIGRATIONS,
        "ALTER TABLE documents ADD COLUMN note TEXT;\nSELECT no_such_column FROM documents;\n",
    ]
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", failing)
        patched.setattr(opening, "MIGRATIONS", failing)
        assert "no_such_column" in refused(corpus)
    with Store.open(corpus) as store:
        assert schema.version(store.connection) == 1
        assert len(store) == 5
