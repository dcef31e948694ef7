"""A short noun phrase about a noun: its modifiers, its complements and what its clause says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kzreform.extraction.clause import NOUNS, VERBS, Anchor, Sentence, subject
from kzreform.extraction.wording import MAX_WORDS, fold, shorten

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: The most words of an item that carry meaning.
_ENOUGH = 7
_FEW = 3
#: In place of a link: the whole phrase keeps the order of the text.
_IN_ORDER = "<"

_LEFT = frozenset(("amod", "compound", "poss", "nmod", "npadvmod"))
_DROPPED = frozenset(("DT", "PDT", "PRP$", "WP$", "CD", "PRP", "WDT", "EX", "LS", "JJR", "JJS"))
_JOINERS = frozenset(("-", "–", "'", "’", "&", "/"))


def describe(sentence: Sentence, anchor: Anchor, span: Span) -> str:
    """Give the noun phrase of an anchor, with the constituents that say most, as long as they fit."""
    kept: set[int] = set()
    pieces: list[tuple[str, set[int]]] = []
    for link, part in _parts(sentence, anchor, span):
        grown = _added(sentence, kept, part)
        pieces.append((link, grown - kept))
        kept = grown
    for part in _weak(sentence, anchor):
        if _weight(sentence, kept) < _FEW:
            grown = _added(sentence, kept, part)
            pieces.append(("", grown - kept))
            kept = grown
    if any(link == _IN_ORDER for link, _ in pieces):
        return join(sentence, kept)
    text = " ".join(f"{link} {join(sentence, part, False)}" for link, part in pieces if part)
    return shorten(text.split())


def _added(sentence: Sentence, kept: set[int], part: Iterable[int]) -> set[int]:
    grown = kept | {index for index in part if index not in sentence.numbers}
    fits = _weight(sentence, grown) <= _ENOUGH and len(grown) <= MAX_WORDS
    return grown if fits or not kept else kept


def noun_phrase(sentence: Sentence, noun: Token) -> str:
    """Give a noun with its modifiers and complements, without its clause."""
    kept: set[int] = set()
    for part in _noun_parts(sentence, noun, None):
        kept = _added(sentence, kept, part)
    return join(sentence, kept)


def _parts(sentence: Sentence, anchor: Anchor, span: Span) -> Iterator[tuple[str, set[int]]]:
    """Give the constituents of a phrase, each with the word that links it to those before."""
    for part in _noun_parts(sentence, anchor.noun, anchor.carrier):
        yield "", part
    if anchor.how != "counted" and span.end < len(span.doc) and span.doc[span.end].dep_ == "prep":
        yield "", prepositional(sentence, span.doc[span.end])
    top = anchor.carrier or anchor.noun
    verb, role = _clause(sentence, top)
    if verb is None:
        return
    own = {verb.i} if sentence.verb(verb) else set()
    if anchor.how == "rank":
        for child in verb.children:
            if child.dep_ == "prep":
                yield "", prepositional(sentence, child)
    elif role == "nsubjpass":
        yield "", own
        for part in _prepositions(sentence, verb, 4):
            yield "", part
    elif role == "nsubj":
        objects = [child for child in verb.children if child.dep_ == "dobj" and sentence.noun(child)]
        yield "", {verb.i} | set(core(sentence, objects[0])) if objects else own
    else:
        yield from _of_object(sentence, top, verb, role)


def _of_object(sentence: Sentence, top: Token, verb: Token, role: str) -> Iterator[tuple[str, set[int]]]:
    """Give what the clause says of its object: "received by the Ombudsman" for complaints."""
    own = {verb.i} if sentence.verb(verb) else set()
    who = subject(sentence, verb)
    if who is None or who.i == top.i or sentence.vague(who):
        if own and role in ("dobj", "prep"):
            yield _IN_ORDER, own | ({top.head.i} if role == "prep" else set())
        return
    agent = set(core(sentence, who))
    if role == "dobj" and not own:
        yield sentence.words.links["owner"], agent
    elif role == "dobj" and verb.tag_ in ("VBD", "VBN") and verb.lower_.endswith(sentence.words.links["participle"]):
        yield "", own
        yield sentence.words.links["agent"], agent
    else:
        yield _IN_ORDER, own | agent | ({top.head.i} if role == "prep" and own else set())


def _weak(sentence: Sentence, anchor: Anchor) -> Iterator[set[int]]:
    """Give what a bare noun is completed with: the other complements of its clause, nearest first."""
    top = anchor.carrier or anchor.noun
    verb, role = _clause(sentence, top)
    if verb is None:
        return
    if role in ("prep", "above"):
        for child in verb.children:
            if child.dep_ == "dobj" and sentence.noun(child) and child.i != top.i:
                yield set(core(sentence, child))
    yield from _prepositions(sentence, verb, 5, skip=top.i)
    for child in verb.lefts:
        if child.dep_ == "prep" and top.i not in (found := prepositional(sentence, child)):
            yield found


def _clause(sentence: Sentence, noun: Token) -> tuple[Token | None, str]:
    """Give the verb of a noun's clause and what the noun is to it."""
    while noun.dep_ in ("conj", "appos") and noun.head.tag_ in NOUNS:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.head.i in sentence.numbers:
        noun = noun.head.head
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and head.tag_ in VERBS:
        return head, noun.dep_
    if noun.dep_ == "pobj" and head.head.tag_ in VERBS:
        return head.head, "prep"
    if noun.dep_ == "pobj" and head.head.tag_ in NOUNS and head.head.head.tag_ in VERBS:
        return head.head.head, "above"
    return None, ""


