"""The words of a claim that say what a figure of it is about, and what each weighs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
    """A sentence of a claim, as all of its figures see it.

    ``within`` says where the words begin that are part of a figure, ``passing`` where those that are named in passing,
    ``degrees`` those that tell of a change; ``passed`` are the stems that tell nothing of a topic, though an item may
    hold them: a dateline, "rarer".
    """

    text: str
    words: tuple[Word, ...]
    parsed: tuple[Token, ...]
    tags: Mapping[int, str]
    within: frozenset[int]
    passing: frozenset[int]
    degrees: frozenset[int]
    passed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _View:
    """What of a sentence is another for each figure; ``own`` says that the figure stands in it."""

    closeness: list[float]
    parts: Mapping[int, Part]
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
        self._read = functools.lru_cache(maxsize=256)(self._sentence)
        self._elsewhere = functools.lru_cache(maxsize=256)(self._told_elsewhere)

    def terms(self, claim: Claim, figure: Figure, rarity: Rarity) -> list[Term]:
        """Give the words that say what a claim's figure is about, the weightiest first."""
        best: dict[str, Term] = {}
        passed: set[str] = set()
        item = {word.stem for word in self._vocabulary.read(figure.item)}
        sentences = by_sentence(claim)
        if [text for text, _ in sentences] != [claim.text]:
            sentences.append((claim.text, []))  # the sentences that hold no figure
        for text, figures in sentences:
            spans = tuple(located(text, figures))
            sentence = self._read(text, spans)
            passed |= sentence.passed
            index = next((place for place, each in enumerate(figures) if each.id == figure.id), None)
            told: Iterable[Term]
            if index is None:
                told = self._elsewhere(text, spans, rarity)
            else:
                told = self._terms(sentence, self._view(sentence, spans, index), figure, item, rarity)
            for term in told:
                known = best.get(term.word.stem)
                if known is None or known.weight < term.weight:
                    best[term.word.stem] = term
        for word in self._vocabulary.read(figure.item):
            # "It rose to 1,692": what it is has been said before.
            weight = word.weight * rarity(word) * _CARRIED
            if weight and not word.idle and word.stem not in best and word.stem not in passed:
                best[word.stem] = Term(word, weight, True)
        return sorted(best.values(), key=lambda term: (-term.weight, term.word.start))

    def _told_elsewhere(self, text: str, spans: tuple[Span | None, ...], rarity: Rarity) -> tuple[Term, ...]:
        """Give what a sentence says to figures that stand in others: to each of them the same."""
        sentence = self._read(text, spans)
        view = _View([_ELSEWHERE] * len(sentence.words), parts={}, own=False, counts=None)
        return tuple(self._terms(sentence, view, None, frozenset(), rarity))

    def _sentence(self, text: str, spans: tuple[Span | None, ...]) -> _Sentence:
        words = self._vocabulary.read(text)
        parsed = self._parsed(text)
        tags = starts(parsed)
        dateline = self._dateline.match(text)
        passing = [found.span() for regex in (self._source, self._aside) for found in regex.finditer(text)]
        if dateline:
            passing.append(dateline.span())
        degrees = frozenset(word.start for word in words if self._degrees(word, tags))
        end = dateline.end() if dateline else 0
        return _Sentence(
            text=text,
            words=words,
            parsed=parsed,
            tags=tags,
            within=frozenset(word.start for word in words if _inside(word, spans)),
            passing=frozenset(word.start for word in words if _inside(word, passing)),
            degrees=degrees,
            passed=frozenset(word.stem for word in words if word.start < end or word.start in degrees),
        )

    def _view(self, sentence: _Sentence, spans: Sequence[Span | None], index: int) -> _View:
        span = spans[index]
        return _View(
            closeness=ties(sentence.text, sentence.words, spans, index, self._vocabulary.together),
            parts={} if span is None else played(sentence.parsed, span),
            own=True,
            counts=None if span is None else self._counted(sentence.text, sentence.words, span, sentence.tags),
        )

    def _degrees(self, word: Word, tags: Mapping[int, str]) -> bool:
        return tags.get(word.start) in _DEGREES or bool(self._degree.fullmatch(word.text))

    def _terms(
        self, sentence: _Sentence, view: _View, figure: Figure | None, item: Collection[str], rarity: Rarity
    ) -> Iterator[Term]:
        """Give the words of a sentence as a figure sees them; without one, as figures of other sentences do."""
        kind = None if figure is None else figure.kind
        following = (*sentence.words[1:], None)[: len(sentence.words)]
        for word, tie, after in zip(sentence.words, view.closeness, following, strict=True):
            if word.idle or word.start in sentence.within or word.start in sentence.degrees:
                continue
            tag, part = sentence.tags.get(word.start, ""), view.parts.get(word.start, "core")
            thing = tag.startswith(("NN", "JJ")) or not tag
            in_item = view.own and word.stem in item
            unknown = rarity(word) == 1.0
            weight = _speech(tag, word) * word.weight * rarity(word) * (1.0 if in_item else tie)
            if unknown:
                weight *= _UNKNOWN if thing else _UNKNOWN_DEED
            if part == "agent" and (kind == "money" or (view.counts is not None and kind == "count")):
                weight *= _ACTING
            for passing in (part == "source", word.start in sentence.passing):
                weight *= _PASSING if passing else 1.0
            if not weight:
                continue
            content = thing and word.weight > _VAGUE
            follows = after is not None and not after.idle and after.start - word.end == 1
            qualifies = content and follows and view.own and (tie > _NEAR or in_item)
            yield Term(
                word,
                weight,
                content,
                place=tag.startswith("NNP") and self._in_place(sentence.text, word),
                head=after if qualifies else None,
                counted=tag.startswith("NN") and word.start == view.counts,
                unknown=unknown,
                name=tag.startswith("NNP") and not word.nation,
                agent=part == "agent" and kind in ("count", "money"),
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
