"""A short noun phrase about a noun: its modifiers, its complements and what its clause says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kzreform.extraction.anchor import NOUNS, VERBS, Anchor, Sentence, subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: The most words an item may have, and the most that carry meaning.
MAX_WORDS = 11
_ENOUGH = 7

_LEFT = frozenset(("amod", "compound", "poss", "nmod", "npadvmod"))
_DROPPED = frozenset(("DT", "PDT", "PRP$", "WP$", "CD", "PRP", "WDT", "EX", "LS", "JJR", "JJS"))
_RUNNING = frozenset(("of", "to", "from", "by", "per", "than", "out"))
_JOINERS = frozenset(("-", "–", "'", "’", "&", "/"))


def describe(sentence: Sentence, anchor: Anchor, span: Span) -> str:
    """Give the noun phrase of an anchor, with the constituents that say most, as long as they fit."""
    kept: set[int] = set()
    for part in _parts(sentence, anchor, span):
        new = {index for index in part if index not in sentence.numbers}
        if not kept or _weight(sentence, kept | new) <= _ENOUGH and len(kept | new) <= MAX_WORDS:
            kept |= new
    return join(sentence, kept)


def noun_phrase(sentence: Sentence, noun: Token) -> str:
    """Give a noun with its modifiers and complements, without its clause."""
    kept: set[int] = set()
    for part in _noun_parts(sentence, noun, None):
        if not kept or _weight(sentence, kept | part) <= _ENOUGH and len(kept | part) <= MAX_WORDS:
            kept |= part
    return join(sentence, kept)


def predicate(sentence: Sentence, span: Span) -> str:
    """Give what is said of a bare figure after it: "transferred to the court" for "92 were transferred to the court"."""
    doc = span.doc
    for token in doc[span.end : span.end + 5]:
        if token.tag_ in VERBS and token.dep_ not in ("aux", "auxpass") and token.i not in sentence.numbers:
            return join(sentence, _said(sentence, token))
        if token.dep_ == "prep" and token.i == span.end and token.lower_ not in _RUNNING:
            return join(sentence, prepositional(sentence, token), fold_start=False)
        if token.tag_ in NOUNS or token.text in (";", ",", "(", ")"):
            break
    return ""


def _said(sentence: Sentence, verb: Token) -> set[int]:
    kept = set() if verb.lower_ in sentence.light else {verb.i}
    for child in verb.rights:
        if child.dep_ in ("prep", "agent") and len(kept) < 6:
            kept |= prepositional(sentence, child)
        elif child.dep_ in ("dobj", "attr") and sentence.noun(child):
            kept |= set(_core(sentence, child))
    return kept


def _parts(sentence: Sentence, anchor: Anchor, span: Span) -> Iterator[set[int]]:
    yield from _noun_parts(sentence, anchor.noun, anchor.carrier)
    if anchor.how != "counted" and span.end < len(span.doc) and span.doc[span.end].dep_ == "prep":
        yield prepositional(sentence, span.doc[span.end])
    top = anchor.carrier or anchor.noun
    verb, role = _clause(top)
    if verb is None:
        return
    own = {verb.i} if sentence.verb(verb) else set()
    if anchor.how == "rank":
        for child in verb.children:
            if child.dep_ == "prep":
                yield prepositional(sentence, child)
    elif role == "nsubjpass":
        yield own
        yield from _prepositions(sentence, verb, 4)
    elif role == "nsubj":
        yield from _object_parts(sentence, verb, own)
    elif (who := subject(sentence, verb)) is not None and who.i != top.i and not sentence.vague(who):
        yield own | set(_core(sentence, who))
    elif own and role in ("dobj", "prep"):
        yield own


def _object_parts(sentence: Sentence, verb: Token, own: set[int]) -> Iterator[set[int]]:
    objects = [child for child in verb.children if child.dep_ in ("dobj", "attr", "acomp") and sentence.noun(child)]
    if objects and own:
        yield own | set(_core(sentence, objects[0]))
    elif own:
        yield own
        yield from list(_prepositions(sentence, verb, 4))[:1]


def _clause(noun: Token) -> tuple[Token | None, str]:
    """Give the verb of a noun's clause and what the noun is to it."""
    while noun.dep_ in ("conj", "appos") and noun.head.tag_ in NOUNS:
        noun = noun.head
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and head.tag_ in VERBS:
        return head, noun.dep_
    if noun.dep_ == "pobj" and head.head.tag_ in VERBS:
        return head.head, "prep"
    if noun.dep_ == "pobj" and head.head.tag_ in NOUNS and head.head.head.tag_ in VERBS:
        return head.head.head, "above"
    return None, ""


