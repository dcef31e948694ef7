"""Read claims: their figures, and which of them are to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.claims.mending import Mender
from kzreform.checking.claims.places import located
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor

_OLDEST = 100
_YEAR = re.compile(r"(?:19|20)\d\d")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or a few that state figures; ``line`` is where they stand in ``document``."""

    text: str
    document: str
    line: int
    figures: tuple[Figure, ...]


def claims(document: Document, extractor: Extractor, prose: bool) -> Iterator[Claim]:
    """Give the claims of a document: each sentence of prose that holds a figure, else the text as one.

    >>> from kzreform.extraction import Extractor
    >>> text = "In 2023 crime fell. There were 1,692 cases of graft, 2% fewer. None of them was new."
    >>> [claim.text for claim in claims(Document(id="a", text=text), Extractor(), prose=True)]
    ['There were 1,692 cases of graft, 2% fewer.']
    """
    figures = extractor.extract(document)
    if not prose:
        line = figures[0].line if figures else 1
        yield Claim(text=" ".join(document.text.split()), document=document.id, line=line, figures=tuple(figures))
        return
    for sentence, of_one in groupby(figures, key=lambda figure: figure.sentence):
        together = tuple(of_one)
        yield Claim(text=sentence, document=document.id, line=together[0].line, figures=together)


class Reader:
    """Reads the figures of claims."""

    def __init__(self, extractor: Extractor) -> None:
        rules = extractor.rules
        self._span_before = rules.compile(r"{{claim_span_before}}")
        self._span_after = rules.compile(r"{{claim_span_after}}")
        self._pointing_after = rules.compile(r"{{claim_pointing_after}}")
        self._year_before = rules.compile(r"{{claim_year_before}}")
        self._age_before = rules.compile(r"{{claim_age_before}}")
        self._age_after = rules.compile(r"{{claim_age_after}}")
        self._mender = Mender(rules)

    def checked(self, claim: Claim) -> list[Figure]:
        """Give the figures of a claim that are to be checked; what only sets a scene is not, unless it is all there is.

        That is a span of time ("over the past five years"), and a "one" or "two" that points.
        """
        kept = []
        for sentence, figures in by_sentence(claim):
            for figure, span in zip(figures, located(sentence, figures), strict=True):
                if span is None:
                    kept.append(figure)
                elif not self._idle(figure, sentence[: span[0]], sentence[span[1] :]):
                    kept.append(self._mender.mended(figure, sentence, span, claim.figures))
        return kept or list(claim.figures)

    def ages(self, claim: Claim) -> set[str]:
        """Give by their ids the figures of a claim that only say who is of a group: "women or under 29"."""
        found = set()
        for sentence, figures in by_sentence(claim):
            for figure, span in zip(figures, located(sentence, figures), strict=True):
                if span is None or figure.kind not in ("count", "duration") or figure.value > _OLDEST:
                    continue
                begin = span[1] - len(sentence[span[0] : span[1]].split()[-1])
                if self._age_before.search(sentence[:begin]) and self._age_after.search(sentence[span[1] :]):
                    found.add(figure.id)
        return found

    def _idle(self, figure: Figure, before: str, after: str) -> bool:
        if _YEAR.fullmatch(figure.text) and self._year_before.search(before):
            return True
        if figure.kind == "duration":
            return bool(self._span_before.search(before) or self._span_after.search(after))
        small = figure.kind == "count" and figure.value <= 2 and figure.text.isalpha()
        return small and (figure.value == 1 or bool(self._pointing_after.search(after)))


def by_sentence(claim: Claim) -> list[tuple[str, list[Figure]]]:
    """Give the sentences of a claim that hold figures, with these."""
    return [(sentence, list(figures)) for sentence, figures in groupby(claim.figures, key=lambda each: each.sentence)]
