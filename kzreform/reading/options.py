"""What the user may say about the files to read."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How sources are to be read.

    ``encoding`` is the name of a Python codec, for what is read as text; the columns are those of CSV and of the
    objects of JSON Lines: where the text stands (``text`` when nothing is said), and its document's id and date.
    ``max_size`` is how many bytes a document may have, packed or unpacked, and ``max_numbers`` how many numbers in
    digits or words, which are what takes time and memory. ``seconds`` is how long the library that reads HTML, PDF or
    Word may take over one (when nothing is said, a minute and one more for each megabyte). It works in a process of its
    own, see ``apart.py``, unless ``apart`` is false: then nothing can stop it.

    >>> Options(text_column="body").encoding is None
    True
    """

    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    date_column: str | None = None
    max_size: int = 200_000_000
    max_numbers: int = 400_000
    seconds: float | None = None
    apart: bool = True

    def within(self, seconds: float | None) -> Options:
        """Give these options with another time for reading a file, when one is given."""
        return self if seconds is None else msgspec.structs.replace(self, seconds=seconds)

    def seconds_for(self, data: bytes) -> float:
        """Give how long the reading of a file may take.

        >>> Options().seconds_for(bytes(500_000)), Options(seconds=5).seconds_for(b"")
        (90.0, 5)
        """
        return 60 + 60 * len(data) / 1_000_000 if self.seconds is None else self.seconds


DEFAULTS = Options()

HEAD = 65_536
"""How many bytes of a file tell its format and, where it is read as it comes, its encoding."""


#: The lexicons whose words are numbers, and the one whose words scale a number.
_WORDS, _SCALES = ("ones", "teens", "tens", "fractions", "ordinals", "multiples", "once", "vulgar_fractions"), "scales"
#: The lexicon of the words besides those that a figure or a date may begin with: "yesterday", "winter".
_TRIGGERS = "triggers"
_SHORT = 3  # letters of a scale word that is none by itself: "mln"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_PART = 1 << 20


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    # Here, not above: only texts that may have too many numbers wait for the patterns.
    from kzreform.extraction.rules import load_rules

    rules = load_rules("en")
    words = frozenset().union(*(rules.lexicon(name) for name in _WORDS))
    scales = frozenset(word for word in rules.lexicon(_SCALES) if len(word) > _SHORT)
    return words, scales, frozenset(rules.lexicon(_TRIGGERS)) - words - scales


def _numbers(text: str) -> Iterator[int]:
    """Give how many numbers a text has up to each of its parts, in digits or in words.

    A scale word belongs to a number ("5 million"), as long as there are numbers that it may belong to; so does a word
    that tells a time.

    >>> list(_numbers("5 of 1,692 in 2023")), list(_numbers("A third of twenty-one million, or a million"))
    ([3], [2])
    >>> list(_numbers("today, tomorrow, and in winter"))
    [3]
    """
    words, scales, triggers = _words()
    plain = scaling = telling = 0
    # Counting in parts keeps the words of a text from being in memory all at once.
    for start in range(0, len(text), _PART):
        for token, times in Counter(_TOKEN.findall(text[start : start + _PART].lower())).items():
            if token[0].isdecimal() or not words.isdisjoint(re.split("[-‑]", token)):
                plain += times
            elif token in scales:
                scaling += times
            elif token in triggers:
                telling += times
        yield max(plain, scaling, telling)


def too_many(text: str, options: Options) -> str | None:
    """Say that a text has more numbers than it may; None when it has not.

    >>> too_many("5 of 1,692 in 2023", Options(max_numbers=2))
    'too many numbers: it has more than 2; --max-numbers allows more'
    >>> too_many("5 of 1,692 in 2023", Options(max_numbers=3))
    >>> too_many("a third of twenty-one million, or seven million", Options(max_numbers=3))
    """
    most = options.max_numbers
    # No two of them touch, so that most texts need not be looked at.
    if len(text) <= 2 * most or all(number <= most for number in _numbers(text)):
        return None
    return f"too many numbers: it has more than {most:,}; --max-numbers allows more"


def too_large(options: Options) -> str:
    """Say that a document has more bytes than it may.

    >>> too_large(Options(max_size=5000))
    'too large: it has more than 5,000 bytes; --max-size allows more'
    """
    return f"too large: it has more than {options.max_size:,} bytes; --max-size allows more"
