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

    @property
    def so_far(self) -> str:
        """Say how far a run came that was ended before its end.

        >>> Tally(documents=2, failures=1).so_far, Tally().so_far
        ('after 2 documents, 1 failure', 'before the first document was done')
        """
        if not self.documents + self.failures:
            return "before the first document was done"
        failures = f", {_number(self.failures, 'failure')}" if self.failures else ""
        return f"after {_number(self.documents, 'document')}{failures}"

    def __str__(self) -> str:
        failures = _number(self.failures, "failure") if self.failures else "no failures"
        return f"{_number(self.documents, 'document')}, {_number(self.figures, 'figure')}, {failures}"


def _number(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
