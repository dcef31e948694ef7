"""A regex that matches any of many strings, shaped as a tree so that it reads each character of a text once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def trie(strings: Iterable[str], written: Mapping[str, str] | None = None) -> str:
    r"""Give a regex for any of the strings that takes the longest one; ``written`` tells how to write some characters.

    >>> trie(["one", "ones", "on the", "two"], {" ": r"[ \u00a0]"})
    '(?:(?:on(?:[ \\u00a0]the|e(?:s)?)|two))'
    """
    root: dict[str, _Branch] = {}
    for string in strings:
        branch = root
        for character in string:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return "(?:" + _written(root, written or {}) + ")"


def longer(strings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give for each string those that it begins with, itself too: of several the regex takes the longest.

    >>> longer(["one", "ones", "two"])["ones"]
    ('one', 'ones')
    """
    known = set(strings)
    return {
        string: tuple(string[:end] for end in range(1, len(string) + 1) if string[:end] in known) for string in known
    }


_Branch = dict[str, "_Branch"]


def _written(branch: _Branch, written: Mapping[str, str]) -> str:
    """Give the regex of what may follow; the empty string where a string may end here and nothing follows."""
    parts = []
    for character, following in sorted(branch.items()):
        if character:
            parts.append(written.get(character, re.escape(character)) + _written(following, written))
    if not parts:
        return ""
    if len(parts) == 1 and "" not in branch:
        return parts[0]
    return "(?:" + "|".join(parts) + ")" + ("?" if "" in branch else "")
