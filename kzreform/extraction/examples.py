"""Try patterns on their own examples: what they find, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzreform.extraction.dates import Calendar
from kzreform.extraction.find import DateMention, Finder, Mention, Quantity
from kzreform.extraction.rules import Example, Pattern, Rules, matches, surface, unmark


def check_examples(rules: Rules, only: Path | None = None) -> list[str]:
    """Try each pattern on its own examples and counter-examples; give one line for each that fails.

    ``only`` keeps to the patterns of one file. An example that names a value, a unit or a date is also read.

    >>> from kzreform.extraction.rules import load_rules
    >>> check_examples(load_rules("en"))
    []
    """
    finder, calendar = Finder(rules), Calendar(rules)
    return [
        f"{pattern.file}: pattern {pattern.name!r}: {failure}"
        for pattern in rules.patterns
        if only is None or pattern.file == str(only)
        for failure in _failures(pattern, finder, calendar)
    ]


def _failures(pattern: Pattern, finder: Finder, calendar: Calendar) -> Iterator[str]:
    for example in pattern.examples:
        text, wanted = unmark(example.text)
        found = {surface(match): match for match in matches(pattern, text)}
        if wanted not in found:
            yield f"expected {text[slice(*wanted)]!r} in {text!r}, found {_quoted(text, found)}"
            continue
        mention = finder.read(pattern, found[wanted])
        for name, expected, given in _readings(example, mention, calendar, text):
            if expected is not None and expected != given:
                yield f"expected {name} {expected} for {text[slice(*wanted)]!r}, read {given}"
    for text in pattern.counter_examples:
        if spans := [surface(match) for match in matches(pattern, text)]:
            yield f"expected nothing in {text!r}, found {_quoted(text, spans)}"


def _readings(
    example: Example, mention: Mention | None, calendar: Calendar, text: str
) -> Iterator[tuple[str, str | None, str | None]]:
    quantity = mention if isinstance(mention, Quantity) else None
    yield "value", example.value, None if quantity is None else str(quantity.value)
    high = None if quantity is None or quantity.value_high is None else str(quantity.value_high)
    yield "high", example.high, high
    yield "unit", example.unit, None if quantity is None else quantity.unit
    date = calendar.resolve(mention, text) if isinstance(mention, DateMention) else None
    # The words around a date, such as "since", are the reader's business, not the pattern's.
    yield "date", example.date or None, None if date is None else date.edtf.removesuffix("/..").removeprefix("../")


def _quoted(text: str, spans: Any) -> str:
    return ", ".join(repr(text[slice(*span)]) for span in spans) or "nothing"
