"""Points that part thousands: where a text has decimal commas, its 450.000 is 450,000."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from kzreform.extraction.find import Mention, Quantity
from kzreform.extraction.numbers import scaled
from kzreform.extraction.rules import Rules

#: A number that is read with three decimals, and has three more digits where points part thousands.
_THREE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")


class Points:
    """Tell the texts whose points part thousands, and read their numbers so.

    >>> from kzreform.extraction.rules import load_rules
    >>> points = Points(load_rules("en"))
    >>> [points.part_thousands(text) for text in ("450.000 tenge, 3,5% more.", "450.000 tenge, 3.5% more.")]
    [True, False]
    """

    def __init__(self, rules: Rules) -> None:
        self._commas = rules.compile(r"{{decimalcomma}}")
        self._points = rules.compile(r"{{decimalpoint}}")

    def part_thousands(self, text: str) -> bool:
        """Say whether points part the thousands of a text: it has such numbers, and decimal commas but no points."""
        return (
            _THREE.search(text) is not None
            and self._commas.search(text) is not None
            and self._points.search(text) is None
        )

    @staticmethod
    def reread(mention: Mention, text: str) -> Mention:
        """Give a quantity of such a text as it is meant; ``text`` is the block's."""
        if not isinstance(mention, Quantity):
            return mention
        low = text[slice(*mention.low)] if mention.low else mention.number
        value, high = _grown(mention.value, low), mention.value_high
        return msgspec.structs.replace(
            mention, value=value, value_high=None if high is None else _grown(high, mention.number)
        )


def _grown(value: Decimal, number: str) -> Decimal:
    return scaled(value, 1000) if _THREE.search(number) else value
