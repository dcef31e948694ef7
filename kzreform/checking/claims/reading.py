"""Read claims: their figures, and which of them are to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.claims.mending import Mender
from kzreform.checking.claims.places import located
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor

_OLDEST = 100
#: So many figures are read beside each other; claims that people made have ten at most.
_TOGETHER = 50
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


def parted(claim: Claim, checked: Sequence[Figure]) -> Iterator[tuple[Claim, list[Figure]]]:
    """Give a claim with those of its figures that are to be checked; one of very many in parts, cut between sentences.

    Each figure is read beside all others of its claim. A text of hundreds that is given as one claim is none: without
    the cuts, twice the text would take four times as long.
    """
    groups = [told for sentence, figures in by_sentence(claim) for told in _tellings(sentence, figures)]
    begins = _begins(claim.text, [text for text, _ in groups])
    wanted = {figure.id: figure for figure in checked}
    first = 0
    for last in _cuts([len(figures) for _, figures in groups]):
        figures = tuple(figure for _, together in groups[first:last] for figure in together)
        if begins:
            text = claim.text[begins[first] if first else 0 : begins[last] if last < len(groups) else None].strip()
        else:
            text = " ".join(dict.fromkeys(text for text, _ in groups[first:last]))
        part = Claim(text=text, document=claim.document, line=claim.line, figures=figures)
        whole = first == 0 and last == len(groups)
        yield claim if whole else part, [wanted[each.id] for each in figures if each.id in wanted]
        first = last


def _tellings(sentence: str, figures: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """Give a sentence with its figures; one that a text says again and again each time that it does."""
    if len(figures) <= _TOGETHER:
        return [(sentence, list(figures))]
    told: list[list[Figure]] = [[]]
    begin = 0
    for figure in figures:
        (span,) = located(sentence[begin:], [figure])
        if span is None and told[-1]:
            told.append([])
            begin = 0
            (span,) = located(sentence, [figure])
        told[-1].append(figure)
        begin += span[1] if span else 0
    return [(sentence, those) for those in told]


def _cuts(numbers: Sequence[int]) -> Iterator[int]:
    """Give behind which sentences to cut, of so many figures each: where one more would bring too many together.

    >>> list(_cuts([30, 30, 10, 10, 70, 1])), list(_cuts([1, 2])), list(_cuts([]))
    ([1, 4, 5, 6], [2], [])
    """
    together = 0
    for place, number in enumerate(numbers):
        if together and together + number > _TOGETHER:
            yield place
            together = 0
        together += number
    if numbers:
        yield len(numbers)


def _begins(text: str, sentences: Sequence[str]) -> list[int] | None:
    """Give where sentences begin in a text, in their order; None where one of them is not as the text has it."""
    begins, at = [], 0
    for sentence in sentences:
        if (begin := text.find(sentence, at)) < 0:
            return None
        begins.append(begin)
        at = begin + len(sentence)
    return begins


def by_sentence(claim: Claim) -> list[tuple[str, list[Figure]]]:
    """Give the sentences of a claim that hold figures, with these."""
    return [(sentence, list(figures)) for sentence, figures in groupby(claim.figures, key=lambda each: each.sentence)]
