"""Learn the network by which an item is put together, and measure it on texts that it was not learned from.

    python -m bench.fit_items MANIFEST... [--marked FOLDER...] [--folds 5] [--write patterns/en/item-network.npz]

A manifest names texts and gold figures, as for ``kzreform evaluate``; a folder of marked texts (see ``marked.py``) adds
more. Each piece of a sentence is a case; its answer is the share of its words in the reader's item, its weight how many
words it has. With ``--folds``, the texts of the manifests are read in turn by networks learned from all of the others
and from the marked texts. Needs torch (``pip install -e .[fit]``); reading items does not.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from bench.learning import Pace, fit, learned, pooled
from bench.marked import texts as marked_texts
from kzreform.checking.evaluate import word_overlap
from kzreform.checking.sets import from_manifest, from_rows
from kzreform.extraction import Extractor
from kzreform.extraction.choose import Chooser
from kzreform.extraction.features import Case, Frame, Told
from kzreform.extraction.item import Context, Reader
from kzreform.extraction.network import SHARED, Network
from kzreform.records import Document

#: A name is learned when so many pieces bear it.
_SEEN = 15
_WIDTH = 48
_PACE = Pace(passes=6, batch=64, rate=4e-3, decay=0.02)
#: The shares of the hidden layer and of the names that are left out at random while learning.
_LEFT_OUT, _NAMES_LEFT_OUT = 0.3, 0.1
#: How much a text of the manifests counts, and a marked one; of the latter, figures whose items can be had at all.
_OWN, _MARKED, _REACHED = 3.0, 0.4, 0.4


@dataclass(slots=True)
class Example:
    """A figure with a reader's item and ours: of each piece its names and its words."""

    text: str
    group: str
    gold: str
    item: str
    names: list[list[str]]
    words: list[frozenset[str]]

    @property
    def reached(self) -> float:
        """Say how near to the reader's item the best pieces come."""
        wanted = _stems(self.gold)
        own = [stems for words in self.words if (stems := _all(words)) and 2 * len(stems & wanted) >= len(stems)]
        return word_overlap(self.gold, " ".join(set().union(*own))) if own else 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A document with the places of its figures and their items."""

    document: Document
    group: str
    items: list[tuple[int, int, str]]


class _Recorder(Chooser):
    """A chooser that keeps what it was told of each figure, by its case."""

    def __init__(self, network: Network | None) -> None:
        super().__init__(network)
        self.kept: dict[int, tuple[list[list[str]], list[frozenset[str]]]] = {}

    def told(self, case: Case, frame: Frame) -> Told:
        """Keep what is told."""
        told = super().told(case, frame)
        rows = told.names(frame)
        words = [piece.words for piece in frame.pieces]
        if len(rows) > len(words):
            words.append(frozenset(case.context.lower().split()))
        used = [index for index, row in enumerate(rows) if row]
        self.kept[id(case)] = [rows[index] for index in used], [words[index] for index in used]
        return told


class _Reader(Reader):
    """A reader that keeps what was told of each draft."""

    def __init__(self, extractor: Extractor, chooser: _Recorder) -> None:
        super().__init__(extractor.rules, chooser)
        self._recorder = chooser
        self._cases: dict[int, Case] = {}

    def _read(self, sentence: Any, span: Any, draft: Any, readings: Any, context: Context) -> Any:
        reading = super()._read(sentence, span, draft, readings, context)
        self._cases[id(draft)] = reading.case
        return reading

    def kept(self, draft: int) -> tuple[list[list[str]], list[frozenset[str]]] | None:
        """Give what was told of a draft, by its ``id``, and the words of its pieces."""
        case = self._cases.get(draft)
        return None if case is None else self._recorder.kept.get(id(case))


def examples(extractor: Extractor, texts: Iterable[Text], network: Network | None) -> list[Example]:
    """Read texts by a network and give their figures with a reader's item."""
    found: list[Example] = []
    for text in texts:
        reader = _Reader(extractor, _Recorder(network))
        extractor._reader = reader
        write = [(explained.figure, reader.kept(key)) for explained, key in _explained(extractor, text.document)]
        for start, end, gold in text.items:
            beside = [(figure, kept) for figure, kept in write if figure.start < end and start < figure.end]
            if len(beside) == 1 and beside[0][1] is not None and beside[0][1][0]:
                figure, (names, words) = beside[0]
                found.append(Example(text.document.id, text.group, gold, figure.item, names, words))
    return found


def _explained(extractor: Extractor, document: Document) -> Iterator[tuple[Any, int]]:
    from kzreform.deadline import Deadline
    from kzreform.extraction.pipeline import Explanation, _Writer

    writer = _Writer(document)
    for passage in extractor._passages(document, Deadline()):
        for draft in passage.drafts:
            yield Explanation(figure=writer.figure(passage, draft), pattern=draft.pattern, reasons={}), id(draft)


