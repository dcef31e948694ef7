"""The wording of a noun phrase: its ends and its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: The most words an item may have.
MAX_WORDS = 11


@dataclass(frozen=True, slots=True)
class Wording:
    """Write noun phrases without the words that they do not begin or end with."""

    openers: frozenset[str]
    closers: frozenset[str]

    def fold(self, text: str) -> str:
        """Fold white space, and drop one word that a noun phrase does not begin with, and one it does not end with.

        >>> Wording(frozenset(("the", "of")), frozenset(("of", "in"))).fold("the  reports on attempted bribery of")
        'reports on attempted bribery'
        """
        words = re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip(" -–,;:").split(" ")
        if len(words) > 1 and words[0].lower() in self.openers:
            del words[0]
        if len(words) > 1 and words[-1] in self.closers:
            del words[-1]
        return " ".join(words)

    def shorten(self, words: Sequence[str]) -> str:
        """Cut a phrase to the most words an item may have, none of them twice in a row.

        >>> wording = Wording(frozenset(), frozenset(("of",)))
        >>> wording.shorten("number of of cases that were heard by the courts of first instance".split())
        'number of cases that were heard by the courts of first'
        """
        kept = [word for index, word in enumerate(words) if index == 0 or word.lower() != words[index - 1].lower()]
        return self.fold(" ".join(kept[:MAX_WORDS]))
