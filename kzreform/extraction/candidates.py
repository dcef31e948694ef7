"""The dates that a figure may be of, and what is told of each: the names by which a network weighs them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kzreform.extraction.dates import DatedSpan
from kzreform.extraction.draft import Draft
from kzreform.extraction.held import Held, bracket_around
from kzreform.extraction.links import between, tokens
from kzreform.extraction.scene import Scene
from kzreform.records import DateBasis

_YEAR = re.compile(r"(?<![-\d])\d{4}")
#: How far, in characters, a date may stand from a figure, with the names of the distances.
_DISTANCES = ((10, "10"), (30, "30"), (60, "60"), (120, "120"))
#: How many dates of a sentence, the nearest ones, are weighed for a figure.
_DATES_BEFORE, _DATES_AFTER = 8, 6
#: How many sentences back the figure before counts.
_BACK = 6


@dataclass(slots=True)
class Candidate:
    """A date that a figure may be of, None for none at all: where it comes from and what tells for it."""

    edtf: str | None
    basis: DateBasis | None
    words: str | None
    names: list[str]


def lies(edtf: str | None, published: str | None) -> str:
    """Tell how a date lies to the publication.

    >>> lies("../2029", "2024-06-01"), lies("2023-07", "2024-06-01"), lies("2015", "2024-06-01")
    ('ahead until', 'year 1 one', 'long ago one')
    """
    if edtf is None:
        return "no date"
    year = _year(edtf)
    if year is None or not published:
        return "unknown"
    shape = "since" if edtf.endswith("/..") else "until" if edtf.startswith("../") else "span" if "/" in edtf else "one"
    back = int(published.partition("-")[0]) - year
    return f"{'ahead' if back < 0 else f'year {back}' if back < 3 else 'long ago'} {shape}"


def _year(edtf: str) -> int | None:
    years = _YEAR.findall(edtf)
    return int(years[-1]) if years else None


class Date:
    """A date of a sentence with what is told of it for all figures."""

    def __init__(self, scene: Scene, index: int, starts: list[int], begins: list[int], ends: list[int]) -> None:
        self._index, self._starts, self._begins, self._ends = index, starts, begins, ends
        text, low = scene.text, scene.span[0]
        self.date = date = scene.dates[index]
        self.state = scene.states[index]
        self.bracket = bracket_around(text, scene.span, date.start)
        before, after = tokens(text[max(low, date.word - 40) : date.word]), tokens(text[date.end : date.end + 20])
        self.names = [
            "here",
            f"here {date.form}",
            f"here {self.state}",
            f"here first {date.start - low < 4}",
            f"here of {min(len(scene.dates), 3)}",
            f"here after {' '.join(before[-1:])}",
            f"here after {' '.join(before[-2:])}",
            f"here before {' '.join(after[:1])}",
        ]

    def _between(self, draft: Draft, before: bool) -> int:
        """Give how many dates stand between the date and a figure."""
        if before:
            return bisect_right(self._ends, draft.start) - self._index - 1
        return max(0, self._index - bisect_left(self._begins, draft.end))

    def told(self, scene: Scene, draft: Draft, own: tuple[int, int] | None) -> Iterator[str]:
        """Tell how the date stands to a figure, which stands in the brackets ``own``."""
        date, text, starts = self.date, scene.text, self._starts
        before = date.end <= draft.start
        side = "before" if before else "after" if date.start >= draft.end else "over"
        low, high = (date.end, draft.start) if before else (draft.end, date.start)
        figures = max(0, bisect_left(starts, high) - bisect_left(starts, low))
        dates = self._between(draft, before)
        pauses = f"{text.find('; ', low, high) >= 0} {text.find(', ', low, high) >= 0}"
        yield f"here {side}"
        yield f"here {side} figures {min(figures, 3)}"
        yield f"here {side} dates {min(dates, 2)}"
        yield f"here {side} {min(figures, 2)} {min(dates, 2)} {pauses}"
        yield f"here {side} {pauses}"
        yield f"here {side} {next((name for limit, name in _DISTANCES if high - low <= limit), 'far')}"
        yield f"here bracket {'same' if self.bracket == own else 'own' if own else 'its'} {side}"
        yield f"here {date.form} {side} {draft.role}"
        yield f"here {date.basis} {date.opening} {draft.role}"
        yield f"here {self.state} {side} {draft.role}"
        yield f"here {self.state} {draft.tense} {draft.status}"
        yield f"here opening {date.opening} {draft.tense}"
        if (words := between(text, low, high)) is not None:
            yield f"here {side} between {words}"


def candidates(scene: Scene, index: int, dates: Sequence[Date]) -> list[Candidate]:
    """Give the dates that a figure may be of, that of the rules first, each with what tells for or against it."""
    draft, standing = scene.drafts[index], scene.standing
    found: dict[str | None, Candidate] = {}

    def tell(edtf: str | None, basis: DateBasis | None, words: str | None, names: Sequence[str]) -> None:
        known = found.get(edtf)
        if known is None:
            found[edtf] = Candidate(edtf, basis, words, list(names))
        else:
            known.names += names

    rule = ["rule", f"rule {draft.basis}", f"rule {draft.basis} {draft.tense}", f"rule {draft.role} {draft.status}"]
    tell(draft.date, draft.basis, draft.why.get("date"), rule)
    tell(None, None, None, ["none", f"none {draft.tense} {draft.role} {draft.status}", f"none {draft.kind}"])
    bracket = bracket_around(scene.text, scene.span, draft.start)
    after = bisect_left(dates, draft.start, key=lambda one: one.date.start)
    for one in dates[max(0, after - _DATES_BEFORE) : after + _DATES_AFTER]:
        names = [*one.names, *one.told(scene, draft, bracket)]
        date, words = one.date, scene.text[one.date.start : one.date.end]
        tell(date.edtf, date.basis, words, names)
        for other in date.others:
            shift = max(-3, min(3, (_year(other) or 0) - (_year(date.edtf) or 0)))
            as_held = standing.main is not None and _year(other) == standing.main.date.year
            more = (f"counted {date.form} {shift}", f"counted {as_held}")
            basis: DateBasis = "carried" if date.basis == "relative" else date.basis
            tell(other, basis, words, [*(f"counted {name}" for name in names), *more])
    for name, held in (("main", standing.main), ("now", standing.now)):
        if held is not None:
            tell(held.date.edtf, "carried", _carried(held.date), list(_held(name, held, draft, scene)))
    if (period := standing.period) is not None:
        names = [
            "period",
            f"period {period.form}",
            f"period {'title' if standing.titled else 'section'}",
            f"period {draft.tense} {draft.status}",
            f"period {draft.role}",
            f"period {scene.kind}",
            f"period dates {min(len(dates), 2)}",
        ]
        tell(period.edtf, "carried", _carried(period), names)
    if (event := standing.event) is not None:
        tell(event.edtf, "carried", _carried(event), ["event", f"event {draft.tense}"])
    for place, told in enumerate(scene.history):
        date, same, blocks = told.date, told.block == standing.block, min(standing.block - told.block, 4)
        names = [
            f"told {place}",
            f"told gap {min(told.gap, 6)}",
            f"told {min(place, 2)} {same} {min(told.gap, 3)}",
            f"told {date.form}",
            f"told {date.opening} {draft.tense}",
            f"told blocks {blocks}",
        ]
        tell(date.edtf, "carried", _carried(date), names)
    _beside(scene, index, tell)
    for edtf, known in found.items():
        where = lies(edtf, scene.published)
        known.names += (
            f"lies {where}",
            f"lies {where} {draft.tense} {draft.status}",
            f"lies {where} {draft.role}",
            f"of {min(len(found), 5)}",
        )
    return list(found.values())


def _beside(scene: Scene, index: int, tell: Callable[..., None]) -> None:
    """Tell of the dates of the figures before and after one."""
    draft, drafts = scene.drafts[index], scene.drafts
    other, gap = (drafts[index - 1], 0) if index else (scene.before, scene.before_gap)
    if other is not None and gap < _BACK:
        names = [
            "previous",
            f"previous {min(gap, 4)}",
            f"previous {other.role} {draft.role}",
            f"previous {other.tense} {draft.tense} {min(gap, 2)}",
            f"previous {other.basis} {min(gap, 2)}",
            f"previous {other.status} {draft.status}",
            f"previous {other.kind == draft.kind}",
        ]
        tell(other.date, "carried" if gap and other.date else other.basis, other.why.get("date"), names)
    if index + 1 < len(drafts):
        other = drafts[index + 1]
        names = ["following", f"following {other.role} {draft.role}", f"following {other.basis}"]
        tell(other.date, other.basis, other.why.get("date"), names)


def _held(name: str, held: Held, draft: Draft, scene: Scene) -> Iterator[str]:
    """Tell of a date that the rules hold for what comes."""
    standing = scene.standing
    same, gap, date = held.block == standing.block, held.gap + 1, held.date
    yield name
    yield f"{name} gap {min(gap, 6)} {same}"
    yield f"{name} {date.form}"
    yield f"{name} {date.form} {draft.tense}"
    yield f"{name} {date.opening}"
    yield f"{name} used {held.used} {same}"
    yield f"{name} snapshot {held.snapshot} {held.counted} {same}"
    yield f"{name} leads {held.leads} {standing.listing or standing.led}"
    yield f"{name} planned {held.planned} {draft.status} {draft.tense}"
    yield f"{name} {draft.tense} {draft.role} {draft.status}"
    yield f"{name} dates {min(len(scene.dates), 2)}"
    yield f"{name} blocks {min(standing.block - held.block, 4)}"


def _carried(date: DatedSpan) -> str:
    return f"carried from {date.words!r}"
