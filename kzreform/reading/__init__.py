"""Read: files to documents, one module a format."""

from kzreform.reading.dateline import dateline
from kzreform.reading.options import Options
from kzreform.reading.registry import FORMATS, READERS, Format, Reader, format_of
from kzreform.reading.sample import planted, sample
from kzreform.reading.sources import STDIN, Source, documents, expand, load, readings

__all__ = [
    "FORMATS",
    "READERS",
    "STDIN",
    "Format",
    "Options",
    "Reader",
    "Source",
    "dateline",
    "documents",
    "expand",
    "format_of",
    "load",
    "planted",
    "readings",
    "sample",
]
