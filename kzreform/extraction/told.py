"""What is told of a figure's date, role and status: the names by which networks weigh them anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzreform.extraction.candidates import Candidate, Date, candidates, lies
from kzreform.extraction.draft import Draft
from kzreform.extraction.held import bracket_around
from kzreform.extraction.links import Links, between, tokens
from kzreform.extraction.scene import Scene

#: How many characters, and how many words of them, are told before and after a figure.
_BEFORE, _WORDS_BEFORE, _AFTER, _WORDS_AFTER = 120, 12, 90, 8
#: How many characters are looked at for the word next to it.
_NEXT = 30
#: How many characters of a sentence and of a heading are told.
_SAID, _HEADED = 600, 200


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of a figure: by itself, by its neighbours and its sentence, and by each date that it may be of."""

    own: list[str]
    beside: list[str]
    said: list[str]
    candidates: list[Candidate]

    @property
    def names(self) -> list[str]:
        """All that is told but the dates."""
        return [*self.own, *self.beside, *self.said]

    @property
    def shared(self) -> list[str]:
        """What all of its dates are weighed with."""
        return [f"figure {name}" for name in self.own]


def figures(scene: Scene) -> list[Figure]:
    """Tell of the figures of a sentence, in their order."""
    said = list(_said(scene))
    links = Links(scene.text, scene.span, scene.links)
    opening = tokens(scene.text[scene.span[0] : scene.span[0] + 40])
    starts = [draft.start for draft in scene.drafts]
    begins, ends = [date.start for date in scene.dates], [date.end for date in scene.dates]
    dates = [Date(scene, index, starts, begins, ends) for index in range(len(scene.dates))]
    return [
        Figure(
            list(_own(scene, draft, opening)),
            [*_neighbours(scene, index), *links.around(scene.drafts, starts, index)],
            said,
            candidates(scene, index, dates),
        )
        for index, draft in enumerate(scene.drafts)
    ]


def _own(scene: Scene, draft: Draft, opening: Sequence[str]) -> Iterator[str]:
    """Tell of a figure as the rules read it, with the words next to it."""
    text, (low, high) = scene.text, scene.span
    yield f"kind {draft.kind}"
    yield f"tense {draft.tense}"
    yield f"role {draft.role} {draft.direction}"
    yield f"role {draft.role} {draft.status} {draft.tense}"
    yield f"status {draft.status}"
    verb, heads = draft.clause.verb, draft.clause.heads
    yield f"aux {' '.join(verb[:-1])}"
    if verb:
        yield f"verb {verb[-1]}"
        yield f"subject {draft.clause.subject}"
    relations = ""
    for place, (relation, word) in enumerate(heads):
        relations += f" {relation}"
        yield f"head {place} {word}"
        yield f"head{relations} {word}"
    yield f"heads{relations}"
    yield f"opens {' '.join(opening[:2])}"
    yield f"opens {' '.join(opening[:1])}"
    yield f"block {scene.kind}"
    for key in ("role", "status", "direction", "bound"):
        if (note := draft.why.get(key)) is not None:
            yield f"why {key} {note}"
    yield f"pre 0 {' '.join(tokens(text[max(low, draft.start - _NEXT) : draft.start])[-1:])}"
    yield f"post 0 {' '.join(tokens(text[draft.end : min(high, draft.end + _NEXT)])[:1])}"


def _neighbours(scene: Scene, index: int) -> Iterator[str]:
    """Tell of the words and figures around a figure."""
    draft, drafts = scene.drafts[index], scene.drafts
    text, (low, high) = scene.text, scene.span
    before = tokens(text[max(low, draft.start - _BEFORE) : draft.start])
    after = tokens(text[draft.end : min(high, draft.end + _AFTER)])
    yield f"unit {(draft.unit or '').lower()}"
    yield f"bound {draft.bound}"
    yield f"form {draft.form}"
    yield f"figures {min(len(drafts), 4)}"
    yield f"index {min(index, 3)}"
    yield f"last {index == len(drafts) - 1}"
    yield f"dates {min(len(scene.dates), 3)}"
    yield f"date {draft.basis} {lies(draft.date, scene.published)}"
    yield f"plan {draft.plan is not None}"
    if bracket_around(text, scene.span, draft.start):
        yield "bracketed"
    for place in (1, 2):
        yield f"pre {place} {' '.join(before[-place - 1 : -place])}"
        yield f"post {place} {' '.join(after[place : place + 1])}"
    yield f"pre2 {' '.join(before[-2:])}"
    yield f"post2 {' '.join(after[:2])}"
    for word in dict.fromkeys(before[-_WORDS_BEFORE:]):
        if word.isalpha():
            yield f"left {word}"
    for word in dict.fromkeys(after[:_WORDS_AFTER]):
        if word.isalpha():
            yield f"right {word}"
    for name, place in (("previous", index - 1), ("following", index + 1)):
        if 0 <= place < len(drafts):
            other = drafts[place]
            alike = f"{other.kind == draft.kind} {other.unit == draft.unit}"
            yield f"{name} {other.role} {alike}"
            yield f"{name} {'more' if other.value > draft.value else 'less'} {alike}"
            first, second = sorted((draft, other), key=lambda one: one.start)
            if (words := between(text, first.end, second.start)) is not None:
                yield f"{name} between {words}"


def _said(scene: Scene) -> Iterator[str]:
    """Tell of a sentence and of the heading over it."""
    low, high = scene.span
    for word in dict.fromkeys(tokens(scene.text[low : min(high, low + _SAID)])):
        if word.isalpha():
            yield f"said {word}"
    for word in dict.fromkeys(tokens(scene.heading[:_HEADED])):
        if word.isalpha():
            yield f"heading {word}"
