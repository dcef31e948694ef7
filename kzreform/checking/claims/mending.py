"""Claims are terse where sources are not: what a claim's figure is beside what its own words alone say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from kzreform.checking.claims.places import Span
from kzreform.extraction.rules import Rules
from kzreform.records import Figure

_NEXT = re.compile(r"[ ](\w+)")
_HUNDRED, _SHOWN = Decimal(100), Decimal("0.01")
_MOST_PARTS = 20
_UNITED = frozenset({"duration", "percent", "money", "measure"})


class Mender:
    """Reads again what a claim's figures are, from what stands around them."""

    def __init__(self, rules: Rules) -> None:
        self._changes = rules.lexicon("change_words")
        self._than = rules.compile(r"{{claim_than}}")
        self._sign = rules.compile(r"{{claim_sign}}")
        self._against = rules.compile(r"{{claim_against_year}}")
        self._comparative = rules.compile(r"{{claim_comparative}}")
        self._one_in = rules.compile(r"{{claim_one_in}}")
        self._scaled = rules.compile(r"{{claim_scaled}}")
        self._contrast = rules.compile(r"{{claim_contrast}}")
        self._no_thing = rules.compile(r"{{claim_no_thing}}")

    def mended(self, figure: Figure, sentence: str, span: Span, others: Sequence[Figure]) -> Figure:
        """Give a figure as it is to be read; ``others`` are those of the same claim, in order."""
        before, after = sentence[: span[0]], sentence[span[1] :]
        figure = self._unit(figure, before, after, others)
        figure = self._part(figure, before)
        return self._change(figure, before, after)

    def _unit(self, figure: Figure, before: str, after: str, others: Sequence[Figure]) -> Figure:
        """Read the unit that was said before: "17.6bn tenge, 4.8bn of which", "five working days, no longer seven"."""
        if figure.kind != "count" or not self._no_thing.match(after):
            return figure
        before_it = bisect_left(others, figure.start, key=lambda other: other.start)
        if not before_it:
            return figure
        last = others[before_it - 1]
        scaled = last.kind == "money" and self._scaled.search(figure.text)
        # "Up by a quarter, from 725 to 916": those are no percentages.
        whole = last.kind == "percent" and (last.role == "change" or figure.value > _HUNDRED)
        if scaled or (last.kind in _UNITED and not whole and self._contrast.search(before)):
            return msgspec.structs.replace(figure, kind=last.kind, unit=last.unit)
        return figure

    def _part(self, figure: Figure, before: str) -> Figure:
        """Read "one teenager in three" as a share."""
        fits = figure.kind == "count" and figure.value_high is None and 1 < figure.value <= _MOST_PARTS
        if not fits or figure.value % 1 or not self._one_in.search(before):
            return figure
        share = (_HUNDRED / figure.value).quantize(_SHOWN).normalize()
        return msgspec.structs.replace(
            figure, kind="percent", unit="percent", value=share, text=f"one in {figure.text}"
        )

    def _change(self, figure: Figure, before: str, after: str) -> Figure:
        """Read "8% more claims", "minus 17%", "17% rarer" and "17% against 2019" as changes."""
        if figure.role != "level":
            return figure
        share = figure.kind in ("percent", "multiple")
        sign = self._sign.search(before)
        if sign and share:
            return msgspec.structs.replace(figure, role="change", direction="down" if sign["down"] else "up")
        found = _NEXT.match(after)
        direction = self._changes.get(found[1].lower()) if found else None
        if direction in ("up", "down") and (share or self._than.search(after)):  # "52 more schools" are others
            return msgspec.structs.replace(figure, role="change", direction=direction)
        if figure.kind == "percent" and (self._against.match(after) or self._comparative.match(after)):
            return msgspec.structs.replace(figure, role="change")
        return figure
