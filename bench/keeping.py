"""What the corpus costs: adding beside extracting, and asking a corpus of a hundred thousand figures."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bench.corpora import made
from kzreform import reading
from kzreform.asking.finding import Sought
from kzreform.asking.series import series
from kzreform.checking.claims import Checker
from kzreform.checking.claims.words import Vocabulary
from kzreform.extraction import Extractor
from kzreform.keeping import Store
from kzreform.keeping.manifest import Manifest
from kzreform.records import Document

_ROOT = Path(__file__).parents[1]
_SOURCES = _ROOT.parent / "shared" / "sources" / "manifest.json"

WORDS = (
    "corrupt crime",
    "number of students",
    "women",
    "registered crimes in Almaty",
    "share of rural schools in 2020",
)
CLAIMS = (
    "In 2020 there were 1,204 registered crimes in Almaty.",
    "The share of rural schools built in Akmola reached 45% in 2019.",
    "Pavlodar gave 3.2 million tenge to young farmers in 2021.",
    "About 500 judges were trained.",
    "Thefts fell by a fifth between 2018 and 2022 in Karaganda.",
)


class Asked(msgspec.Struct, frozen=True):
    """The seconds that one question took, the best of the rounds."""

    what: str
    words: str
    seconds: float


class Keeping(msgspec.Struct, frozen=True):
    """What adding costs beside extracting, and what each question takes."""

    documents: str
    extracting: float
    adding: float
    adding_over_extracting: float
    figures: int
    filling: float
    opening: float
    asked: list[Asked]


def measure(figures: int, rounds: int) -> Keeping:
    """Measure; the extractor is loaded before."""
    name, documents = _documents()
    extractor = Extractor()
    extractor.extract(Document(id="warm", text=documents[-1].text[:4000]))
    gc.collect()
    gc.freeze()
    extracting = adding = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            extracting = min(extracting, _timed(lambda: [extractor.extract(each) for each in documents]))
            file = Path(folder) / f"{number}.db"
            adding = min(adding, _timed(lambda file=file: _add(file, documents, extractor)))  # type: ignore[misc]
        large = Path(folder) / "large.db"
        filling = _timed(lambda: _fill(large, figures))
        opening = min(_timed(lambda: Store.open(large).close()) for _ in range(rounds))
        with Store.open(large) as store:
            asked = _asked(store, extractor, rounds)
    return Keeping(
        documents=name,
        extracting=round(extracting, 3),
        adding=round(adding, 3),
        adding_over_extracting=round(adding / extracting, 2),
        figures=figures,
        filling=round(filling, 1),
        opening=round(opening, 4),
        asked=asked,
    )


def _asked(store: Store, extractor: Extractor, rounds: int) -> list[Asked]:
    vocabulary = Vocabulary(extractor.rules)
    found = []
    for words in WORDS:
        # A new one each round: it remembers how rare its words are.
        found.append(
            Asked("find", words, _best(lambda words=words: Sought(words, store, vocabulary).figures(), rounds))
        )  # type: ignore[misc]
        found.append(
            Asked("series", words, _best(lambda words=words: series(Sought(words, store, vocabulary)), rounds))
        )  # type: ignore[misc]
    for claim in CLAIMS:
        checked = Document(id="claim", text=claim)
        ask = lambda checked=checked: list(Checker(store, extractor).check(checked))  # noqa: E731
        found.append(Asked("check", claim, _best(ask, rounds)))
    return found


def _documents() -> tuple[str, list[Document]]:
    """Give the five sources where they lie beside the repository, or else the sample corpus."""
    if not _SOURCES.is_file():
        return "sample corpus", reading.sample()
    manifest = Manifest(_SOURCES)
    return "five sources", [
        listed.told(reading.load(reading.Source(manifest.file(listed), listed.id))) for listed in manifest.entries
    ]


def _add(file: Path, documents: list[Document], extractor: Extractor) -> None:
    with Store.open(file, write=True, create=True) as store:
        for document in documents:
            if not store.unchanged(document):
                store.add(document, extractor.extract(document))


def _fill(file: Path, figures: int) -> None:
    with Store.open(file, write=True, create=True) as store:
        for document, found in made(figures):
            store.add(document, found)


def _best(ask: Callable[[], object], rounds: int) -> float:
    return round(min(_timed(ask) for _ in range(rounds)), 3)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
