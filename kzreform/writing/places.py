"""Where documents lie, for those who follow a finding into the file."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Place(msgspec.Struct, frozen=True):
    """The file of a document as the user named it; ``whole`` says that its lines are those of the document's text.

    A row of a table of texts has no lines of its own in the file.
    """

    file: str
    whole: bool = True


Places = Mapping[str, Place]
"""The places of documents by their ids; a document without one is named by its id."""


def place_of(places: Places, document: str) -> Place:
    """Give the place of a document.

    >>> place_of({"a.txt": Place("texts/a.txt")}, "a.txt").file, place_of({}, "stdin").file
    ('texts/a.txt', 'stdin')
    """
    return places.get(document) or Place(document)
