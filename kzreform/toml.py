"""TOML as a user writes it, or somebody who means harm."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any

#: A key so deep is nobody's, and takes a time that grows with the square of its length.
_ENDLESS = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){100}")


def parsed(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Read TOML; raises ``ValueError`` with the reason.

    >>> parsed("a = [1.5]")
    {'a': [1.5]}
    >>> parsed("a = " + "[" * 100_000)
    Traceback (most recent call last):
    ValueError: nested too deeply
    """
    if _ENDLESS.search(text):
        raise ValueError("a key of a hundred parts")
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
