"""Make the same in a text what a regex without case cannot tell apart."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    r"""Give a text of the same length in which what a regex without case cannot tell apart is the same.

    >>> fold("In ２０２３ – ſTEP\u00a0İ")
    'in 0000 - step i'
    """
    return text.translate(_FOLD)


class _Fold(dict[int, str]):
    """A table for ``str.translate`` that fills itself: letters without case; one digit, space and dash."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character.isdecimal():
        return "0"
    if character == "\u2212" or unicodedata.category(character) == "Pd":
        return "-"
    if character in "İı":
        return "i"
    # Full case folding may lengthen a character; then its simple lower case has to do.
    return next((same for same in (character.casefold(), character.lower()) if len(same) == 1), character)


_FOLD = _Fold()
