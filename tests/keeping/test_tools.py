"""The corpus is an SQLite file like others: other tools open it as it is."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from kzreform.keeping import Store
from tests.keeping.making import CRIMES, SCHOOLS, stored


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    stored(CRIMES, SCHOOLS, store=Store.open(path, write=True, create=True)).close()
    return path


def test_sqlite_utils_sees_tables_keys_and_the_search(corpus: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    database = sqlite_utils.Database(corpus)
    with closing(database.conn):
        assert {"documents", "figures", "figures_fts"} <= set(database.table_names())
        figures = database["figures"]
        assert figures.detect_fts() == "figures_fts"
        assert [key.other_table for key in figures.foreign_keys] == ["documents"]
        assert sorted(row["text"] for row in figures.search("corruption")) == ["1,692", "1,724"]


def test_datasette_inspects_it(corpus: Path) -> None:
    pytest.importorskip("datasette")
    command = [sys.executable, "-W", "ignore", "-m", "datasette", "inspect", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert '"figures": {"count": 5}' in " ".join(done.stdout.split()).replace("{ ", "{").replace(" }", "}"), done.stderr


def test_datasette_searches_it(corpus: Path) -> None:
    pytest.importorskip("datasette")
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(corpus), "--get"]
    done = subprocess.run(
        [*command, "/corpus/figures.json?_search=corruption&_shape=array"], capture_output=True, text=True, check=False
    )
    assert '"text": "1,692"' in done.stdout, done.stderr


def test_duckdb_reads_it(corpus: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with closing(duckdb.connect()) as connection:
        try:
            connection.execute("LOAD sqlite")
        except duckdb.Error:
            pytest.skip("DuckDB's sqlite extension is not installed here, and is fetched from the network")
        connection.execute(f"ATTACH '{corpus}' AS kept (TYPE sqlite, READ_ONLY)")
        (row,) = connection.execute("SELECT value_text, value FROM kept.figures WHERE text = '1,692'").fetchall()
        assert (Decimal(row[0]), row[1]) == (1692, 1692.0)
