"""Words as a query of SQLite's full-text search."""

from __future__ import annotations

from collections.abc import Sequence

#: What a word weighs in the item, the sentence and the heading.
WEIGHTS = (4.0, 1.0, 1.0)


def match(groups: Sequence[Sequence[str]], *, every: bool = False) -> str:
    """Give a query for groups of alternatives: any of them, or all with ``every``; empty where there are no words.

    Nothing in a word is taken for an operator.

    >>> match([["crime", "offence"], ["corruption"]])
    '("crime" OR "offence") OR ("corruption")'
    >>> match([['NEAR "x'], ["%"]], every=True)
    '("NEAR ""x")'
    """
    kept = [[word for word in group if _says(word)] for group in groups]
    between = " AND " if every else " OR "
    return between.join(f"({' OR '.join(map(_quoted, group))})" for group in kept if group)


def within(columns: Sequence[str], query: str) -> str:
    """Narrow a query to columns.

    >>> within(["item"], '"crime"')
    '{item} : ("crime")'
    """
    return f"{{{' '.join(columns)}}} : ({query})"


def _says(word: str) -> bool:
    """Say whether the tokenizer finds anything in a word: with AND, an empty phrase would hold for nothing."""
    return any(letter.isalnum() for letter in word)


def _quoted(word: str) -> str:
    return '"' + word.replace("\0", " ").replace('"', '""') + '"'
