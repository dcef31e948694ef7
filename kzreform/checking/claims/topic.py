"""How well the topic of a source's figure fits that of a claim's."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzreform.checking.claims.words import ALIKE, SAME, Word, strength

#: What a word of the item, the heading, the lines before and the title is worth, beside its tie in the sentence.
_ITEM, _SECTION, _LEAD, _TITLE = 0.92, 0.55, 0.5, 0.35
#: From which tie on a word of a source qualifies its figure, and how much what a claim lacks of that takes away.
_QUALIFIES, _UNASKED = 0.8, 0.15
#: How much heavier than its weight a word is missing that the corpus has nowhere, and a name.
_NOWHERE, _BY_NAME = 1.2, 1.2
#: How much of a claim's weight the source's sentence itself must have to speak against it.
_NAMED = 0.28
#: What is left where the source qualifies the claim's thing otherwise, or does not have what the claim counts; and
#: what a word must weigh to qualify at all.
_OTHER, _OTHER_HALF, _PALE = 0.5, 0.75, 0.3
#: As a share of the claim's weight, what a word must weigh to tell another thing.
_SLIGHT = 0.08
#: What a group of people or a kind of event that only the claim names weighs at least against a contradiction.
_OTHER_GROUP = 0.4
#: How far the words of one name are apart at most: "Rule of Law".
_JOINED = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a claim's topic and its weight.

    ``content`` says that it names a thing, not what became of it; ``place`` that it names where ("in Shymkent");
    ``head`` is the word that it qualifies ("court" in "constitutional court"); ``counted`` that it follows the figure
    as what there is so much of ("tons of herring"); ``unknown`` that the corpus has it nowhere; ``name`` that it is a
    proper name; ``agent`` that it is who does what is counted; ``group`` that it names a group of people;
    ``event`` that it says which event it is ("presidential" election).
    """

    word: Word
    weight: float
    content: bool
    place: bool = False
    head: Word | None = None
    counted: bool = False
    unknown: bool = False
    name: bool = False
    agent: bool = False
    group: bool = False
    event: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a topic fits: ``share`` of the claim's words that the source has, ``score`` with all that counts.

    ``missing`` is the heaviest thing that the claim names and the source does not, as a share of the claim's weight,
    and ``against`` the same where those who act count too: another value speaks against a claim only where they are the
    same. ``other`` says that the claim qualifies or counts another thing, ``named`` that the source's sentence itself,
    not only what stands above it, has enough of the claim's words; ``total`` is what all of these weigh. ``afar`` is
    the heaviest name that only stands before the source's sentence or in the title: it may be that of something else.
    """

    score: float
    share: float
    missing: float
    lacking: str
    other: bool = False
    named: bool = True
    total: float = 1.0
    against: float = 0.0
    afar: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """The words around a source's figure: those of its sentence with their ties, of its item, and what stands above."""

    sentence: Sequence[Word]
    ties: Sequence[float]
    item: Sequence[Word]
    unit: Sequence[Word]
    section: Sequence[Word]
    lead: Sequence[Word]
    title: Sequence[Word]


def rarity(frequency: int, figures: int) -> float:
    """Give how much a word tells that so many of the figures have, from 0 to 1.

    >>> rarity(0, 600), round(rarity(10, 600), 2), round(rarity(300, 600), 2)
    (1.0, 0.63, 0.17)
    """
    return math.log(1 + figures / (1 + frequency)) / math.log(1 + figures) if figures else 1.0


class Worth:
    """What the words around a source's figure are worth, by stem and by concept."""

    def __init__(self, setting: Setting) -> None:
        self.stems: dict[str, float] = {}
        # By concept, and then by how much the source's word tells.
        self.concepts: dict[str, dict[float, float]] = {}
        for word, tie in zip(setting.sentence, setting.ties, strict=True):
            self._note(word, tie)
        for words, worth in (
            (setting.item, _ITEM),
            (setting.unit, SAME),
            (setting.section, _SECTION),
            (setting.lead, _LEAD),
            (setting.title, _TITLE),
        ):
            for word in words:
                self._note(word, worth)

    def _note(self, word: Word, worth: float) -> None:
        if worth > self.stems.get(word.stem, 0.0):
            self.stems[word.stem] = worth
        for concept in word.concepts:
            known = self.concepts.setdefault(concept, {})
            if worth > known.get(word.weight, 0.0):
                known[word.weight] = worth

    def of(self, word: Word) -> float:
        """Give what a word of a claim finds; "people" is less than "population", for which it may stand."""
        own = self.stems.get(word.stem, 0.0) * SAME
        if own >= ALIKE:
            return own
        for concept in word.concepts:
            for weight, worth in self.concepts.get(concept, {}).items():
                less = weight / word.weight if weight < word.weight else 1.0
                own = max(own, worth * less * ALIKE)
        return own


