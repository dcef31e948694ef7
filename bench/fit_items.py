"""Learn the weights by which an item is put together, and measure them on texts that they were not learned from.

    python -m bench.fit_items MANIFEST... [--write patterns/en/08-item-weights.toml] [--strength 7] [--rounds 2]

A manifest names texts and gold figures, as for ``kzreform evaluate``. Each piece of a sentence is a case of a logistic
regression with an L1 penalty, weighted by its words; its answer is the share of its words in the reader's item. Each
text is then read by weights learned from the other texts. Needs numpy, which spaCy brings along.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kzreform.checking.evaluate import word_overlap
from kzreform.checking.pairing import pair
from kzreform.checking.sets import Case as Text
from kzreform.checking.sets import from_manifest, from_rows
from kzreform.extraction import Extractor
from kzreform.extraction.choose import Chooser
from kzreform.extraction.features import Case, Frame
from kzreform.extraction.item import Context, Reader

_SEEN = 6
_STEPS = 400
Row = tuple[list[str], frozenset[str]]


@dataclass(slots=True)
class Example:
    """A figure with a reader's item: its pieces with what is told of them, and our item."""

    text: str
    gold: str
    item: str
    rows: list[Row]


class _Recorder(Chooser):
    """A chooser that keeps what it was told of the figure it read last."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__(weights)
        self.rows: list[Row] = []

    def told(self, case: Case, frame: Frame) -> list[list[str]]:
        """Keep what is told."""
        rows = super().told(case, frame)
        words = [piece.words for piece in frame.pieces]
        if len(rows) > len(words):
            words.append(frozenset(case.context.lower().split()))
        self.rows = [(row, own) for row, own in zip(rows, words, strict=True) if row]
        return rows


class _Reader(Reader):
    """A reader that keeps the rows of each draft, in the order of the figures."""

    def __init__(self, extractor: Extractor, chooser: _Recorder) -> None:
        super().__init__(extractor.rules, chooser)
        self._recorder = chooser
        self.kept: list[list[Row]] = []

    def read(self, doc: Any, offset: int, drafts: Sequence[Any], context: Context | None = None) -> None:
        context = context or Context()
        # One draft after the other would lose what was read before: the rows are kept by the hook below.
        self._told: dict[int, list[Row]] = {}
        super().read(doc, offset, drafts, context)
        self.kept += [self._told.get(id(draft), []) for draft in drafts]

    def _read(self, sentence: Any, span: Any, draft: Any, readings: Any, context: Context) -> Any:
        self._recorder.rows = []
        reading = super()._read(sentence, span, draft, readings, context)
        self._told[id(draft)] = self._recorder.rows
        return reading


class _Parsed:
    """A parser that parses each sentence once."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self.model = parser.model
        self._docs: dict[str, Any] = {}

    def parse(self, texts: Iterable[str]) -> list[Any]:
        asked = list(texts)
        new = [text for text in dict.fromkeys(asked) if text not in self._docs]
        self._docs.update(zip(new, self._parser.parse(new), strict=True))
        return [self._docs[text] for text in asked]


def examples(extractor: Extractor, texts: Iterable[Text], weights: Mapping[str, float]) -> list[Example]:
    """Read texts by weights and give their figures with a reader's item."""
    found: list[Example] = []
    for text in texts:
        reader = _Reader(extractor, _Recorder(weights))
        extractor._reader = reader
        figures = extractor.extract(text.document)
        for i, j in pair(text.gold, figures).items():
            gold = text.gold[i]
            if isinstance(gold.item, str) and not gold.optional:
                found.append(Example(text.document.id, gold.item, figures[j].item, reader.kept[j]))
    return found