def _noun_parts(sentence: Sentence, noun: Token, carrier: Token | None) -> Iterator[set[int]]:
    yield set(core(sentence, noun))
    yield from _prepositions(sentence, noun, 6)
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG", "VB") and sentence.verb(child):
            yield {child.i} | _to(child) | {word for part in _complements(sentence, child) for word in part}
        elif child.dep_ == "conj" and _near(sentence, noun, child):
            yield set(core(sentence, child)) | {
                token.i for token in noun.doc[noun.i + 1 : child.i] if token.dep_ == "cc"
            }
    if carrier is not None:
        for child in carrier.rights:
            if child.dep_ == "acl" and sentence.verb(child):
                yield {child.i} | _to(child) | {word for part in _complements(sentence, child) for word in part}
        yield from _prepositions(sentence, carrier, 5, skip=noun.i)


def _to(verb: Token) -> set[int]:
    return {token.i for token in verb.lefts if token.tag_ == "TO"}


def _complements(sentence: Sentence, verb: Token) -> Iterator[set[int]]:
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd") and sentence.noun(child):
            yield set(core(sentence, child))
            return
        if child.dep_ in ("prep", "agent") and (found := prepositional(sentence, child)):
            yield found
            return


def _prepositions(sentence: Sentence, head: Token, most: int, skip: int = -1) -> Iterator[set[int]]:
    for child in head.rights:
        found = prepositional(sentence, child) if child.dep_ in ("prep", "agent") else set()
        if found and skip not in found and len(found) <= most + 1:
            yield found


def prepositional(sentence: Sentence, prep: Token) -> set[int]:
    """Give a preposition with its noun phrase; empty where a figure or a time stands in it."""
    kept = {prep.i}
    if prep.lower_ in sentence.words.asides:
        return set()
    for child in prep.children:
        if child.dep_ == "pobj" and any(token.i in sentence.numbers for token in child.lefts):
            return set()
        if child.dep_ == "pobj" and sentence.noun(child):
            kept |= set(core(sentence, child))
            for inner in child.rights:
                if inner.dep_ == "prep" and inner.lower_ in ("of", "for") and len(kept) < 5:
                    kept |= prepositional(sentence, inner)
                elif inner.dep_ == "conj" and _near(sentence, child, inner):
                    kept |= set(core(sentence, inner)) | {token.i for token in child.rights if token.dep_ == "cc"}
        elif child.dep_ == "pcomp" and child.tag_ in VERBS:
            kept |= {child.i} | {
                index for token in child.children if token.dep_ == "dobj" for index in core(sentence, token)
            }
        elif child.dep_ == "prep":
            kept |= prepositional(sentence, child)
    return kept if len(kept) > 1 else set()


def _near(sentence: Sentence, noun: Token, other: Token) -> bool:
    """Say whether a second noun is joined to a first without a figure or a break between them."""
    between = noun.doc[noun.i + 1 : other.i]
    return (
        sentence.noun(other)
        and len(between) < 3
        and not any(token.i in sentence.numbers or token.text in ("(", ")", ";", ",", "-", "–") for token in between)
    )


def core(sentence: Sentence, noun: Token) -> Iterator[int]:
    """Give a noun and the words before it that describe it."""
    yield noun.i
    for child in noun.lefts:
        if child.dep_ in _LEFT and child.tag_ not in _DROPPED and child.lower_ not in sentence.words.times:
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
        if (token.is_punct and token.text not in _JOINERS) or token.is_space:
            continue
        glued = token.text in ("-", "–", "/") or token.tag_ == "POS" or token.text.startswith(("'", "’"))
        word = token.lower_ if token.tag_ == "IN" else token.text
        text += ("" if glued or text.endswith(("-", "–", "/")) else " ") + word
    return fold(text) if fold_start else text.strip()
