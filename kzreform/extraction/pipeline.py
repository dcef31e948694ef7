"""The extraction of a document: find, parse, interpret, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kzreform.extraction.dates import Calendar, DatedSpan, day_month_order
from kzreform.extraction.dating import Dating
from kzreform.extraction.find import DateMention, Finder, Mention, Quantity
from kzreform.extraction.interpret import Draft, Interpreter
from kzreform.extraction.item import Reader
from kzreform.extraction.parse import Parser
from kzreform.extraction.rules import load_rules
from kzreform.extraction.segment import blocks, sentences
from kzreform.records import Block, Document, Figure, figure_id, plain


class Extractor:
    """Extract the figures of documents in one language.

    Raises PatternError for a broken pattern file.

    >>> extractor = Extractor()
    >>> document = Document(id="note", text="In 2023, 1,692 corruption crimes were registered.")
    >>> [(figure.text, str(figure.value), figure.unit, figure.date) for figure in extractor.extract(document)]
    [('1,692', '1692', 'crime', '2023')]
    """

    def __init__(self, language: str = "en", patterns: Iterable[Path] = (), model: str | None = None) -> None:
        self.rules = load_rules(language, patterns)
        self._finder = Finder(self.rules)
        self._parser = Parser(language, model)
        self._interpreter = Interpreter(self.rules)
        self._reader = Reader(self.rules)

    @property
    def model(self) -> str | None:
        """The name of the spaCy model in use; None for a blank pipeline."""
        return self._parser.model

    def extract(self, document: Document) -> list[Figure]:
        """Give the figures of a document in text order."""
        found: list[tuple[Block, str, list[Mention]]] = []
        for block in blocks(document):
            text = document.text[block.start : block.end]
            found.append((block, text, self._finder.find(text)))
        order = day_month_order(mention for _, _, mentions in found for mention in mentions if isinstance(mention, DateMention))
        calendar = Calendar(rules=self.rules, published=document.published, order=order)
        dating = Dating(self.rules)
        work: list[tuple[Block, str, tuple[int, int], list[Draft]]] = []
        near: int | None = None
        for block, text, mentions in found:
            spans = sentences(text, self.rules) if mentions else [(0, len(text))]
            for span in spans:
                inside = [mention for mention in mentions if span[0] <= mention.start < span[1]]
                dates, near = _resolve(calendar, inside, text, near)
                quantities = [mention for mention in inside if isinstance(mention, Quantity)]
                drafts = self._interpreter.drafts(text, span, quantities)
                dating.sentence(text, span, block.kind, block.section, drafts, dates)
                if drafts:
                    work.append((block, text, span, drafts))
        docs = self._parser.parse(_parseable(text[slice(*span)]) for _, text, span, _ in work)
        figures = []
        for (block, text, span, drafts), doc in zip(work, docs, strict=True):
            self._reader.read(doc, span[0], drafts)
            figures += [_figure(document, block, text, draft) for draft in drafts]
        return figures


def _resolve(
    calendar: Calendar, mentions: Sequence[Mention], text: str, near: int | None
) -> tuple[list[DatedSpan], int | None]:
    dates = []
    for mention in mentions:
        if isinstance(mention, DateMention):
            resolved = calendar.resolve(mention, text, near)
            if resolved is not None:
                dates.append(resolved)
                if resolved.basis == "stated" and resolved.year is not None and "year" in mention.parts:
                    near = resolved.year
    return dates, near


def _parseable(text: str) -> str:
    # The model was trained on plain spaces and hyphens; every character is replaced by one, so offsets hold.
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " ", "\t": " ", "\u2011": "-", "\u2010": "-"})


def _figure(document: Document, block: Block, text: str, draft: Draft) -> Figure:
    start, end = block.start + draft.start, block.start + draft.end
    surface = document.text[start:end]
    return Figure(
        id=figure_id(document.id, start, end, surface),
        document=document.id,
        start=start,
        end=end,
        text=surface,
        kind=draft.kind,
        value=plain(draft.value),
        value_high=None if draft.value_high is None else plain(draft.value_high),
        unit=draft.unit or "",
        bound=draft.bound,
        item=draft.item,
        role=draft.role,
        direction=draft.direction,
        status=draft.status,
        date=draft.date,
        date_basis=draft.basis,
        sentence=re.sub(r"\s+", " ", text[slice(*draft.sentence)]).strip(),
        section=block.section,
        line=block.line + text.count("\n", 0, draft.start),
        page=block.page,
    )
