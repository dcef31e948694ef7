"""What ``reliability.md`` takes from the tests and from the long run: cog calls this (``make golden`` renews it)."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from make import _table

_ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))

from bench.soak import Soak  # noqa: E402  # the root of the checkout is known only now
from tests.faults.table import FAULTS  # noqa: E402
from tests.fuzz import test_commands, test_readers, test_text, test_values  # noqa: E402, F401  # they count themselves
from tests.fuzz.budget import TESTS  # noqa: E402
from tests.hostile.made import ALL  # noqa: E402
from tests.hostile.test_commands import COMMANDS  # noqa: E402
from tests.hostile.test_given import ALL as GIVEN  # noqa: E402


def bad_inputs() -> str:
    """Give a table of the bad files for each kind of them, and what becomes of each."""
    parts = []
    for kind, rows in ALL.items():
        told = ((row.what, f"“{row.said}”" if row.said else _read(row.figures)) for row in rows)
        parts.append(f"### {kind}\n\n{_table(('A file', 'is'), told)}\n")
    return "\n".join(parts)


def counted() -> str:
    """Say how many bad files there are, and how many of them are refused."""
    rows = [row for several in ALL.values() for row in several]
    refused = sum(bool(row.said) for row in rows)
    commands = ", ".join(f"`{name}`" for name in (*COMMANDS, "explain"))
    told = (
        f"{len(rows)} bad files are tried on {commands}:",
        f"{refused} are refused in one line on stderr, with exit code 2 and the other files done;",
        f"{len(rows) - refused} are read.",
        "Those that take a reader until it is ended are tried on `extract` and `explain` alone.",
    )
    return "\n".join(told)


def counted_given() -> str:
    """Say how many bad files are given beside texts, and on what."""
    commands = sorted({_named(words) for several, _ in GIVEN.values() for words in several})
    count = sum(len(rows) for _, rows in GIVEN.values())
    told = f"{count} bad files are tried on {', '.join(f'`{name}`' for name in commands)}."
    return f"{told}\nEach is refused in one line on stderr that names it, with exit code 2."


def bad_given() -> str:
    """Give a table of them for each kind."""
    parts = []
    for kind, (_, rows) in GIVEN.items():
        told = ((row.what, f"“{row.said}”") for row in rows)
        parts.append(f"### {kind}\n\n{_table(('A file', 'is'), told)}\n")
    return "\n".join(parts)


def fuzzed() -> str:
    """Say what is fuzzed and how many examples CI tries of it."""
    rows = ((f"`{name.rpartition('.')[2]}`", f"{count:,}") for name, count in TESTS.items())
    return _table(("Test in `tests/fuzz`", "Examples in CI"), rows)


def faults() -> str:
    """Give a table of the faults that are tried."""
    return f"{len(FAULTS)} faults are tried.\n\n" + _table(
        ("What goes wrong", "What happens"), ((each.what, each.then) for each in FAULTS)
    )


def soaked() -> str:
    """Give what the long run came to."""
    result = msgspec.json.decode((_ROOT / "bench" / "soak.json").read_bytes(), type=Soak)
    rows = (
        ("Minutes", f"{result.minutes}"),
        ("Processes that extract", f"{result.jobs}"),
        ("Documents", f"{result.documents:,} ({result.copies} copies of {result.documents // result.copies})"),
        ("Figures", f"{result.figures:,}"),
        ("Documents that were refused, as they should be", f"{result.failures}"),
        ("Documents with another figure than the reference, or another number of them", f"{result.wrong}"),
        ("Documents without the figures of the reference", f"{result.missing}"),
        ("Memory of all processes, second quarter of the run", f"{result.memory_early:,.0f} MB"),
        ("Memory of all processes, last quarter", f"{result.memory_late:,.0f} MB"),
        ("Memory of all processes, peak", f"{result.memory_peak:,.0f} MB"),
        ("Last quarter over second", f"{result.growth:.3f}"),
        ("Checksum of the reference's figures", f"`{result.checksum}`"),
    )
    return _table(("What", "Result"), rows)


def _named(words: tuple[str, ...]) -> str:
    return " ".join(words[:2]) if words[0] in ("corpus", "patterns") else words[0]


def _read(figures: int) -> str:
    return f"read: {figures:,} figure{'' if figures == 1 else 's'}"
