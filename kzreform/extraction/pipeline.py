"""The extraction of a document: find, parse, interpret, date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

import msgspec

from kzreform.deadline import Deadline
from kzreform.extraction.clean import Cleaned
from kzreform.extraction.columns import read_columns
from kzreform.extraction.dates import Calendar, DatedSpan, day_month_order, is_after, is_backwards
from kzreform.extraction.dating import Dating
from kzreform.extraction.draft import Draft
from kzreform.extraction.find import DateMention, Finder, Mention, Quantity
from kzreform.extraction.grid import Row, parted
from kzreform.extraction.interpret import Interpreter, settle_signs
from kzreform.extraction.item import Context, Reader
from kzreform.extraction.measures import Measures
from kzreform.extraction.namesakes import Namesakes
from kzreform.extraction.parse import Parser
from kzreform.extraction.parts import Part, parts, shorter
from kzreform.extraction.points import Points
from kzreform.extraction.rules import load_rules
from kzreform.extraction.scene import Scene, Scenes
from kzreform.extraction.segment import blocks, is_apart, list_style, sentences
from kzreform.extraction.tables import Tables
from kzreform.extraction.tense import clause_at
from kzreform.extraction.unsaid import Told, Unsaid
from kzreform.extraction.weigh import Weighing
from kzreform.records import Block, Document, Figure, figure_id, plain, unhalved


@dataclass(slots=True)
class Passage:
    """A sentence of a block on its way to figures; ``index`` counts the sentences of the block."""

    block: Block
    cleaned: Cleaned
    text: str
    span: tuple[int, int]
    mentions: list[Mention]
    index: int
    drafts: list[Draft] = field(default_factory=list)


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A figure and how it was read.

    ``pattern`` names the pattern that found it; ``reasons`` gives, by field, the cue, the words or the rule that
    decided it.
    """

    figure: Figure
    pattern: str
    reasons: dict[str, str]


