"""Find: the figures of a corpus for words, best first."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from kzreform.checking.claims.topic import rarity
from kzreform.checking.claims.words import Vocabulary, Word, strength
from kzreform.keeping.records import Kept
from kzreform.keeping.store import Store

#: More figures than anybody reads; a search for common words in a large corpus stays quick.
MOST = 2_000


class Sought:
    """Words to look for in a corpus: without inflection, with what else they are called, the rare ones weighing most.

    >>> from kzreform.extraction.rules import load_rules
    >>> sought = Sought("the share of women", Store.memory(), Vocabulary(load_rules("en")))
    >>> [word.text for word in sought.words]
    ['share', 'women']
    """

    def __init__(self, text: str, store: Store, vocabulary: Vocabulary) -> None:
        self._store, self._vocabulary = store, vocabulary
        read = vocabulary.read(text)
        # Who asks for nothing but idle words wants those.
        self.words: tuple[Word, ...] = tuple(word for word in read if not word.idle) or read
        self._figures = len(store)
        self.weight = functools.lru_cache(maxsize=None)(self._weight)

    def figures(self, limit: int = MOST, *, some: bool = True) -> tuple[list[Kept], bool]:
        """Give the figures, best first, and whether they have all of the words.

        First come those that have the words themselves, then those with other words for them; those whose item says
        it go before those whose sentence does. Where no figure has all of the words, ``some`` gives those with some.
        """
        found: dict[tuple[str, int, str], Kept] = {}
        for rows in self._tiers(limit):
            ranked = sorted(rows, key=lambda row: -self.fit(row[0].figure.item))
            for kept, _ in ranked:
                found.setdefault((kept.document.id, kept.figure.start, kept.figure.id), kept)
        if found:
            return list(found.values())[:limit], True
        rows = self._store.search(self._alternatives(), limit) if some else []
        return [kept for kept, _ in rows], False

    def fit(self, item: str) -> float:
        """Say how well an item is what is sought, from 0 to 1: it says all of it, and little else.

        What is said counts by its rarity; what else is there by its words, for their rarity would have to be asked for.
        """
        there = [word for word in self._vocabulary.read(item) if not word.idle]
        wanted = sum(map(self.weight, self.words))
        if not (wanted and there):
            return 0.0
        said = sum(self.weight(word) * max(strength(word, other) for other in there) for word in self.words)
        asked = sum(max(strength(word, other) for other in self.words) for word in there)
        return said / wanted * (0.5 + 0.5 * asked / len(there))

    def _tiers(self, limit: int) -> Iterator[list[tuple[Kept, float]]]:
        exact = [[word.text] for word in self.words]
        yield self._store.search(exact, limit, every=True)
        if (wide := self._alternatives()) != exact:
            yield self._store.search(wide, limit, every=True)

    def _alternatives(self) -> list[Sequence[str]]:
        return [self._vocabulary.alternatives(word) for word in self.words]

    def _weight(self, word: Word) -> float:
        return rarity(self._store.frequency(word.text), self._figures) * word.weight
