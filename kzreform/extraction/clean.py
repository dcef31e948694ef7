"""Mend what copying did to a block's text, and remember where each character came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

from kzreform.digits import SUBSCRIPTS, SUPERSCRIPTS

#: Never seen, and so never read: soft hyphens, zero-width spaces and joiners, byte-order marks, marks of direction,
#: variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"

#: What colours a terminal, and no more to be read than the colour: "\x1b[31m".
_STEERING = r"\x1b\[[0-?]{0,30}[ -/]{0,4}[@-~]"

#: Never read: what is not seen, what steers a terminal, the marks of emphasis in Markdown, and of a line's end of two
#: characters the first.
_UNREAD = re.compile(rf"[{_UNSEEN}]+|{_STEERING}|\r(?=\n)|(?<!\w)[*_]{{1,3}}(?=[^\s*_])|(?<=[^\s*_])[*_]{{1,3}}(?!\w)")

#: Marks of HTML and Markdown in text: those within a line are not read, others part what is beside them, raised and
#: lowered digits are no digits of the number before them.
_INLINE = "a|abbr|b|big|cite|code|em|font|i|ins|mark|nobr|q|small|span|strong|sub|sup|tt|u|wbr"
_BLOCK = "blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|img|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
_MARKUP = re.compile(
    rf"(?P<unread>{_UNREAD.pattern}|\\(?=[*_,.#~`$%()\[\]-]))"
    r"|(?i:<(?P<level>su[pb])>(?P<digits>\d{1,3})</su[pb]>)"
    rf"|(?i:(?P<inline></?(?:{_INLINE})(?:\s[^<>]{{0,300}})?>))"
    rf"|(?i:(?P<block></?(?:{_BLOCK})(?:\s[^<>]{{0,300}})?/?>|<!--[^<>]{{0,500}}-->))"
    r"|(?P<entity>&(?:\#(?:\d{1,6}|[xX][\da-fA-F]{1,5})|[A-Za-z]{2,8}\d{0,2});)"
    r"|(?P<bar>\\\|)"
)

#: What any of it begins with, quick to look for.
_MARKS = re.compile(rf"[*_\r\x1b\\{_UNSEEN}]|<[/!a-zA-Z]|&[#A-Za-z]")


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

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, raw: str) -> None:
        self._starts: Sequence[int] | None = None
        self._ends: Sequence[int] = ()
        if _MARKS.search(raw) and (marks := list(_MARKUP.finditer(raw))):
            starts: list[int] = []
            ends: list[int] = []
            kept: list[str] = []
            last = 0
            for mark in [*marks, None]:
                end = mark.start() if mark else len(raw)
                kept.append(raw[last:end])
                starts += range(last, end)
                ends += range(last + 1, end + 1)
                for character, start, stop in _meant(mark) if mark else ():
                    kept.append(character)
                    starts.append(start)
                    ends.append(stop)
                last = mark.end() if mark else end
            self._starts, self._ends = [*starts, len(raw)], ends
            raw = "".join(kept)
        self.text = raw.translate(_PLAIN)

    def origin(self, offset: int, *, end: bool = False) -> int:
        """Give the offset in the text as written; ``end`` for the end of a span, which takes no trailing hyphen."""
        if self._starts is None:
            return offset
        return self._ends[offset - 1] if end and offset else self._starts[offset]


def _meant(mark: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Give the characters that a mark of HTML or Markdown stands for, and where each stands in the text as written."""
    start, end = mark.span()
    if mark["digits"]:
        after_digit = mark["level"].lower() == "sup" or mark.string[start - 1 : start].isdigit()
        table = (SUPERSCRIPTS if mark["level"].lower() == "sup" else SUBSCRIPTS) if after_digit else {}
        for place, digit in enumerate(mark["digits"].translate(table), mark.start("digits")):
            yield digit, place, place + 1
    elif mark["block"]:
        yield " ", start, end
    elif mark["bar"]:
        yield "/", start, end
    elif mark["entity"]:
        meant = unescape(mark["entity"])
        if len(meant) > 1:  # none that is known
            yield from ((character, place, place + 1) for place, character in enumerate(meant, start))
        elif not _UNREAD.match(meant):
            yield meant, start, end
