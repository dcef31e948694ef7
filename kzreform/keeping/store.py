"""The corpus: one SQLite file, to be written by many and read by all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from kzreform.errors import CorpusError
from kzreform.keeping.failing import telling
from kzreform.keeping.opening import in_memory, opened
from kzreform.keeping.records import Added, Described, Kept
from kzreform.keeping.rows import COLUMNS, DESCRIBED, Row, described, document_row, figure_row, real, storable
from kzreform.keeping.rows import document as document_of
from kzreform.keeping.rows import figure as figure_of
from kzreform.keeping.version import extractor_version
from kzreform.keeping.words import WEIGHTS, match, within
from kzreform.records import Document, Figure

T = TypeVar("T")

_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
_TOLD = ", ".join(DESCRIBED)
#: Figures are numbered by their document: so far may it have them.
_ROOM = 24
_SAME = ("checksum", "title", "source", "published", "language", "page_starts", "extractor")
#: How far a value may be from its nearest binary number, with much to spare.
_SLACK = 1e-9


class Store:
    """A corpus. All methods raise ``CorpusError``, which names the file and what is wrong with it.

    >>> from kzreform.records import figure_id
    >>> store = Store.memory()
    >>> store.add(Document(id="note", text="It was 5%."), [])
    'added'
    >>> [(document.id, document.characters) for document in store.documents()]
    [('note', 10)]
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self.name = name

    @classmethod
    def open(cls, path: Path, *, write: bool = False, create: bool = False) -> Store:
        """Open a corpus file, ``create`` it where there is none; an older one is brought up to date."""
        return cls(opened(path, write=write, create=create), str(path))

    @classmethod
    def memory(cls, name: str = "corpus in memory") -> Store:
        """Make an empty corpus that no file keeps."""
        return cls(in_memory(), name)

    def __enter__(self) -> Store:
        """Give the store, which is closed at the end."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the file; what was added is in it."""
        with telling(self.name):
            self._connection.close()

    def __len__(self) -> int:
        """Give the number of figures."""
        ((count,),) = self._rows("SELECT coalesce(sum(figures), 0) FROM documents")
        return int(count)

    def __bool__(self) -> bool:
        """Hold for an empty store too: it is there."""
        return True

    def add(
        self, document: Document, figures: Sequence[Figure], path: str | None = None, extractor: str | None = None
    ) -> Added:
        """Keep a document with its figures, in one transaction; a document of the same id is replaced.

        ``extractor`` names what the figures were read with, as ``extractor_version`` does and by default is.
        """
        version = extractor or extractor_version()
        row = document_row(document, path=path, figures=len(figures), extractor=version)
        with self._writing():
            known = self._one("SELECT * FROM documents WHERE id = ?", row["id"])
            if known is not None and _alike(known, row):
                return "unchanged"
            number = self._number(str(row["id"])) if known is None else int(known["number"])
            self._connection.execute("DELETE FROM figures WHERE document = ?", (row["id"],))
            columns = ("number", *row)
            holders = ", ".join("?" * len(columns))
            changed = ", ".join(f"{column} = excluded.{column}" for column in row)
            self._connection.execute(
                f"INSERT INTO documents ({', '.join(columns)}) VALUES ({holders}) "
                f"ON CONFLICT (number) DO UPDATE SET {changed}",
                (number, *row.values()),
            )
            holders = ", ".join("?" * (len(COLUMNS) + 1))
            self._connection.executemany(
                f"INSERT INTO figures (number, {_NAMES}) VALUES ({holders})",
                ((number << _ROOM | index, *figure_row(figure)) for index, figure in enumerate(figures)),
            )
        return "added" if known is None else "replaced"

    def unchanged(self, document: Document, extractor: str | None = None) -> bool:
        """Say whether the document is kept as it is: text, metadata and extractor are the same."""
        row = document_row(document, path=None, figures=0, extractor=extractor or extractor_version())
        known = self._one(f"SELECT {', '.join(_SAME)} FROM documents WHERE id = ?", row["id"])
        return known is not None and _alike(known, row)

    def remove(self, id: str) -> bool:
        """Remove a document and its figures; False where there is none."""
        with self._writing():
            self._connection.execute("DELETE FROM figures WHERE document = ?", _storable((id,)))
            return self._connection.execute("DELETE FROM documents WHERE id = ?", _storable((id,))).rowcount > 0

    def documents(self) -> Iterator[Described]:
        """Give the documents without their texts, by id."""
        for row in self._rows(f"SELECT {_TOLD} FROM documents ORDER BY id"):
            yield self._made(described, row)

    def described(self, id: str) -> Described | None:
        """Give a document without its text; None where there is none."""
        row = self._one(f"SELECT {_TOLD} FROM documents WHERE id = ?", id)
        return None if row is None else self._made(described, row)

    def document(self, id: str) -> Document:
        """Give a document with its text."""
        row = self._one("SELECT * FROM documents WHERE id = ?", id)
        if row is None:
            raise CorpusError(f"{self.name}: no document {id!r}; `kzreform corpus list` names them")
        return self._made(document_of, row)

    def figures(self, document: str | None = None) -> Iterator[Kept]:
        """Give all figures, or those of a document, by document and offset."""
        where, given = ("WHERE document = ?", (document,)) if document is not None else ("", ())
        yield from self._kept(f"SELECT * FROM figures {where} ORDER BY document, start, number", *given)

    def figures_near(self, document: str, low: int, high: int) -> Iterator[Kept]:
        """Give the figures of a document that begin between two offsets, in order."""
        sql = "SELECT * FROM figures WHERE document = ? AND start BETWEEN ? AND ? ORDER BY start, number"
        yield from self._kept(sql, document, low, high)

    def search(
        self, words: Sequence[Sequence[str]], limit: int = 500, *, every: bool = False
    ) -> list[tuple[Kept, float]]:
        """Give the figures whose item, sentence or heading holds the words, best first, with their scores.

        ``words`` are groups of alternatives (``[["crime", "offence"], ["corruption"]]``): a figure needs a word of
        any group, or of each group with ``every``. Words are compared by their stems. The score is BM25 with the
        item at four times the weight; the higher the better. Ties go by document and offset.
        """
        query = match(words, every=every)
        if not query:
            return []
        # Numbers depend on documents and offsets alone, so the same figures are cut off in whatever order they came.
        rows = self._rows(
            f"SELECT figures.*, score FROM (SELECT rowid AS found, bm25(figures_fts, {_weights()}) AS score "
            "FROM figures_fts WHERE figures_fts MATCH ? ORDER BY score, found LIMIT ?) "
            "JOIN figures ON number = found",
            query,
            limit,
        )
        scored = sorted(rows, key=lambda row: (row["score"], row["document"], row["start"], row["number"]))
        kept = self._with_documents(scored)
        return [(each, -row["score"]) for each, row in zip(kept, scored, strict=True)]

    def frequency(self, word: str, *, columns: Sequence[str] = ("item", "sentence")) -> int:
        """Give how many figures hold a word in their item or sentence, compared by its stem."""
        query = match([[word]])
        if not query:
            return 0
        sql = "SELECT count(*) FROM figures_fts WHERE figures_fts MATCH ?"
        ((count,),) = self._rows(sql, within(columns, query))
        return int(count)

    def valued(self, kind: str, unit: str | None, low: Decimal, high: Decimal, limit: int = 200) -> list[Kept]:
        """Give the figures of a kind and unit whose value, or range of values, meets the interval from low to high.

        Without a unit figures of all units are given.
        """
        # The index knows the nearest binary numbers: it may give too much, which decimals then sort out.
        rows = self._kept(
            f"SELECT * FROM figures WHERE kind = ? {'' if unit is None else 'AND unit = ? '}"
            "AND value <= ? AND coalesce(value_high, value) >= ? ORDER BY document, start, number",
            *(kind, *(() if unit is None else (unit,)), _up(high), -_up(-low)),
        )
        found: list[Kept] = []
        for kept in rows:
            top = kept.figure.value if kept.figure.value_high is None else kept.figure.value_high
            if kept.figure.value <= high and top >= low:
                found.append(kept)
            if len(found) == limit:
                break
        return found

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for what this class does not ask."""
        return self._connection

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the file for a transaction: all of it is done, or nothing."""
        with telling(self.name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _number(self, id: str) -> int:
        """Make a number of a document's id, so that the order in which documents come changes nothing."""
        number = int.from_bytes(hashlib.sha256(id.encode()).digest()[:5], "big") >> 1
        while self._one("SELECT 1 FROM documents WHERE number = ?", number) is not None:
            number += 1
        return number

    def _rows(self, sql: str, *given: object) -> Iterator[sqlite3.Row]:
        with telling(self.name):
            # Not `yield from`: that would close the cursor at the end of a run that failed, after its connection.
            for row in self._connection.execute(sql, _storable(given)):  # noqa: UP028
                yield row

    def _one(self, sql: str, *given: object) -> sqlite3.Row | None:
        with telling(self.name):
            found: sqlite3.Row | None = self._connection.execute(sql, _storable(given)).fetchone()
            return found

    def _kept(self, sql: str, *given: object) -> Iterator[Kept]:
        yield from self._with_documents(self._rows(sql, *given))

    def _with_documents(self, rows: Iterable[sqlite3.Row]) -> Iterator[Kept]:
        known: dict[str, Described] = {}
        for row in rows:
            id = row["document"]
            if id not in known:
                document = self.described(id)
                if document is None:
                    raise CorpusError(f"{self.name}: is damaged (figures of a document {id!r} that is not there)")
                known[id] = document
            yield Kept(figure=self._made(figure_of, row), document=known[id])

    def _made(self, make: Callable[[Row], T], row: sqlite3.Row) -> T:
        try:
            return make(row)
        except ValueError as error:
            told = f"a row that is no {'figure' if make is figure_of else 'document'}: {error}"
            raise CorpusError(
                f"{self.name}: is damaged ({told}); `kzreform corpus verify` looks at all of it"
            ) from error


def _alike(known: Row, row: Mapping[str, Any]) -> bool:
    return all(known[name] == row[name] for name in _SAME)


def _storable(given: Sequence[object]) -> tuple[object, ...]:
    """Give what is asked for as it would be kept."""
    return tuple(storable(each) if isinstance(each, str) else each for each in given)


def _weights() -> str:
    return ", ".join(map(str, WEIGHTS))


def _up(value: Decimal) -> float:
    nearest = real(value)
    if nearest is None:
        return float("inf") if value > 0 else float("-inf")
    return nearest + abs(nearest) * _SLACK
