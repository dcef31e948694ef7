"""What a run came to, in one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """Documents read, figures written and failures told, counted as they come.

    >>> str(Tally(documents=1, figures=1234)), str(Tally(documents=3, failures=2))
    ('1 document, 1,234 figures, no failures', '3 documents, 0 figures, 2 failures')
    """

    documents: int = 0
    figures: int = 0
    failures: int = 0

    def __str__(self) -> str:
        failures = _number(self.failures, "failure") if self.failures else "no failures"
        return f"{_number(self.documents, 'document')}, {_number(self.figures, 'figure')}, {failures}"


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
