"""How well whole texts are read. No change may sink a measure below its floor; one that lifts it may lift the floor."""

from __future__ import annotations

import pytest

from kzreform.checking.evaluate import Evaluation, evaluate
from kzreform.checking.readings import Reading
from kzreform.records import Document
from tests.extraction import texts

#: A gold file, the source it was read from, and the part of the source that was read.
SHARED_GOLD = [("001.jsonl", "001", None), ("003-factors-1-3.jsonl", "003", (0, 102_489))]

# Floors of the figures that are right, by measure (F1) or share.
FLOORS_SHARED = {"detect": 0.985, "value": 0.975, "dated": 0.94, "row": 0.88, "unit": 0.90}
FLOORS_CORPUS = {"detect": 0.99, "value": 0.99, "dated": 0.88, "row": 0.72, "unit": 0.93, "item": 0.59}
FLOORS_FOREIGN = {"detect": 0.985, "value": 0.96, "dated": 0.85, "row": 0.75, "unit": 0.91, "item": 0.64}


def measured(parts: list[tuple[Document, list[Reading], tuple[int, int] | None]]) -> dict[str, float]:
    """Measure the figures of several texts at once, each moved to a place of its own."""
    gold: list[Reading] = []
    found: list[Reading] = []
    for number, (document, asked, within) in enumerate(parts):
        given = texts.as_readings(texts.extracted(document))
        low, high = within or (0, len(document.text))
        for readings, whole in ((asked, gold), (given, found)):
            whole += [_moved(r, number * 10**7) for r in readings if low <= r.start and r.end <= high]
    return figures_of(evaluate(gold, found))


def _moved(reading: Reading, by: int) -> Reading:
    fields = {name: getattr(reading, name) for name in reading.__struct_fields__}
    return Reading(**fields | {"start": reading.start + by, "end": reading.end + by})


def figures_of(result: Evaluation) -> dict[str, float]:
    shares = {name: share for name, share in result.shares.items() if share is not None}
    return {name: measure.f1 for name, measure in result.measures.items()} | shares


def sunk(got: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """What lies below its floor, with the floor."""
    return {name: (got[name], floor) for name, floor in floors.items() if got[name] < floor}


@pytest.mark.skipif(not texts.shared(), reason="the shared gold figures do not lie beside this checkout")
def test_the_shared_gold() -> None:
    sources = {entry["id"]: entry for entry in texts.shared()}
    parts = [
        (texts.read(texts.SHARED / "sources", sources[source]), texts.gold(texts.SHARED / "gold" / name), within)
        for name, source, within in SHARED_GOLD
    ]
    assert sunk(measured(parts), FLOORS_SHARED) == {}


def test_the_sample_corpus() -> None:
    parts = [(texts.read(texts.CORPUS, e), texts.gold(texts.CORPUS / e["gold"]), None) for e in texts.corpus()]
    assert sunk(measured(list(parts)), FLOORS_CORPUS) == {}


def test_texts_from_elsewhere() -> None:
    parts = [(texts.read(texts.FOREIGN, e), texts.gold(texts.FOREIGN / e["gold"]), None) for e in texts.foreign()]
    assert sunk(measured(list(parts)), FLOORS_FOREIGN) == {}
