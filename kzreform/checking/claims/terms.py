"""The words of a claim that say what a figure of it is about, and what each weighs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzreform.checking.claims.places import Span, located, ties
from kzreform.checking.claims.reading import Claim, by_sentence
from kzreform.checking.claims.roles import Part, Token, played, starts, tokens
from kzreform.checking.claims.topic import Term
from kzreform.checking.claims.words import Vocabulary, Word
from kzreform.extraction.parse import Parser
from kzreform.extraction.rules import Rules
from kzreform.records import Figure

Rarity = Callable[[Word], float]

#: What a claim's word weighs by its part of speech: names and things say what is counted, verbs what became of it.
_NAME, _THING, _QUALITY, _DEED, _MANNER, _OTHER = 1.15, 1.0, 0.85, 0.45, 0.25, 0.6
#: What the corpus has nowhere may be another way to say what it says, a verb most of all.
_UNKNOWN, _UNKNOWN_DEED = 0.6, 0.4
#: What the words of a claim's other sentences weigh, and those of an item that another sentence gave.
_ELSEWHERE, _CARRIED = 0.5, 0.8
#: What a source named in passing weighs, and who does what is counted.
_PASSING, _ACTING = 0.15, 0.5
#: What a word weighs at most that says too little to be missed ("people").
_VAGUE = 0.4
#: From which tie on a word qualifies what a figure is of.
_NEAR = 0.85
#: Comparatives and superlatives: "17% rarer" tells of a change, not of a topic.
_DEGREES = frozenset({"JJR", "JJS", "RBR", "RBS"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a claim as one of its figures sees it; ``own`` says that the figure stands in it."""

    words: tuple[Word, ...]
    spans: list[Span | None]
    closeness: list[float]
    tags: Mapping[int, str]
    parts: Mapping[int, Part]
    passing: list[Span]
    own: bool
    counts: int | None


class Topics:
    """Reads what the figures of claims are about."""

    def __init__(self, rules: Rules, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._parser = Parser(rules.language)
        self._place_before = rules.compile(r"{{claim_place_before}}")
        self._counting = rules.compile(r"{{claim_counting}}")
        self._degree = rules.compile(r"{{claim_degree}}")
        self._dateline = rules.compile(r"{{claim_dateline}}")
        self._source = rules.compile(r"{{claim_source}}")
        self._aside = rules.compile(r"{{claim_aside}}")
        self._parsed = functools.lru_cache(maxsize=256)(self._parse)

    def terms(self, claim: Claim, figure: Figure, rarity: Rarity) -> list[Term]:
        """Give the words that say what a claim's figure is about, the weightiest first."""
        best: dict[str, Term] = {}
        passed: set[str] = set()
        item = {word.stem for word in self._vocabulary.read(figure.item)}
        sentences = by_sentence(claim)
        if [text for text, _ in sentences] != [claim.text]:
            sentences.append((claim.text, []))  # the sentences that hold no figure
        for text, figures in sentences:
            sentence = self._seen(text, figures, figure)
            passed.update(word.stem for word in sentence.words if self._passes(word, text, sentence))
            for term in self._terms(text, sentence, figure, item, rarity):
                known = best.get(term.word.stem)
                if known is None or known.weight < term.weight:
                    best[term.word.stem] = term
        for word in self._vocabulary.read(figure.item):
            # "It rose to 1,692": what it is has been said before.
            weight = word.weight * rarity(word) * _CARRIED
            if weight and not word.idle and word.stem not in best and word.stem not in passed:
                best[word.stem] = Term(word, weight, True)
        return sorted(best.values(), key=lambda term: (-term.weight, term.word.start))

    def _seen(self, text: str, figures: Sequence[Figure], figure: Figure) -> _Sentence:
        words = self._vocabulary.read(text)
        parsed = self._parsed(text)
        tags = starts(parsed)
        spans = located(text, figures)
        passing = [found.span() for regex in (self._source, self._aside) for found in regex.finditer(text)]
        if dateline := self._dateline.match(text):
            passing.append(dateline.span())
        index = next((place for place, each in enumerate(figures) if each.id == figure.id), None)
        span = None if index is None else spans[index]
        closeness = [_ELSEWHERE] * len(words)
        if index is not None:
            closeness = ties(text, words, spans, index, self._vocabulary.together)
        return _Sentence(
            words=words,
            spans=spans,
            closeness=closeness,
            tags=tags,
            parts={} if span is None else played(parsed, span),
            passing=passing,
            own=index is not None,
            counts=None if span is None else self._counted(text, words, span, tags),
        )

    def _passes(self, word: Word, text: str, sentence: _Sentence) -> bool:
        """Say whether a word tells nothing of a topic, though an item may hold it: a dateline, "rarer"."""
        dateline = self._dateline.match(text)
        return self._degrees(word, sentence) or (dateline is not None and word.start < dateline.end())

    def _degrees(self, word: Word, sentence: _Sentence) -> bool:
        return sentence.tags.get(word.start) in _DEGREES or bool(self._degree.fullmatch(word.text))

    def _terms(self, text: str, sentence: _Sentence, figure: Figure, item: set[str], rarity: Rarity) -> Iterator[Term]:
        following = (*sentence.words[1:], None)[: len(sentence.words)]
        for word, tie, after in zip(sentence.words, sentence.closeness, following, strict=True):
            if word.idle or _inside(word, sentence.spans) or self._degrees(word, sentence):
                continue
            tag, part = sentence.tags.get(word.start, ""), sentence.parts.get(word.start, "core")
            thing = tag.startswith(("NN", "JJ")) or not tag
            in_item = sentence.own and word.stem in item
            unknown = rarity(word) == 1.0
            weight = _speech(tag, word) * word.weight * rarity(word) * (1.0 if in_item else tie)
            if unknown:
                weight *= _UNKNOWN if thing else _UNKNOWN_DEED
            if part == "agent" and (figure.kind == "money" or (sentence.counts is not None and figure.kind == "count")):
                weight *= _ACTING
            for passing in (part == "source", _inside(word, sentence.passing)):
                weight *= _PASSING if passing else 1.0
            if not weight:
                continue
            content = thing and word.weight > _VAGUE
            follows = after is not None and not after.idle and after.start - word.end == 1
            qualifies = content and follows and sentence.own and (tie > _NEAR or in_item)
            yield Term(
                word,
                weight,
                content,
                place=tag.startswith("NNP") and self._in_place(text, word),
                head=after if qualifies else None,
                counted=tag.startswith("NN") and word.start == sentence.counts,
                unknown=unknown,
                name=tag.startswith("NNP") and not word.nation,
                agent=part == "agent" and figure.kind in ("count", "money"),
                group=thing and self._vocabulary.group(word),
                event=qualifies and after is not None and self._vocabulary.happening(after),
            )

    def _counted(self, sentence: str, words: Sequence[Word], span: Span, tags: Mapping[int, str]) -> int | None:
        """Give where the noun stands of which there is so much: right after the figure, or after "of"."""
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

    def _parse(self, sentence: str) -> tuple[Token, ...]:
        (doc,) = self._parser.parse([sentence])
        return tokens(doc)


def _inside(word: Word, spans: Iterable[Span | None]) -> bool:
    return any(span is not None and span[0] <= word.start < span[1] for span in spans)


def _speech(tag: str, word: Word) -> float:
    if tag.startswith("NNP") or word.nation:
        return _NAME
    for start, weight in (("NN", _THING), ("JJ", _QUALITY), ("VB", _DEED), ("RB", _MANNER)):
        if tag.startswith(start):
            return weight
    return _OTHER if tag else _QUALITY
