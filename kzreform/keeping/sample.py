"""The sample corpus as a store, for those who have no corpus of their own."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from kzreform import reading
from kzreform.errors import CorpusError
from kzreform.keeping.places import cache_folder
from kzreform.keeping.store import Store
from kzreform.keeping.version import extractor_version
from kzreform.records import Document

NAME = "sample corpus"


def sample_store() -> Store:
    """Give the documents that ship with kzreform and their figures.

    They are extracted once and kept in the user's folder for what can be made anew; where that cannot be written,
    they are extracted each time, which takes seconds.
    """
    documents = reading.sample()
    file = cache_folder() / f"sample-{_fingerprint(documents)}.db"
    with suppress(CorpusError, OSError):
        if not file.exists():
            _make(file, documents)
        return _named(Store.open(file), documents)
    store = Store.memory(NAME)
    _fill(store, documents)
    return store


def _make(file: Path, documents: list[Document]) -> None:
    """Make the file under another name first: it is there when it is done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for old in file.parent.glob("sample-*.db"):
        old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
        part = Path(folder) / file.name
        with Store.open(part, write=True, create=True) as store:
            _fill(store, documents)
        part.replace(file)


def _fill(store: Store, documents: list[Document]) -> None:
    # Here, not above: loading spaCy takes seconds.
    from kzreform.extraction import Extractor

    extractor = Extractor()
    for document in documents:
        store.add(document, extractor.extract(document))


def _named(store: Store, documents: list[Document]) -> Store:
    if {described.id for described in store.documents()} != {document.id for document in documents}:
        store.close()
        raise CorpusError(f"{store.name}: not the sample corpus")
    store.name = NAME
    return store


def _fingerprint(documents: list[Document]) -> str:
    return hashlib.sha256(extractor_version().encode() + msgspec.json.encode(documents)).hexdigest()[:16]
