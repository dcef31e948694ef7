"""Which reader reads which file: a new format is a module with ``EXTENSIONS`` and ``read``, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from kzreform.reading import text
from kzreform.records import Document

Reader = Callable[[bytes, str], Document]
"""Makes a document of a file's bytes and its id; raises ``ReadError`` with the reason alone."""

READERS: dict[str, Reader] = {extension: module.read for module in (text,) for extension in module.EXTENSIONS}
"""The readers by the lower-case extension of the files they read."""


def reader_for(name: str) -> Reader:
    """Give the reader for a file's name; what no reader claims is tried as plain text.

    >>> reader_for("REPORT.TXT") is text.read
    True
    """
    return READERS.get(PurePath(name).suffix.lower(), text.read)
