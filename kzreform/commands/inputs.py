"""What a command reads: the user's texts in their order, and in its place each failure to read one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from kzreform import reading
from kzreform.commands.program import complain
from kzreform.errors import ReadError
from kzreform.records import Document


class Inputs:
    """The texts that the user names; what cannot be found is told at once, and kept in ``missing``.

    Raises ``UsageError`` where nothing is named.
    """

    def __init__(self, paths: Sequence[str], sample: bool, published: str | None, reads: reading.Options) -> None:
        if not paths and not sample:
            raise click.UsageError("nothing to read: give PATHS, - for standard input, or --sample")
        self._sample, self._published, self._reads = sample, published, reads
        self.sources, self.missing = reading.expand(paths)
        for failure in self.missing:
            complain(failure.message)

    def keep_apart(self, output: str | None) -> None:
        """Refuse an output that is one of the texts: it would be lost."""
        if output and any(_same_file(source.path, output) for source in self.sources):
            raise click.UsageError(f"-o {output}: this is one of the texts to read, and would be lost")

    def items(self) -> Iterator[Document | ReadError]:
        """Read one document after the other, for together they may not fit into memory."""
        if self._sample:
            yield from map(self._dated, reading.sample())
        for source in self.sources:
            try:
                yield from map(self._dated, reading.documents(source, self._reads))
            except ReadError as error:
                yield error
            except Exception as error:
                if os.environ.get("KZREFORM_DEBUG"):
                    raise
                yield ReadError(
                    f"{source.path}: cannot be read (internal error: {type(error).__name__}: {error}; "
                    "KZREFORM_DEBUG=1 shows where)"
                )

    def sizes(self) -> dict[str, int]:
        """Give the bytes of each source, as far as they are known: enough for a progress bar."""
        files = {source.path: Path(source.path) for source in self.sources if source.path != reading.STDIN}
        return {path: file.stat().st_size for path, file in files.items() if file.is_file()}

    def paths(self) -> dict[str, str]:
        """Give the files of the documents that are named after them."""
        return {source.id: source.path for source in self.sources if source.path != reading.STDIN}

    def _dated(self, document: Document) -> Document:
        return msgspec.structs.replace(document, published=self._published) if self._published else document


def _same_file(path: str, output: str) -> bool:
    try:
        return path != reading.STDIN and Path(output).is_file() and Path(path).samefile(output)
    except OSError:
        return False
