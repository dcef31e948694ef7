"""How a figure was read, as text for people or as an object for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kzreform.checking.why import Reason
from kzreform.records import Figure
from kzreform.writing.cells import shown, spelled
from kzreform.writing.encode import encode

if TYPE_CHECKING:
    from kzreform.extraction.rules import Pattern

_SHORT = 100  # characters of a regex: a line's worth


def explanation_text(
    figure: Figure, sentence: str, pattern: Pattern | None, reasons: Sequence[Reason], full: bool
) -> str:
    """Give an explanation as lines: the place, the sentence, the pattern, then a line a field."""
    from tabulate import tabulate

    rows = [["pattern", *_named(pattern)]]
    if pattern is not None:
        rows.append(["", "", _regex(pattern, full)])
    for reason in reasons:
        file = f" ({shown(reason.cue.file)})" if reason.cue else ""
        rows.append([reason.field, shown(reason.value or "-"), shown(reason.because) + file])
        if reason.cue is not None and full:
            rows.append(["", "", _regex(reason.cue, full)])
    table = tabulate(rows, tablefmt="plain", disable_numparse=True)
    place = f"{shown(figure.document)}, line {figure.line}, offsets {figure.start}:{figure.end}, figure {figure.id}"
    lines = [place, "", f"  {shown(sentence)}", "", *(line.rstrip() for line in table.splitlines())]
    return "\n".join(lines)


def explanation_json(figure: Figure, sentence: str, pattern: Pattern | None, reasons: Sequence[Reason]) -> str:
    """Give an explanation as one JSON object; its ``figure`` is what ``extract`` writes."""
    fields = {
        reason.field: {"value": reason.value, "because": reason.because, "cue": _object(reason.cue)}
        for reason in reasons
    }
    answer = {
        "figure": msgspec.Raw(encode(figure).encode()),
        "marked": sentence,
        "pattern": _object(pattern),
        "fields": fields,
    }
    return spelled(msgspec.json.encode(answer).decode())


def _named(pattern: Pattern | None) -> list[str]:
    return ["-", "none of the pattern files'"] if pattern is None else [shown(pattern.name), shown(pattern.file)]


def _object(pattern: Pattern | None) -> dict[str, Any] | None:
    if pattern is None:
        return None
    return {"name": pattern.name, "file": pattern.file, "regex": pattern.regex}


def _regex(pattern: Pattern, full: bool) -> str:
    regex = shown(pattern.regex)
    return regex if full or len(regex) <= _SHORT else f"{regex[:_SHORT]}…"
