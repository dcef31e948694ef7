"""Check claims against a corpus."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.claims.anchors import anchored, anchoring
from kzreform.checking.claims.candidates import Candidate, Candidates
from kzreform.checking.claims.comparing import Values
from kzreform.checking.claims.computed import changes
from kzreform.checking.claims.reading import Claim, Reader, claims, parted
from kzreform.checking.claims.reasons import reason
from kzreform.checking.claims.records import Computed, Evidence, JudgedClaim, JudgedFigure, worst
from kzreform.checking.claims.terms import Topics
from kzreform.checking.claims.verdicts import Found, decide
from kzreform.checking.claims.words import Vocabulary
from kzreform.deadline import Deadline
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor
    from kzreform.keeping import Kept, Store

#: How much evidence is shown, the decisive with it.
EVIDENCE = 4
_NEAREST = 0.2
_SEVERAL = 2
_AGREED = ("supported", "rounded")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


class Checker:
    """Checks claims against a corpus, with the extractor that its figures were read with.

    >>> from kzreform.extraction import Extractor
    >>> from kzreform.keeping import Store
    >>> store, extractor = Store.memory(), Extractor()
    >>> source = Document(id="report", text="In 2023, 1,692 corruption crimes were registered.")
    >>> _ = store.add(source, extractor.extract(source))
    >>> claim = Document(id="claim", text="1,692 graft offences were logged in 2023.")
    >>> [judged] = Checker(store, extractor).check(claim)
    >>> judged.verdict
    'supported'
    """

    def __init__(self, store: Store, extractor: Extractor, evidence: int = EVIDENCE) -> None:
        self._extractor = extractor
        self._evidence = evidence
        vocabulary = Vocabulary.of(extractor.rules)
        self._reader = Reader(extractor)
        self._topics = Topics(extractor.rules, vocabulary)
        self._candidates = Candidates(store, vocabulary)

    def check(self, document: Document, prose: bool = False, deadline: Deadline | None = None) -> Iterator[JudgedClaim]:
        """Judge a claim, or in prose each sentence that holds a figure, in the order of the text.

        Raises TimeLimitError when the ``deadline`` is over.
        """
        # Here, not above: writers of verdicts import this package, and need no extractor.
        from kzreform.extraction.pipeline import mended

        for claim in claims(mended(document), self._extractor, prose):
            yield self.judge(claim, deadline)

    def judge(self, claim: Claim, deadline: Deadline | None = None) -> JudgedClaim:
        """Judge a claim that was read."""
        deadline = deadline or Deadline()
        figures: list[JudgedFigure] = []
        for part, checked in parted(claim, self._reader.checked(claim)):
            figures += self._together(part, checked, deadline)
        return JudgedClaim(
            claim=claim.text,
            verdict=worst(tuple(figure.verdict for figure in figures)),
            document=claim.document,
            line=claim.line,
            figures=tuple(figures),
        )

    def _together(self, claim: Claim, checked: Sequence[Figure], deadline: Deadline) -> tuple[JudgedFigure, ...]:
        """Judge the figures of a claim, each beside the others."""
        values = Values(claim.figures)
        years = _years(claim)
        topics = {
            figure.id: self._topics.terms(claim, figure, self._candidates.rarity) for figure in deadline.each(checked)
        }

        def found_for(figure: Figure, also: Sequence[Kept] = ()) -> list[Candidate]:
            return self._candidates.find(figure, topics[figure.id], values, years, also)

        found = [found_for(figure) for figure in deadline.each(checked)]
        also = self._alongside(found)
        if also:
            found = [
                those if _has(those, also) else found_for(figure, also)
                for figure, those in deadline.each(zip(checked, found, strict=True))
            ]
        found = anchored(found)
        pairs = deadline.each(zip(checked, found, strict=True))
        figures = tuple(self._judged(figure, those, years) for figure, those in pairs)
        undated = self._of_another(claim, checked, figures)
        if undated:
            again = [undated.get(figure.id, figure) for figure in checked]
            found = anchored([found_for(figure, also) for figure in deadline.each(again)])
            pairs = deadline.each(zip(again, found, strict=True))
            figures = tuple(self._judged(figure, those, years) for figure, those in pairs)
        figures = self._with_their_rank(claim, checked, found, figures)
        return self._without_ages(claim, checked, figures)

    def _with_their_rank(
        self,
        claim: Claim,
        checked: Sequence[Figure],
        found: Sequence[Sequence[Candidate]],
        judged: tuple[JudgedFigure, ...],
    ) -> tuple[JudgedFigure, ...]:
        """Leave open of how many a rank is ("65th of 142 countries") that the corpus does not have."""
        result = list(judged)
        for place, (one, two) in enumerate(pairwise(judged)):
            if one.kind == "rank" and one.verdict == "not_found" and two.verdict in ("contradicted", "other_period"):
                open_ = [each for each in found[place + 1] if each.agreement == "apart"]
                if two.kind == "count":
                    result[place + 1] = self._judged(checked[place + 1], open_, _years(claim))
        return tuple(result)

    def _without_ages(
        self, claim: Claim, checked: Sequence[Figure], judged: tuple[JudgedFigure, ...]
    ) -> tuple[JudgedFigure, ...]:
        """Leave out the ages that say who is counted, where the evidence for the other figures names them too."""
        ages = self._reader.ages(claim) if len(judged) > 1 else set()
        quotes = [one.evidence[0].quote for one in judged if one.verdict in _AGREED]
        return tuple(
            one
            for figure, one in zip(checked, judged, strict=True)
            if not (figure.id in ages and one.verdict not in _AGREED and any(_says(quote, figure) for quote in quotes))
        )

    def _of_another(self, claim: Claim, checked: Sequence[Figure], judged: Sequence[JudgedFigure]) -> dict[str, Figure]:
        """Give without their times the figures whose time belongs to another one that stands between them and it.

        "17.6bn, 4.8bn of which in 2021": 2021 is the time of the second alone, if the corpus has it so.
        """
        timed = {one.date for one in judged if one.verdict in _AGREED and one.evidence[0].when == "same"}
        found = {}
        for figure, one in zip(checked, judged, strict=True):
            if one.verdict != "other_period" or figure.date not in timed or figure.date is None:
                continue
            year = claim.text.find(figure.date[:4])
            place = claim.text.find(figure.text)
            others = [claim.text.find(other.text) for other in checked if other.id != figure.id]
            if min(year, place) >= 0 and any(min(year, place) < other < max(year, place) for other in others):
                found[figure.id] = msgspec.structs.replace(figure, date=None, date_basis=None)
        return found

    def _alongside(self, found: Sequence[Sequence[Candidate]]) -> list[Kept]:
        """Give the figures that stand beside those that a claim's figures are found in, where it has several."""
        if len(found) < _SEVERAL:
            return []
        anchors = [one for candidates in found for one in anchoring(candidates)]
        known = {one.figure.id: one.kept for one in anchors}
        around = [each for kept in known.values() for each in self._candidates.around(kept)]
        return list({each.figure.id: each for each in around}.values())

    def _judged(self, figure: Figure, candidates: Sequence[Candidate], years: Collection[int]) -> JudgedFigure:
        found = decide(figure, candidates, changes(figure, candidates, years))
        comparable = [one for one in candidates if one.agreement != "apart" and one.score >= _NEAREST]
        nearest = comparable[0] if comparable else None
        return JudgedFigure(
            text=" ".join(figure.text.split()),
            value=figure.value,
            value_high=figure.value_high,
            kind=figure.kind,
            unit=figure.unit,
            bound=figure.bound,
            direction=figure.direction,
            date=figure.date,
            verdict=found.verdict,
            reason=reason(figure, found, nearest),
            computed=_computed(figure, found),
            evidence=tuple(map(_evidence, self._shown(found, comparable))),
        )

    def _shown(self, found: Found, comparable: Iterable[Candidate]) -> list[Candidate]:
        """Give the decisive figure, or the two that were computed with, and the runners-up."""
        first: list[Candidate] = []
        if found.change is not None:
            first = [found.change.earlier, found.change.later]
        elif found.candidate is not None:
            first = [found.candidate]
        there = {one.figure.id for one in first}
        others = [one for one in comparable if one.figure.id not in there]
        return [*first, *others][: max(self._evidence, len(first))]


