"""Where figures stand in their lines."""

from __future__ import annotations

import re
from bisect import bisect_left


class Columns:
    r"""Tell columns, counted from 1, by offsets; the lines are looked for once, for a line may hold a million figures.

    >>> columns = Columns("one\ntwo")
    >>> columns.of(2), columns.of(4)
    (3, 1)
    """

    def __init__(self, text: str) -> None:
        self._breaks = [-1, *(match.start() for match in re.finditer("\n", text))]

    def of(self, offset: int) -> int:
        """Give the column of an offset."""
        return offset - self._breaks[bisect_left(self._breaks, offset) - 1]
