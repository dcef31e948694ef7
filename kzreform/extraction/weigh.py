"""Weigh anew what the rules read of a figure's date, role and status, by networks learned from annotated texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kzreform.extraction.candidates import Candidate
from kzreform.extraction.draft import Draft
from kzreform.extraction.network import (
    DATE_FILE,
    ROLE_FILE,
    STATUS_FILE,
    Classifier,
    Network,
    Vocabulary,
    load,
    load_classes,
)
from kzreform.extraction.rules import Rules
from kzreform.extraction.scene import Scene
from kzreform.extraction.told import Figure, figures
from kzreform.records import DIRECTIONS, ROLES, Direction, Role

#: The classes of roles, with the direction of those that have one.
CLASSES: dict[str, tuple[Role, Direction | None]] = {
    f"{role} {direction}" if direction else role: (role, direction)
    for role in ROLES
    for direction in ((None, *DIRECTIONS) if role in ("change", "from", "to") else (None,))
}
#: So many figures are weighed at once: a call of a network costs more than a figure does.
_AT_ONCE = 32
#: The weight of a cue for a direction that stands, as a sign does: "-2.5%".
_FIRM = 30
#: What is noted of a field that a network has read otherwise than the rules.
WEIGHED = "weighed"


class Weighing:
    """Choose among the readings that a sentence allows; role, direction and status by a user's own pattern stand.

    Without networks, as in a language that has none, the rules' readings stand.
    """

    def __init__(
        self, rules: Rules, dates: Network | None, roles: Classifier | None, statuses: Classifier | None
    ) -> None:
        self._cues = frozenset(cue.name for cue in rules.yielding("cue"))
        users = [pattern.name for pattern in rules.patterns if pattern.users]
        self._signs = frozenset(
            cue.name
            for cue in rules.yielding("cue")
            if cue.sets and cue.sets.direction and (cue.sets.weight or 0) >= _FIRM
        )
        self._users = frozenset((*users, *(f"pattern {name}" for name in users)))
        self._dates, self._roles, self._statuses = dates, roles, statuses

    @classmethod
    def of(cls, rules: Rules) -> Weighing:
        """Take the networks of the language of the rules."""
        language = rules.language
        return cls(
            rules, load(language, DATE_FILE), load_classes(language, ROLE_FILE), load_classes(language, STATUS_FILE)
        )

    def weigh(self, scenes: Iterable[Scene]) -> None:
        """Weigh the figures of sentences; the readings of all those of a sentence are told before any is changed."""
        idle = self._dates is None and self._roles is None and self._statuses is None
        waiting: list[tuple[Draft, Figure]] = []
        for scene in scenes:  # to the last, for as they are given the rules date them
            if idle:
                continue
            waiting += zip(scene.drafts, figures(scene), strict=True)
            if len(waiting) >= _AT_ONCE:
                self._weigh(waiting)
                waiting = []
        self._weigh(waiting)

    def _weigh(self, waiting: Sequence[tuple[Draft, Figure]]) -> None:
        for start in range(0, len(waiting), _AT_ONCE):
            drafts, told = zip(*waiting[start : start + _AT_ONCE], strict=True)
            if self._dates is not None:
                rows = self._dates.vocabulary.rows
                pieces = [[rows(candidate.names) for candidate in figure.candidates] for figure in told]
                places = self._dates.best(pieces, [rows(figure.shared) for figure in told])
                for draft, figure, place in zip(drafts, told, places, strict=True):
                    _date(draft, figure.candidates[place])
            known = _Known(told)
            roles = None if self._roles is None else self._roles.best(known.rows(self._roles.vocabulary))
            statuses = None if self._statuses is None else self._statuses.best(known.rows(self._statuses.vocabulary))
            for index, draft in enumerate(drafts):
                self._set(draft, roles[index] if roles else None, statuses[index] if statuses else None)

    def _set(self, draft: Draft, chosen: str | None, status: str | None) -> None:
        stands = {field for field, note in draft.why.items() if note in self._users}
        if chosen and "role" not in stands:
            role, direction = CLASSES[chosen]
            if draft.unsigned is not None and draft.role != "level" and draft.value_high is None:
                # The networks were told of no number's sign.
                role, direction = draft.role, draft.direction
            if role == "change" and draft.why.get("direction") in self._signs:
                direction = draft.direction
            if "direction" in stands:
                # A direction needs a role that has one.
                role, direction = role if direction else draft.role, draft.direction
            _set(draft, "role", role, self._cues)
            _set(draft, "direction", direction, self._cues)
        if status and "status" not in stands:
            _set(draft, "status", status, self._cues)


class _Known:
    """The rows of what is told of figures, by vocabulary: networks may know the same names."""

    def __init__(self, told: Sequence[Figure]) -> None:
        self._told = told
        self._rows: dict[Vocabulary, list[list[int]]] = {}

    def rows(self, vocabulary: Vocabulary) -> list[list[int]]:
        """Give the rows of all that is told of each figure; what is told of a sentence is looked up once."""
        if vocabulary not in self._rows:
            rows, said = vocabulary.rows, {id(figure.said): figure.said for figure in self._told}
            known = {key: rows(names) for key, names in said.items()}
            self._rows[vocabulary] = [
                [*rows(figure.own), *rows(figure.beside), *known[id(figure.said)]] for figure in self._told
            ]
        return self._rows[vocabulary]


def _date(draft: Draft, chosen: Candidate) -> None:
    if chosen.edtf != draft.date and not draft.paired:
        draft.date, draft.basis = chosen.edtf, chosen.basis
        draft.why["date"] = WEIGHED if chosen.words is None else chosen.words


def _set(draft: Draft, name: str, value: str | None, cues: frozenset[str]) -> None:
    """Give a field another value; a cue that says otherwise stays to be told of."""
    if getattr(draft, name) != value:
        setattr(draft, name, value)
        if draft.why.get(name) not in cues:
            draft.why[name] = WEIGHED
