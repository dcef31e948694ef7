"""Markdown: the text as it stands in the file; title and date from its front matter or its first heading."""

from __future__ import annotations

import re

from kzreform.reading.dateline import dateline, plain_date
from kzreform.reading.options import DEFAULTS, Options
from kzreform.reading.text import written
from kzreform.records import Document

EXTENSIONS = (".md", ".markdown")

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def read(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    r"""Make a document of a Markdown file's bytes; offsets are those of the file, marks and all.

    >>> document = read(b"---\ndate: 2024-06-12\n---\n# On schools\n\nThere are 369.\n", "a.md")
    >>> document.title, document.published
    ('On schools', '2024-06-12')
    """
    text = written(data, options)
    matter = _FRONT_MATTER.match(text)
    told = dict(_entries(matter[1])) if matter else {}
    body = matter.end() if matter else 0
    heading = _HEADING.search(text, body)
    return Document(
        id=id,
        text=text,
        title=told.get("title") or (heading[1].rstrip(" \t\r#") or None if heading else None),
        published=plain_date(told.get("date", "")) or dateline(text[body:]),
    )


def _entries(matter: str) -> list[tuple[str, str]]:
    # Only "key: value" lines: front matter may hold more, but nothing else that we ask for.
    lines = (line.partition(":") for line in matter.splitlines() if not line.startswith((" ", "\t", "#", "-")))
    return [(key.strip().lower(), value.strip().strip("'\"")) for key, mark, value in lines if mark]
