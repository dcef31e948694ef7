"""What tells whether a piece of a sentence belongs to what a figure is about: its place, its path, its preposition."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from kzreform.extraction.clause import NOUNS, VERBS, Anchor, Sentence
from kzreform.extraction.pieces import Piece, pieces, ties

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LEFT = frozenset(("amod", "compound", "poss", "nmod", "npadvmod"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "–", "—", "-"))
#: Pieces farther from a figure than so many others are left out, but for anchors.
_FAR = 8
_POINTING = frozenset(("DT", "PRP$"))
_NAMES = frozenset(("NNP", "NNPS"))
#: So many words between a piece and its figure are told apart.
_BETWEEN = 12
_SHORT = {"nsubjpass": "nsubj", "agent": "prep", "dobj": "obj", "nummod": "num", "quantmod": "num"}
_FORMS = {"NNP": "np", "NNPS": "np", "VBN": "vbn", "VBG": "vbg", "VB": "vb"}


@dataclass(frozen=True, slots=True)
class Case:
    """A figure whose item is asked for."""

    sentence: Sentence
    span: Span
    kind: str
    anchor: Anchor | None
    #: What the sentence with figures before was about.
    context: str
    #: The places of the nouns that the sentence's figures before are about.
    earlier: frozenset[int] = frozenset()
    #: Whether the figure is told to be a part of the one before: "including", "of which".
    part: bool = False

    @property
    def how(self) -> str:
        """Say how the anchor was found."""
        return self.anchor.how if self.anchor else "none"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the pieces of a sentence for a figure, besides what they are without it.

    ``shared`` is told of each; ``rows`` has a list for a piece, or None for one too far; ``context`` is told of the
    topic of the sentence before, where it has words of its own.
    """

    shared: Sequence[str]
    rows: Sequence[list[str] | None]
    context: Sequence[str]

    def names(self, frame: Frame) -> list[list[str]]:
        """Give all that is told of each piece, nothing of those too far, and last of the context, if anything is."""
        found = [
            [] if row is None else [*own, *self.shared, *row] for own, row in zip(frame.own, self.rows, strict=True)
        ]
        return [*found, list(self.context)] if self.context else found


