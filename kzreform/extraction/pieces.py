"""The pieces of a sentence that an item is put together from: nouns with their modifiers, verbs, adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzreform.extraction.clause import NOUNS, SUBJECTS, VERBS, Sentence
from kzreform.extraction.phrase import core, join

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT = frozenset(("amod", "compound", "poss", "nmod", "npadvmod"))
_ADJECTIVES = frozenset(("JJ", "JJR", "JJS"))
_HEADS = NOUNS | VERBS | _ADJECTIVES
_HYPHENS = frozenset(("-", "‑"))
_OBJECTS = frozenset(("pobj", "pcomp"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with what goes with it: "public services", "received"; all of it is taken into an item, or nothing."""

    head: Token
    tokens: frozenset[int]
    #: Its words that say something, in lower case.
    words: frozenset[str]


def pieces(sentence: Sentence) -> list[Piece]:
    """Give the pieces of a sentence, in the order of their heads; no word is in two of them."""
    found: list[Piece] = []
    taken: set[int] = set()
    runs = _runs(sentence.tokens)
    for token in sentence.tokens:
        if token.tag_ not in _HEADS:
            continue
        tokens = {part for index in _tokens(sentence, token) for part in runs.get(index, (index,))}
        tokens -= taken | sentence.numbers
        words = frozenset(content(sentence.tokens[index] for index in tokens))
        if words:
            taken |= tokens
            found.append(Piece(token, frozenset(tokens), words))
    return found


def _runs(doc: Sequence[Token]) -> dict[int, range]:
    """Give the words that hyphens join, "on-site", each with the places of all of them."""
    runs: dict[int, range] = {}
    start = 0
    spaced, hyphened = True, False
    for token in doc:
        hyphen = token.text in _HYPHENS
        if spaced or not (hyphen or hyphened):
            start = token.i
        elif not hyphen:
            runs |= dict.fromkeys(range(start, token.i + 1), range(start, token.i + 1))
        spaced, hyphened = bool(token.whitespace_), hyphen
    return runs


def content(tokens: Iterable[Token]) -> Iterable[str]:
    """Give the words that say something, in lower case."""
    return (
        token.lower_
        for token in tokens
        if not token.is_punct and not token.is_space and not token.is_stop and len(token) > 1
    )


def _tokens(sentence: Sentence, token: Token) -> Iterable[int]:
    """Give the words of the piece that a word heads; none where it heads no piece."""
    modifies = token.dep_ in _LEFT and token.head.i > token.i
    if sentence.noun(token):
        # In "of the school year" the school only tells a time; what "the school year lasts" is about is the school.
        times = modifies and token.head.lower_ in sentence.words.times and token.head.dep_ not in SUBJECTS
        return () if times or (modifies and sentence.noun(token.head)) else core(sentence, token)
    if token.i in sentence.numbers or token.lower_ in sentence.words.times:
        return ()
    if token.tag_ in VERBS:
        return () if token.dep_ in _LEFT or token.dep_ in ("aux", "auxpass") else (token.i,)
    return (token.i,) if token.tag_ in _ADJECTIVES and not modifies and token.dep_ != "nummod" else ()


def ties(found: Sequence[Piece]) -> list[set[int]]:
    """Give for each piece those that hang together with it in the parse: the nearest piece above it, those below."""
    owner = {index: number for number, piece in enumerate(found) for index in piece.tokens}
    tied: list[set[int]] = [set() for _ in found]
    for number, piece in enumerate(found):
        token = piece.head
        while token.head.i != token.i:
            token = token.head
            above = owner.get(token.i)
            if above is not None and above != number:
                tied[number].add(above)
                tied[above].add(number)
                break
    return tied


def write(sentence: Sentence, chosen: Sequence[Piece], topic: Token | None) -> str:
    """Write pieces: those that hang together in the order of the text, those that hang with the topic first."""
    text = ""
    for group in sorted(
        _groups(chosen), key=lambda group: not any(topic and topic.i in piece.tokens for piece in group)
    ):
        said, linked = _write_group(sentence, group, bool(text))
        text += ((" " if linked else ", ") if text else "") + said.strip(" -–")
    return sentence.words.wording.fold(text)


