"""From what the user names (files, directories, globs, ``-``) to sources, and from a source to its document."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kzreform.errors import ReadError
from kzreform.reading.registry import READERS, reader_for
from kzreform.records import Document

STDIN = "-"


class Source(msgspec.Struct, frozen=True):
    """A file to read (``-`` is standard input) and the id its document gets."""

    path: str
    id: str


def expand(paths: Sequence[str]) -> tuple[list[Source], list[ReadError]]:
    """Find the files that the user means, each once, and what went wrong on the way.

    A directory gives the files below it that a reader knows, sorted; a name with ``*``, ``?`` or ``[`` that is
    no file is a glob pattern. A document's id is its file's name; where two files share it, their paths.

    >>> expand(["-"])
    ([Source(path='-', id='stdin')], [])
    """
    found: dict[str, str] = {}
    errors: list[ReadError] = []
    for path in paths:
        try:
            for file in _files(path):
                found.setdefault(os.path.normpath(file), file)
        except ReadError as error:
            errors.append(error)
    names = Counter(Path(path).name for path in found.values())
    return [Source(path, _id(path, names)) for path in found.values()], errors


def load(source: Source) -> Document:
    """Read a source with the reader for its format; raises ``ReadError`` naming the file and the reason."""
    try:
        data = sys.stdin.buffer.read() if source.path == STDIN else Path(source.path).read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{source.path}: no such file") from error
    except OSError as error:
        raise ReadError(f"{source.path}: cannot be read ({error.strerror or error})") from error
    try:
        document = reader_for(source.path)(data, source.id)
    except ReadError as error:
        shown = "standard input" if source.path == STDIN else source.path
        raise ReadError(f"{shown}: {error.message}") from error
    return msgspec.structs.replace(document, source=document.source or source.path)


def _files(path: str) -> Iterable[str]:
    if path == STDIN:
        return [path]
    if not path:  # which Path would take for the directory we are in
        raise ReadError("an empty name: no such file")
    if Path(path).is_dir():
        inside = [str(file) for file in Path(path).rglob("*") if file.suffix.lower() in READERS and file.is_file()]
        if not inside:
            raise ReadError(f"{path}: the directory holds no texts ({', '.join(sorted(READERS))})")
        return sorted(inside)
    if glob.has_magic(path) and not Path(path).exists():
        # Path.glob takes no absolute patterns.
        found = glob.glob(path, recursive=True)  # noqa: PTH207
        matching = sorted(match for match in found if Path(match).is_file())
        if not matching:
            raise ReadError(f"{path}: no file matches this pattern")
        return matching
    return [path]


def _id(path: str, names: Counter[str]) -> str:
    if path == STDIN:
        return "stdin"
    name = Path(path).name
    # A name need not be UTF-8, but an id must be: its odd bytes are written as escapes.
    return os.fsencode(name if names[name] == 1 else path).decode("utf-8", errors="backslashreplace")