class _Learner(torch.nn.Module):
    """The network as it is learned; see ``kzreform/extraction/network.py`` for what it is."""

    def __init__(self, names: int) -> None:
        super().__init__()
        self.none = names
        self.table = torch.nn.EmbeddingBag(names + 1, _WIDTH, mode="sum", padding_idx=names)
        torch.nn.init.normal_(self.table.weight, std=0.05)
        self.direct = torch.nn.EmbeddingBag(names + 1, 1, mode="sum", padding_idx=names)
        torch.nn.init.zeros_(self.direct.weight)
        with torch.no_grad():
            self.table.weight[names] = 0
        self.bias = torch.nn.Parameter(torch.zeros(_WIDTH))
        self.pool = torch.nn.Linear(2 * _WIDTH, _WIDTH)
        self.out = torch.nn.Linear(_WIDTH, 1)
        self.left_out = torch.nn.Dropout(_LEFT_OUT)

    def forward(self, ids: Any, figure: Any, figures: int) -> Any:
        """Give the scores of pieces; ``figure`` tells which of the figures each is of."""
        if self.training:
            ids = torch.where(torch.rand(ids.shape) < _NAMES_LEFT_OUT, torch.full_like(ids, self.none), ids)
        hidden = self.left_out(functional.relu(self.table(ids) + self.bias))
        most = torch.zeros(figures, _WIDTH).scatter_reduce(0, figure[:, None].expand_as(hidden), hidden, "amax")
        whole = torch.zeros(figures, _WIDTH).index_add(0, figure, hidden) / SHARED
        pooled = self.pool(torch.cat([most, whole], -1))
        return self.out(self.left_out(functional.relu(hidden + pooled[figure])))[:, 0] + self.direct(ids)[:, 0]


def learn(given: Sequence[Example], seed: int = 0) -> dict[str, Any]:
    """Learn a network; give the arrays of its file."""
    torch.manual_seed(seed)
    counts = Counter(name for example in given for names in example.names for name in set(names))
    names = sorted(name for name in counts if counts[name] >= _SEEN)
    rows = {name: row for row, name in enumerate(names)}
    cases = [_case(example, rows) for example in given]
    learner = _Learner(len(names))

    def loss(some: Sequence[Any]) -> Any:
        ids, figure = _together(some, learner.none)
        wanted = torch.tensor(np.concatenate([case[1] for case in some]))
        weight = torch.tensor(np.concatenate([case[2] for case in some]))
        scores = learner(ids, figure, len(some))
        off = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * weight
        return off.sum() / len(some) / 4

    fit(learner, cases, loss, _PACE, seed)
    return pooled(names, learned(learner))


def _case(example: Example, rows: Mapping[str, int]) -> tuple[list[list[int]], Any, Any]:
    wanted = _stems(example.gold)
    own = [_all(words) for words in example.words]
    share = np.array([len(stems & wanted) / len(stems) if stems else 0 for stems in own], dtype=np.float32)
    weight = _MARKED if example.group == "marked" else _OWN
    size = np.array([max(1, len(stems)) * weight for stems in own], dtype=np.float32)
    return [[rows[name] for name in names if name in rows] for names in example.names], share, size


def _together(cases: Sequence[Any], none: int) -> tuple[Any, Any]:
    flat = [row for case in cases for row in case[0]]
    ids = np.full((len(flat), max(1, *map(len, flat))), none, dtype=np.int64)
    for place, row in enumerate(flat):
        ids[place, : len(row)] = row
    figure = np.repeat(np.arange(len(cases)), [len(case[0]) for case in cases])
    return torch.tensor(ids), torch.tensor(figure)


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", text.lower())}


def _all(words: Iterable[str]) -> set[str]:
    return {stem for word in words for stem in _stems(word)}


def report(title: str, read: Sequence[Example]) -> None:
    """Tell the mean agreement of the items, by group of texts and in all."""
    scores: dict[str, list[float]] = defaultdict(list)
    for example in read:
        score = word_overlap(example.gold, example.item)
        for group in (example.group, "all"):
            scores[group].append(score)
    means = "  ".join(f"{group} {sum(own) / len(own):.3f} ({len(own)})" for group, own in sorted(scores.items()))
    sys.stdout.write(f"{title} {means}\n")
    sys.stdout.flush()


def _texts(manifests: Iterable[Path]) -> Iterator[Text]:
    for path in manifests:
        cases = from_rows([path]) if path.suffix == ".jsonl" else from_manifest(path)
        for case in cases:
            items = [(gold.start, gold.end, gold.item) for gold in case.gold if gold.item and not gold.optional]
            yield Text(case.document, path.parent.name, items)


def main() -> None:
    """Learn, measure across texts, and write the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path, nargs="+")
    data = Path(__file__).parent / "data"
    parser.add_argument("--marked", type=Path, nargs="+", default=[data / "items", data / "readings"])
    parser.add_argument("--write", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="parts to leave out in turn")
    asked = parser.parse_args()
    extractor = Extractor()
    texts = list(_texts(asked.manifest))
    more = [
        Text(Document(id=one.name, text=one.text, published=one.published), "marked", one.items)
        for folder in asked.marked
        for one in marked_texts(folder)
    ]
    # What a sentence says is told with the topic of the sentence before it, as the network of today reads it.
    known = examples(extractor, texts, _network(extractor))
    added = [one for one in examples(extractor, more, _network(extractor)) if one.reached >= _REACHED]
    names = sorted({text.document.id for text in texts})
    random.Random(1).shuffle(names)
    unseen: list[Example] = []
    for part in range(asked.folds):
        away = set(names[part :: asked.folds])
        arrays = learn([one for one in known if one.text not in away] + added)
        left = [text for text in texts if text.document.id in away]
        unseen += examples(extractor, left, Network(arrays))
    if unseen:
        report("unseen:", unseen)
    arrays = learn(known + added)
    report("learned from:", examples(extractor, texts, Network(arrays)))
    if asked.write:
        np.savez_compressed(asked.write, **arrays)


def _network(extractor: Extractor) -> Network | None:
    return Chooser.of(extractor.rules.language)._network


if __name__ == "__main__":
    main()