class Frame:
    """A sentence taken apart once for all of its figures: its pieces and what is told of each without a figure."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.pieces = pieces(sentence)
        self.ties = ties(self.pieces)
        tokens = sentence.tokens
        self.heads = [token.head.i for token in tokens]
        deps = [token.dep_ for token in tokens]
        self.labels = [_SHORT.get(dep) or dep.lower() for dep in deps]
        below: list[set[int]] = [set() for _ in tokens]
        for index, above in enumerate(self.heads):
            below[above].add(index)
        #: How many breaks and numbers there are before each word.
        self.breaks = [0, *accumulate(token.text in _BREAKS for token in tokens)]
        self.numbers = [0, *accumulate(index in sentence.numbers for index in range(len(tokens)))]
        self.forms = [_form(piece.head) for piece in self.pieces]
        self.letters = [piece.head.tag_[0].lower() for piece in self.pieces]
        self.aside = sentence.aside()
        self.below = [below[piece.head.i] for piece in self.pieces]
        many = [sum(deps[one] == "prep" and one > piece.head.i for one in below[piece.head.i]) for piece in self.pieces]
        self.own = [
            [*self._own(piece.head, count), *self._worded(piece)]
            for piece, count in zip(self.pieces, many, strict=True)
        ]
        self._above: dict[int, tuple[dict[int, int], list[str]]] = {}

    def _own(self, head: Token, complements: int) -> Iterator[str]:
        """Tell of a piece's head by itself and by what it hangs from."""
        words = self.sentence.words
        form, label, tag, above = _form(head), self.labels[head.i], head.tag_.lower(), head.head
        yield f"pieces {min(len(self.pieces), 8)}"
        yield f"word {head.lower_}"
        yield f"over {above.lower_}"
        yield f"over {above.lower_} {label}"
        if head.i and (before := self.sentence.tokens[head.i - 1]).tag_ in _POINTING:
            yield f"det {before.lower_}"
        yield f"form {form} light" if head.lower_ in words.light else f"form {form}"
        yield f"tag {tag}"
        yield f"hangs {label} {above.tag_[:2].lower()}"
        yield f"complements {min(complements, 2)} {tag[0]}"
        if label == "pobj":
            yield f"after {above.lower_}"
            yield f"after {above.lower_} of {above.head.tag_[0].lower()}"
        else:
            yield f"hangs {label}"
        if head.i in self.aside:
            yield "aside"
            yield f"aside {tag[0]}"
        if head.lower_ in words.carriers:
            yield "carrier"
        if head.lower_ in words.stand_ins:
            yield "stand-in"

    def _worded(self, piece: Piece) -> Iterator[str]:
        """Tell of the words of a piece beside its head."""
        yield f"size {min(len(piece.words), 4)}"
        for word in sorted(piece.words - {piece.head.lower_}):
            yield f"mod {word}"
        if any(self.sentence.tokens[index].tag_ in _NAMES for index in piece.tokens):
            yield "named"
        yield "rightmost" if piece is self.pieces[-1] else "not rightmost"

    def above(self, start: int) -> tuple[dict[int, int], list[str]]:
        """Give the words above a word with their distances, and the ways up to them."""
        if start not in self._above:
            steps: dict[int, int] = {}
            ways: list[str] = []
            labels: list[str] = []
            index = start
            while index not in steps:
                steps[index] = len(labels)
                ways.append(" ".join(labels))
                labels.append(self.labels[index])
                index = self.heads[index]
            self._above[start] = steps, ways
        return self._above[start]

    def path(self, start: int, index: int) -> tuple[str, int, list[str]] | None:
        """Give the way up from a word as a text with its length, and the way down to another; None without a way."""
        steps, ways = self.above(start)
        down: list[str] = []
        while index not in steps:
            down.append(self.labels[index])
            if self.heads[index] == index:
                return None
            index = self.heads[index]
        down.reverse()
        return ways[steps[index]], steps[index], down


@functools.lru_cache(maxsize=1 << 14)
def _placed(letter: str, left: bool, distance: int, breaks: int, between: int, rank: int) -> tuple[str, ...]:
    """Tell how a piece stands to a figure: on which side, how far, over how many breaks, numbers and pieces."""
    side = "left" if left else "right"
    return (
        f"between {distance} {side}",
        f"{side} breaks {breaks}",
        f"{side} others {between}",
        f"{side} others {min(between, 1)} {letter}",
        f"{side} {min(rank, 6)}",
        f"{side} {min(rank, 4)} {letter}",
    )


@functools.lru_cache(maxsize=1 << 10)
def _anchored(how: str, letter: str, left: bool, rank: int) -> tuple[str, ...]:
    side = "left" if left else "right"
    return f"{how} {side} {letter}", f"{how} {side} {rank}"


