"""Weigh anew what the rules read of a figure's date, role and status, by networks learned from annotated texts."""

from __future__ import annotations

from kzreform.extraction.draft import Draft
from kzreform.extraction.network import (
    DATE_FILE,
    ROLE_FILE,
    STATUS_FILE,
    Classifier,
    Network,
    load,
    load_classes,
)
from kzreform.extraction.rules import Rules
from kzreform.extraction.scene import Scene
from kzreform.extraction.told import Candidate, Figure, figures
from kzreform.records import DIRECTIONS, ROLES, Direction, Role

#: The classes of roles, with the direction of those that have one.
CLASSES: dict[str, tuple[Role, Direction | None]] = {
    f"{role} {direction}" if direction else role: (role, direction)
    for role in ROLES
    for direction in ((None, *DIRECTIONS) if role in ("change", "from", "to") else (None,))
}
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
        self._users = frozenset((*users, *(f"pattern {name}" for name in users)))
        self._dates, self._roles, self._statuses = dates, roles, statuses

    @classmethod
    def of(cls, rules: Rules) -> Weighing:
        """Take the networks of the language of the rules."""
        language = rules.language
        return cls(
            rules, load(language, DATE_FILE), load_classes(language, ROLE_FILE), load_classes(language, STATUS_FILE)
        )

    def weigh(self, scene: Scene) -> None:
        """Weigh the figures of a sentence; the readings of all are told before any is changed."""
        if self._dates is None and self._roles is None and self._statuses is None:
            return
        for draft, told in zip(scene.drafts, figures(scene), strict=True):
            self._weigh(draft, told)

    def _weigh(self, draft: Draft, told: Figure) -> None:
        if self._dates is not None:
            pieces = [candidate.names for candidate in told.candidates]
            _date(draft, told.candidates[self._dates.best(pieces, told.shared)])
        names = told.names
        stands = {field for field, note in draft.why.items() if note in self._users}
        if self._roles is not None and "role" not in stands:
            role, direction = CLASSES[self._roles.best(names)]
            if "direction" in stands:
                # A direction needs a role that has one.
                role, direction = role if direction else draft.role, draft.direction
            _set(draft, "role", role, self._cues)
            _set(draft, "direction", direction, self._cues)
        if self._statuses is not None and "status" not in stands:
            _set(draft, "status", self._statuses.best(names), self._cues)


def _date(draft: Draft, chosen: Candidate) -> None:
    if chosen.edtf != draft.date:
        draft.date, draft.basis = chosen.edtf, chosen.basis
        draft.why["date"] = WEIGHED if chosen.words is None else chosen.words


def _set(draft: Draft, name: str, value: str | None, cues: frozenset[str]) -> None:
    """Give a field another value; a cue that says otherwise stays to be told of."""
    if getattr(draft, name) != value:
        setattr(draft, name, value)
        if draft.why.get(name) not in cues:
            draft.why[name] = WEIGHED
