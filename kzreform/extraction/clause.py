"""A parsed sentence: which of its words may carry a topic, and how its figures and nouns hang together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzreform.extraction.rules import Rules
from kzreform.extraction.trie import trie
from kzreform.extraction.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span, Token

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_BRACKET = re.compile(r"[()\[\]]")
_MARK = re.compile(r"\s*\(?(?:[a-z]|[ivx]+|\d{1,3})[.)]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that shape an item: what measures, stands in, tells a time, or links."""

    carriers: frozenset[str]
    times: frozenset[str]
    spells: frozenset[str]
    stand_ins: frozenset[str]
    light: frozenset[str]
    asides: frozenset[str]
    openings: re.Pattern[str]
    parts: frozenset[str]
    ties: frozenset[str]
    ends: frozenset[str]
    links: dict[str, str]
    wording: Wording

    @classmethod
    def of(cls, rules: Rules) -> Words:
        """Take the words from the lexicons of a language."""
        return cls(
            carriers=frozenset(word for word, cell in rules.lexicon("carriers").items() if cell == "of"),
            times=frozenset(rules.lexicon("time_nouns")),
            spells=frozenset(rules.lexicon("spell_nouns")),
            stand_ins=frozenset(rules.lexicon("stand_ins")),
            light=frozenset(rules.lexicon("light_verbs")),
            asides=frozenset(rules.lexicon("aside_prepositions")),
            openings=_any_of(rules.lexicon("aside_openings")),
            parts=frozenset(rules.lexicon("part_words")),
            ties=frozenset(rules.lexicon("tie_words")),
            ends=frozenset(rules.lexicon("end_words")),
            links={name: str(cell) for name, cell in rules.lexicon("links").items()},
            wording=Wording(frozenset(rules.lexicon("phrase_openers")), frozenset(rules.lexicon("phrase_closers"))),
        )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{trie(phrases)}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence with the places of its figures; ``text`` is that of ``doc``, which makes it anew when asked."""

    doc: Doc
    text: str
    numbers: set[int]
    words: Words
    #: The words of ``doc``, which it makes anew too.
    tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", list(self.doc))

    @property
    def bracketed(self) -> bool:
        """Whether a bracket is opened in it."""
        return "(" in self.text or "[" in self.text

    def noun(self, token: Token) -> bool:
        """Say whether a token is a noun that may carry a topic: no figure, no time."""
        if token.tag_ not in NOUNS or token.i in self.numbers:
            return False
        if token.lower_ in self.words.times and not (token.lower_ in self.words.spells and _named(token)):
            return False
        return token.text[0].isalpha() or token.text[0] in "\"'“‘«"

    def vague(self, token: Token) -> bool:
        """Say whether a noun only stands in for another."""
        return token.lower_ in self.words.stand_ins

    def empty(self, noun: Token) -> bool:
        """Say whether a noun only measures or stands in, and names nothing that it measures."""
        if self.vague(noun):
            return complement(self, noun) is None
        return noun.lower_ in self.words.carriers and complement(self, noun) is None

    def aside(self) -> frozenset[int]:
        """Give the places of the words of asides: "thanks to the efforts of the staff", up to its comma."""
        found: set[int] = set()
        doc = self.tokens
        for match in self.words.openings.finditer(self.text):
            first = next((token.i for token in doc if token.idx + len(token) > match.start()), len(doc))
            last = next((token.i for token in doc[first:] if token.idx + len(token) >= match.end()), first)
            own = {token.i for opening in doc[first : last + 1] for token in opening.subtree}
            end = last + 1
            while end < len(doc) and end in own and doc[end].text not in _BREAKS and end not in self.numbers:
                end += 1
            found.update(range(first, end))
        return frozenset(found)

    def verb(self, token: Token) -> bool:
        """Say whether a token is a verb with a meaning of its own."""
        return token.tag_ in VERBS and token.dep_ not in ("aux", "auxpass") and token.lower_ not in self.words.light


def _named(spell: Token) -> bool:
    """Say whether a noun such as "time" is named by one before it: "processing time"."""
    return any(child.dep_ == "compound" and child.tag_ in NOUNS for child in spell.lefts)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The noun a figure is about and how it was found."""

    noun: Token
    how: str
    #: The noun that measures it: "share" in "the share of women".
    carrier: Token | None = None
    #: The noun that is counted, where it says less than the topic: "units", "people".
    unit: Token | None = None


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """Give the noun that a verb is said of, over conjunctions and clauses without a subject."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in SUBJECTS and sentence.noun(child) and not sentence.empty(child):
                return child
        if verb.dep_ in ("acl", "relcl") and sentence.noun(verb.head):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "auxpass"):
            return None
        verb = verb.head
    return None


def topic_of(sentence: Sentence, noun: Token, how: str) -> Anchor:
    """Go from "number of cases" to "cases": words that measure carry no topic."""
    carrier = None
    for _ in range(3):
        if noun.lower_ not in sentence.words.carriers:
            break
        inner = complement(sentence, noun)
        if inner is None:
            break
        carrier, noun = carrier or noun, inner
    return Anchor(noun, how, carrier)


def complement(sentence: Sentence, noun: Token) -> Token | None:
    """Give the noun that a noun is "of"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == sentence.words.links["of"]:
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.tag_ in NOUNS and inner.i not in sentence.numbers:
                    return inner
    return None


def bracket(sentence: Sentence, span: Span) -> int | None:
    """Give the index of the bracket that a figure stands in."""
    opened: list[int] = []
    if sentence.bracketed:
        for match in _BRACKET.finditer(sentence.text, 0, span.start_char):
            if match[0] in "([":
                opened.append(match.start())
            elif opened:
                opened.pop()
    return next((token.i for token in sentence.tokens if token.idx + len(token) > opened[-1]), None) if opened else None


def past(sentence: Sentence, span: Span) -> int:
    """Give the end of a figure and of those tied to it: "12 and 10", "3,965 or 62.8%", "836 out of 2,345"."""
    doc, end = span.doc, span.end
    for _ in range(3):
        if (closed := bracketed(sentence, end)) is not None:
            end = closed
        ahead = end
        if ahead + 1 < len(doc) and doc[ahead].text == "," and doc[ahead + 1].lower_ == sentence.words.links["or"]:
            ahead += 1
        while ahead < len(doc) and ahead < end + 3 and doc[ahead].lower_ in sentence.words.ties:
            ahead += 1
        if ahead == end or ahead >= len(doc) or ahead not in sentence.numbers:
            break
        while ahead < len(doc) and ahead in sentence.numbers:
            ahead += 1
        end = ahead
    return end


def bracketed(sentence: Sentence, start: int) -> int | None:
    """Give the end of a bracket that begins here and holds figures only: "3,721 (44.6%) women"."""
    doc = sentence.doc
    if start >= len(doc) or doc[start].text != "(":
        return None
    for index in range(start + 1, min(len(doc), start + 7)):
        if doc[index].text == ")":
            return index + 1
        if index not in sentence.numbers and doc[index].lower_ not in sentence.words.ties:
            return None
    return None


def list_mark(doc: Doc, text: str) -> set[int]:
    """Give the words of a list mark at the beginning of a sentence, whose text it is: "(ii)", "a)"."""
    found = _MARK.match(text)
    return {token.i for token in doc if token.idx < found.end()} if found else set()
