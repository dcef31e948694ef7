"""Read: files to documents, one module a format."""

from kzreform.reading.registry import READERS, Reader, reader_for
from kzreform.reading.sample import sample
from kzreform.reading.sources import STDIN, Source, expand, load

__all__ = ["READERS", "STDIN", "Reader", "Source", "expand", "load", "reader_for", "sample"]
