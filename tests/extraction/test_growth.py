"""No pattern takes more than linear time: each is tried on hostile strings of growing length, within one run.

Cues look at a bounded reach beside a figure (``interpret.py``), and so cannot grow; all others see whole blocks.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kzreform.extraction.rules import Pattern, load_rules

RULES = load_rules()
PATTERNS = [pattern for pattern in RULES.patterns if pattern.yields != "cue"]
#: What a regex may take for the beginning of a match, again and again.
PIECES = (
    *("1", "1 ", "1,", "1.000,", "12 345 ", "1 000,5-", "one ", "twenty-"),
    *("of ", "in 2023 ", "(2022 – ", "a", " ", "from 1 to "),
)
SHORT, LONG = 2_000, 8_000
#: Four times as long may take so many times as long; a quadratic pattern takes sixteen times.
MOST = 9.0
#: Seconds under which a measurement says nothing.
NOISE = 0.05


def hostile(pattern: Pattern) -> Iterator[str]:
    """Give what to repeat: pieces of numbers, and the pattern's own examples without their last character."""
    yield from PIECES
    for example in pattern.examples:
        text = (example if isinstance(example, str) else example.text).replace("[[", "").replace("]]", "")
        yield text[:-1]
        yield text + " "


def seconds(pattern: Pattern, text: str) -> float:
    """Give the least of two measurements, in seconds of the processor's time."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        for _ in pattern.compiled.finditer(text, timeout=20):
            pass
        taken.append(time.process_time() - start)
        if taken[0] < NOISE:
            break
    return min(taken)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_time_grows_with_length(pattern: Pattern) -> None:
    for piece in dict.fromkeys(hostile(pattern)):
        slow = seconds(pattern, (piece * LONG)[:LONG])
        if slow < NOISE:
            continue
        quick = seconds(pattern, (piece * SHORT)[:SHORT])
        assert slow < MOST * max(quick, NOISE / 8), f"{piece!r}: {quick:.3f} s for {SHORT}, {slow:.3f} s for {LONG}"
