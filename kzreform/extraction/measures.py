"""Units told beside numbers, not with them: in the heads of tables and in labels, "Revenue (million tenge): 450.5"."""

from __future__ import annotations

from collections.abc import Iterable

from kzreform.extraction.draft import Draft
from kzreform.extraction.find import Finder
from kzreform.extraction.numbers import scaled
from kzreform.extraction.rules import Rules


class Measures:
    r"""Gives bare numbers the units and scales that are told elsewhere.

    >>> from kzreform.extraction.pipeline import Extractor
    >>> from kzreform.records import Document
    >>> document = Document(id="t", text="Revenue (KZT million): 450.5 in 2023, 420 in 2022.\n")
    >>> [(str(figure.value), figure.unit) for figure in Extractor().extract(document)]
    [('450500000', 'KZT'), ('420000000', 'KZT')]
    """

    def __init__(self, rules: Rules, finder: Finder) -> None:
        self._rules, self._finder = rules, finder
        self._unit = rules.compile(
            r"(?<!\w)(?P<scale>\L<scales>)?s?(?:[ ]of)?[ ]?(?P<unit>{{currency}}|{{code}}|%|\L<percent_units>)(?!\w)"
        )
        self._scale = rules.compile(r"(?<!\w)(?P<scale>\L<scales>)(?!\w)")
        self._label = rules.compile(r"{{unit_label}}")
        self._nounless = rules.compile(r"{{nounless}}")

    def give(self, draft: Draft, title: str, source: str) -> bool:
        """Give a bare number the unit and the scale that words tell; say whether they tell any."""
        if found := self._unit.search(title):
            word = found["unit"].lower()
            percent = self._rules.lexicon("percent_units").get(word)
            draft.kind = "percent" if percent else "money"
            draft.unit = str(percent) if percent else self._finder.currency(word)
            draft.why["unit"] = source
        scale = found if found and found["scale"] else self._scale.search(title)
        if scale and scale["scale"]:
            factor = self._rules.lexicon("scales")[scale["scale"].lower()]
            draft.value = scaled(draft.value, factor)
            draft.value_high = None if draft.value_high is None else scaled(draft.value_high, factor)
        return bool(found or scale)

    def label(self, text: str, span: tuple[int, int], drafts: Iterable[Draft]) -> None:
        """Give the bare numbers of a sentence the unit and the scale of the label that it begins with."""
        bare = [draft for draft in drafts if draft.kind == "count" and draft.scale is None]
        label = self._label.search(text, span[0], bare[0].start) if bare else None
        if label is None:
            return
        for draft in bare:
            if self._nounless.match(text, draft.end, span[1]):
                self.give(draft, label["told"], "label")
