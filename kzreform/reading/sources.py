"""From what the user names (files, directories, globs, ``-``) to sources, and from a source to its documents."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from kzreform.errors import ReadError
from kzreform.reading.options import DEFAULTS, HEAD, Options
from kzreform.reading.registry import READERS, format_of
from kzreform.records import Document

STDIN = "-"

_SOUGHT = frozenset(extension for extension, format_ in READERS.items() if not format_.rows)


class Source(msgspec.Struct, frozen=True):
    """A file to read (``-`` is standard input) and the id its document gets."""

    path: str
    id: str


def expand(paths: Sequence[str]) -> tuple[list[Source], list[ReadError]]:
    """Find the files that the user means, each once, and what went wrong on the way.

    A directory gives the documents below it that a reader knows, sorted; tables of texts (JSON Lines, CSV) must be
    named. A name with ``*``, ``?`` or ``[`` that is no file is a glob pattern. A document's id is its file's name;
    where two files share it, their paths.

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


def documents(source: Source, options: Options = DEFAULTS) -> Iterator[Document]:
    """Give the documents of a source one at a time, read by the format that it shows itself to be in.

    Raises ``ReadError`` naming the file and the reason; of a table of texts the rows before it are given.
    """
    shown = "standard input" if source.path == STDIN else source.path
    try:
        with _opened(source.path) as stream:
            read = format_of(source.path, stream.peek(HEAD), options).read
            for document in read(stream, source.id, options):
                yield msgspec.structs.replace(document, source=document.source or source.path)
    except ReadError as error:
        raise ReadError(f"{shown}: {error.message}") from error
    except FileNotFoundError as error:
        raise ReadError(f"{shown}: no such file") from error
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read ({error.strerror or error})") from error


def load(source: Source, options: Options = DEFAULTS) -> Document:
    """Read a source that is one document; raises ``ReadError`` naming the file and the reason."""
    found = documents(source, options)
    document = next(found, None)
    if document is None or next(found, None) is not None:
        held = "no documents" if document is None else "several documents: one is asked for"
        raise ReadError(f"{'standard input' if source.path == STDIN else source.path}: it holds {held}")
    return document


class _Filling(io.RawIOBase):
    """A stream that gives all that is asked for: a pipe gives what it has, and peek does not ask twice."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _opened(path: str) -> Iterator[io.BufferedReader]:
    # Standard input is not ours to close.
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as stream:
        yield io.BufferedReader(cast(io.RawIOBase, _Filling(stream)), HEAD)


def _files(path: str) -> Iterable[str]:
    if path == STDIN:
        return [path]
    if not path:  # which Path would take for the directory we are in
        raise ReadError("an empty name: no such file")
    if Path(path).is_dir():
        inside = [str(file) for file in Path(path).rglob("*") if _is_sought(file)]
        if not inside:
            raise ReadError(f"{path}: the directory holds no texts ({', '.join(sorted(_SOUGHT))})")
        return sorted(inside)
    if glob.has_magic(path) and not Path(path).exists():
        # Path.glob takes no absolute patterns.
        found = glob.glob(path, recursive=True)  # noqa: PTH207
        matching = sorted(match for match in found if Path(match).is_file())
        if not matching:
            raise ReadError(f"{path}: no file matches this pattern")
        return matching
    return [path]


def _is_sought(file: Path) -> bool:
    # "~$report.docx" is how Word marks a document that is open.
    return file.suffix.lower() in _SOUGHT and not file.name.startswith("~$") and file.is_file()


def _id(path: str, names: Counter[str]) -> str:
    if path == STDIN:
        return "stdin"
    name = Path(path).name
    # A name need not be UTF-8, but an id must be: its odd bytes are written as escapes.
    return os.fsencode(name if names[name] == 1 else path).decode("utf-8", errors="backslashreplace")
