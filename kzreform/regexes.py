"""What a regex of the user may not have: it would take all the memory, and no time limit helps against that."""

from __future__ import annotations

import re

#: How many pieces its repeats may come to.
MOST = 100_000

_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\{(?P<least>\d++)(?:,\d*+)?\}|(?P<call>\(\?(?:R|\d++|&\w++|P>\w++)\))|.",
    re.DOTALL,
)


def check(source: str) -> None:
    """Raise ``ValueError`` for a regex that comes to too much, or that calls itself.

    >>> check("(?:a{10}){10}")
    >>> check("(?:a{1000}){1000}")
    Traceback (most recent call last):
    ValueError: its repeats come to more than 100,000 pieces
    >>> check("(?P<a>b(?&a))")
    Traceback (most recent call last):
    ValueError: it calls a group, (?&a), and may do so without end
    """
    sizes, last = [0], 0
    for piece in _PIECE.finditer(source):
        if piece["call"]:
            raise ValueError(f"it calls a group, {piece['call']}, and may do so without end")
        if piece["least"]:
            # The regex module writes out what must be there, one after the other.
            times = int(piece["least"][:9])
            sizes[-1] += last * (times - 1)
            last *= times
        elif piece[0] == "(":
            sizes.append(0)
        else:
            last = sizes.pop() + 1 if piece[0] == ")" and len(sizes) > 1 else 1
            sizes[-1] += last
        if sizes[-1] > MOST + len(source):
            raise ValueError(f"its repeats come to more than {MOST:,} pieces")
