"""Many documents: extracted in order by one process or several, each failure told and passed over, runs taken up."""

from kzreform.many.one import one_by_one
from kzreform.many.pool import WorkerError, pooled
from kzreform.many.resume import Entry, NothingDone, Resumable, resumable
from kzreform.many.tally import Tally
from kzreform.many.work import Outcome, Work, ready

__all__ = [
    "Entry",
    "NothingDone",
    "Outcome",
    "Resumable",
    "Tally",
    "Work",
    "WorkerError",
    "one_by_one",
    "pooled",
    "ready",
    "resumable",
]
