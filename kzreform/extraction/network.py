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
#: How many decimals of a chance count: the last bits of what is multiplied are not the same on every machine.
_DECIMALS = 4
#: What the sum over the pieces is divided by, so that it is about as large as the greatest.
SHARED = 4


class Network:
    """Chances of pieces from the names of what is told of each.

    A piece is the sum of what its names say, in a hidden layer; the pieces of a sentence then weigh on each other
    through the greatest and the sum of all of them. ``arrays`` are those of the file: ``names`` (UTF-8, a line each),
    ``table`` and ``scale`` (names by width, in bytes, and what each column of them is worth), ``bias`` (width),
    ``direct`` (names), ``pool`` (twice width by width) and ``pool_bias``, ``out`` (width) and ``out_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        names = arrays["names"].tobytes().decode().split("\n")
        self._rows = {name: row for row, name in enumerate(names)}
        table = arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32)
        self._table = np.concatenate([table, np.zeros((1, table.shape[1]), dtype=np.float32)])
        self._direct = np.append(arrays["direct"].astype(np.float32), np.float32(0))
        self._bias, self._pool, self._pool_bias, self._out = (
            arrays[name].astype(np.float32) for name in ("bias", "pool", "pool_bias", "out")
        )
        self._out_bias = float(arrays["out_bias"])

    def chances(self, told: Sequence[Sequence[str]]) -> list[float]:
        """Give the chance, 0 to 1, of each piece of a figure, of which there is at least one.

        >>> near, far = load("en", ITEM_FILE).chances([["anchor", "anchor counted"], ["left breaks 3", "aside"]])
        >>> near > far
        True
        """
        scores = self._scores(told)
        return [round(float(chance), _DECIMALS) for chance in 1 / (1 + np.exp(-np.clip(scores, -30, 30)))]

    def best(self, told: Sequence[Sequence[str]], shared: Sequence[str] = ()) -> int:
        """Give the place of the piece that weighs most, the first of those that weigh the same.

        ``shared`` is told of each of them.
        """
        return int(np.argmax(np.round(self._scores(told, shared), _DECIMALS)))

    def _scores(self, told: Sequence[Sequence[str]], shared: Sequence[str] = ()) -> NDArray[Any]:
        known, nothing = self._rows, len(self._rows)
        # A row of zeros ends each piece, for `reduceat` gives what stands at an empty stretch instead of nothing.
        found = [[*(known[name] for name in names if name in known), nothing] for names in told]
        flat = np.fromiter(chain.from_iterable(found), dtype=np.intp)
        starts = np.fromiter(accumulate(map(len, found[:-1]), initial=0), dtype=np.intp)
        hidden = np.add.reduceat(self._table[flat], starts, axis=0)
        straight = np.add.reduceat(self._direct[flat], starts)
        if shared:
            hidden = hidden + self._table[[known[name] for name in shared if name in known]].sum(0)
        hidden = np.maximum(hidden + self._bias, 0)
        pooled = np.concatenate([hidden.max(0), hidden.sum(0) / SHARED]) @ self._pool + self._pool_bias
        scores: NDArray[Any] = np.maximum(hidden + pooled, 0) @ self._out + self._out_bias + straight
        return scores


class Classifier:
    """Choose one of a few classes from the names of what is told.

    ``arrays`` are those of the file: ``names`` and ``classes`` (UTF-8, a line each), ``table`` and ``scale`` as for
    ``Network``, ``bias`` (width), ``direct`` and ``direct_scale`` (names by classes, in bytes, and what each column is
    worth), ``out`` (width by classes) and ``out_bias``.
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        names = arrays["names"].tobytes().decode().split("\n")
        self._rows = {name: row for row, name in enumerate(names)}
        self._classes = arrays["classes"].tobytes().decode().split("\n")
        self._table = arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32)
        self._direct = arrays["direct"].astype(np.float32) * arrays["direct_scale"].astype(np.float32)
        self._bias, self._out, self._out_bias = (
            arrays[name].astype(np.float32) for name in ("bias", "out", "out_bias")
        )

    def best(self, told: Iterable[str]) -> str:
        """Give the class that weighs most.

        >>> load_classes("en", STATUS_FILE).best(["status planned", "aux will", "tense future", "verb reach"])
        'planned'
        """
        rows = [row for name in told if (row := self._rows.get(name)) is not None]
        hidden = np.maximum(self._table[rows].sum(0) + self._bias, 0)
        scores = hidden @ self._out + self._out_bias + self._direct[rows].sum(0)
        return self._classes[int(np.argmax(np.round(scores, _DECIMALS)))]


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
