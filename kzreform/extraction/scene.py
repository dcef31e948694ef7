"""The scene of a sentence: its figures as the rules read them, the dates in it, and those told before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kzreform.extraction.dates import DatedSpan
from kzreform.extraction.dating import Dating
from kzreform.extraction.draft import Draft
from kzreform.extraction.held import Standing
from kzreform.records import BlockKind

#: How many dates told before a sentence are kept.
_HISTORY = 4
#: How many sentences without figures may stand between a figure and what is counted from its date.
_LATELY = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A date told in an earlier sentence: so many sentences ago, in that block."""

    date: DatedSpan
    gap: int
    block: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence's figures are weighed by."""

    text: str
    span: tuple[int, int]
    drafts: Sequence[Draft]
    dates: Sequence[DatedSpan]
    #: By the place of a date in ``dates``: "aside" of a law or a speaker, "base" of a comparison, else "usable".
    states: Sequence[str]
    standing: Standing
    kind: BlockKind
    heading: str
    #: The dates told before, the last first.
    history: Sequence[Told]
    #: The figure before the first of the sentence, and how many sentences ago it stood.
    before: Draft | None
    before_gap: int
    published: str | None
    #: The words that link what sentences of the language tell.
    links: Collection[str]


class Scenes:
    """Date sentences by the rules and keep the scene of each."""

    def __init__(self, dating: Dating, published: str | None, links: Collection[str]) -> None:
        self.dating, self._published, self._links = dating, published, links
        self._kind: BlockKind = "paragraph"
        self._heading = ""
        self._history: list[tuple[DatedSpan, int, int]] = []
        self._count = 0
        self._last: tuple[Draft, int] | None = None

    def block(self, text: str, kind: BlockKind, dates: Sequence[DatedSpan], apart: bool) -> None:
        """Begin a block, as for ``Dating.block``."""
        self.dating.block(text, kind, dates, apart)
        self._kind = kind
        if kind == "heading":
            self._heading = text

    def sentence(
        self, text: str, span: tuple[int, int], drafts: Sequence[Draft], dates: Sequence[DatedSpan]
    ) -> Scene | None:
        """Date the figures of a sentence by the rules; give their scene, or None where nothing is weighed."""
        self._count += 1
        standing = self.dating.standing if drafts and self._kind != "table_row" else None
        self.dating.sentence(text, span, drafts, dates)
        scene = None if standing is None else self._scene(text, span, drafts, dates, standing)
        for date in dates:
            others = [told for told in self._history if told[0].edtf != date.edtf]
            self._history = [*others[1 - _HISTORY :], (date, self._count, self.dating.place)]
        if drafts:
            # As the rules read it: what it is weighed to be is not told of it.
            self._last = replace(drafts[-1], why=dict(drafts[-1].why)), self._count
        return scene

    @property
    def last_date(self) -> str | None:
        """The date of the figure before, if it stands in the sentence before or at most one further back."""
        if self._last is None or self._count - self._last[1] > _LATELY:
            return None
        return self._last[0].date

    def _scene(
        self,
        text: str,
        span: tuple[int, int],
        drafts: Sequence[Draft],
        dates: Sequence[DatedSpan],
        standing: Standing,
    ) -> Scene:
        before, at = self._last or (None, 0)
        return Scene(
            text=text,
            span=span,
            drafts=drafts,
            dates=dates,
            states=[self._state(text, span, date) for date in dates],
            standing=standing,
            kind=self._kind,
            heading=self._heading,
            history=[Told(date, self._count - at, block) for date, at, block in reversed(self._history)],
            before=before,
            before_gap=self._count - at,
            published=self._published,
            links=self._links,
        )

    def _state(self, text: str, span: tuple[int, int], date: DatedSpan) -> str:
        if self.dating.is_aside(text, span, date):
            return "aside"
        return "base" if self.dating.is_base(text, span, date) else "usable"
