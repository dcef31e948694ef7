"""The texts that a command works on, one after the other, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from kzreform import reading
from kzreform.commands.inputs import Inputs
from kzreform.commands.program import complain
from kzreform.commands.progress import watched
from kzreform.errors import ReadError
from kzreform.records import Document


class Texts:
    """Texts to read; ``failed`` fills while they are read. Raises ``UsageError`` where there is nothing to read."""

    def __init__(self, paths: Sequence[str], sample: bool = False, published: str | None = None) -> None:
        self._inputs = Inputs(paths, sample, published, reading.Options())
        self.failed: list[ReadError] = list(self._inputs.missing)

    @property
    def sources(self) -> list[reading.Source]:
        """The files that were found."""
        return self._inputs.sources

    def keep_apart(self, output: str | None) -> None:
        """Refuse an output file that is one of the texts."""
        self._inputs.keep_apart(output)

    def documents(self, quiet: bool) -> Iterator[Document]:
        """Read one document after the other and show how far they are; tells what cannot be read."""
        documents = self._documents()
        # Nothing is shown when there is nothing to read.
        if (first := next(documents, None)) is not None:
            yield from watched(chain([first], documents), sum(self._inputs.sizes().values()), quiet)

    def _documents(self) -> Iterator[Document]:
        for item in self._inputs.items():
            if isinstance(item, ReadError):
                complain(item.message)
                self.failed.append(item)
            else:
                yield item
