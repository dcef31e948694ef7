"""Words as topics know them: without inflection, with what else they are called, and how much they tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’](?:s)?$", re.IGNORECASE)

# "AIDS" is no aid; where all is in capitals nobody can tell.
_ACRONYM = re.compile(r"[A-Z]{3,6}")

#: How much a word stands for another of its concept, and for itself.
ALIKE, SAME = 0.85, 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, its stem, and the concepts that it may stand for.

    ``idle`` words hold no topic ("of", "was"); ``weight`` is how much of its rarity a word tells.
    """

    text: str
    start: int
    end: int
    stem: str
    concepts: frozenset[str]
    idle: bool
    weight: float

    @property
    def nation(self) -> str | None:
        """The country it names, or None."""
        if not self.text[:1].isupper():
            return None
        return next((concept.removeprefix(_NATION) for concept in self.concepts if concept.startswith(_NATION)), None)


_NATION, _INITIALS = "nation:", "initials:"
_LONGEST_NAME = 5


class Vocabulary:
    """The words of a language, from its lexicons: ``synonyms``, ``stems_apart``, ``topic_weights`` and the like.

    >>> from kzreform.extraction.rules import load_rules
    >>> words = Vocabulary(load_rules("en")).read("The wages of female teachers")
    >>> [word.stem for word in words if not word.idle]
    ['wage', 'femal', 'teacher']
    >>> sorted(words[3].concepts)
    ['women']
    """

    @classmethod
    def of(cls, rules: Rules) -> Vocabulary:
        """Give the vocabulary of rules, made once: to find the stems of all the lexicons takes a moment."""
        if (known := rules.made.get(cls.__name__)) is None:
            known = rules.made[cls.__name__] = cls(rules)
        assert isinstance(known, cls)
        return known

    def __init__(self, rules: Rules) -> None:
        # Here, not above: only those who ask for words wait for it.
        import snowballstemmer

        self._rules = rules
        self.together = rules.compile(r"{{claim_together}}")
        self.event = rules.compile(r"{{claim_event}}")
        self.worth = rules.compile(r"{{claim_worth}}")
        self._events = frozenset(str(name) for name in rules.lexicon("topic_events"))
        self._groups = frozenset(str(name) for name in rules.lexicon("topic_groups"))
        self._stemmer = snowballstemmer.stemmer("english")
        self._apart = rules.lexicon("stems_apart")
        self._spellings = sorted(rules.lexicon("spellings").items(), key=lambda entry: -len(entry[0]))
        self.stem = functools.lru_cache(maxsize=65_536)(self._stem)
        self.read = functools.lru_cache(maxsize=8_192)(self._read)
        self.said = functools.lru_cache(maxsize=8_192)(self._said)
        self._stops = frozenset(rules.lexicon("topic_stops")) | frozenset(rules.lexicon("months"))
        self._idle = frozenset().union(*(rules.lexicon(name) for name in ("change_words", "time_nouns", "light_verbs")))
        self._weights = {self.stem(word): float(weight) for word, weight in rules.lexicon("topic_weights").items()}
        self._concepts: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for concept, listed in rules.lexicon("synonyms").items():
            self._add(concept, [name.strip() for name in str(listed).split(",")])
        for nation, names in _nations(rules).items():
            self._add(_NATION + nation, names)

    def _add(self, concept: str, names: Iterable[str]) -> None:
        self._names[concept] = tuple(names)
        for name in self._names[concept]:
            stems = tuple(self.stem(found[0]) for found in _WORD.finditer(name))
            if len(stems) == 1:
                self._concepts.setdefault(stems[0], set()).add(concept)
            elif stems:
                self._phrases.setdefault(stems[0], []).append((stems, concept))

    def _said(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Give the stems and the concepts of a text."""
        words = self.read(text)
        return frozenset(word.stem for word in words), frozenset().union(*(word.concepts for word in words))

    def alternatives(self, word: Word) -> list[str]:
        """Give the words and phrases that a source may have in place of a word, itself first."""
        names = {name: None for concept in sorted(word.concepts) for name in self._names.get(concept, ())}
        return list({word.text.lower(): None} | names)

    def group(self, word: Word) -> bool:
        """Say whether a word names a group of people: what is said of women is not said of all."""
        return not self._groups.isdisjoint(word.concepts)

    def happening(self, word: Word) -> bool:
        """Say whether a word names an event of which there are several kinds: what is said of one is of no other."""
        return not self._events.isdisjoint(word.concepts)

    def concept(self, name: str) -> tuple[str, ...]:
        """Give the words of a concept."""
        return self._names.get(name, ())

    def _stem(self, word: str) -> str:
        bare = _POSSESSIVE.sub("", word.lower())
        for ending, other in self._spellings:
            if bare.endswith(ending):
                bare = bare.removesuffix(ending) + str(other)
                break
        single = singular(bare, self._rules)
        if (apart := self._apart.get(bare, self._apart.get(single))) is not None:
            return str(apart)
        stem: str = self._stemmer.stemWord(single)
        return stem

    def _read(self, text: str) -> tuple[Word, ...]:
        found = list(_WORD.finditer(text))
        mixed = not text.isupper()
        stems = [match[0].lower() if mixed and _ACRONYM.fullmatch(match[0]) else self.stem(match[0]) for match in found]
        concepts: list[set[str]] = [set(self._concepts.get(stem, ())) for stem in stems]
        weights = [self._weights.get(stem, 1.0) for stem in stems]
        for place, stem in enumerate(stems):
            for phrase, concept in self._phrases.get(stem, ()):
                if tuple(stems[place : place + len(phrase)]) == phrase:
                    parts = range(place, place + len(phrase))
                    # "Head of state" tells no more than "president", and "bank account" no less than "bank".
                    told = self._weights.get(self.stem(concept), max(weights[part] for part in parts))
                    for part in parts:
                        concepts[part].add(concept)
                        weights[part] = told
        for place, length, name in _initials(text, found):
            for part in range(place, place + length):
                concepts[part].add(_INITIALS + name)
        return tuple(
            self._word(match, stem, frozenset(meant), weight)
            for match, stem, meant, weight in zip(found, stems, concepts, weights, strict=True)
        )

    def _word(self, match: re.Match[str], stem: str, concepts: frozenset[str], weight: float) -> Word:
        lower = match[0].lower()
        idle = lower in self._stops or lower in self._idle or len(lower) < 2
        return Word(match[0], match.start(), match.end(), stem, concepts, idle, weight)


def strength(word: Word, other: Word) -> float:
    """Say how much two words say the same, from 0 to 1."""
    if word.stem == other.stem:
        return SAME
    return ALIKE if word.concepts & other.concepts else 0.0


def _initials(text: str, found: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Give the initials that words stand for, with their place and how many they are: "UN", "United Nations".

    >>> text = "the UN's E-Government Survey"
    >>> list(_initials(text, list(_WORD.finditer(text))))
    [(1, 1, 'un'), (2, 2, 'eg'), (2, 3, 'egs')]
    """
    place = 0
    while place < len(found):
        bare = _POSSESSIVE.sub("", found[place][0])
        if bare.isupper() and 1 < len(bare) <= _LONGEST_NAME:
            yield place, 1, bare.lower()
        length = 0
        while place + length < len(found) and found[place + length][0].istitle() and length < _LONGEST_NAME:
            if length and text[found[place + length - 1].end() : found[place + length].start()] not in (" ", "-"):
                break
            length += 1
            if length > 1:
                yield place, length, "".join(match[0][0].lower() for match in found[place : place + length])
        place += max(length, 1)


def _nations(rules: Rules) -> dict[str, list[str]]:
    """Give the names of each country and its people: CLDR's, and those of the lexicon."""
    from babel import Locale

    territories = Locale.parse(rules.language).territories
    names = {name.lower(): [name.lower()] for code, name in territories.items() if len(code) == 2}
    for people, country in rules.lexicon("nations").items():
        names.setdefault(str(country), [str(country)]).append(people)
    return names
