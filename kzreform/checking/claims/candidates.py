"""The figures of a corpus that may be what a claim speaks of, with all that decides whether they are."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from kzreform.checking.claims.chance import digits, likely
from kzreform.checking.claims.compare import amount
from kzreform.checking.claims.comparing import (
    Values,
    compared,
    counts_otherwise,
    role_factor,
    unit_factor,
    unit_word,
)
from kzreform.checking.claims.places import Span, located, ties
from kzreform.checking.claims.records import Agreement, When
from kzreform.checking.claims.times import when
from kzreform.checking.claims.topic import Fit, Setting, Term, fit, glance, rarity, weighed
from kzreform.checking.claims.words import Vocabulary, Word, strength
from kzreform.records import Figure, Kind

if TYPE_CHECKING:
    from kzreform.keeping import Kept, Store

#: How many figures are asked of the index, by words and by value, and how many are looked at closely.
_SEARCHED, _VALUED, _CLOSELY = 300, 60, 80
#: How many characters before a sentence lead to it; how many, beside twice its own, white space may add to it.
_LEAD, _SLACK = 320, 200
#: What is asked for in the index: the words that make up so much of a topic, and no more than so many.
_MOST_OF_IT, _FEWEST_WORDS, _MOST_WORDS = 0.85, 3, 10
#: What a stated time and a counted thing that are the claim's add to a topic's fit.
_TIME, _UNIT = 0.05, 0.05
#: The same for the thing that an amount of money is the worth of.
_WORTH = 0.1
#: Within how many words the thing counted follows.
_BEHIND = 5
#: What a foreign country or a place that only the claim names leaves.
_ELSEWHERE = 0.25


#: From how many digits on a value is looked for among all things that are counted.
_DISTINCT = 2
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of the corpus beside a claim's: topic, value and time.

    ``counted`` says that both count the same thing, ``taken`` that the claim gives this value too, with another figure,
    and ``anchored`` that another figure of the claim stands in the same sentence, ``sure`` that by their digits the two
    together are no chance; ``elsewhere`` that the claim is of another country or place,
    and ``unlike`` that it counts what the figure has nothing to do with.
    """

    kept: Kept
    fit: Fit
    score: float
    agreement: Agreement
    when: When
    counted: bool = True
    taken: bool = False
    anchored: bool = False
    sure: bool = False
    elsewhere: bool = False
    unlike: bool = False

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.kept.figure


