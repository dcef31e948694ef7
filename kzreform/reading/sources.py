"""From what the user names (files, directories, globs, ``-``) to sources, and from a source to its documents."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from kzreform.errors import ReadError
from kzreform.files import legible, opened
from kzreform.reading.listing import files
from kzreform.reading.options import DEFAULTS, HEAD, Options, too_many
from kzreform.reading.registry import format_of
from kzreform.records import Document

STDIN = "-"


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
            for file in [path] if path == STDIN else files(path):
                if isinstance(file, ReadError):
                    errors.append(file)
                else:
                    found.setdefault(path if path == STDIN else _place(file), file)
        except ReadError as error:
            errors.append(error)
    names = Counter(Path(path).name for path in found.values())
    return [Source(path, _id(path, names)) for path in found.values()], errors


def documents(source: Source, options: Options = DEFAULTS) -> Iterator[Document]:
    """Give the documents of a source one at a time, read by the format that it shows itself to be in.

    Raises ``ReadError`` naming the file and the reason; of a table of texts the rows before it are given.
    """
    for item in readings(source, options):
        if isinstance(item, ReadError):
            raise item
        yield item


def readings(source: Source, options: Options = DEFAULTS) -> Iterator[Document | ReadError]:
    """Give the documents of a source as ``documents`` does, and in its place an error for each bad row of a table.

    Raises ``ReadError`` where nothing more can be read.
    """
    shown = "standard input" if source.path == STDIN else source.path
    try:
        with _opened(source.path) as stream:
            format_ = format_of(source.path, stream.peek(HEAD), options)
            found = format_.read(stream, source.id, options)
            if not format_.rows:  # whole in memory as it is; then it can be told from half of one
                found = iter(list(found))
                if stream.changed():
                    raise ReadError("it changed while it was read")
            for document in found:
                if isinstance(document, ReadError):
                    yield ReadError(f"{shown}: {document.message}")
                elif many := too_many(document.text, options):
                    if not format_.rows:
                        raise ReadError(many)
                    yield ReadError(f"{shown}: {document.id}: {many}")
                else:
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


class _File(io.BufferedReader):
    """A file to read, which knows whether it is still the same."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(cast(io.RawIOBase, _Filling(stream)), HEAD)
        self._file = stream
        self._before = self._state()

    def changed(self) -> bool:
        """Say whether the file has another size or time than when it was opened; a pipe has neither."""
        return self._before != self._state()

    def _state(self) -> tuple[int, int] | None:
        try:
            state = os.fstat(self._file.fileno())
        except OSError:
            return None
        return (state.st_size, state.st_mtime_ns) if stat.S_ISREG(state.st_mode) else None


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
def _opened(path: str) -> Iterator[_File]:
    if path == STDIN and sys.stdin is None:  # started with `<&-`
        raise ReadError("it is closed")
    # Standard input is not ours to close.
    with nullcontext(sys.stdin.buffer) if path == STDIN else os.fdopen(opened(path), "rb") as stream:
        yield _File(cast(BinaryIO, stream))


def _place(file: str) -> str:
    """Give the whole path of a file, by which it is told from others however it is named."""
    with suppress(OSError):  # the folder that one works in may be gone
        return os.path.normpath(Path.cwd() / file)
    return os.path.normpath(file)


def _id(path: str, names: Counter[str]) -> str:
    if path == STDIN:
        return "stdin"
    name = Path(path).name
    return legible(name if names[name] == 1 else path)
