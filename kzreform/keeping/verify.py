"""Is a corpus whole? SQLite's own checks, and whether its parts agree with each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kzreform.errors import CorpusError
from kzreform.keeping.failing import reason
from kzreform.keeping.rows import checksum, real
from kzreform.keeping.rows import figure as figure_of
from kzreform.keeping.store import Store
from kzreform.records import Document, figure_id

#: So many of SQLite's findings are told; they repeat themselves.
_MOST = 20


def problems(store: Store) -> Iterator[str]:
    """Tell what is wrong with a corpus, a line each; nothing when it is whole.

    >>> store = Store.memory()
    >>> store.add(Document(id="note", text="It was 5%."), [])
    'added'
    >>> list(problems(store))
    []
    """
    try:
        broken = list(_database(store))
        yield from broken
        if not broken:
            for described in store.documents():
                yield from _document(store, described.id, described.checksum, described.figures)
    except (CorpusError, sqlite3.Error) as error:
        said = error.message if isinstance(error, CorpusError) else reason(error)
        yield said.removeprefix(f"{store.name}: ")


def _database(store: Store) -> Iterator[str]:
    for (said,) in store.connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            yield f"SQLite: {said}"
    for table, *_ in store.connection.execute("PRAGMA foreign_key_check"):
        yield f"table {table}: a row of a document that is not there"
    try:
        store.connection.execute("INSERT INTO figures_fts (figures_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            yield "the full-text index is out of step with the figures"
        elif (
            error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY
        ):  # where nothing can be written, it cannot be asked
            raise


def _document(store: Store, id: str, expected: str, count: int) -> Iterator[str]:
    document = store.document(id)
    if checksum(document.text) != expected:
        yield f"{id}: the text is not what its checksum says"
    rows = store.connection.execute("SELECT * FROM figures WHERE document = ? ORDER BY start, number", (id,)).fetchall()
    for row in rows:
        yield from (f"{id}: figure {row['id']}: {problem}" for problem in _row(document, row))
    if len(rows) != count:
        yield f"{id}: {count} figures are told of, and {len(rows)} are there"


def _row(document: Document, row: sqlite3.Row) -> Iterator[str]:
    try:
        figure = figure_of(row)
    except ValueError as error:
        yield f"a row that is no figure ({error})"
        return
    if document.text[figure.start : figure.end] != figure.text:
        yield f"{figure.text!r} does not stand at {figure.start}:{figure.end}"
    if figure_id(document.id, figure.start, figure.end, figure.text) != figure.id:
        yield "the id is not that of its document, place and text"
    for name in ("value", "value_high"):
        value = getattr(figure, name)
        if row[name] != (None if value is None else real(value)):
            yield f"the {name} is written in two ways, {row[name]} and {value}"