def _groups(chosen: Sequence[Piece]) -> list[list[Piece]]:
    """Part pieces into those that hang together, in the order of the text."""
    tied = ties(chosen)
    groups: list[list[Piece]] = []
    seen: set[int] = set()
    for number in range(len(chosen)):
        if number in seen:
            continue
        group, waiting = set[int](), [number]
        while waiting:
            if (one := waiting.pop()) not in group:
                group.add(one)
                waiting += tied[one]
        seen |= group
        groups.append([chosen[one] for one in sorted(group)])
    return groups


def _write_group(sentence: Sentence, group: Sequence[Piece], follows: bool) -> tuple[str, bool]:
    """Write pieces that hang together, and say whether a preposition links them to what they follow."""
    kept = {index for piece in group for index in piece.tokens}
    swapped: dict[int, str] = {}
    first = min(kept)
    linked = False
    for piece in group:
        head = piece.head
        opens = first in piece.tokens
        if opens and not follows:
            continue
        if head.dep_ == "conj" and head.head.i in kept:
            kept |= {token.i for token in head.head.children if token.dep_ == "cc" and token.i < head.i}
        elif head.dep_ in _OBJECTS and head.head.i not in sentence.numbers:
            swapped |= _linked(sentence, head)
            kept |= _prepositions(head)
            linked = linked or (opens and head.head.head.tag_ in VERBS)
            if opens and not linked:
                kept.discard(head.head.i)
        elif head.tag_ == "VB":
            kept |= {token.i for token in head.lefts if token.tag_ == "TO"}
    kept -= sentence.numbers
    ordered = _passive(sentence, group, kept)
    if ordered is None:
        return join(sentence, kept, False, swapped), linked
    before, verb, after = ordered
    text = f"{join(sentence, after, False, swapped)} {sentence.doc[verb].lower_}"
    return (
        f"{text} {sentence.words.links['agent']} {join(sentence, before, False, swapped)}" if before else text
    ), False


def _prepositions(noun: Token) -> set[int]:
    head = noun.head
    found = {head.i}
    if head.dep_ == "prep" and head.head.dep_ == "prep" and head.head.i + 1 == head.i:
        found.add(head.head.i)
    return found


def _linked(sentence: Sentence, noun: Token) -> Mapping[int, str]:
    """Give "among" for the "of" of "54% of the observers": the observers are a whole, not what measures them."""
    head = noun.head
    if head.head.i not in sentence.numbers or head.lower_ != sentence.words.links["of"]:
        return {}
    return {head.i: sentence.words.links["part" if noun.tag_ in ("NNS", "NNPS") else "mass"]}


def _passive(sentence: Sentence, chosen: Sequence[Piece], kept: set[int]) -> tuple[set[int], int, set[int]] | None:
    """Part "police charged suspects" for "suspects charged by police": what is before the verb, it, what is after."""
    heads = {piece.head.i for piece in chosen}
    for piece in chosen:
        verb = piece.head
        if verb.tag_ not in ("VBD", "VBN") or not verb.lower_.endswith(sentence.words.links["participle"]):
            continue
        before = {index for index in kept if index < verb.i}
        agents = {child.i for child in verb.lefts if child.dep_ == "nsubj"}
        objects = [child for child in verb.rights if child.dep_ == "dobj" and child.i in heads]
        if objects and len(before) < 5 and (not before or agents & heads):
            if before and not before <= {
                token.i for child in verb.lefts for token in child.subtree if child.i in agents
            }:
                continue
            after = {index for index in kept if index > verb.i}
            if any(sentence.doc[index].tag_ in VERBS or sentence.doc[index].tag_ == "TO" for index in after):
                continue
            return before, verb.i, after
    return None