def glance(terms: Sequence[Term], said: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Say roughly how well a source's figure fits: which terms are said at all, in any of its parts."""
    found = 0.0
    for term in terms:
        if any(term.word.stem in stems for stems, _ in said):
            found += term.weight
        elif any(not term.word.concepts.isdisjoint(concepts) for _, concepts in said):
            found += term.weight * ALIKE
    return found


def fit(terms: Sequence[Term], setting: Setting, told: Callable[[Word], float]) -> Fit:
    """Say how well a source's figure fits a claim's terms; ``told`` gives how much a word of the source tells."""
    worth = Worth(setting)
    total = sum(term.weight for term in terms)
    if not total:
        return Fit(0.0, 0.0, 0.0, "")
    found = 0.0
    missing, lacking, against = 0.0, "", 0.0
    for term in terms:
        value = worth.of(term.word)
        # What the corpus has nowhere may be but another word; where it is not, it is the more what is missing.
        heavy = term.weight * (_NOWHERE if term.unknown else _BY_NAME if term.name else 1.0)
        found += term.weight * value
        without = heavy / (total - term.weight + heavy)
        if term.content and not value:
            against = max(against, without, _OTHER_GROUP if term.group else 0.0)
            if without > missing and not term.agent:
                missing, lacking = without, term.word.text
        if term.event and value <= _TITLE:
            against = max(against, _OTHER_GROUP)
    share = found / total
    score = share * (1 - _UNASKED * _unasked(terms, setting, told))
    against = max(against, _misnamed(terms, worth) / total)
    unsaid = [term for term in terms if not worth.of(term.word)]
    uncounted = next((term for term in unsaid if term.counted), None)
    telling = [term for term in unsaid if term.weight >= _SLIGHT * total]
    other = uncounted is not None or any(_otherwise(term, terms, setting.sentence) for term in telling)
    if other:
        # "Managerial jobs" are what "managers" have.
        score *= _OTHER_HALF if uncounted and _half(uncounted, terms, worth) else _OTHER
    afar = _afar(terms, setting) / total
    return Fit(score, share, missing, lacking, other, _named(terms, setting), total, against, afar)


def _half(counted: Term, terms: Sequence[Term], worth: Worth) -> bool:
    """Say whether a source has what qualifies the thing that a claim counts, though not that thing."""
    own = [term for term in terms if term.head is not None and term.head.start == counted.word.start]
    return any(worth.of(term.word) >= ALIKE for term in own)


def _misnamed(terms: Sequence[Term], worth: Worth) -> float:
    """Give the weight of the heaviest name of several words that a source has only in part: it is another's."""
    heaviest = 0.0
    run: list[Term] = []
    for term in sorted((term for term in terms if term.name), key=lambda term: term.word.start):
        if run and term.word.start - run[-1].word.end > _JOINED:
            run = []
        run.append(term)
        if len(run) > 1 and any(each.content and not worth.of(each.word) for each in run):
            heaviest = max(heaviest, sum(each.weight for each in run))
    return heaviest


def _afar(terms: Sequence[Term], setting: Setting) -> float:
    own = (*setting.sentence, *setting.item, *setting.unit, *setting.section)
    names = [term for term in terms if term.name and term.content]
    return max((term.weight for term in names if not any(strength(term.word, word) for word in own)), default=0.0)


def _named(terms: Sequence[Term], setting: Setting) -> bool:
    own = (*setting.sentence, *setting.item, *setting.unit)
    named = sum(term.weight for term in terms if any(strength(term.word, word) for word in own))
    return named >= _NAMED * sum(term.weight for term in terms)


def _otherwise(term: Term, terms: Sequence[Term], sentence: Sequence[Word]) -> bool:
    """Say whether a source qualifies otherwise what a claim's word qualifies: "supreme court" for "constitutional"."""
    if term.head is None or not term.content or term.word.nation:
        return False
    for before, word in pairwise(sentence):
        if before.idle or before.weight < _PALE or word.start - before.end != 1 or not strength(term.head, word):
            continue
        if not any(strength(before, each.word) for each in terms):
            return True
    return False


def _unasked(terms: Sequence[Term], setting: Setting, told: Callable[[Word], float]) -> float:
    """Give the share of what qualifies a source's figure that the claim does not ask for."""
    stems = {term.word.stem for term in terms}
    concepts = {concept for term in terms for concept in term.word.concepts}
    weights: dict[str, tuple[float, bool]] = {}
    for word, tie in zip(setting.sentence, setting.ties, strict=True):
        if word.idle or tie < _QUALIFIES or word.stem in weights:
            continue
        asked = word.stem in stems or bool(word.concepts & concepts)
        weights[word.stem] = (told(word) * word.weight * tie, asked)
    total = sum(weight for weight, _ in weights.values())
    return sum(weight for weight, asked in weights.values() if not asked) / total if total else 0.0


def weighed(frequencies: Mapping[str, int], figures: int) -> Callable[[Word], float]:
    """Give the function that says how much a word tells, from how many of the figures at hand have its stem."""
    return lambda word: rarity(frequencies.get(word.stem, 0), figures)
