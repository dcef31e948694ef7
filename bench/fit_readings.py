"""Learn the networks that weigh the rules' readings of date, role and status, and measure them on texts left out.

    python -m bench.fit_readings MANIFEST... [--marked FOLDER] [--folds 5] [--away NAME...] [--write patterns/en]

A manifest names texts and gold figures, as for ``kzreform evaluate``, or holds rows of phrasings; a folder of marked
texts (see ``marked.py``), by default bench/data/readings, adds more. With ``--folds``, the documents of the manifests
are read in turn by networks learned from all of the others; with ``--away``, the groups named (a manifest's folder, or
the first letter of marked texts) are read by networks that never saw them. Needs torch (``pip install -e .[fit]``);
extracting does not.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from bench.learning import Pace, fit, in_bytes, learned, pooled, table
from bench.marked import Read
from bench.marked import texts as marked_texts
from kzreform.checking.evaluate import same_years
from kzreform.checking.readings import Reading
from kzreform.checking.sets import from_manifest, from_rows
from kzreform.extraction import Extractor
from kzreform.extraction.dates import is_after
from kzreform.extraction.network import DATE_FILE, ROLE_FILE, SHARED, STATUS_FILE, Classifier, Network
from kzreform.extraction.scene import Scene
from kzreform.extraction.told import Figure, figures
from kzreform.extraction.weigh import CLASSES, Weighing
from kzreform.records import STATUSES, Document

#: A name is learned when so many dates, or so many figures, bear it.
_SEEN_DATES, _SEEN = 15, 8
_WIDTH = 32
_PACE = Pace(passes=6, batch=32, rate=4e-3, decay=0.03)
#: The shares of the hidden layer and of the names that are left out at random while learning.
_LEFT_OUT, _NAMES_LEFT_OUT = 0.35, 0.12
#: How much a date of the right year counts that is not the very date of the reader.
_NEAR = 0.6
#: How much a text of the manifests counts, read more carefully than the marked ones, and a phrasing, which is short and
#: the only one of its kind.
_OWN, _ROW = 1.5, 2.5


@dataclass(slots=True)
class Example:
    """A figure with its readers' readings and what is told of it."""

    text: str
    group: str
    readings: list[Read]
    told: Figure
    rule: Read
    #: When the text was published, where a date after that makes a plan of the figure.
    published: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Text:
    """A document with the places of its figures and their readings."""

    document: Document
    group: str
    readings: list[tuple[int, int, list[Read]]]


class _Recorder(Weighing):
    """Keeps what is told of each figure, and leaves the rules' readings."""

    def __init__(self) -> None:
        self.kept: dict[int, Figure] = {}

    def weigh(self, scenes: Iterable[Scene]) -> None:
        """Keep what is told."""
        for scene in scenes:
            for draft, told in zip(scene.drafts, figures(scene), strict=True):
                self.kept[id(draft)] = told


def examples(extractor: Extractor, texts: Iterable[Text]) -> Iterator[Example]:
    """Read texts by the rules and give their figures with the readers' readings."""
    from kzreform.deadline import Deadline
    from kzreform.extraction.pipeline import _Writer

    for text in texts:
        extractor._weighing = recorder = _Recorder()
        writer = _Writer(text.document)
        passages = extractor._passages(text.document, Deadline())
        found = [(writer.figure(passage, draft), draft) for passage in passages for draft in passage.drafts]
        for start, end, readings in text.readings:
            beside = [draft for figure, draft in found if figure.start < end and start < figure.end]
            if len(beside) == 1 and id(beside[0]) in recorder.kept:
                [draft] = beside
                rule = Read(draft.date, draft.role, draft.direction, draft.status)
                ahead = None if draft.tense == "past" else text.document.published
                weight = 1.0 if text.group.startswith("marked") else _ROW if text.group == "rows" else _OWN
                told = recorder.kept[id(draft)]
                yield Example(text.document.id, text.group, readings, told, rule, ahead, weight)


