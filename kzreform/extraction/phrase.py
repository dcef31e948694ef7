"""A short noun phrase about a noun: its modifiers and its complements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kzreform.extraction.clause import VERBS, Sentence
from kzreform.extraction.wording import MAX_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

#: The most words of an item that carry meaning.
_ENOUGH = 7

_LEFT = frozenset(("amod", "compound", "poss", "nmod", "npadvmod"))
_DROPPED = frozenset(("DT", "PDT", "PRP$", "WP$", "CD", "PRP", "WDT", "EX", "LS", "JJR", "JJS"))
_JOINERS = frozenset(("-", "–", "'", "’", "&", "/"))


def _added(sentence: Sentence, kept: set[int], part: Iterable[int]) -> set[int]:
    grown = kept | {index for index in part if index not in sentence.numbers}
    fits = _weight(sentence, grown) <= _ENOUGH and len(grown) <= MAX_WORDS
    return grown if fits or not kept else kept


def noun_phrase(sentence: Sentence, noun: Token) -> str:
    """Give a noun with its modifiers and complements, without its clause."""
    kept: set[int] = set()
    for part in _noun_parts(sentence, noun):
        kept = _added(sentence, kept, part)
    return join(sentence, kept)


def _noun_parts(sentence: Sentence, noun: Token) -> Iterator[set[int]]:
    yield set(core(sentence, noun))
    yield from _prepositions(sentence, noun, 6)
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG", "VB") and sentence.verb(child):
            yield {child.i} | _to(child) | {word for part in _complements(sentence, child) for word in part}
        elif child.dep_ == "conj" and _near(sentence, noun, child):
            yield set(core(sentence, child)) | {
                token.i for token in noun.doc[noun.i + 1 : child.i] if token.dep_ == "cc"
            }


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


def _prepositions(sentence: Sentence, head: Token, most: int) -> Iterator[set[int]]:
    for child in head.rights:
        found = prepositional(sentence, child) if child.dep_ in ("prep", "agent") else set()
        if found and len(found) <= most + 1:
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
                if (
                    inner.dep_ == "prep"
                    and inner.lower_ in (sentence.words.links["of"], sentence.words.links["for"])
                    and len(kept) < 5
                ):
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
    return sum(not sentence.tokens[index].is_stop and not sentence.tokens[index].is_punct for index in kept)


def join(
    sentence: Sentence, kept: Iterable[int], fold_start: bool = True, swapped: Mapping[int, str] | None = None
) -> str:
    """Write words in the order of the text, other words for those that are ``swapped``."""
    words = [sentence.tokens[index] for index in sorted(kept)]
    text = ""
    for token in words:
        if (token.is_punct and token.text not in _JOINERS) or token.is_space:
            continue
        glued = token.text in ("-", "–", "/") or token.tag_ == "POS" or token.text.startswith(("'", "’"))
        word = (swapped or {}).get(token.i) or (token.lower_ if token.tag_ == "IN" else token.text)
        text += ("" if glued or text.endswith(("-", "–", "/")) else " ") + word
    return sentence.words.wording.fold(text) if fold_start else text.strip()
