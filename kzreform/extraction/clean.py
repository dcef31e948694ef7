"""Mend what copying did to a block's text, and remember where each character came from."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Never read: soft hyphens, zero-width spaces and joiners, byte-order marks; the marks of emphasis in Markdown.
_UNREAD = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff]+|(?<!\\w)[*_]{1,3}(?=[^\\s*_])|(?<=[^\\s*_])[*_]{1,3}(?!\\w)"
)

#: What any of it begins with, quick to look for.
_MARKS = re.compile("[*_\u00ad\u200b\u200c\u200d\u2060\ufeff]")

#: One character for one, so that offsets hold: any white space is a space, odd hyphens are hyphens.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\n\r\x0b\x0c\u2028\u2029", " "),
        **dict.fromkeys("\u2011\u2010", "-"),
        "\u2212": "−",
    }
)


class Cleaned:
    r"""A block's text as the patterns read it; ``origin`` gives back the offset in the text as written.

    >>> cleaned = Cleaned("48 thou\u00adsand\u00a0households")
    >>> cleaned.text
    '48 thousand households'
    >>> cleaned.origin(11)
    12
    """

    __slots__ = ("_starts", "text")

    def __init__(self, raw: str) -> None:
        self._starts: Sequence[int] | None = None
        if _MARKS.search(raw) and (unread := [match.span() for match in _UNREAD.finditer(raw)]):
            skipped = {index for span in unread for index in range(*span)}
            kept = [index for index in range(len(raw)) if index not in skipped]
            self._starts = [*kept, len(raw)]
            raw = "".join(raw[index] for index in kept)
        self.text = raw.translate(_PLAIN)

    def origin(self, offset: int, *, end: bool = False) -> int:
        """Give the offset in the text as written; ``end`` for the end of a span, which takes no trailing hyphen."""
        if self._starts is None:
            return offset
        return self._starts[offset - 1] + 1 if end and offset else self._starts[offset]
