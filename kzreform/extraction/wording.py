"""The wording of a noun phrase: its ends and its length."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The most words an item may have.
MAX_WORDS = 11


def fold(text: str) -> str:
    """Fold white space, and drop what a noun phrase does not begin or end with.

    >>> fold("the  reports on attempted bribery of")
    'reports on attempted bribery'
    """
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip(" -–,;:")
    text = re.sub(r"^(?:the|a|an|all|these|those|this|of|in)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+(?:of|in|for|to|by|on|with|and|or|the)$", "", text)


def shorten(words: Sequence[str]) -> str:
    """Cut a phrase to the most words an item may have, none of them twice in a row.

    >>> shorten("number of of cases that were heard by the courts of first instance".split())
    'number of cases that were heard by the courts of first'
    """
    kept = [word for index, word in enumerate(words) if index == 0 or word.lower() != words[index - 1].lower()]
    return fold(" ".join(kept[:MAX_WORDS]))
