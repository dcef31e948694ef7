"""The sample corpus that is installed with kzreform."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from kzreform.errors import ReadError
from kzreform.reading import text
from kzreform.records import Document

_PACKAGE = "kzreform.corpus"
_PLANTED = "audit/planted-errors.txt"


def sample() -> list[Document]:
    """Read the sample documents, with the title and the date of publication that their manifest gives.

    >>> [document.language for document in sample()]
    ['en', 'en', 'en', 'en', 'en']
    """
    try:
        folder = files(_PACKAGE)
        manifest = tomllib.loads(folder.joinpath("manifest.toml").read_text(encoding="utf-8"))
        return [_read(folder.joinpath(entry["file"]).read_bytes(), entry) for entry in manifest["document"]]
    except (ImportError, OSError, KeyError) as error:
        raise ReadError(f"the sample corpus is not complete: {error}") from error


def planted() -> Document:
    """Read the sample document with planted errors: one of each kind that an audit finds.

    >>> planted().id
    'planted-errors'
    """
    try:
        return text.read(files(_PACKAGE).joinpath(_PLANTED).read_bytes(), "planted-errors")
    except (ImportError, OSError) as error:
        raise ReadError(f"the sample corpus is not complete: {error}") from error


def _read(data: bytes, entry: dict[str, str]) -> Document:
    document = text.read(data, entry["id"])
    return Document(
        id=document.id,
        text=document.text,
        title=entry["title"],
        source=entry.get("publisher"),
        published=entry["published"],
        language=entry["language"],
    )
