"""Mend what copying did to a block's text, and remember where each character came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, islice, pairwise

#: Never seen, and so never read: soft hyphens, zero-width spaces and joiners, byte-order marks, marks of direction,
#: variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"

#: What colours a terminal, and no more to be read than the colour: "\x1b[31m".
_STEERING = r"\x1b\[[0-?]{0,30}[ -/]{0,4}[@-~]"

#: Never read: what is not seen, what steers a terminal, the marks of emphasis in Markdown, and of a line's end of two
#: characters the first.
_UNREAD = re.compile(rf"[{_UNSEEN}]+|{_STEERING}|\r(?=\n)|(?<!\w)[*_]{{1,3}}(?=[^\s*_])|(?<=[^\s*_])[*_]{{1,3}}(?!\w)")

#: What any of it begins with, quick to look for.
_MARKS = re.compile(rf"[*_\r\x1b{_UNSEEN}]")


class _Plain(dict[int, str]):
    """A table for ``str.translate`` that fills itself: one character for one, so that offsets hold.

    Any white space is a space, odd hyphens are hyphens, the digits of any script and their marks are ours. What is
    no text (control characters, lone surrogates) becomes the mark of that: it parts what stands beside it.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            character = str(unicodedata.decimal(character))
        elif category in ("Cc", "Cs") and character != "\t":
            character = "\ufffd"
        self[code] = character
        return character


_PLAIN = _Plain(
    str.maketrans(
        {
            **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
            **dict.fromkeys("\u2011\u2010\uff0d", "-"),
            **dict.fromkeys("\u066a\uff05\ufe6a", "%"),
            **dict.fromkeys("\u066c\uff0c\ufe50", ","),
            **dict.fromkeys("\u066b\uff0e\ufe52", "."),
            **dict.fromkeys("\u2044\u2215\uff0f", "/"),
            **dict(zip("\uff04\uffe1\uffe5\uff1a", "$£¥:", strict=True)),
            "\u2212": "−",
        }
    )
)


class Cleaned:
    r"""A block's text as the patterns read it; ``origin`` gives back the offset in the text as written.

    >>> cleaned = Cleaned("48 thou\u00adsand\u00a0households")
    >>> cleaned.text
    '48 thousand households'
    >>> cleaned.origin(11)
    12
    >>> Cleaned("٪١٢٫٥ of １，２００").text
    '%12.5 of 1,200'
    """

    __slots__ = ("_starts", "text")

    def __init__(self, raw: str) -> None:
        self._starts: Sequence[int] | None = None
        if _MARKS.search(raw) and (unread := [match.span() for match in _UNREAD.finditer(raw)]):
            pairs = pairwise([0, *chain.from_iterable(unread), len(raw)])
            kept = [slice(*pair) for pair in islice(pairs, 0, None, 2)]
            self._starts = [*chain.from_iterable(range(part.start, part.stop) for part in kept), len(raw)]
            raw = "".join(raw[part] for part in kept)
        self.text = raw.translate(_PLAIN)

    def origin(self, offset: int, *, end: bool = False) -> int:
        """Give the offset in the text as written; ``end`` for the end of a span, which takes no trailing hyphen."""
        if self._starts is None:
            return offset
        return self._starts[offset - 1] + 1 if end and offset else self._starts[offset]
