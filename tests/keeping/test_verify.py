"""What is wrong with a corpus is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kzreform.keeping import Store, problems
from tests.keeping.making import CRIMES, SCHOOLS, stored


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    stored(CRIMES, SCHOOLS, store=Store.open(path, write=True, create=True)).close()
    return path


def found(path: Path) -> list[str]:
    with Store.open(path, write=True) as store:
        return list(problems(store))


def test_a_whole_corpus_has_no_problems(corpus: Path) -> None:
    assert found(corpus) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE documents SET text = text || '!' WHERE id = 'crimes.txt'", "crimes.txt: the text is not what its"),
        ("UPDATE documents SET figures = 7 WHERE id = 'crimes.txt'", "crimes.txt: 7 figures are told of, and 3 are"),
        ("DELETE FROM documents WHERE id = 'crimes.txt'", "table figures: a row of a document that is not there"),
        ("UPDATE figures SET start = start + 1 WHERE text = '40,000'", "'40,000' does not stand at"),
        ("UPDATE figures SET text = 'x' WHERE text = '40,000'", "the id is not that of its document, place and text"),
        ("UPDATE figures SET value = 3 WHERE text = '40,000'", "the value is written in two ways, 3.0 and 40000"),
        ("UPDATE figures SET value_text = 'many' WHERE text = '40,000'", "a row that is no figure"),
        ("UPDATE figures SET kind = 'guess' WHERE text = '40,000'", "a row that is no figure"),
        ("DROP TRIGGER figures_changed; UPDATE figures SET item = 'x'", "the full-text index is out of step"),
        ("DELETE FROM figures_fts_data WHERE id > 10", "the full-text index is out of step"),
        ("DROP TABLE figures_fts", "no such table: figures_fts"),
    ],
)
def test_what_was_tampered_with_is_told(corpus: Path, statement: str, told: str) -> None:
    with closing(sqlite3.connect(corpus)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(statement)
    assert [problem for problem in found(corpus) if told in problem]


def test_a_page_of_rubbish_is_told(corpus: Path) -> None:
    data = corpus.read_bytes()
    pages = len(data) // 4096
    wrong = 0
    for page in range(1, pages):
        corpus.write_bytes(data[: page * 4096] + b"\xa5" * 4096 + data[(page + 1) * 4096 :])
        wrong += bool(found(corpus))
    assert wrong == pages - 1
