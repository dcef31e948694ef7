"""What the user may say about the files to read."""

from __future__ import annotations

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How sources are to be read.

    ``encoding`` is the name of a Python codec, for what is read as text; the columns are those of CSV and of the
    objects of JSON Lines: where the text stands (``text`` when nothing is said), and its document's id and date.

    >>> Options(text_column="body").encoding is None
    True
    """

    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    date_column: str | None = None


DEFAULTS = Options()

HEAD = 65_536
"""How many bytes of a file tell its format and, where it is read as it comes, its encoding."""
