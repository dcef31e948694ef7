"""``kzreform corpus add``: documents and their figures into the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzreform import reading
from kzreform.commands.corpora import corpus_option, corpus_path
from kzreform.commands.corpus.gathering import Gathering, Given
from kzreform.commands.options import (
    jobs_option,
    patterns_option,
    published_option,
    quiet_option,
    reading_options,
    timeout_option,
)
from kzreform.commands.program import complain
from kzreform.commands.progress import Progress
from kzreform.commands.run import Item, Run
from kzreform.errors import ReadError
from kzreform.keeping.manifest import Listed, Manifest
from kzreform.many import Entry, NothingDone
from kzreform.records import Document

if TYPE_CHECKING:
    from kzreform.keeping import Store

_FAILED = 2


@click.command("add")
@click.argument("paths", nargs=-1)
@click.option("--sample", is_flag=True, help="Add the sample documents that come with kzreform.")
@click.option(
    "--manifest",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="JSON or CSV with id, file, title, published and source of the documents; in place of PATHS or for them.",
)
@click.option("--id", "id_", metavar="ID", help="What to call the document.  [default: its file's name]")
@click.option("--title", metavar="TEXT", help="The title of the document.")
@click.option("--source", metavar="TEXT", help="Who published the documents.")
@published_option
@reading_options
@click.option("--replace", is_flag=True, help="Take a file for a newer version of a document of its name.")
@jobs_option
@timeout_option
@patterns_option
@corpus_option
@quiet_option
def command(
    paths: tuple[str, ...],
    sample: bool,
    manifest: Path | None,
    id_: str | None,
    title: str | None,
    source: str | None,
    published: str | None,
    reads: reading.Options,
    replace: bool,
    jobs: int,
    timeout: float | None,
    patterns: tuple[Path, ...],
    corpus: Path | None,
    quiet: bool,
) -> int:
    """Add the texts at PATHS and their figures to the corpus, which is made when there is none.

    A document that is there already, unchanged, is not extracted again; one that changed is replaced, each in one
    go: what is interrupted can be run again.
    """
    gathering = Gathering(
        paths,
        reads.within(timeout),
        sample=sample,
        published=published,
        told=Listed(id=id_ or "", title=title, source=source),
        manifest=Manifest(manifest) if manifest else None,
    )
    run = Run(patterns, jobs, quiet, timeout=timeout)
    run.tally.failures += len(gathering.inputs.missing)
    done: Counter[str] = Counter()
    try:
        items = _begun(gathering.items(), run)
        with _store(corpus) as store:
            adding = _Adding(store, patterns, replace)
            for what in adding.run(items, run, gathering.inputs.progress(quiet)):
                done[what] += 1
    except NothingDone:
        pass
    if not quiet:
        told = ", ".join(f"{done[what]:,} {what}" for what in ("added", "replaced", "unchanged"))
        complain(f"{told}; {run.tally}")
    return _FAILED if run.tally.failures else 0


class _Adding:
    """Extracts what is new to a store and adds it."""

    def __init__(self, store: Store, patterns: tuple[Path, ...], replace: bool) -> None:
        from kzreform.keeping import extractor_version

        self._store, self._replace = store, replace
        self._version = extractor_version(patterns)
        self._paths: dict[str, str | None] = {}

    def run(self, items: Iterator[Given | ReadError], run: Run, progress: Progress) -> Iterator[str]:
        """Add the documents one after the other; tells what became of each."""
        left: Iterator[Item] = map(self._item, items)
        with closing(run.outcomes(left, progress)) as outcomes:
            for item, outcome in outcomes:
                if isinstance(item, Document) and outcome.error is None:
                    run.tally.figures += len(outcome.figures)
                    yield self._store.add(item, outcome.figures, self._paths.pop(item.id), self._version)
                elif isinstance(item, Entry):
                    run.tally.figures += item.figures
                    yield "unchanged"

    def _item(self, item: Given | ReadError) -> Item:
        """Pass over what need not be extracted, and refuse what would take the place of another document."""
        if isinstance(item, ReadError):
            return item
        document = item.document
        known = self._store.described(document.id)
        if known is not None and self._store.unchanged(document, self._version):
            return Entry(id=document.id, sha256=known.checksum, size=0, figures=known.figures)
        if known is not None and not (item.named or self._replace) and item.path != known.path:
            return ReadError(
                f"{item.path or 'standard input'}: the corpus has another document {document.id!r}, from "
                f"{known.path or 'elsewhere'}; --replace takes its place, --id gives this one a name of its own"
            )
        self._paths[document.id] = item.path
        return document


def _store(corpus: Path | None) -> Store:
    # Here, not above: --help must not wait for it.
    from kzreform.keeping import Store

    return Store.open(corpus_path(corpus), write=True, create=True)


def _begun(items: Iterator[Given | ReadError], run: Run) -> Iterator[Given | ReadError]:
    """Read up to the first document: no corpus is made when there is none."""
    read: list[Given | ReadError] = []
    for item in items:
        read.append(item)
        if isinstance(item, Given):
            return chain(read, items)
    for _ in run.outcomes((item for item in read if isinstance(item, ReadError)), Progress(0, quiet=True)):
        pass
    raise NothingDone
