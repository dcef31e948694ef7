"""Why a figure was read as it was: what the extraction noted of each field, in words, with the pattern behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from kzreform.records import Document, Figure, plain

if TYPE_CHECKING:
    from kzreform.extraction import Explanation
    from kzreform.extraction.rules import Pattern, Rules

FIELDS = ("kind", "value", "unit", "bound", "item", "role", "direction", "status", "date")
"""The fields that are explained, in the order of their reading."""

_USUAL = {
    "bound": ("exact", "no bound word beside it"),
    "role": ("level", "nothing tells of a change, a whole or a rule"),
    "direction": (None, "only a change and its ends have one"),
    "status": ("reported", "nothing plans or requires it"),
    "date": (None, "the text gives none"),
}
_WEIGHED = "weighed"  # a network read otherwise than the rules
# What the extraction notes where no single cue or word decided.
_NOTES = {
    "arrow": "an arrow ties it to the other end",
    "from-to": "an end of “from … to …”",
    "to-from": "an end of “to … from …”",
    "compared": "compared with the figure beside it",
    "then and now": "one of “earlier …, now …”",
    "labelled ends": "a change before it, and dates of their own",
    "series": "one of a row of figures",
    "restated": "says once more what the figure before says",
    "shared": "taken from the figure beside it",
    "as the figure before": "as the figure before",
    "lead of the list": "the line that leads its list tells of plans",
    "date after publication": "its date lies after the publication",
    _WEIGHED: "the words around it, by what annotated texts teach of them",
}
_BASES = {
    "stated": "stated in the sentence",
    "carried": "carried from an earlier sentence, heading or list line",
    "relative": "counted from the publication date",
    "document": "the time of the publication",
}
_AROUND = 300  # characters before and after an offset where a pattern may stand that passes over it


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A field, what was read, and why; ``cue`` is the pattern that decided, where one did."""

    field: str
    value: str | None
    because: str
    cue: Pattern | None = None


def reasons(explanation: Explanation, patterns: Mapping[str, Pattern]) -> list[Reason]:
    """Give the reasons of all fields of a figure; ``patterns`` are the extraction's, by name."""
    return [_reason(name, explanation, patterns) for name in FIELDS]


def marked(document: Document, figure: Figure) -> str:
    r"""Give a figure's sentence with its surface in ``[[ ]]``, as pattern files mark their examples.

    >>> from decimal import Decimal
    >>> text = "5% in May,\n5% in\u00a0June."
    >>> june = Figure(id="", document="", start=11, end=13, text="5%", kind="percent", value=Decimal(5), unit="percent",
    ...               sentence="5% in May, 5% in June.")
    >>> marked(Document(id="", text=text), june)
    '5% in May, [[5%]] in June.'
    """
    # The sentence has its white space folded and invisible characters taken out: what is left says which occurrence.
    kept = [index for index, character in enumerate(figure.sentence) if _seen(character)]
    sentence = "".join(map(figure.sentence.__getitem__, kept))
    surface = "".join(filter(_seen, figure.text))
    before = "".join(filter(_seen, document.text[max(0, figure.start - 2 * len(figure.sentence) - 100) : figure.start]))
    places = [found.start() for found in re.finditer(re.escape(surface), sentence)] if surface else []
    # The longest stretch of the sentence that the text has before the figure: "5% and 5%" begins with a surface.
    place = max((place for place in places if before.endswith(sentence[:place])), default=None)
    if place is None:
        return figure.sentence
    start, end = kept[place], kept[place + len(surface) - 1] + 1
    return f"{figure.sentence[:start]}[[{figure.sentence[start:end]}]]{figure.sentence[end:]}"


def nearest(figures: Sequence[Figure], offset: int) -> list[Figure]:
    """Give the last figure before an offset and the first after it."""
    before = max((f for f in figures if f.end <= offset), key=lambda f: f.end, default=None)
    after = min((f for f in figures if f.start > offset), key=lambda f: f.start, default=None)
    return [figure for figure in (before, after) if figure is not None]


def passing_over(rules: Rules, text: str, offset: int) -> list[tuple[Pattern, str]]:
    """Give the patterns that read the characters at an offset as something else than a figure, with what they match."""
    from kzreform.extraction.rules import matches, surface

    low = max(text.rfind("\n", 0, offset) + 1, offset - _AROUND)
    around = text[low : offset + _AROUND].partition("\n")[0]
    return [
        (pattern, around[start:end])
        for pattern in rules.yielding("date", "reference")
        for start, end in map(surface, matches(pattern, around))
        if start <= offset - low < end
    ]


def _reason(name: str, explanation: Explanation, patterns: Mapping[str, Pattern]) -> Reason:
    figure, note = explanation.figure, explanation.reasons.get(name)
    value = getattr(figure, name)
    said = _value(figure) if name == "value" else value or None
    cue = patterns.get(note) if note else None
    if cue is not None and cue.yields == "cue":
        if getattr(cue.sets, name, None) == value:
            return Reason(field=name, value=said, because=f"cue {cue.name}", cue=cue)
        because = f"not as cue {cue.name} has it: the words around it outweigh it"
        return Reason(field=name, value=said, because=_and_tense(name, because, explanation), cue=cue)
    usual = _USUAL.get(name)
    if name == "date" and value is not None:
        because = _date(figure, note)
    elif usual is not None and value == usual[0] and note != _WEIGHED:
        because = usual[1]
    elif note is not None:
        because = _note(note, figure)
    else:
        because = _unnoted(name, figure)
    return Reason(field=name, value=said, because=_and_tense(name, because, explanation))


def _date(figure: Figure, note: str | None) -> str:
    basis = _BASES.get(figure.date_basis or "", "")
    if note is None:
        return f"{basis}, shared with the figure beside it"
    if note == _WEIGHED:
        return f"{basis}: {_NOTES[note]}"
    if note == figure.date_basis:
        return basis
    return f"{basis}: {_quoted(note)}"


def _note(note: str, figure: Figure) -> str:
    if note in _NOTES:
        return _NOTES[note]
    kind, _, what = note.partition(" ")
    if kind in ("kind", "unit") and what:
        return f"its {kind} is {what}"
    return f"the word {_quoted(note)}" if note.lower() in figure.sentence.lower() else note


def _unnoted(name: str, figure: Figure) -> str:
    if name == "direction" and figure.role in ("from", "to"):
        return "the values of the two ends"
    if name in ("kind", "value", "unit"):
        return "as the pattern has it"
    return "the words of its clause" if name == "item" else "the words around it"


def _and_tense(name: str, because: str, explanation: Explanation) -> str:
    tense = explanation.reasons.get("tense")
    return f"{because}; its verb is {tense}" if tense and name == "status" else because


def _value(figure: Figure) -> str:
    high = "" if figure.value_high is None else f" to {plain(figure.value_high):,}"
    return f"{plain(figure.value):,}{high}"


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _seen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"