class _Learner(torch.nn.Module):
    """What both kinds of networks share: a hidden layer of the sum of names, and weights of names by themselves."""

    def __init__(self, names: int, outs: int) -> None:
        super().__init__()
        self.none = names
        self.table = torch.nn.EmbeddingBag(names + 1, _WIDTH, mode="sum", include_last_offset=True, padding_idx=names)
        torch.nn.init.normal_(self.table.weight, std=0.05)
        self.direct = torch.nn.EmbeddingBag(names + 1, outs, mode="sum", include_last_offset=True, padding_idx=names)
        torch.nn.init.zeros_(self.direct.weight)
        self.bias = torch.nn.Parameter(torch.zeros(_WIDTH))
        self.out = torch.nn.Linear(_WIDTH, outs)
        self.left_out = torch.nn.Dropout(_LEFT_OUT)

    def names(self, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """Put rows of names together, some of them left out at random."""
        flat = torch.from_numpy(np.fromiter((name for row in rows for name in row), dtype=np.int64))
        if self.training:
            flat = torch.where(torch.rand(flat.shape) < _NAMES_LEFT_OUT, torch.full_like(flat, self.none), flat)
        return flat, torch.from_numpy(np.cumsum([0, *map(len, rows)]))

    def forward(self, rows: Sequence[Sequence[int]]) -> Any:
        """Give the scores of the classes of each row."""
        flat, starts = self.names(rows)
        hidden = self.left_out(functional.relu(self.table(flat, starts) + self.bias))
        return self.out(hidden) + self.direct(flat, starts)


class _DateLearner(_Learner):
    """The network of dates: those of a figure weigh on each other; see ``kzreform/extraction/network.py``."""

    def __init__(self, names: int) -> None:
        super().__init__(names, 1)
        self.pool = torch.nn.Linear(2 * _WIDTH, _WIDTH)

    def weigh(self, rows: Sequence[Sequence[int]], figure: Any, count: int) -> Any:
        """Give the scores of dates; ``figure`` tells which of the figures each is of."""
        flat, starts = self.names(rows)
        hidden = self.left_out(functional.relu(self.table(flat, starts) + self.bias))
        most = torch.zeros(count, _WIDTH).scatter_reduce(0, figure[:, None].expand_as(hidden), hidden, "amax")
        whole = torch.zeros(count, _WIDTH).index_add(0, figure, hidden) / SHARED
        pooled = self.pool(torch.cat([most, whole], -1))
        raised = self.left_out(functional.relu(hidden + pooled[figure]))
        return self.out(raised)[:, 0] + self.direct(flat, starts)[:, 0]


def learn_dates(given: Sequence[Example], seed: int = 0) -> dict[str, Any]:
    """Learn the network of dates; give the arrays of its file."""
    torch.manual_seed(seed)
    told = [[[*one.names, *example.told.shared] for one in example.told.candidates] for example in given]
    names = _names((row for rows in told for row in rows), _SEEN_DATES)
    ids = {name: place for place, name in enumerate(names)}
    cases = []
    for example, rows in zip(given, told, strict=True):
        right = [_rightness(one.edtf, example.readings) for one in example.told.candidates]
        if len(rows) > 1 and max(right) > 0:
            cases.append(([[ids[name] for name in row if name in ids] for row in rows], right, example.weight))
    learner = _DateLearner(len(names))

    def loss(some: Sequence[Any]) -> Any:
        figure = torch.from_numpy(np.repeat(np.arange(len(some)), [len(case[0]) for case in some]))
        scores = learner.weigh([row for case in some for row in case[0]], figure, len(some))
        right = torch.tensor([share for case in some for share in case[1]])
        most = torch.full((len(some),), -1e9).scatter_reduce(0, figure, scores, "amax").detach()
        weights = torch.exp(scores - most[figure])
        whole = torch.zeros(len(some)).index_add(0, figure, weights)
        good = torch.zeros(len(some)).index_add(0, figure, weights * right)
        return -(torch.log(good / whole + 1e-9) * torch.tensor([case[2] for case in some])).mean()

    fit(learner, cases, loss, _PACE, seed)
    return pooled(names, learned(learner))


def _rightness(edtf: str | None, readings: Sequence[Read]) -> float:
    if any(edtf == one.date for one in readings):
        return 1.0
    return _NEAR if any(same_years(edtf, one.date) for one in readings) else 0.0


def learn_classes(given: Sequence[Example], what: str, seed: int = 0) -> dict[str, Any]:
    """Learn the network of roles or of statuses; give the arrays of its file."""
    torch.manual_seed(seed)
    classes = list(CLASSES) if what == "role" else list(STATUSES)
    told = [one.told.names for one in given]
    names = _names(told, _SEEN)
    ids = {name: place for place, name in enumerate(names)}
    cases = []
    for example, row in zip(given, told, strict=True):
        right = [classes.index(_class(one, what)) for one in example.readings]
        cases.append(([ids[name] for name in row if name in ids], right, example.weight))
    learner = _Learner(len(names), len(classes))

    def loss(some: Sequence[Any]) -> Any:
        wrong = torch.full((len(some), len(classes)), -torch.inf)
        for place, case in enumerate(some):
            wrong[place, case[1]] = 0
        chances = torch.log_softmax(learner([case[0] for case in some]), -1)
        return -(torch.logsumexp(chances + wrong, -1) * torch.tensor([case[2] for case in some])).mean()

    fit(learner, cases, loss, _PACE, seed)
    found = learned(learner)
    direct, direct_scale = in_bytes(found["direct.weight"][:-1])
    return {
        **table(names, found),
        "classes": np.frombuffer("\n".join(classes).encode(), dtype=np.uint8),
        "direct": direct,
        "direct_scale": direct_scale,
        "out": found["out.weight"].T.astype(np.float32),
        "out_bias": found["out.bias"].astype(np.float32),
    }


def _class(read: Read, what: str) -> str:
    if what == "status":
        return read.status
    whole = f"{read.role} {read.direction}"
    return whole if whole in CLASSES else read.role


def _names(rows: Iterable[Sequence[str]], seen: int) -> list[str]:
    counts = Counter(name for row in rows for name in set(row) if "\n" not in name)
    return sorted(name for name in counts if counts[name] >= seen)


class Networks:
    """The networks of dates, roles and statuses."""

    def __init__(self, given: Sequence[Example]) -> None:
        self.arrays = {
            DATE_FILE: learn_dates(given),
            ROLE_FILE: learn_classes(given, "role"),
            STATUS_FILE: learn_classes(given, "status"),
        }
        self._dates = Network(self.arrays[DATE_FILE])
        self._roles, self._statuses = (Classifier(self.arrays[file]) for file in (ROLE_FILE, STATUS_FILE))

    def read(self, example: Example) -> Read:
        """Weigh a figure."""
        told = example.told
        rows = self._dates.vocabulary.rows
        [place] = self._dates.best([[rows(one.names) for one in told.candidates]], [rows(told.shared)])
        date = told.candidates[place].edtf
        [status] = self._statuses.best([self._statuses.vocabulary.rows(told.names)])
        [role] = self._roles.best([self._roles.vocabulary.rows(told.names)])
        if status == "reported" and is_after(date, example.published):
            status = "planned"  # as the pipeline has it
        return Read(date, *CLASSES[role], status)  # type: ignore[arg-type]


_SHARES = ("date", "role", "status", "row")


def report(title: str, read: Sequence[tuple[Example, Read]]) -> None:
    """Tell by group the share of dates (years), roles with directions, statuses, and all of them, that are right."""
    groups: dict[str, list[list[bool]]] = defaultdict(list)
    for example, found in read:
        marks = [
            any(same_years(found.date, one.date) for one in example.readings),
            any((found.role, found.direction) == (one.role, one.direction) for one in example.readings),
            any(found.status == one.status for one in example.readings),
        ]
        groups[example.group].append([*marks, all(marks)])
        groups["~all"].append([*marks, all(marks)])
    for group, rows in sorted(groups.items()):
        columns = zip(_SHARES, zip(*rows, strict=True), strict=True)
        told = "  ".join(f"{name} {sum(column) / len(rows):.3f}" for name, column in columns)
        sys.stdout.write(f"{title:9} {group:12} {len(rows):6} {told}\n")
    sys.stdout.flush()


def _texts(manifests: Iterable[Path]) -> Iterator[Text]:
    for path in manifests:
        for case in from_rows([path]) if path.suffix == ".jsonl" else from_manifest(path):
            readings = [(gold.start, gold.end, _readings(gold)) for gold in case.gold if not gold.optional]
            yield Text(case.document, "rows" if path.suffix == ".jsonl" else path.parent.name, readings)


def _group(name: str) -> str:
    """Name the group of a marked text: its writer."""
    return f"marked {name.partition('-')[0]}"


def _readings(gold: Reading) -> list[Read]:
    both = [gold, gold.second()] if gold.also else [gold]
    return [Read(one.date, one.role, one.direction, one.status) for one in both]  # type: ignore[arg-type]


def main() -> None:
    """Learn, measure across texts, and write the networks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path, nargs="+")
    parser.add_argument("--marked", type=Path, default=Path(__file__).parent / "data" / "readings")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="parts to leave out in turn")
    parser.add_argument("--away", nargs="*", default=[], help="groups to leave out, and measure on")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    extractor = Extractor()
    more = (
        Text(Document(id=one.name, text=one.text, published=one.published), _group(one.name), one.readings)
        for one in marked_texts(asked.marked)
    )
    given = [*examples(extractor, _texts(asked.manifest)), *examples(extractor, more)]
    away = [one for one in given if one.group.removeprefix("marked ") in asked.away]
    given = [one for one in given if one.group.removeprefix("marked ") not in asked.away]
    if away:
        networks = Networks(given)
        report("rules:", [(one, one.rule) for one in away])
        report("away:", [(one, networks.read(one)) for one in away])
    own = [one for one in given if not one.group.startswith("marked") and one.group != "rows"]
    documents = sorted({(one.group, one.text) for one in own})
    random.Random(1).shuffle(documents)
    read: list[tuple[Example, Read]] = []
    for part in range(asked.folds):
        left = set(documents[part :: asked.folds])
        networks = Networks([one for one in given if (one.group, one.text) not in left])
        read += [(one, networks.read(one)) for one in own if (one.group, one.text) in left]
    if read:
        report("rules:", [(one, one.rule) for one, _ in read])
        report("left out:", read)
    if asked.write:
        networks = Networks(given)
        report("learned:", [(one, networks.read(one)) for one in own])
        for name, arrays in networks.arrays.items():
            np.savez_compressed(asked.write / name, **arrays)


if __name__ == "__main__":
    main()
