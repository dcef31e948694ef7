"""The tables of a corpus, and how those of older versions become today's.

``user_version`` counts the migrations that a file has been through. A migration is never changed once it is released:
another one is added after it.
"""

from __future__ import annotations

import sqlite3

from kzreform.errors import CorpusError

APPLICATION_ID = 0x6B7A7266  # "kzrf": by this a corpus is told from other SQLite files

_FIRST = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    source TEXT,
    published TEXT,
    language TEXT NOT NULL,
    path TEXT,
    characters INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    page_starts TEXT NOT NULL,
    checksum TEXT NOT NULL,
    extractor TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE figures (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    value REAL,
    value_text TEXT NOT NULL,
    value_high REAL,
    value_high_text TEXT,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL,
    item TEXT NOT NULL,
    role TEXT NOT NULL,
    direction TEXT,
    status TEXT NOT NULL,
    date TEXT,
    date_basis TEXT,
    sentence TEXT NOT NULL,
    section TEXT,
    line INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX figures_by_place ON figures (document, start);
CREATE INDEX figures_by_id ON figures (id);
CREATE INDEX figures_by_value ON figures (kind, unit, value);
CREATE VIRTUAL TABLE figures_fts USING fts5 (
    item, sentence, section, content="figures", content_rowid="number", tokenize="porter unicode61"
);
CREATE TRIGGER figures_added AFTER INSERT ON figures BEGIN
    INSERT INTO figures_fts (rowid, item, sentence, section) VALUES (new.number, new.item, new.sentence, new.section);
END;
CREATE TRIGGER figures_removed AFTER DELETE ON figures BEGIN
    INSERT INTO figures_fts (figures_fts, rowid, item, sentence, section)
    VALUES ('delete', old.number, old.item, old.sentence, old.section);
END;
CREATE TRIGGER figures_changed AFTER UPDATE ON figures BEGIN
    INSERT INTO figures_fts (figures_fts, rowid, item, sentence, section)
    VALUES ('delete', old.number, old.item, old.sentence, old.section);
    INSERT INTO figures_fts (rowid, item, sentence, section) VALUES (new.number, new.item, new.sentence, new.section);
END;
"""

MIGRATIONS: list[str] = [_FIRST]
"""What makes each version of the schema of the one before it; the first makes the tables."""


def version(connection: sqlite3.Connection) -> int:
    """Give the version of a file's schema."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def too_new(found: int) -> str:
    """Say that a newer kzreform made a corpus."""
    return f"a newer kzreform made this corpus (schema {found}, this one knows {len(MIGRATIONS)}): upgrade kzreform"


def statements() -> tuple[str, ...]:
    """Give the statements that make today's tables."""
    return tuple(statement for migration in MIGRATIONS for statement in _statements(migration))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to today's schema, in one transaction; raises ``CorpusError`` when it is newer than that."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version(connection)  # as it is now that nobody else can change it
        if done > len(MIGRATIONS):
            raise CorpusError(too_new(done))
        for migration in MIGRATIONS[done:]:
            for statement in _statements(migration):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """Part a script at the semicolons that end a statement: ``executescript`` would end the transaction."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
