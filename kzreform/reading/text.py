"""Plain text: line ends kept, so that offsets count from the start of the decoded file."""

from __future__ import annotations

from kzreform.errors import ReadError
from kzreform.reading.dateline import dateline
from kzreform.reading.decode import decode
from kzreform.reading.options import DEFAULTS, Options
from kzreform.records import Document

EXTENSIONS = (".txt", ".text")


def read(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    r"""Make a document of a text file's bytes; its date of publication is that of its dateline.

    A byte order mark of UTF-8 stays in the text as one character: the offsets are those of the file. Raises
    ``ReadError`` with the reason for what is empty or is no text.

    >>> read(b"Growth was 4.5%.\r\n", "report.txt").text
    'Growth was 4.5%.\r\n'
    """
    text = written(data, options)
    return Document(id=id, text=text, published=dateline(text))


def written(data: bytes, options: Options) -> str:
    """Decode what must hold some text; raises ``ReadError`` for what is empty or is no text."""
    text = decode(data, options.encoding)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadError("the file is empty")
    return text
