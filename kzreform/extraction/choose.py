"""Choose the pieces of a sentence that say what a figure is about, by a network learned from annotated texts."""

from __future__ import annotations

from collections.abc import Sequence

from kzreform.extraction.clause import Sentence
from kzreform.extraction.features import Case, Frame, context_features, features
from kzreform.extraction.network import ITEM_FILE, Network, load
from kzreform.extraction.phrase import noun_phrase
from kzreform.extraction.pieces import Piece, write
from kzreform.extraction.wording import MAX_WORDS

#: The words that a reader's item has on average besides those of the sentence.
_UNSEEN = 0.8
#: What a piece that hangs on none of those taken counts for.
_LOOSE = 0.8
#: How many pieces are looked at, those with the best chances.
_MOST = 20
#: The most words of an item that say something.
_ENOUGH = 9


class Chooser:
    """Choose pieces by the chances that a network gives them; without one, the noun that a figure is about."""

    def __init__(self, network: Network | None) -> None:
        self._network = network
        self._last: Frame | None = None

    @classmethod
    def of(cls, language: str) -> Chooser:
        """Take the network of a language."""
        return cls(load(language, ITEM_FILE))

    def choose(self, case: Case) -> str:
        """Give the item of a figure; empty where its sentence says nothing."""
        frame = self._framed(case.sentence)
        found = frame.pieces
        told = self.told(case, frame)
        chances = self.chances(told)
        words = [piece.words for piece in found]
        if len(told) > len(found):
            words.append(_context_words(case, found))
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

    def told(self, case: Case, frame: Frame) -> list[list[str]]:
        """Give what is told of each piece, and last, if the context has words of its own, of the context."""
        rows = features(case, frame)
        if _context_words(case, frame.pieces):
            rows.append(context_features(case, frame))
        return rows

    def _framed(self, sentence: Sentence) -> Frame:
        """Take a sentence apart, once for all of its figures."""
        if self._last is None or self._last.sentence is not sentence:
            self._last = Frame(sentence)
        return self._last

    def chances(self, told: Sequence[Sequence[str]]) -> list[float]:
        """Give the chance of each piece, 0 for those that nothing is told of."""
        kept = [index for index, row in enumerate(told) if row]
        chances = [0.0] * len(told)
        if self._network is not None and kept:
            found = self._network.chances([told[index] for index in kept])
            for index, chance in zip(kept, found, strict=True):
                chances[index] = chance
        return chances


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
