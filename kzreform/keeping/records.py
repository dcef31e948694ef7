"""What the corpus gives back: figures with the documents they stand in."""

from __future__ import annotations

from typing import Literal

import msgspec

from kzreform.records import Figure

Added = Literal["added", "unchanged", "replaced"]
"""What became of a document that was given to the corpus."""


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A document without its text.

    ``checksum`` is the SHA-256 of the text in UTF-8; ``path`` is the file it was read from, where that is known;
    ``characters`` and ``figures`` say how many it has.
    """

    id: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str = "en"
    path: str | None = None
    checksum: str
    characters: int
    figures: int


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as the corpus keeps it, with its document."""

    figure: Figure
    document: Described