def fit(given: Sequence[Example], strength: float) -> dict[str, float]:
    """Fit a logistic regression with an L1 penalty by accelerated proximal steps."""
    counts = Counter(name for example in given for names, _ in example.rows for name in set(names))
    columns = {name: index for index, name in enumerate(sorted(name for name in counts if counts[name] >= _SEEN))}
    rows = [(names, words, example.gold) for example in given for names, words in example.rows]
    x = np.zeros((len(rows), len(columns) + 1), dtype=np.float32)
    x[:, -1] = 1
    y = np.zeros(len(rows), dtype=np.float32)
    size = np.zeros(len(rows), dtype=np.float32)
    for index, (names, words, gold) in enumerate(rows):
        x[index, [columns[name] for name in names if name in columns]] = 1
        wanted = _stems(gold)
        own = {stem for word in words for stem in _stems(word)}
        size[index] = len(own)
        y[index] = len(own & wanted) / len(own) if own else 0
    solved = _solve(x, y, size, strength)
    names = [*columns, "bias"]
    return {name: float(weight) for name, weight in zip(names, solved, strict=True) if abs(weight) >= 0.005}


def _solve(x: Any, y: Any, size: Any, strength: float) -> Any:
    rng = np.random.default_rng(0)
    vector = rng.normal(size=x.shape[1]).astype(np.float32)
    for _ in range(20):
        vector = x.T @ (size * (x @ vector))
        vector /= np.linalg.norm(vector)
    step = 4 / float(np.linalg.norm(x.T @ (size * (x @ vector))))
    limit = np.full(x.shape[1], strength * step, dtype=np.float32)
    limit[-1] = 0
    weights = ahead = np.zeros(x.shape[1], dtype=np.float32)
    pace = 1.0
    for _ in range(_STEPS):
        slope = x.T @ (size * (1 / (1 + np.exp(-(x @ ahead))) - y))
        moved = ahead - step * slope
        moved = np.sign(moved) * np.maximum(np.abs(moved) - limit, 0)
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", text.lower())}


def report(title: str, read: Sequence[Example], groups: Mapping[str, str]) -> None:
    """Tell the mean agreement of the items, by group of texts and in all."""
    scores: dict[str, list[float]] = defaultdict(list)
    for example in read:
        score = word_overlap(example.gold, example.item)
        for group in (groups[example.text], "all"):
            scores[group].append(score)
    means = "  ".join(f"{group} {sum(own) / len(own):.3f} ({len(own)})" for group, own in scores.items())
    sys.stdout.write(f"{title} {means}\n")


def main() -> None:
    """Fit, measure across texts, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path, nargs="+")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--strength", type=float, default=7.0)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folds", type=int, default=0, help="parts to leave out in turn; 0: each text")
    asked = parser.parse_args()
    groups: dict[str, str] = {}
    texts: list[Text] = []
    whole: dict[str, str] = {}
    for path in asked.manifest:
        rows = path.suffix == ".jsonl"
        for text in from_rows([path]) if rows else from_manifest(path):
            texts.append(text)
            groups[text.document.id] = path.parent.name
            whole[text.document.id] = path.stem if rows else text.document.id
    extractor = Extractor()
    extractor._parser = _Parsed(extractor._parser)  # type: ignore[assignment]
    weights = dict(Chooser.of(extractor.rules)._weights)
    for _ in range(asked.rounds):
        weights = fit(examples(extractor, texts, weights), asked.strength)
    report(f"fitted ({len(weights)} weights):", examples(extractor, texts, weights), groups)
    known = examples(extractor, texts, weights)
    names = list(dict.fromkeys(whole.values()))
    parts = asked.folds or len(names)
    unseen: list[Example] = []
    for part in range(parts):
        away = set(names[part::parts])
        left = {text for text, name in whole.items() if name in away}
        own = fit([example for example in known if example.text not in left], asked.strength)
        unseen += examples(extractor, [text for text in texts if text.document.id in left], own)
    report("unseen:", unseen, groups)
    if asked.write:
        asked.write.write_text(_toml(weights), encoding="utf-8")


def _toml(weights: Mapping[str, float]) -> str:
    lines = [f'"{name}" = {round(100 * weight)}' for name, weight in sorted(weights.items())]
    return "\n".join([_HEAD, *(line for line in lines if not line.endswith(" = 0")), ""])


_HEAD = """description = "Weights, in hundredths, of what tells that a piece of a sentence belongs to a figure's item."

# Written by bench/fit_items.py from annotated texts; kzreform/extraction/features.py says what each name tells.
[lexicon.item_weights]"""

if __name__ == "__main__":
    main()
