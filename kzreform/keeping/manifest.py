"""A manifest: what is known of documents beside their texts, as JSON or CSV."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

import msgspec

from kzreform.checking.dates import simple
from kzreform.errors import ReadError
from kzreform.files import whole
from kzreform.records import Document

_LANGUAGE = "en"
_DELIMITERS = ",;\t|"


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document; ``file`` is its path from the manifest's folder. ``publisher`` is a ``source``."""

    id: str = ""
    file: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    publisher: str | None = None
    language: str | None = None

    def told(self, document: Document) -> Document:
        """Give a document with what is known of it; what it leaves out stays."""
        known = {
            "title": self.title,
            "published": self.published,
            "source": self.source or self.publisher,
            "language": self.language,
        }
        return msgspec.structs.replace(document, **{name: value for name, value in known.items() if value})


class Manifest:
    """The documents that a manifest names, in its order; one without an id is called after its file.

    Raises ``ReadError`` naming the manifest, the document and what is wrong with it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: tuple[Listed, ...] = tuple(_read(path))
        self._files = {os.path.realpath(self.file(entry)): entry for entry in self.entries if entry.file}
        self._ids = {entry.id: entry for entry in self.entries}

    def file(self, entry: Listed) -> str:
        """Give the path of a document's file as it can be opened from here."""
        path = os.path.normpath(self.path.parent / (entry.file or ""))
        return f"{os.curdir}{os.sep}{path}" if path.startswith("-") else path  # "-" would be standard input

    def of_file(self, path: str) -> Listed | None:
        """Give what is known of the document in a file; None when the manifest does not name the file."""
        return self._files.get(os.path.realpath(path))

    def of_id(self, id: str) -> Listed | None:
        """Give what is known of the document with an id."""
        return self._ids.get(id)


def _read(path: Path) -> Iterator[Listed]:
    try:
        text = whole(path).decode("utf-8-sig")
        rows = _json(text) if text.lstrip()[:1] in ("[", "{") else _csv(text)
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 text") from error
    except RecursionError as error:
        raise ReadError(f"{path}: no manifest: nested too deeply") from error
    except (ValueError, csv.Error) as error:  # what msgspec raises is a ValueError
        raise ReadError(f"{path}: no manifest: {error}") from error
    seen: set[str] = set()
    files: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        try:
            entry = _entry(row)
            if entry.id in seen:
                raise ValueError("the id comes twice")
            place = os.path.realpath(path.parent / entry.file) if entry.file else ""
            if files.setdefault(place, entry.id) != entry.id and place:
                raise ValueError(f"its file is that of document {files[place]!r}")
        except ValueError as error:
            raise ReadError(f"{path}: document {_name(row, number)}: {error}") from error
        seen.add(entry.id)
        yield entry


def _json(text: str) -> list[Any]:
    rows = msgspec.json.decode(text)
    if not isinstance(rows, list):
        raise ValueError("expected an array of documents")
    return rows


def _csv(text: str) -> list[dict[str, str]]:
    head = text.partition("\n")[0].strip()
    mark = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True, restkey="", restval="")
    names = [name.strip() for name in rows.fieldnames or ()]
    if not {"id", "file"} & set(names):
        raise ValueError(
            f"CSV needs a column 'id' or 'file', and JSON begins with a bracket; here stands {head[:60]!r}"
        )
    rows.fieldnames = names
    # A cell that is empty says nothing.
    return [{name: cell.strip() for name, cell in row.items() if name and cell.strip()} for row in rows]


def _entry(row: object) -> Listed:
    entry = msgspec.convert(row, Listed)
    if not (entry.id or entry.file):
        raise ValueError("needs an 'id' or a 'file'")
    if entry.file and "\0" in entry.file:
        raise ValueError("the name of its file holds a NUL character")
    if entry.published:
        simple(entry.published)
    if entry.language and entry.language.partition("-")[0].lower() != _LANGUAGE:
        raise ValueError(f"the language is {entry.language!r}, and figures are found in English only")
    return entry if entry.id else msgspec.structs.replace(entry, id=PurePath(entry.file or "").name)


def _name(row: object, number: int) -> str:
    given = row if isinstance(row, Mapping) else {}
    return repr(given.get("id") or given.get("file") or number)
