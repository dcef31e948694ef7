"""What the user may say about how figures are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Level = Literal["notice", "warning", "error"]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How figures are to be written.

    ``columns`` are fields in the order wanted; when empty, tables for people show what a person needs first and all
    others hold every field. ``excel`` begins CSV and TSV with the mark by which Excel knows UTF-8. ``level`` is that of
    GitHub annotations, and ``paths`` gives the files that these point to, by the ids of their documents.

    >>> Options(columns=("item", "value")).excel
    False
    """

    columns: tuple[str, ...] = ()
    excel: bool = False
    level: Level = "notice"
    paths: Mapping[str, str] = {}


DEFAULTS = Options()