def features(case: Case, frame: Frame, context: bool) -> Told:
    """Tell of the pieces of a sentence, and of its context if that is asked for, by the names of the weights."""
    start, end, how = case.span.start, case.span.end, case.how
    root = case.span.root.i
    noun = case.anchor.noun if case.anchor else None
    modifiers = 0 if noun is None else min(sum(child.dep_ in _LEFT for child in noun.lefts), 2)
    others = case.sentence.numbers.difference(range(start, end))
    breaks, numbers = frame.breaks, frame.numbers
    topic = set(case.context.lower().split())
    before = sum(piece.head.i < start for piece in frame.pieces)
    word, following = _around(case)
    shared = [f"kind {case.kind}", f"how {how}", f"before {word}", f"next {following}", f"anchor word {_named(noun)}"]
    rows: list[list[str] | None] = []
    for index, piece in enumerate(frame.pieces):
        place = piece.head.i
        left = place < start
        rank = before - index if left else index - before + 1
        if rank > _FAR and (noun is None or noun.i not in piece.tokens) and case.earlier.isdisjoint(piece.tokens):
            rows.append(None)
            continue
        many = breaks[start] - breaks[place] if left else breaks[place] - breaks[min(end, place)]
        between = numbers[start] - numbers[place + 1] if left else numbers[place] - numbers[min(end, place)]
        letter = frame.letters[index]
        distance = min(start - place if left else place - end + 1, _BETWEEN)
        row = [
            f"near {word} {letter} {'left' if left else 'right'}",
            *_placed(letter, left, distance, min(many, 3), min(between, 2), min(rank, 6)),
            *_anchored(how, letter, left, min(rank, 4)),
            f"{case.kind} {frame.forms[index]} {frame.labels[place]}",
        ]
        _figure_path(row, frame, root, place)
        if noun is not None:
            if noun.i in piece.tokens:
                row += ("anchor", f"anchor {how}", f"anchor {case.kind}", f"anchor {frame.forms[index]}")
            else:
                turned = "left" if place < noun.i else "right"
                row += (f"anchor {turned}", f"anchor modifiers {modifiers} {turned} {letter}")
                _anchor_path(row, frame, noun.i, place, how)
        if not others.isdisjoint(frame.below[index]):
            row += ("of another", f"of another {how}")
        if not case.earlier.isdisjoint(piece.tokens):
            row += ("anchor before", f"anchor before {how}", f"anchor before part {case.part}".lower())
        if not topic.isdisjoint(piece.words):
            row.append("told before")
        rows.append(row)
    return Told(shared, rows, _context(case, frame) if context else ())


def _figure_path(row: list[str], frame: Frame, root: int, place: int) -> None:
    way = frame.path(root, place)
    if way is not None:
        up, steps, down = way
        row += (f"figure up {up}", f"figure steps {min(steps, 5)} {min(len(down), 5)}")
        row.append(f"figure end {' '.join(down[-2:])}")
        if down:
            row.append(f"figure turn {down[0]} {len(down)}")


def _anchor_path(row: list[str], frame: Frame, noun: int, place: int, how: str) -> None:
    way = frame.path(noun, place)
    if way is not None:
        up, turn = way[0], " ".join(way[2])
        row += (f"anchor path {up} / {turn}", f"anchor path {up} / {turn} {how}")
        row += (f"anchor up {up}", f"anchor down {turn}")


def _context(case: Case, frame: Frame) -> list[str]:
    """Tell what speaks for going on with the topic of the sentence before."""
    noun = case.anchor.noun if case.anchor else None
    article = case.sentence.words.links["the"]
    pointed = noun is not None and any(child.tag_ in _POINTING and child.lower_ != article for child in noun.lefts)
    word, following = _around(case)
    spoken = any(token.tag_ in ("PRP", "PRP$") for token in case.sentence.tokens[: case.span.start])
    return [
        "context",
        f"context {case.how}",
        f"context {case.kind}",
        f"context pieces {min(len(frame.pieces), 6)}",
        f"context words {min(len(case.context.split()), 6)}",
        f"context pointed {pointed}".lower(),
        f"context pronoun {spoken}".lower(),
        f"context before {word}",
        f"context next {following}",
        f"context anchor word {_named(noun)}",
        *(f"context word {word}" for word in dict.fromkeys(case.context.lower().split())),
    ]


def _around(case: Case) -> tuple[str, str]:
    """Give the words before and after a figure."""
    tokens, start, end = case.sentence.tokens, case.span.start, case.span.end
    return tokens[start - 1].lower_ if start else "^", tokens[end].lower_ if end < len(tokens) else "$"


def _named(noun: Token | None) -> str:
    return "-" if noun is None else noun.lower_


def _form(token: Token) -> str:
    if token.tag_ in _FORMS:
        return _FORMS[token.tag_]
    return "n" if token.tag_ in NOUNS else "vf" if token.tag_ in VERBS else "a"
