"""Write: figures in the formats that people's tools open, one module a format."""

from kzreform.writing.fields import FIELDS, parse_columns
from kzreform.writing.options import Options
from kzreform.writing.output import Output, opened
from kzreform.writing.registry import FORMATS, WRITERS, Format, Writer, format_for, ready

__all__ = [
    "FIELDS",
    "FORMATS",
    "WRITERS",
    "Format",
    "Options",
    "Output",
    "Writer",
    "format_for",
    "opened",
    "parse_columns",
    "ready",
]
