"""What the user may say about how figures are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from kzreform.writing.fields import CHECKS, FIELDS

Level = Literal["notice", "warning", "error"]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How figures are to be written.

    ``columns`` are fields in the order wanted; when empty, tables for people show what a person needs first and all
    others hold every field. ``checks`` says that the figures are audited ones, which have one more. ``excel`` begins
    CSV and TSV with the mark by which Excel knows UTF-8. ``level`` is that of GitHub annotations, and ``paths`` gives
    the files that these point to, by the ids of their documents.

    >>> Options(columns=("item", "value")).excel
    False
    """

    columns: tuple[str, ...] = ()
    checks: bool = False
    excel: bool = False
    level: Level = "notice"
    paths: Mapping[str, str] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields to write where every field is written that is not left out."""
        return self.columns or ((*FIELDS, CHECKS) if self.checks else FIELDS)


DEFAULTS = Options()
