"""Learn what tells which figure's unit a bare number has, and measure it on texts left out.

    python -m bench.fit_units MANIFEST... [--labels FILE] [--marked FOLDER] [--folds 5] [--write patterns/en]

A manifest names texts and gold figures, as for ``kzreform evaluate``, or holds rows of phrasings. A label, by default
in bench/data/units.jsonl, names a number of a marked text (see ``marked.py``) by its place, with the kind and the unit
that a reader gives it: ``{"text": "a-01", "start": 1254, "end": 1259, "kind": "money", "unit": "KZT"}``. Needs torch
(``pip install -e .[fit]``); extracting does not.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch

from bench.learning import in_bytes
from bench.marked import texts as marked_texts
from kzreform.checking.sets import from_manifest, from_rows
from kzreform.extraction import Extractor
from kzreform.extraction.network import UNIT_FILE, Network
from kzreform.extraction.unsaid import Number, Told, Unsaid
from kzreform.records import Document

_DATA = Path(__file__).parent / "data"
#: A name is learned when so many numbers bear it; how often all are gone through, how fast, and how much is forgotten.
_SEEN, _PASSES, _RATE, _DECAY = 2, 40, 0.03, 1e-3
#: How much is added to what a count weighs: a wrong unit is worse than none.
_CAUTION = 0.4

Unit = tuple[str, str | None]
_COUNT: Unit = ("count", None)


@dataclass(slots=True)
class Example:
    """A bare number: its text, what is told of it, the units of the figures that it may have its own of, the right."""

    text: str
    names: list[list[str]]
    units: list[Unit]
    right: int


class _Recorder(Unsaid):
    """Tells what is told of each number, and gives those with a label their units, as a reader would."""

    def __init__(self, extractor: Extractor, labels: Mapping[tuple[str, int], Unit]) -> None:
        super().__init__(extractor.rules, "en")
        self._labels = labels
        self.text = ""
        self.starts: Sequence[int] = ()
        self.found: list[tuple[Number, int]] = []
        self._told: Told | None = None

    def read(self, told: Told, before: Sequence[Told]) -> None:
        self._told = told
        super().read(told, before)

    def settle(self, number: Number) -> None:
        assert self._told is not None
        start = self._told.block.start + number.draft.start  # type: ignore[attr-defined]
        label = self._labels.get((self.text, start))
        if label is None:
            super().settle(number)
            return
        self.found.append((number, start))
        for other in number.lenders:
            if (other.kind, other.unit) == label:
                self._lending.take(number.draft, other)


def examples(
    extractor: Extractor, texts: Iterable[Document], labels: Mapping[tuple[str, int], Unit]
) -> Iterator[Example]:
    """Read the texts that have labels, and give what is told of the numbers labelled."""
    named = {name for name, _ in labels}
    recorder = _Recorder(extractor, labels)
    extractor._unsaid = recorder
    for document in texts:
        if document.id not in named:
            continue
        recorder.text, recorder.found = document.id, []
        extractor.extract(document)
        for number, start in recorder.found:
            units = [(str(other.kind), other.unit) for other in number.lenders]
            label = labels[document.id, start]
            if label == _COUNT or label in units:
                right = len(units) if label == _COUNT else units.index(label)
                yield Example(document.id, number.names, units, right)


def learn(given: Sequence[Example], seed: int = 0) -> dict[str, Any]:
    """Learn the weights of names; give the arrays of a network (see ``Network``) whose hidden layer says nothing."""
    torch.manual_seed(seed)
    seen = Counter(name for example in given for row in example.names for name in set(row))
    names = sorted(name for name, count in seen.items() if count >= _SEEN)
    ids = {name: place for place, name in enumerate(names)}
    weights = torch.zeros(len(names), requires_grad=True)
    moved = torch.optim.Adam([weights], lr=_RATE)
    cases = [
        ([torch.tensor([ids[name] for name in row if name in ids]) for row in example.names], example.right)
        for example in given
    ]
    shuffled = random.Random(seed)
    for _ in range(_PASSES):
        shuffled.shuffle(cases)
        for start in range(0, len(cases), 32):
            some = cases[start : start + 32]
            loss = _DECAY * len(some) * (weights * weights).sum()
            for rows, right in some:
                scores = torch.stack([weights[row].sum() for row in rows])
                loss = loss + torch.logsumexp(scores, 0) - scores[right]
            moved.zero_grad()
            (loss / len(some)).backward()
            moved.step()
    found = weights.detach().numpy()
    found[ids["nothing"]] += _CAUTION
    kept = [place for place, weight in enumerate(found) if abs(weight) >= 0.01]
    names, found = [names[place] for place in kept], found[kept]
    table, scale = in_bytes(np.zeros((len(names), 1), dtype=np.float32))
    return {
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "table": table,
        "scale": scale,
        "bias": np.zeros(1, dtype=np.float32),
        "direct": found.astype(np.float16),
        "pool": np.zeros((2, 1), dtype=np.float16),
        "pool_bias": np.zeros(1, dtype=np.float32),
        "out": np.zeros(1, dtype=np.float32),
        "out_bias": np.float32(0),
    }


def chosen(arrays: dict[str, Any], given: Sequence[Example]) -> list[int]:
    """Choose a unit for each number."""
    network = Network(arrays)
    rows = network.vocabulary.rows
    return [network.best([[rows(names) for names in one.names]], [[]])[0] for one in given]


def report(title: str, given: Sequence[Example], places: Iterable[int]) -> None:
    """Say how many are right, how many units were given rightly, wrongly, and how many are missing."""
    counted = Counter(
        "right" if place == one.right == len(one.units)
        else "given" if place == one.right
        else "missing" if place == len(one.units)
        else "wrong"
        for one, place in zip(given, places, strict=True)
    )  # fmt: skip
    share = (counted["right"] + counted["given"]) / len(given)
    click.echo(f"{title}: {len(given)} numbers, right {share:.3f}; units given {counted['given']}, "
               f"wrong {counted['wrong']}, missing {counted['missing']}")  # fmt: skip


def load_labels(path: Path) -> dict[tuple[str, int], Unit]:
    """Read the labels of a file, by the text and where the number begins."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["text"], row["start"]): (row["kind"], row["unit"]) for row in rows}


