"""Is what a file has under the names of our tables what we made? Another table or trigger could do as it pleases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache

_LISTED = "SELECT name, type, sql FROM sqlite_master"
_WIDENED = ("documents", "figures")
_INDEX = "figures_fts"


def amiss(connection: sqlite3.Connection, script: tuple[str, ...]) -> str | None:
    """Say what is there that is not as a script of statements makes it; None where all is.

    Other tables, views and indexes may be there, and our tables may have further columns: who looks into a corpus with
    other tools may want them. No trigger may, for it would run when we write.

    >>> with closing(sqlite3.connect(":memory:")) as connection:
    ...     _ = connection.execute("CREATE VIEW figures AS SELECT 1 AS id")
    ...     amiss(connection, ("CREATE TABLE figures (id TEXT)",))
    "'figures' is a view and no table"
    """
    there = {name: (kind, sql) for name, kind, sql in connection.execute(_LISTED)}
    made, columns = _made(script)
    for name, (kind, sql) in made.items():
        if name not in there:
            continue  # which SQLite says when it is asked for
        if there[name][0] != kind:
            return f"{name!r} is a {there[name][0]} and no {kind}"
        if name in _WIDENED:
            if not columns[name] <= _columns(connection, name):
                return f"the columns of the table {name!r} are others"
        # What the index keeps to itself is named after it, and made by SQLite in the way of its version.
        elif there[name][1] != sql and not name.startswith(f"{_INDEX}_"):
            return f"the {kind} {name!r} is another"
    strange = sorted(name for name, (kind, _) in there.items() if kind == "trigger" and name not in made)
    return f"it has a trigger {strange[0]!r} that we did not make" if strange else None


@lru_cache(maxsize=4)
def _made(
    script: tuple[str, ...],
) -> tuple[dict[str, tuple[str, str | None]], dict[str, frozenset[tuple[object, ...]]]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in script:
            connection.execute(statement)
        made = {name: (kind, sql) for name, kind, sql in connection.execute(_LISTED)}
        return made, {name: _columns(connection, name) for name in _WIDENED if name in made}


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[tuple[object, ...]]:
    """Give the name and type of each column, and whether it is one that is computed."""
    found = connection.execute("SELECT name, type, hidden FROM pragma_table_xinfo(?)", (table,))
    return frozenset(tuple(row) for row in found)
