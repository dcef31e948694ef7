"""Text that a spreadsheet would run as a formula, or a terminal as a command, and text that XML cannot hold."""

from __future__ import annotations

import re

from kzreform.writing.cells import kept

# The wide forms are typed on keyboards of the Far East, and read there as the narrow ones.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def runs(text: str) -> bool:
    """Say whether a spreadsheet could take text for a formula.

    >>> runs("=1+1"), runs("-5%"), runs("5% = a lot")
    (True, True, False)
    """
    return bool(_FORMULA.match(text))


def harmless(text: str) -> str:
    r"""Make text harmless as a cell of CSV: put an apostrophe before what a spreadsheet could take for a formula.

    Such text with apostrophes before it gets one more, so that taking one away always gives back what was. What could
    steer a terminal is replaced, wherever it is written to: a file of cells is looked at with ``cat`` and ``less`` too.
    Formats that spell such characters, or that nobody shows on a terminal, keep them.

    >>> harmless("=HYPERLINK(1)"), harmless("'=1"), harmless("'90s"), harmless("5%")
    ("'=HYPERLINK(1)", "''=1", "'90s", '5%')
    >>> harmless("5\x1b[2J%") == "5\N{REPLACEMENT CHARACTER}[2J%"
    True
    """
    text = kept(text)
    return f"'{text}" if runs(text) else text


def printable(text: str) -> str:
    r"""Replace the characters that XML cannot hold.

    >>> printable("5\x1b[2J%") == "5\N{REPLACEMENT CHARACTER}[2J%"
    True
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
