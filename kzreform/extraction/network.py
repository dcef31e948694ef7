"""Small networks, learned from annotated texts, that weigh things by the names of what is told of each."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The files of a language's networks, beside its pattern files; bench/fit_items.py and fit_readings.py write them.
ITEM_FILE, DATE_FILE = "item-network.npz", "date-network.npz"
ROLE_FILE, STATUS_FILE = "role-network.npz", "status-network.npz"
UNIT_FILE = "unit-network.npz"
#: How many decimals of a chance count: the last bits of what is multiplied are not the same on every machine.
_DECIMALS = 4
#: What the sum over the pieces is divided by, so that it is about as large as the greatest.
SHARED = 4


class Vocabulary:
    """The names that a network knows, each with its row in the tables.

    >>> Vocabulary(["far", "near"]).rows(["near", "unheard of"])
    [1]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._rows = {name: row for row, name in enumerate(names)}

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, names: Iterable[str]) -> list[int]:
        """Give the rows of names; nothing is known of others."""
        return [row for row in map(self._rows.get, names) if row is not None]


@functools.lru_cache(maxsize=8)
def _vocabulary(names: bytes) -> Vocabulary:
    """Give the one vocabulary of the networks that know the same names."""
    return Vocabulary(names.decode().split("\n"))


class Network:
    """Chances of pieces from the names of what is told of each.

    A piece is the sum of what its names say, in a hidden layer; the pieces of a sentence then weigh on each other
    through the greatest and the sum of all of them. ``arrays`` are those of the file: ``names`` (UTF-8, a line each),
    ``table`` and ``scale`` (names by width, in bytes, and what each column of them is worth), ``bias`` (width),
    ``direct`` (names), ``pool`` (twice width by width) and ``pool_bias``, ``out`` (width) and ``out_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.vocabulary = _vocabulary(arrays["names"].tobytes())
        self._table = _ended(arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32))
        self._direct = _ended(arrays["direct"].astype(np.float32))
        self._bias, self._pool, self._pool_bias, self._out = (
            arrays[name].astype(np.float32) for name in ("bias", "pool", "pool_bias", "out")
        )
        self._out_bias = float(arrays["out_bias"])

    def chances(self, figures: Sequence[Sequence[Sequence[int]]]) -> list[list[float]]:
        """Give the chance, 0 to 1, of each piece of each figure, from its names' rows; a figure has at least one piece.

        >>> network = load("en", ITEM_FILE)
        >>> told = ["anchor", "anchor counted"], ["left breaks 3", "aside"]
        >>> [[near, far]] = network.chances([[network.vocabulary.rows(names) for names in told]])
        >>> near > far
        True
        """
        return [
            [round(chance, _DECIMALS) for chance in (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).tolist()]
            for scores in self._scores(figures)
        ]

    def best(self, figures: Sequence[Sequence[Sequence[int]]], shared: Sequence[Sequence[int]]) -> list[int]:
        """Give for each figure the place of the piece that weighs most, the first of those that weigh the same.

        ``shared`` has the rows of what is told of all pieces of a figure.
        """
        return [int(np.argmax(np.round(scores, _DECIMALS))) for scores in self._scores(figures, shared)]

    def _scores(
        self, figures: Sequence[Sequence[Sequence[int]]], shared: Sequence[Sequence[int]] = ()
    ) -> list[NDArray[Any]]:
        rows, starts = _laid([rows for pieces in figures for rows in pieces], len(self.vocabulary))
        counts = [len(pieces) for pieces in figures]
        begins = list(accumulate(counts[:-1], initial=0))
        hidden = np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0)
        straight = np.add.reduceat(self._direct.take(rows), starts)
        if shared:
            rows, starts = _laid(shared, len(self.vocabulary))
            hidden += np.repeat(np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0), counts, axis=0)
        hidden = np.maximum(hidden + self._bias, 0)
        pooled = [np.maximum.reduceat(hidden, begins, axis=0), np.add.reduceat(hidden, begins, axis=0) / SHARED]
        beside = np.concatenate(pooled, axis=1) @ self._pool + self._pool_bias
        scores = np.maximum(hidden + np.repeat(beside, counts, axis=0), 0) @ self._out + self._out_bias + straight
        return np.split(scores, begins[1:])


class Classifier:
    """Choose one of a few classes from the names of what is told.

    ``arrays`` are those of the file: ``names`` and ``classes`` (UTF-8, a line each), ``table`` and ``scale`` as for
    ``Network``, ``bias`` (width), ``direct`` and ``direct_scale`` (names by classes, in bytes, and what each column is
    worth), ``out`` (width by classes) and ``out_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.vocabulary = _vocabulary(arrays["names"].tobytes())
        self._classes = arrays["classes"].tobytes().decode().split("\n")
        self._table = _ended(arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32))
        self._direct = _ended(arrays["direct"].astype(np.float32) * arrays["direct_scale"].astype(np.float32))
        self._bias, self._out, self._out_bias = (
            arrays[name].astype(np.float32) for name in ("bias", "out", "out_bias")
        )

    def best(self, figures: Sequence[Sequence[int]]) -> list[str]:
        """Give for each figure the class that weighs most, from the rows of the names of what is told.

        >>> network = load_classes("en", STATUS_FILE)
        >>> told = ["status planned", "aux will", "tense future", "verb reach"]
        >>> network.best([network.vocabulary.rows(told)])
        ['planned']
        """
        rows, starts = _laid(figures, len(self.vocabulary))
        hidden = np.maximum(np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0) + self._bias, 0)
        straight = np.add.reduceat(self._direct.take(rows, axis=0), starts, axis=0)
        scores = hidden @ self._out + self._out_bias + straight
        return [self._classes[place] for place in np.argmax(np.round(scores, _DECIMALS), axis=1)]


def _ended(table: NDArray[Any]) -> NDArray[Any]:
    """Put a row of zeros at the end of a table."""
    return np.concatenate([table, np.zeros_like(table[:1])])


def _laid(lists: Sequence[Sequence[int]], nothing: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Lay lists of rows one behind the other, with the places where they begin.

    Each ends in the row of ``nothing``, for ``reduceat`` gives what stands at an empty stretch instead of zero.
    """
    flat = np.fromiter(chain.from_iterable((*rows, nothing) for rows in lists), dtype=np.intp)
    return flat, np.fromiter(accumulate((len(rows) + 1 for rows in lists[:-1]), initial=0), dtype=np.intp)


@functools.lru_cache(maxsize=8)
def load(language: str, file: str) -> Network | None:
    """Load a network that ships for a language; None where there is none."""
    return None if (arrays := _arrays(language, file)) is None else Network(arrays)


@functools.lru_cache(maxsize=8)
def load_classes(language: str, file: str) -> Classifier | None:
    """Load a network of classes that ships for a language; None where there is none."""
    return None if (arrays := _arrays(language, file)) is None else Classifier(arrays)


def _arrays(language: str, file: str) -> dict[str, NDArray[Any]] | None:
    path = resources.files("kzreform.patterns") / language / file
    if not path.is_file():
        return None
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as found:
        return {name: found[name] for name in found.files}
