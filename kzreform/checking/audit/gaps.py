"""The words between two figures, without what is in the way: white space, years, brackets."""

from __future__ import annotations

import re

from kzreform.checking.audit.words import worded

_YEAR_TOLD = worded("year_told")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_INNER_BRACKETS = re.compile(r"\([^()]*\)")


def folded(text: str) -> str:
    """Fold white space, keep one blank at either end."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", text))


def yearless(text: str) -> str:
    """Take out years with the words that lead them.

    >>> yearless(" burglaries reported in 2022, a rate of ")
    ' burglaries reported, a rate of '
    """
    return _YEAR_TOLD.sub("", text)


def without_brackets(text: str) -> str:
    """Take out what stands in brackets.

    >>> without_brackets("from 725 (493 (68%) - officials) to 916")
    'from 725  to 916'
    """
    while (shorter := _INNER_BRACKETS.sub("", text)) != text:
        text = shorter
    return text
