"""The documents that the user wants kept, with what is told of them beside their texts."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import msgspec

from kzreform import reading
from kzreform.commands.inputs import Inputs
from kzreform.errors import ReadError
from kzreform.keeping.manifest import Listed, Manifest
from kzreform.records import Document


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the file that it was read from; ``named`` says that its id is the user's, not its file's name."""

    document: Document
    path: str | None = None
    named: bool = False


class Gathering:
    """Reads the documents of the paths, or of the manifest when there are none.

    ``told`` is what the user says of all documents; its id and title are for a single one. What a manifest says goes
    before it.
    """

    def __init__(
        self,
        paths: tuple[str, ...],
        reads: reading.Options,
        *,
        sample: bool,
        published: str | None,
        told: Listed,
        manifest: Manifest | None,
    ) -> None:
        self._told, self._manifest, self._sample = told, manifest, sample
        listed = manifest.entries if manifest else ()
        if manifest is not None and not (paths or sample):
            paths = tuple(manifest.file(each) for each in listed if each.file)
            if not paths:
                raise click.UsageError(f"{manifest.path} names no files: give PATHS too")
        self.inputs = Inputs(paths, sample, published, reads)
        if (told.id or told.title) and (sample or len(self.inputs.sources) > 1):
            raise click.UsageError("--id and --title are for a single document")
        self._sought = {each.id for each in listed if not each.file}

    def items(self) -> Iterator[Given | ReadError]:
        """Read one document after the other; what goes wrong comes in its place."""
        seen: set[str] = set()
        for item in self._read():
            if isinstance(item, Given):
                self._sought.discard(item.document.id)
                if item.document.id in seen:
                    item = ReadError(f"{item.path}: another document has the id {item.document.id!r} too")
                else:
                    seen.add(item.document.id)
            yield item
        for id in sorted(self._sought):
            yield ReadError(f"{self._manifest and self._manifest.path}: document {id!r} is not among the texts")

    def _read(self) -> Iterator[Given | ReadError]:
        if self._sample:
            yield from (Given(document=document, named=True) for document in reading.sample())
        for source in self.inputs.sources:
            listed = self._manifest.of_file(source.path) if self._manifest else None
            id = listed.id if listed else self._told.id or source.id
            for item in self.inputs.of(reading.Source(source.path, id)):
                yield item if isinstance(item, ReadError) else self._given(item, source, listed)

    def _given(self, document: Document, source: reading.Source, listed: Listed | None) -> Given | ReadError:
        if document.source == source.path:
            # Where a text does not say what it comes from, reading gives the path; that is kept by itself.
            document = msgspec.structs.replace(document, source=None)
        document = self._told.told(document)
        if self._manifest is not None:
            listed = listed or self._manifest.of_id(document.id)
            if listed is None:
                return ReadError(f"{source.path}: {self._manifest.path} says nothing of document {document.id!r}")
            document = listed.told(document)
        return Given(
            document=document,
            path=None if source.path == reading.STDIN else os.path.realpath(source.path),
            named=document.id.partition("#")[0] != source.id,
        )