def _says(quote: str, figure: Figure) -> bool:
    return re.search(rf"(?<![\w.,]){figure.value.normalize():f}(?![\w%]|[.,]\d)", quote) is not None


def _has(candidates: Sequence[Candidate], also: Sequence[Kept]) -> bool:
    """Say whether all of some figures are among the candidates already."""
    return {each.figure.id for each in also} <= {one.figure.id for one in candidates}


def _years(claim: Claim) -> set[int]:
    return {int(year) for year in _YEAR.findall(claim.text)}


def _computed(figure: Figure, found: Found) -> Computed | None:
    if found.change is None:
        return None
    unit = figure.unit if figure.kind in ("percent", "multiple") else found.change.later.figure.unit
    return Computed(
        value=found.change.value,
        unit=unit,
        direction=found.change.direction,
        earlier=found.change.earlier.figure.id,
        later=found.change.later.figure.id,
    )


def _evidence(candidate: Candidate) -> Evidence:
    figure, document = candidate.figure, candidate.kept.document
    return Evidence(
        document=figure.document,
        title=document.title,
        published=document.published,
        path=document.path,
        id=figure.id,
        start=figure.start,
        end=figure.end,
        line=figure.line,
        page=figure.page,
        section=figure.section,
        quote=figure.sentence,
        text=" ".join(figure.text.split()),
        value=figure.value,
        value_high=figure.value_high,
        unit=figure.unit,
        bound=figure.bound,
        item=figure.item,
        role=figure.role,
        direction=figure.direction,
        date=figure.date,
        agreement=candidate.agreement,
        when=candidate.when,
        fit=Decimal(f"{candidate.score:.2f}"),
    )