class Extractor:
    """Extract the figures of documents in one language.

    ``timeout`` is how many seconds of the processor's time a document may take.
    Raises PatternError for a broken pattern file. The methods raise TimeLimitError for a document that takes longer,
    or on which a pattern takes too long.

    >>> extractor = Extractor()
    >>> document = Document(id="note", text="In 2023, 1,692 corruption crimes were registered.")
    >>> [(figure.text, str(figure.value), figure.unit, figure.date) for figure in extractor.extract(document)]
    [('1,692', '1692', 'crime', '2023')]
    """

    def __init__(
        self,
        language: str = "en",
        patterns: Iterable[Path] = (),
        model: str | None = None,
        timeout: float | None = None,
    ) -> None:
        self.rules = load_rules(language, patterns)
        self._timeout: float | None = None
        self._finder = Finder(self.rules)
        self._measures = Measures(self.rules, self._finder)
        self._points = Points(self.rules)
        self._parser = Parser(language, model)
        self._interpreter = Interpreter(self.rules)
        self._reader = Reader(self.rules)
        self._unsaid = Unsaid(self.rules, language)
        self._weighing = Weighing.of(self.rules)
        self._namesakes = Namesakes(self.rules, language)
        self._plan_lead = self.rules.compile(r"{{planlead}}")
        if timeout is not None:
            # What is made when it is first used must not count for the document that comes first.
            for pattern in self.rules.patterns:
                pattern.compiled  # noqa: B018
            self._passages(Document(id="", text="5%"), Deadline())
        self._timeout = timeout

    @property
    def model(self) -> str | None:
        """The name of the spaCy model in use; None for a blank pipeline."""
        return self._parser.model

    def extract(self, document: Document) -> list[Figure]:
        """Give the figures of a document in text order."""
        deadline = Deadline(self._timeout)
        document = mended(document)
        write = _Writer(document).figure
        figures: list[Figure] = []
        for passage in self._passages(document, deadline):
            deadline.check()
            figures += [write(passage, draft) for draft in passage.drafts]
        return figures

    def explain(self, document: Document) -> list[Explanation]:
        """Give the figures of a document with what each field was read from.

        >>> document = Document(id="note", text="In 2023 crime fell by about 2%.")
        >>> Extractor().explain(document)[0].reasons["bound"]
        'bound-about'
        """
        document = mended(document)
        write = _Writer(document).figure
        return [
            Explanation(
                figure=write(passage, draft),
                pattern=draft.pattern,
                reasons={**draft.why, **({"tense": draft.tense} if draft.tense else {})},
            )
            for passage in self._passages(document, Deadline(self._timeout))
            for draft in passage.drafts
        ]

    def _passages(self, document: Document, deadline: Deadline) -> list[Passage]:
        found: list[Part] = []
        for block in blocks(document):
            for part in parts(document, block, self._finder.find):
                deadline.check()
                found.append(part)
        if self._points.part_thousands(document.text):
            found = [
                (block, cleaned, [self._points.reread(mention, cleaned.text) for mention in mentions])
                for block, cleaned, mentions in found
            ]
        order = day_month_order(
            mention for _, _, mentions in found for mention in mentions if isinstance(mention, DateMention)
        )
        calendar = Calendar(rules=self.rules, published=document.published, order=order)
        passages: list[Passage] = []
        for block, cleaned, mentions in found:
            deadline.check()
            passages += [
                Passage(
                    block,
                    cleaned,
                    cleaned.text,
                    span,
                    [mention for mention in mentions if span[0] <= mention.start < span[1]],
                    index,
                )
                for index, span in enumerate(self._spans(block, cleaned.text, mentions))
            ]
        self._read(passages, deadline)
        self._namesakes.settle(
            document.text,
            ((passage.text[draft.start : draft.end], draft) for passage in passages for draft in passage.drafts),
        )
        deadline.check()
        scenes = Scenes(Dating(self.rules, document.published), document.published, self.rules.lexicon("linking"))
        self._weighing.weigh(_dated(passages, calendar, scenes, document.text, deadline))
        tables = Tables(self.rules, self._finder, calendar, deadline)
        for is_table, rows in groupby(passages, key=lambda passage: passage.block.kind == "table_row"):
            if is_table:
                tables.read(list(_rows(document.text, rows)))
        _look_ahead(passages, document.published)
        for passage in passages:
            if passage.block.kind != "table_row":
                self._measures.label(passage.text, passage.span, passage.drafts)
            settle_signs(passage.drafts)
        return passages

    def _spans(self, block: Block, text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
        """Give the sentences of a block; a table's row of values is one, and so is what holds nothing to read."""
        if not mentions:
            return [(0, len(text))]
        if block.kind == "table_row":
            starts = [mention.start for mention in mentions if isinstance(mention, Quantity)]
            whole = parted(text, starts, self.rules)
        else:
            whole = sentences(text, self.rules)
        return [part for span in whole for part in shorter(text, span, mentions)]

    def _read(self, passages: Sequence[Passage], deadline: Deadline) -> None:
        """Interpret and parse the sentences that hold a quantity."""
        previous: list[Draft] = []
        for passage in passages:
            if passage.index == 0:
                previous = []
            quantities = [mention for mention in passage.mentions if isinstance(mention, Quantity)]
            if quantities:
                deadline.check()
                passage.drafts = self._interpreter.drafts(passage.text, passage.span, quantities, previous)
            previous = passage.drafts
        leads = {id(lead) for lead, following in pairwise(passages) if _is_lead(lead, following)}
        work = [passage for passage in passages if passage.drafts or id(passage) in leads]
        docs = self._parser.parse(passage.text[slice(*passage.span)] for passage in work)
        context = Context()
        before: list[Told] = []
        for passage, doc in zip(work, docs, strict=True):
            deadline.check()
            if id(passage) in leads:
                self._reader.lead(doc, context)
            if passage.block.kind != "table_row" and passage.drafts:
                told = Told(doc, passage.span[0], passage.drafts, passage.block)
                self._unsaid.read(told, before)
                before.append(told)
            self._reader.read(doc, passage.span[0], passage.drafts, context)
            for draft in passage.drafts:
                low, high = draft.start - passage.span[0], draft.end - passage.span[0]
                draft.clause = clause_at(doc, low, high, self.rules.lexicon("auxiliaries"))
                draft.tense = draft.clause.tense
                if (
                    draft.tense == "past"
                    and (draft.bound not in ("at_most", "under") or draft.why.get("role") == "rule-within")
                    and draft.why.get("role")
                    in (
                        "rule-at-least",
                        "rule-within",
                        "restated",
                        f"unit {draft.unit}",
                    )
                    and draft.role == "threshold"
                ):
                    # "At least 16 were killed", "he was fined 150 MCI": it happened, no rule is told.
                    draft.role, draft.status = "level", "reported"
        read_columns([(passage.text, passage.drafts) for passage in passages], self.rules)
        self._plan(passages)

    def _plan(self, passages: Sequence[Passage]) -> None:
        """Give the lines of a list of plans their status: "The Ministry will:", "Tasks for 2025"."""
        planned, style = False, ""
        for passage in passages:
            listed = passage.block.kind == "list_item"
            leads = passage.text.rstrip().endswith(":")
            own = list_style(passage.text) if listed else ""
            if not listed or leads or own == style:
                # "25. I have set aside for next year:" leads "(a) ...", up to "26. ...".
                planned = False
            if planned:
                for draft in passage.drafts:
                    if draft.status == "reported" and draft.tense != "past":
                        draft.status = "planned"
                        draft.why["status"] = "lead of the list"
            elif leads or passage.block.kind == "heading":
                planned, style = bool(self._plan_lead.search(passage.text, *passage.span)), own


def _is_lead(lead: Passage, following: Passage) -> bool:
    """Say whether a line leads to figures that say nothing: "Registered companies by year:", then "2021: 9,870"."""
    if lead.drafts or not following.drafts or not lead.text.rstrip().endswith(":"):
        return False
    start, said = following.span[0], ""
    for mention in following.mentions:
        said += following.text[start : mention.start]
        start = max(start, mention.end)
    return not _WORD.search(said + following.text[start : following.span[1]])


def _rows(text: str, passages: Iterable[Passage]) -> Iterator[Row]:
    end: int | None = None
    for start, read in groupby(passages, key=lambda passage: passage.block.start):
        row = list(read)
        yield Row(
            row[0].text,
            [part.drafts for part in row],
            row[0].block.section,
            [mention for part in row for mention in part.mentions],
            apart=end is not None and is_apart(text, end, start),
        )
        end = row[0].block.end


def _dated(
    passages: Sequence[Passage], calendar: Calendar, scenes: Scenes, text: str, deadline: Deadline
) -> Iterator[Scene]:
    """Date the figures of sentences by the rules; give the scenes of those that are weighed."""
    near: int | None = None
    end = 0
    dating = scenes.dating
    for passage in passages:
        deadline.check()
        if passage.index == 0:
            near = dating.year
        dates, near = _resolve(calendar, passage, near, scenes)
        if passage.index == 0:
            scenes.block(passage.text, passage.block.kind, dates, is_apart(text, end, passage.block.start))
            end = passage.block.end
        scene = scenes.sentence(passage.text, passage.span, passage.drafts, dates)
        if scene is not None:
            yield scene


def _look_ahead(passages: Iterable[Passage], published: str | None) -> None:
    """Give what is told for a time after the publication its status."""
    for passage in passages:
        for draft in passage.drafts:
            if draft.status == "reported" and draft.tense != "past" and is_after(draft.date, published):
                draft.status = "planned"
                draft.why["status"] = "date after publication"


def _resolve(
    calendar: Calendar, passage: Passage, near: int | None, scenes: Scenes
) -> tuple[list[DatedSpan], int | None]:
    dates: list[DatedSpan] = []
    text, dating = passage.text, scenes.dating
    about = dating.period
    for mention in passage.mentions:
        if isinstance(mention, DateMention):
            period = next((date.edtf for date in reversed(dates) if "/" in date.edtf), None)
            year = dating.told if mention.form == "since_then" and not dates else None
            told = next((date for date in reversed(dates) if _tells(date, passage, dating)), None)
            last = told.edtf if told is not None else None if calendar.is_from_now(mention) else scenes.last_date
            resolved = calendar.resolve(mention, text, year or near, period, dating.heading, last)
            if resolved is not None and resolved.form == "reporting" and any(date.basis == "stated" for date in dates):
                # "In 2019 there were 83 in the whole reporting period": the sentence says which it means.
                continue
            if resolved is not None and about is not None and _is_of(resolved, about):
                resolved = msgspec.structs.replace(resolved, edtf=about.edtf)
            if resolved is not None:
                years = (dating.told, near, dating.year, calendar.year, calendar.year and calendar.year - 1)
                others = calendar.others(mention, resolved, [year for year in dict.fromkeys(years) if year])
                if others:
                    resolved = msgspec.structs.replace(resolved, others=others)
                dates.append(resolved)
                if resolved.form in ("year", "day", "numeric", "year_span") and "year" in mention.parts:
                    near = resolved.year
    paired = len(passage.drafts) == len(dates) and dating.lists(text, passage.drafts)
    apart = paired or dating.are_in_order(text, passage.span)
    return _joined(calendar, dates, text, apart), near


#: The forms of dates that say when somebody said something.
_SAID = frozenset(("weekday", "relative_day", "relative_week", "now"))


def _tells(date: DatedSpan, passage: Passage, dating: Dating) -> bool:
    """Say whether "a year earlier" may be counted from a date: not from the day on which somebody said so."""
    return date.form not in _SAID and not dating.is_aside(passage.text, passage.span, date)


def _is_of(date: DatedSpan, period: DatedSpan) -> bool:
    """Say whether a date told relative to a document means its own period: "the reporting period", "next year"."""
    if date.form == "reporting":
        return True
    # Of a budget for 2024/2025, next year is the financial year.
    start, _, end = period.edtf.partition("/")
    spans = period.form == "year_span" and start.isdigit() and end.isdigit() and int(end) - int(start) == 1
    return spans and date.form == "relative_year" and date.edtf == end and date.opening is None


def _joined(calendar: Calendar, dates: Sequence[DatedSpan], text: str, apart: bool) -> list[DatedSpan]:
    """Join "from May 2022 to the end of 2023", found as two dates, into one period, and "in 2020 and 2021".

    ``apart`` says that years side by side are those of figures side by side.
    """
    joined: list[DatedSpan] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last is not None and (calendar.spans(text, last, date) or (calendar.adjoin(text, last, date) and not apart)):
            edtf = f"{last.edtf.removesuffix('/..')}/{date.edtf.removeprefix('../')}"
            if is_backwards(edtf):
                joined.append(date)
                continue
            joined[-1] = DatedSpan(
                start=last.start,
                word=last.word,
                end=date.end,
                edtf=edtf,
                basis=last.basis,
                form="span",
                words=text[last.start : date.end],
            )
        else:
            joined.append(date)
    return joined


_WORD = re.compile(r"[^\W\d_]{3}")

#: How many words an item has at most.
_ITEM = 11


class _Writer:
    """Makes figures of the drafts of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._breaks = [match.end() for match in re.finditer(r"\r\n|[\n\r]", document.text)]
        self._sentence: tuple[str, tuple[int, int], str] = ("", (0, 0), "")

    def figure(self, passage: Passage, draft: Draft) -> Figure:
        """Give the figure of a draft."""
        document, block = self._document, passage.block
        start = block.start + passage.cleaned.origin(draft.start)
        end = block.start + passage.cleaned.origin(draft.end, end=True)
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
            unit=(draft.unit or "").strip(),
            bound=draft.bound,
            # Words of marks and heads of tables may be many.
            item=draft.item if draft.item.count(" ") < _ITEM else " ".join(draft.item.split()[:_ITEM]),
            role=draft.role,
            direction=draft.direction,
            status=draft.status,
            date=draft.date,
            date_basis=draft.basis,
            sentence=self._told(passage.text, draft.sentence),
            section=block.section,
            line=bisect_right(self._breaks, start) + 1,
            page=bisect_right(document.page_starts, start) if document.page_starts else None,
        )

    def _told(self, text: str, span: tuple[int, int]) -> str:
        """Give a sentence, white space folded; the figures of a sentence share it, for they may be many."""
        if self._sentence[0] is not text or self._sentence[1] != span:
            self._sentence = (text, span, re.sub(r"\s+", " ", text[slice(*span)]).strip())
        return self._sentence[2]


def mended(document: Document) -> Document:
    """Put the mark for what is no character in place of lone surrogates, which nothing that is written may hold."""
    try:
        f"{document.id}{document.text}".encode()
    except UnicodeEncodeError:
        told = {name: unhalved(getattr(document, name)) for name in ("id", "text")}
        return msgspec.structs.replace(document, **told)
    return document
