"""What a command reads: the user's texts in their order, and in its place each failure to read one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

import click
import msgspec

from kzreform import reading
from kzreform.commands.program import complain
from kzreform.commands.progress import Progress
from kzreform.errors import ReadError, unexpected
from kzreform.records import Document
from kzreform.writing.places import Place


class Inputs:
    """The texts that the user names; what cannot be found is told at once, and kept in ``missing``.

    ``sample`` adds the sample documents, and ``planted`` the one with planted errors. ``column`` holds the texts of
    tables, where the user names no other. Raises ``UsageError`` where nothing is named.
    """

    def __init__(
        self,
        paths: Sequence[str],
        sample: bool,
        published: str | None,
        reads: reading.Options,
        *,
        planted: bool = False,
        column: str | None = None,
    ) -> None:
        if not (paths or sample or planted):
            raise click.UsageError("nothing to read: give PATHS, - for standard input, or --sample")
        self._sample, self._planted, self._published, self._reads = sample, planted, published, reads
        self._column = column
        self.sources, self.missing = reading.expand(paths)
        self._paths = {source.id: source.path for source in self.sources if source.path != reading.STDIN}
        self._files = frozenset(self._paths.values())
        for failure in self.missing:
            complain(failure.message)

    def keep_apart(self, output: str | None, patterns: Sequence[Path] = ()) -> None:
        """Refuse an output that is one of the texts, or of the user's files of patterns."""
        keep_apart(output, self.sources, patterns)

    def items(self) -> Iterator[Document | ReadError]:
        """Read one document after the other, for together they may not fit into memory."""
        if self._sample:
            yield from map(self._dated, reading.sample())
        if self._planted:
            yield self._dated(reading.planted())
        for source in self.sources:
            yield from self.of(source)

    def of(self, source: reading.Source) -> Iterator[Document | ReadError]:
        """Read the documents of one source."""
        try:
            for item in reading.readings(source, self._read_by(source)):
                yield item if isinstance(item, ReadError) else self._dated(item)
        except ReadError as error:
            yield error
        except Exception as error:
            if os.environ.get("KZREFORM_DEBUG"):
                raise
            yield ReadError(f"{source.path}: cannot be read: {unexpected(error)}")

    def progress(self, quiet: bool) -> Progress:
        """Give the progress of a run over the texts."""
        sizes = self.sizes()
        return Progress(sum(sizes.values()), quiet=quiet, sizes=sizes)

    def sizes(self) -> dict[str, int]:
        """Give the bytes of each source, as far as they are known: enough for a progress bar."""
        return {path: size for path in self._paths.values() if (size := _size(path))}

    def paths(self) -> dict[str, str]:
        """Give the files of the documents that are named after them."""
        return self._paths

    def place(self, document: Document) -> Place:
        """Say where a document lies: in a file of its own, as a row of one, or in none that the user named."""
        if document.id in self._paths:
            return Place(self._paths[document.id])
        if document.source in self._files:
            return Place(document.source, whole=False)
        return Place(document.id)

    def _read_by(self, source: reading.Source) -> reading.Options:
        format_ = reading.READERS.get(PurePath(source.path).suffix.lower())
        if self._column is None or self._reads.text_column or format_ is None or not format_.rows:
            return self._reads
        return msgspec.structs.replace(self._reads, text_column=self._column)

    def _dated(self, document: Document) -> Document:
        return msgspec.structs.replace(document, published=self._published) if self._published else document


def keep_apart(output: str | None, sources: Iterable[reading.Source], patterns: Iterable[Path]) -> None:
    """Refuse an output that is one of the texts, or of the user's files of patterns: it would be lost."""
    if output and any(_same_file(source.path, output) for source in sources):
        raise click.UsageError(f"-o {output}: this is one of the texts to read, and would be lost")
    if output and any(_same_file(str(path), output) for path in patterns):
        raise click.UsageError(f"-o {output}: this is a file of --patterns, and would be lost")


def _size(path: str) -> int:
    try:
        file = Path(path).stat()
    except OSError:  # which is told of when it is read
        return 0
    return file.st_size if stat.S_ISREG(file.st_mode) else 0


def _same_file(path: str, output: str) -> bool:
    try:
        return path != reading.STDIN and Path(output).is_file() and Path(path).samefile(output)
    except OSError:
        return False
