"""Choose the pieces of a sentence that say what a figure is about, by a network learned from annotated texts."""

from __future__ import annotations

from collections.abc import Sequence

from kzreform.extraction.features import Case, Frame, Told, features
from kzreform.extraction.network import ITEM_FILE, Network, load
from kzreform.extraction.phrase import noun_phrase
from kzreform.extraction.pieces import Piece, write
from kzreform.extraction.wording import MAX_WORDS

#: The words that a reader's item has on average besides those of the sentence.
_UNSEEN = 0.8
#: What a piece that hangs on none of those taken counts for.
_LOOSE = 0.8
#: What the topic of the sentence before promises at least where it is taken.
_LIKELY = 0.55
#: How many pieces are looked at, those with the best chances.
_MOST = 20
#: The most words of an item that say something.
_ENOUGH = 9
#: So many figures of a sentence are weighed at once.
_AT_ONCE = 32


class Chooser:
    """Choose pieces by the chances that a network gives them; without one, the noun that a figure is about."""

    def __init__(self, network: Network | None) -> None:
        self._network = network

    @classmethod
    def of(cls, language: str) -> Chooser:
        """Take the network of a language."""
        return cls(load(language, ITEM_FILE))

    def choose(self, cases: Sequence[Case]) -> list[str]:
        """Give the items of the figures of a sentence; empty where it says nothing."""
        if not cases:
            return []
        frame = Frame(cases[0].sentence)
        rows = None if self._network is None else [self._network.vocabulary.rows(names) for names in frame.own]
        items: list[str] = []
        for start in range(0, len(cases), _AT_ONCE):
            some = cases[start : start + _AT_ONCE]
            told = [self.told(case, frame) for case in some]
            for case, one, chances in zip(some, told, self._chances(told, rows), strict=True):
                items.append(_item(case, frame, chances, bool(one.context)))
        return items

    def told(self, case: Case, frame: Frame) -> Told:
        """Give what is told of each piece, and of the context if it has words of its own."""
        return features(case, frame, bool(_context_words(case, frame.pieces)))

    def _chances(self, told: Sequence[Told], own: Sequence[Sequence[int]] | None) -> list[list[float]]:
        """Give for figures the chance of each piece, 0 for those too far, and of the context.

        ``own`` has for each piece the rows of the network for what it is without a figure.
        """
        chances = [[0.0] * (len(one.rows) + bool(one.context)) for one in told]
        if self._network is None or own is None:
            return chances
        rows = self._network.vocabulary.rows
        asked: list[list[list[int]]] = []
        places: list[tuple[list[float], list[int]]] = []
        for one, given in zip(told, chances, strict=True):
            shared = rows(one.shared)
            near = [(index, row) for index, row in enumerate(one.rows) if row is not None]
            pieces = [[*own[index], *shared, *rows(row)] for index, row in near]
            indices = [index for index, _ in near]
            if one.context:
                pieces.append(rows(one.context))
                indices.append(len(one.rows))
            if pieces:
                asked.append(pieces)
                places.append((given, indices))
        if asked:
            for (given, indices), found in zip(places, self._network.chances(asked), strict=True):
                for index, chance in zip(indices, found, strict=True):
                    given[index] = chance
        return chances


def _item(case: Case, frame: Frame, chances: Sequence[float], context: bool) -> str:
    """Write the pieces that together promise most, after those of the context if that is among them."""
    found = frame.pieces
    words = [piece.words for piece in found]
    if context and chances[-1] >= _LIKELY:
        words.append(_context_words(case, found))
    chances = chances[: len(words)]
    kept = best(words, chances, frame.ties)
    chosen = sorted(index for index in kept if index < len(found))
    topic = case.anchor.noun if case.anchor else None
    item = write(case.sentence, [found[index] for index in chosen], topic)
    while len(item.split()) > MAX_WORDS and len(chosen) > 1:
        chosen.remove(min(chosen, key=chances.__getitem__))
        item = write(case.sentence, [found[index] for index in chosen], topic)
    if len(found) in kept:
        own = case.anchor is not None and bool(chosen)
        item = f"{item}, {case.context}" if own else f"{case.context} {item}"
    if not item and case.anchor is not None:
        return noun_phrase(case.sentence, case.anchor.noun)
    return case.sentence.words.wording.shorten((item or case.context).split())


def _context_words(case: Case, found: Sequence[Piece]) -> frozenset[str]:
    own = {word for piece in found for word in piece.words}
    return frozenset(word for word in case.context.lower().split() if len(word) > 3) - own


def best(words: Sequence[frozenset[str]], chances: Sequence[float], ties: Sequence[set[int]] = ()) -> set[int]:
    """Give the pieces that together promise the best agreement (F1 of words) with a reader's item.

    ``ties`` tells which pieces hang together: one that hangs on none of those taken counts for less.

    >>> pieces = [frozenset(("crimes",)), frozenset(("courts",)), frozenset(("corruption",))]
    >>> sorted(best(pieces, [0.9, 0.1, 0.6]))
    [0, 2]
    """
    wanted = _UNSEEN + sum(len(own) * chance for own, chance in zip(words, chances, strict=True))
    top, kept = 0.0, set[int]()
    taken: set[str] = set()
    tried: set[int] = set()
    hits = 0.0
    left = sorted(range(len(words)), key=lambda index: -chances[index])[:_MOST]

    def worth(index: int) -> float:
        loose = tried and index < len(ties) and tried.isdisjoint(ties[index])
        return chances[index] * (_LOOSE if loose else 1)

    while left:
        index = max(left, key=worth)
        if worth(index) < top / 2:
            break  # Whatever is added below half of what is promised lowers it.
        left.remove(index)
        if words[index] <= taken or (taken and len(taken | words[index]) > _ENOUGH):
            continue
        hits += worth(index) * len(words[index] - taken)
        taken |= words[index]
        tried.add(index)
        if (promise := 2 * hits / (len(taken) + wanted)) > top:
            top, kept = promise, set(tried)
    return kept