class Candidates:
    """Finds candidates in a corpus."""

    def __init__(self, store: Store, vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._figures = len(store)
        self._frequency = functools.lru_cache(maxsize=4096)(store.frequency)
        self._search = functools.lru_cache(maxsize=16)(self._searched)
        self._near = functools.lru_cache(maxsize=256)(lambda *place: tuple(store.figures_near(*place)))
        self._text = functools.lru_cache(maxsize=64)(lambda id: store.document(id).text)
        self._often = functools.lru_cache(maxsize=4096)(self._names_often)

    def rarity(self, word: Word) -> float:
        """Give how much a word tells in this corpus, by itself or as what it is else called."""
        own = self._frequency(word.text.lower())
        if own:
            return rarity(own, self._figures)
        others = [
            max((self._frequency(name) for name in self._vocabulary.concept(concept)), default=0)
            for concept in sorted(word.concepts)
        ]
        return rarity(max(others, default=0), self._figures)

    def find(
        self,
        claim: Figure,
        terms: Sequence[Term],
        values: Values,
        years: Collection[int] = (),
        also: Sequence[Kept] = (),
    ) -> list[Candidate]:
        """Give the candidates for a claim's figure, the best topic first.

        ``values`` are those of all of the claim's figures, ``years`` those that it names; ``also`` are figures to look
        at in any case.
        """
        kept = self._kept(claim, terms)
        known = {each.figure.id for each in kept}
        kept += [each for each in also if each.figure.id not in known]
        counted = Counter(stem for each in kept for stem in self._vocabulary.said(each.figure.sentence)[0])
        told = weighed(counted, len(kept))
        agreements = {each.figure.id: compared(claim, each.figure) for each in kept}
        closely = self._closely(terms, kept, agreements, {each.figure.id for each in also})
        named = [term.word for term in terms]
        counts = unit_word(claim, self._vocabulary)
        sure = counts is not None and self._follows(claim, counts)
        of = self._worth(claim.sentence, claim) if claim.kind == "money" else None
        event = bool(self._vocabulary.event.search(claim.sentence))
        candidates = []
        for each, place, together, spans in closely:
            figure = each.figure
            fitting = self._fit(terms, told, each, place, spans)
            factor = unit_factor(counts, each.figure, named, self._vocabulary)
            factor = factor if sure else factor**0.5
            said = self._years_near(each.figure)
            time = when(claim, figure, each.document.published, _later(figure, together), years, said, event)
            score = fitting.score * factor
            if agreements[figure.id] != "apart":
                score *= role_factor(claim, figure) * likely(claim.value, figure.value)
            elsewhere = self._abroad(terms, each) or self._away(terms, each)
            score *= _ELSEWHERE if elsewhere else 1.0
            score = min(1.0, score + _TIME * (time == "same") + _UNIT * (factor == 1.0 and sure))
            held = self._worth(figure.sentence, figure, spans[place]) if of else None
            if of and held and strength(of, held):
                score = min(1.0, score + _WORTH)
            taken = any(other.id != claim.id for other in values.had_by(figure))
            agreed = agreements[figure.id]
            unlike = counts_otherwise(claim, figure, named, self._vocabulary)
            same = factor == 1.0
            one = Candidate(each, fitting, score, agreed, time, same, taken, elsewhere=elsewhere, unlike=unlike)
            candidates.append(one)
        return sorted(candidates, key=lambda one: (-one.score, one.figure.document, one.figure.start))

    def _worth(self, sentence: str, figure: Figure, span: Span | None = None) -> Word | None:
        """Give the word for what a figure is the worth of: "securities worth 600 billion tenge"."""
        begin = span[0] if span else sentence.find(figure.text)
        found = self._vocabulary.worth.search(sentence[: max(begin, 0)])
        return next(iter(self._vocabulary.read(found["thing"])), None) if found else None

    def _follows(self, claim: Figure, counts: Word) -> bool:
        """Say whether the word for what a claim's figure counts follows the figure: elsewhere it may not be that."""
        behind = claim.sentence.partition(claim.text)[2].split()[:_BEHIND]
        return any(word.stem == counts.stem for word in self._vocabulary.read(" ".join(behind)))

    def _kept(self, claim: Figure, terms: Sequence[Term]) -> list[Kept]:
        groups = tuple(tuple(self._vocabulary.alternatives(term.word)) for term in _telling(terms))
        found = {kept.figure.id: kept for kept in self._search(groups)}
        low, high = _reach(claim)
        for kind, unit in self._sorts(claim):
            for kept in self._store.valued(kind, unit, low, high, limit=_VALUED):
                found.setdefault(kept.figure.id, kept)
        return list(found.values())

    def _searched(self, groups: Sequence[Sequence[str]]) -> tuple[Kept, ...]:
        return tuple(kept for kept, _ in self._store.search(groups, limit=_SEARCHED))

    def _sorts(self, claim: Figure) -> Iterator[tuple[Kind, str | None]]:
        """Give the kinds and units that a claim's value may be found in: what one counts has many names."""
        yield claim.kind, claim.unit
        if claim.kind == "count" and digits(claim.value) >= _DISTINCT:
            yield "count", None
            yield "score", None

    def around(self, kept: Kept) -> list[Kept]:
        """Give the figures of the sentence that a figure stands in."""
        figure = kept.figure
        reach = 2 * len(figure.sentence) + _SLACK
        near = self._near(figure.document, figure.start - reach, figure.start + reach)
        return [other for other in near if _alongside(other.figure, figure)]

    def _closely(
        self,
        terms: Sequence[Term],
        kept: Sequence[Kept],
        agreements: Mapping[str, Agreement],
        also: Collection[str],
    ) -> list[tuple[Kept, int, list[Kept], list[Span | None]]]:
        """Choose what is worth a close look: each with its place among the figures of its sentence."""
        seen: list[tuple[float, Kept, int, list[Kept], list[Span | None]]] = []
        for together, spans in _grouped(kept):
            for place, each in enumerate(together):
                parts = (each.figure.sentence, each.figure.item, each.figure.section or "")
                fits = glance(terms, [self._vocabulary.said(part) for part in parts])
                seen.append((fits, each, place, together, spans))
        seen.sort(key=lambda found: (-found[0], found[1].figure.document, found[1].figure.start))
        rest = seen[_CLOSELY:]
        agreeing = [found for found in rest if agreements[found[1].figure.id] in _AGREE][:_CLOSELY]
        there = {found[1].figure.id for found in agreeing}
        others = [found for found in rest if found[1].figure.id in also and found[1].figure.id not in there]
        return [found[1:] for found in (*seen[:_CLOSELY], *agreeing, *others)]

    def _fit(
        self,
        terms: Sequence[Term],
        told: Callable[[Word], float],
        kept: Kept,
        place: int,
        spans: Sequence[Span | None],
    ) -> Fit:
        figure, read = kept.figure, self._vocabulary.read
        words = read(figure.sentence)
        span = spans[place]
        setting = Setting(
            sentence=words,
            ties=ties(figure.sentence, words, spans, place, self._vocabulary.together),
            item=read(figure.item),
            unit=read(figure.unit),
            section=read(figure.section or ""),
            lead=read(self._before(figure, span)),
            title=read(kept.document.title or ""),
        )
        return fit(terms, setting, told)

    def _years_near(self, figure: Figure) -> set[int]:
        near = " ".join(filter(None, (figure.sentence, figure.section, self._before(figure, None))))
        return {int(year) for year in _YEAR.findall(near)}

    def _before(self, figure: Figure, span: Span | None) -> str:
        begins = max(0, figure.start - (span[0] if span else 0))
        return self._text(figure.document)[max(0, begins - _LEAD) : begins]

    def _away(self, terms: Iterable[Term], kept: Kept) -> bool:
        """Say whether the claim names a place ("in Shymkent") that the figure and what leads to it do not."""
        places = [term.word for term in terms if term.place and not term.word.nation]
        if not places:
            return False
        said = (self._before(kept.figure, None), kept.figure.sentence, kept.figure.section, kept.document.title)
        told = self._vocabulary.read(" ".join(filter(None, said)))
        return any(not any(strength(place, word) for word in told) for place in places)

    def _abroad(self, terms: Iterable[Term], kept: Kept) -> bool:
        """Say whether the claim names a country that neither the figure nor its document's title does."""
        asked = {term.word.nation for term in terms if term.word.nation}
        if not asked:
            return False
        said = " ".join(filter(None, (kept.figure.sentence, kept.figure.section, kept.document.title)))
        told = {word.nation for word in self._vocabulary.read(said) if word.nation}
        if asked & told:
            return False
        # What a document does not name in each sentence, it names often.
        return not any(self._often(kept.figure.document, str(nation)) for nation in asked)

    def _names_often(self, document: str, nation: str) -> bool:
        text = self._text(document).lower()
        return text.count(nation) >= max(2, len(text) // 20_000)


def _alongside(one: Figure, other: Figure) -> bool:
    return (one.document, one.line, one.sentence) == (other.document, other.line, other.sentence)


_AGREE: tuple[Agreement, ...] = ("same", "rounded")


def _grouped(kept: Iterable[Kept]) -> list[tuple[list[Kept], list[Span | None]]]:
    """Bring the figures of each sentence together, and say where they stand in it."""
    ordered = sorted(kept, key=lambda each: (each.figure.document, each.figure.start))
    groups = []
    for _, same in groupby(ordered, key=lambda each: (each.figure.document, each.figure.line, each.figure.sentence)):
        together = list(same)
        groups.append((together, located(together[0].figure.sentence, [each.figure for each in together])))
    return groups


def _later(figure: Figure, together: Iterable[Kept]) -> str | None:
    """Give the time of the other end, where a figure is the undated earlier end of a change."""
    if figure.role != "from" or figure.date is not None:
        return None
    ends = (each.figure for each in together if each.figure.role == "to" and each.figure.start > figure.start)
    return next((end.date for end in ends if end.unit == figure.unit and end.date), None)


def _telling(terms: Sequence[Term]) -> list[Term]:
    """Give the words that tell most of a topic: common ones find much and say little."""
    total, reached = sum(term.weight for term in terms), 0.0
    chosen: list[Term] = []
    for term in terms[:_MOST_WORDS]:
        if reached >= _MOST_OF_IT * total and len(chosen) >= _FEWEST_WORDS:
            break
        chosen.append(term)
        reached += term.weight
    return chosen


def _reach(claim: Figure) -> tuple[Decimal, Decimal]:
    high = claim.value if claim.value_high is None else claim.value_high
    reach = max(amount(claim).step, abs(high) * Decimal("0.05"))
    return claim.value - reach, high + reach
