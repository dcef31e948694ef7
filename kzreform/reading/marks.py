"""Marks of list items, as the segmentation of texts knows them."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*(?:[-–—•·*▪●○]\s*(?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S))", re.IGNORECASE)


def is_marked(line: str) -> bool:
    """Say whether a line begins with the mark of a list item.

    >>> is_marked("• 369 schools"), is_marked("b) pupils"), is_marked("2.5 tons")
    (True, True, False)
    """
    return bool(_MARK.match(line))
