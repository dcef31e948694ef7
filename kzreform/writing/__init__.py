"""Write: figures to a table, JSON or JSON Lines, one module a format."""

from kzreform.writing.output import Output, opened
from kzreform.writing.registry import WRITERS, Writer

__all__ = ["WRITERS", "Output", "Writer", "opened"]
