"""Read claims: their figures, and the words that say what these are about."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from kzreform.checking.claims.places import Span, located, ties
from kzreform.checking.claims.topic import Term
from kzreform.checking.claims.words import Vocabulary, Word
from kzreform.extraction.parse import Parser
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor

#: What a claim's word weighs by its part of speech: names and things say what is counted, verbs what became of it.
_NAME, _THING, _QUALITY, _DEED, _MANNER, _OTHER = 1.15, 1.0, 0.85, 0.45, 0.25, 0.6
#: What the corpus has nowhere may be another way to say what it says, a verb most of all.
_UNKNOWN, _UNKNOWN_DEED = 0.6, 0.4
#: What the words of a claim's other sentences weigh, and those of an item that another sentence gave.
_ELSEWHERE, _CARRIED = 0.5, 0.8

_YEAR = re.compile(r"(?:19|20)\d\d")
_NEXT = re.compile(r"[ ](\w+)")


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
    """Reads the topics of claims."""

    def __init__(self, extractor: Extractor, vocabulary: Vocabulary) -> None:
        rules = extractor.rules
        self._vocabulary = vocabulary
        self._parser = Parser(rules.language)
        self._span_before = rules.compile(r"{{claim_span_before}}")
        self._span_after = rules.compile(r"{{claim_span_after}}")
        self._pointing_after = rules.compile(r"{{claim_pointing_after}}")
        self._year_before = rules.compile(r"{{claim_year_before}}")
        self._place_before = rules.compile(r"{{claim_place_before}}")
        self._counting = rules.compile(r"{{claim_counting}}")
        self._than = rules.compile(r"{{claim_than}}")
        self._changes = rules.lexicon("change_words")
        self._source = rules.compile(r"{{claim_source}}")
        self._tags = functools.lru_cache(maxsize=256)(self._tagged)

    def checked(self, claim: Claim) -> list[Figure]:
        """Give the figures of a claim that are to be checked; what only sets a scene is not, unless it is all there is.

        That is a span of time ("over the past five years"), and a "one" or "two" that points.
        """
        kept = []
        for sentence, figures in _by_sentence(claim):
            for figure, span in zip(figures, located(sentence, figures), strict=True):
                if span is None:
                    kept.append(figure)
                elif not self._idle(figure, sentence[: span[0]], sentence[span[1] :]):
                    kept.append(self._mended(figure, sentence[span[1] :]))
        return kept or list(claim.figures)

    def terms(self, claim: Claim, figure: Figure, rarity: Callable[[Word], float]) -> list[Term]:
        """Give the words that say what a claim's figure is about, each with its weight."""
        best: dict[str, Term] = {}
        item = {word.stem for word in self._vocabulary.read(figure.item)}
        parts = _by_sentence(claim)
        if [sentence for sentence, _ in parts] != [claim.text]:
            parts.append((claim.text, []))  # the sentences that hold no figure
        for sentence, figures in parts:
            spans = located(sentence, figures)
            words = self._vocabulary.read(sentence)
            index = next((place for place, each in enumerate(figures) if each.id == figure.id), None)
            own = index is not None
            closeness = [_ELSEWHERE] * len(words)
            if index is not None:
                closeness = ties(sentence, words, spans, index, self._vocabulary.together)
            tags = self._tags(sentence)
            counts = self._counted(sentence, words, spans[index], tags) if index is not None else None
            passing = [found.span() for found in self._source.finditer(sentence)]
            for word, tie, after in zip(words, closeness, (*words[1:], None), strict=True):
                if word.idle or _inside(word, spans):
                    continue
                kind = tags.get(word.start, "")
                weight = _speech(kind, word) * word.weight * rarity(word)
                unknown = rarity(word) == 1.0
                if unknown:
                    weight *= _UNKNOWN if kind.startswith(("NN", "JJ")) or not kind else _UNKNOWN_DEED
                weight *= 1.0 if own and word.stem in item else tie
                if _inside(word, passing):
                    weight *= 0.15
                known = best.get(word.stem)
                if weight and (known is None or known.weight < weight):
                    content = kind.startswith(("NN", "JJ")) or not kind
                    place = kind.startswith("NNP") and self._in_place(sentence, word)
                    qualifies = content and after is not None and not after.idle and after.start - word.end == 1
                    counted = own and kind.startswith("NN") and word.start == counts
                    best[word.stem] = Term(word, weight, content, place, after if qualifies else None, counted, unknown)
        for word in self._vocabulary.read(figure.item):
            # "It rose to 1,692": what it is has been said before.
            if word.stem not in best and not word.idle and (weight := word.weight * rarity(word) * _CARRIED):
                best[word.stem] = Term(word, weight, True)
        return sorted(best.values(), key=lambda term: (-term.weight, term.word.start))

    def _counted(self, sentence: str, words: Sequence[Word], span: Span | None, tags: Mapping[int, str]) -> int | None:
        """Give where the noun stands of which there is so much: right after the figure, or after "of"."""
        if span is None:
            return None
        found = self._counting.match(sentence[span[1] :])
        begin = span[1] + (found.end() if found else 0)
        last = None
        for word in words:
            if word.start < begin:
                continue
            if word.start != begin or not tags.get(word.start, "").startswith(("NN", "JJ")):
                break
            last, begin = word, word.end + 1
        return None if last is None or last.weight < 1 or not tags[last.start].startswith("NN") else last.start

    def _in_place(self, sentence: str, word: Word) -> bool:
        return word.text[:1].isupper() and bool(self._place_before.search(sentence[: word.start]))

    def _mended(self, figure: Figure, after: str) -> Figure:
        """Read "8% more claims" as a change."""
        found = _NEXT.match(after)
        direction = self._changes.get(found[1].lower()) if found else None
        if figure.role != "level" or direction not in ("up", "down"):
            return figure
        if figure.kind not in ("percent", "multiple") and not self._than.search(after):
            return figure  # "52 more schools" are others
        return msgspec.structs.replace(figure, role="change", direction=direction)

    def _idle(self, figure: Figure, before: str, after: str) -> bool:
        if _YEAR.fullmatch(figure.text) and self._year_before.search(before):
            return True
        if figure.kind == "duration":
            return bool(self._span_before.search(before) or self._span_after.search(after))
        small = figure.kind == "count" and figure.value <= 2 and figure.text.isalpha()
        return small and (figure.value == 1 or bool(self._pointing_after.search(after)))

    def _tagged(self, sentence: str) -> dict[int, str]:
        (doc,) = self._parser.parse([sentence])
        return {token.idx: token.tag_ for token in doc}


def _by_sentence(claim: Claim) -> list[tuple[str, list[Figure]]]:
    return [(sentence, list(figures)) for sentence, figures in groupby(claim.figures, key=lambda each: each.sentence)]


def _inside(word: Word, spans: Iterable[Span | None]) -> bool:
    return any(span is not None and span[0] <= word.start < span[1] for span in spans)


def _speech(tag: str, word: Word) -> float:
    if tag.startswith("NNP") or word.nation:
        return _NAME
    for start, weight in (("NN", _THING), ("JJ", _QUALITY), ("VB", _DEED), ("RB", _MANNER)):
        if tag.startswith(start):
            return weight
    return _OTHER if tag else _QUALITY
