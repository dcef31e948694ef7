"""What a duration is about: an age, a deadline, a term, the time since; the sentence seldom says so in one phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzreform.extraction.clause import NOUNS, SUBJECTS, VERBS, Sentence
from kzreform.extraction.phrase import noun_phrase
from kzreform.extraction.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Span, Token

#: How far before a figure a word tells what it is: "within a maximum period of three days".
_NEAR = 5
_CLIMB = 6
_OBJECTS = SUBJECTS | {"dobj"}


@dataclass(frozen=True, slots=True)
class Lasting:
    """Puts before the item of a duration the word for what lasts, in the words of a language."""

    ages: frozenset[str]
    limits: frozenset[str]
    spells: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    verbs: Mapping[str, str]
    doing: Mapping[str, str]
    doing_endings: Mapping[str, str]
    links: Mapping[str, str]

    @classmethod
    def of(cls, rules: Rules) -> Lasting:
        """Take the words from the lexicons of a language."""

        def told(name: str) -> dict[str, str]:
            return {word: str(cell) for word, cell in rules.lexicon(name).items()}

        return cls(
            ages=frozenset(told("age_words")),
            limits=frozenset(told("age_limits")),
            spells=frozenset(told("spells")),
            before=told("spell_before"),
            after=told("spell_after"),
            verbs=told("spell_verbs"),
            doing=told("doing"),
            doing_endings=told("doing_endings"),
            links=told("links"),
        )

    def item(self, sentence: Sentence, span: Span, item: str) -> str:
        """Give the item of a duration, from the pieces of its sentence that were chosen for it."""
        said = self._age(sentence, span, item) or self._spell(sentence, span, item)
        return sentence.words.wording.shorten(said.split()) if said else item

    def _age(self, sentence: Sentence, span: Span, item: str) -> str:
        """Give "age of teenagers" for the years of "teenagers aged 11 to 15 years"."""
        doc = span.doc
        near = {token.lower_ for token in doc[max(0, span.start - _NEAR + 1) : span.end + 3]}
        limited = span.start > 0 and doc[span.start - 1].lower_ in self.limits and len(span) == 1
        if near.isdisjoint(self.ages) and not limited:
            return ""
        who = self._who(sentence, span)
        named = "" if who is None else noun_phrase(sentence, who)
        known = {*self.ages, *self.limits, *named.lower().split()}
        rest = [word for word in item.split() if word.lower().strip(",") not in known]
        if not any(token.tag_ in NOUNS and token.text in rest for token in doc):
            rest = []  # "may apply": nothing of whom
        told = [part for part in (named, sentence.words.wording.fold(" ".join(rest))) if part]
        return f"{self.links['age']} {', '.join(told)}"

    def _who(self, sentence: Sentence, span: Span) -> Token | None:
        """Find "persons" for "persons who have reached 18 years of age"."""
        for token in _above(span):
            if sentence.noun(token) and token.lower_ not in self.ages:
                return token
            if token.tag_ in VERBS:
                if token.dep_ == "relcl" and sentence.noun(token.head):
                    return token.head
                return next(
                    (child for child in token.children if child.dep_ in _OBJECTS and sentence.noun(child)), None
                )
        return None

    def _spell(self, sentence: Sentence, span: Span, item: str) -> str:
        doc = span.doc
        named = self._named(span)
        said = set(re.findall(r"\w+", item.lower()))
        if named is not None:
            links = (child.lower_ for child in named.rights if child.dep_ == "prep")
            joined = next((link for link in links if link == self.links["of"]), self.links["for"])
            return "" if named.lower_ in said else f"{named.lower_} {joined} {item}"
        if span.end < len(doc) and (after := doc[span.end].lower_) in self.after:
            return f"{self.after[after]} {item.rpartition(f'{after} ')[2]}"
        if not said.isdisjoint(self.spells):
            return ""
        for token in doc[max(0, span.start - _NEAR) : span.start]:
            if token.lower_ in self.before:
                done = self._done(sentence, span)
                return f"{self.before[token.lower_]} {done or self.links['for'] + ' ' + item}"
        verb = next((token for token in _above(span) if token.tag_ in VERBS), None)
        if verb is None or verb.lower_ not in self.verbs:
            return ""
        return f"{self.verbs[verb.lower_]} {' '.join(word for word in item.split() if word.lower() != verb.lower_)}"

    def _named(self, span: Span) -> Token | None:
        """Find "time" in "the time for petitions is extended to 14 days"; it is named by its clause, not beside it."""
        for token in _above(span):
            if token.lower_ in self.spells and token.tag_ in NOUNS:
                return None
            if token.tag_ in VERBS:
                for child in token.children:
                    if child.lower_ in self.spells and child.tag_ in NOUNS and child.dep_ in _OBJECTS:
                        return child
        return None

    def _done(self, sentence: Sentence, span: Span) -> str:
        """Give "for considering applications", what is to be done by a deadline, and from when that is counted."""
        verb = next((token for token in _above(span) if token.tag_ in VERBS), None)
        if verb is None or verb.lower_ in sentence.words.light:
            return ""
        nouns = {child.dep_: child for child in verb.children if sentence.noun(child)}
        if "nsubjpass" in nouns and (doing := self._doing(verb.lower_)):
            said = f"{self.links['for']} {doing} {noun_phrase(sentence, nouns['nsubjpass'])}"
        elif verb.tag_ == "VB" and "dobj" in nouns:
            said = f"{self.links['to']} {verb.lower_} {noun_phrase(sentence, nouns['dobj'])}"
        else:
            return ""
        return f"{said} {self._start(sentence, span)}"

    def _doing(self, participle: str) -> str:
        """Give "considering" for "considered"."""
        if participle in self.doing:
            return self.doing[participle]
        ending = next((ending for ending in self.doing_endings if participle.endswith(ending)), None)
        return "" if ending is None else participle.removesuffix(ending) + self.doing_endings[ending]

    def _start(self, sentence: Sentence, span: Span) -> str:
        """Give "after publication of the results", from when a deadline is counted."""
        link = span.doc[span.end] if span.end < len(span.doc) else None
        if link is None or link.lower_ != self.links["after"]:
            return ""
        noun = next((child for child in link.children if child.dep_ == "pobj" and sentence.noun(child)), None)
        return "" if noun is None else f"{link.lower_} {noun_phrase(sentence, noun)}"


def _above(span: Span) -> Iterator[Token]:
    """Give the words that a figure hangs from, the nearest first."""
    token = span.root
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token