def _noun_parts(sentence: Sentence, noun: Token, carrier: Token | None) -> Iterator[set[int]]:
    yield set(_core(sentence, noun))
    yield from _prepositions(sentence, noun, 6)
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG", "VB") and sentence.verb(child):
            yield {child.i} | {word for part in _complements(sentence, child) for word in part}
        elif child.dep_ == "conj" and sentence.noun(child) and child.i - noun.i < 4:
            yield set(_core(sentence, child)) | {token.i for token in noun.doc[noun.i + 1 : child.i] if token.dep_ == "cc"}
    if carrier is not None:
        yield from _prepositions(sentence, carrier, 5, skip=noun.i)


def _complements(sentence: Sentence, verb: Token) -> Iterator[set[int]]:
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd") and sentence.noun(child):
            yield set(_core(sentence, child))
            return
        if child.dep_ in ("prep", "agent"):
            if found := prepositional(sentence, child):
                yield found
                return


def _prepositions(sentence: Sentence, head: Token, most: int, skip: int = -1) -> Iterator[set[int]]:
    for child in head.rights:
        if child.dep_ in ("prep", "agent") and (found := prepositional(sentence, child)):
            if skip not in found and len(found) <= most + 1:
                yield found


def prepositional(sentence: Sentence, prep: Token) -> set[int]:
    """Give a preposition with its noun phrase; empty where a figure or a time stands in it."""
    kept = {prep.i}
    for child in prep.children:
        if child.dep_ == "pobj" and sentence.noun(child):
            kept |= set(_core(sentence, child))
            for inner in child.rights:
                if inner.dep_ == "prep" and inner.lower_ in ("of", "for") and len(kept) < 5:
                    kept |= prepositional(sentence, inner)
                elif inner.dep_ == "conj" and sentence.noun(inner) and inner.i - child.i < 4:
                    kept |= set(_core(sentence, inner)) | {token.i for token in child.rights if token.dep_ == "cc"}
        elif child.dep_ == "pcomp" and child.tag_ in VERBS:
            kept |= {child.i} | {index for token in child.children if token.dep_ == "dobj" for index in _core(sentence, token)}
        elif child.dep_ == "prep":
            kept |= prepositional(sentence, child)
    return kept if len(kept) > 1 else set()


def _core(sentence: Sentence, noun: Token) -> Iterator[int]:
    """Give a noun and the words before it that describe it."""
    yield noun.i
    for child in noun.lefts:
        if child.dep_ in _LEFT and child.tag_ not in _DROPPED and child.lower_ not in sentence.times:
            for token in child.subtree:
                if token.i not in sentence.numbers and token.tag_ not in _DROPPED and not token.like_num:
                    yield token.i


def _weight(sentence: Sentence, kept: Iterable[int]) -> int:
    return sum(not sentence.doc[index].is_stop and not sentence.doc[index].is_punct for index in kept)


def join(sentence: Sentence, kept: Iterable[int], fold_start: bool = True) -> str:
    """Write words in the order of the text."""
    words = [sentence.doc[index] for index in sorted(kept)]
    text = ""
    for token in words:
        if token.is_punct and token.text not in _JOINERS or token.is_space:
            continue
        glued = token.text in ("-", "–", "/") or token.tag_ == "POS" or token.text.startswith(("'", "’"))
        text += ("" if glued or text.endswith(("-", "–", "/")) else " ") + token.text
    return fold(text) if fold_start else text.strip()


def fold(text: str) -> str:
    """Fold white space, and drop what a noun phrase does not begin or end with.

    >>> fold("the  reports on attempted bribery of")
    'reports on attempted bribery'
    """
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip(" -–,;:")
    text = re.sub(r"^(?:the|a|an|all|these|those|this|of|in)\s+", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+(?:of|in|for|to|by|on|with|and|or|the)$", "", text)


def shorten(words: Sequence[str]) -> str:
    """Cut a phrase to the most words an item may have.

    >>> shorten("a b c d e f g h i j k of m".split())
    'b c d e f g h i j k'
    """
    return fold(" ".join(words[:MAX_WORDS]))
