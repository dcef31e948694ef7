"""Plain text: UTF-8, line ends kept, so that offsets count from the start of the file."""

from __future__ import annotations

from kzreform.errors import ReadError
from kzreform.records import Document

EXTENSIONS = (".txt", ".text")


def read(data: bytes, id: str) -> Document:
    r"""Make a document of a text file's bytes.

    A byte order mark stays in the text as one character: the offsets are those of the file. Raises
    ``ReadError`` with the reason for what is empty or is not UTF-8 text.

    >>> read(b"Growth was 4.5%.\r\n", "report.txt").text
    'Growth was 4.5%.\r\n'
    """
    if b"\0" in data:
        raise ReadError("not UTF-8 text (it holds NUL bytes): a binary file?")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 text (byte {error.start} cannot be decoded)") from error
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ReadError("the file is empty")
    return Document(id=id, text=text)
