"""Keep: documents and their figures in one SQLite file, the corpus, with a full-text index over them."""

from kzreform.errors import CorpusError
from kzreform.keeping.places import default_path
from kzreform.keeping.records import Added, Described, Kept
from kzreform.keeping.sample import sample_store
from kzreform.keeping.store import Store
from kzreform.keeping.verify import problems
from kzreform.keeping.version import extractor_version

__all__ = [
    "Added",
    "CorpusError",
    "Described",
    "Kept",
    "Store",
    "default_path",
    "extractor_version",
    "problems",
    "sample_store",
]
