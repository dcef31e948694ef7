"""The writers by the name of their format: a new one is a module with ``write``, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kzreform.records import Figure
from kzreform.writing import json, jsonl, table
from kzreform.writing.output import Output

Writer = Callable[[Iterable[Figure], Output], None]
"""Writes figures as they come to an output."""

WRITERS: dict[str, Writer] = {"table": table.write, "json": json.write, "jsonl": jsonl.write}
"""The writers; the first is the default."""