def gold_of(manifests: Iterable[Path]) -> tuple[list[Document], dict[tuple[str, int], Unit]]:
    """Give the texts that manifests name, and what their gold figures tell of units."""
    cases = [
        case for path in manifests for case in (from_rows([path]) if path.suffix == ".jsonl" else from_manifest(path))
    ]
    labels = {
        (case.document.id, figure.start): _COUNT if figure.kind == "count" else (str(figure.kind), figure.unit)
        for case in cases
        for figure in case.gold
    }
    return [case.document for case in cases], labels


def main() -> None:
    """Learn, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifests", nargs="*", type=Path)
    parser.add_argument("--labels", type=Path, default=_DATA / "units.jsonl")
    parser.add_argument("--marked", type=Path, default=_DATA / "readings")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    documents, labels = gold_of(arguments.manifests)
    documents += [
        Document(id=one.name, text=one.text, published=one.published) for one in marked_texts(arguments.marked)
    ]
    given = list(examples(Extractor(), documents, {**labels, **load_labels(arguments.labels)}))
    texts = sorted({one.text for one in given})
    random.Random(1).shuffle(texts)
    if arguments.folds:
        read: list[tuple[Example, int]] = []
        for fold in range(arguments.folds):
            away = set(texts[fold :: arguments.folds])
            arrays = learn([one for one in given if one.text not in away])
            left = [one for one in given if one.text in away]
            read += zip(left, chosen(arrays, left), strict=True)
        report("left out", [one for one, _ in read], [place for _, place in read])
    if arguments.write:
        np.savez_compressed(arguments.write / UNIT_FILE, **learn(given))


if __name__ == "__main__":
    main()
