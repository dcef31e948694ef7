"""Measure the peak memory of ``kzreform extract``, run as users run it, on texts of several sizes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

#: The length of each of the many files, in characters.
_FILE = 200_000


class Peak(msgspec.Struct, frozen=True):
    """The peak resident memory of one run."""

    run: str
    megabytes_of_text: float
    files: int
    peak_megabytes: float
    seconds: float


class Memory(msgspec.Struct, frozen=True):
    """The runs, and how the peak grows from the few files to the many."""

    peaks: list[Peak]
    many_over_few: float


def measure(text: str, scale: float = 1.0) -> Memory:
    """Extract 10 MB and 100 MB as many files and 20 MB as one file; ``scale`` makes all of them smaller or larger."""
    few = _run("few files", text, round(10_000_000 * scale), _FILE)
    many = _run("many files", text, round(100_000_000 * scale), _FILE)
    one = _run("one file", text, round(20_000_000 * scale), None)
    return Memory([few, many, one], round(many.peak_megabytes / few.peak_megabytes, 2))


def _run(name: str, text: str, total: int, length: int | None) -> Peak:
    with tempfile.TemporaryDirectory(prefix="kzreform-bench-") as folder:
        files = _write(Path(folder), text, total, length or total)
        command = [sys.executable, "-c", _COMMAND, "extract", folder, "--format", "jsonl", "-o", os.devnull, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"kzreform extract failed: {done.stderr[-2000:]}")
        peak, seconds = map(float, done.stderr.rsplit("\n", 2)[-2].split())
        return Peak(name, round(total / 1e6, 1), files, round(peak / 1024, 1), round(seconds, 1))


def _write(folder: Path, text: str, total: int, length: int) -> int:
    repeated = (text + "\n") * (length // len(text) + 1)
    count = max(1, total // length)
    for index in range(count):
        (folder / f"{index:04}.txt").write_text(repeated[:length], encoding="utf-8")
    return count


#: Runs the command and then tells its own peak, in kilobytes, and its seconds.
_COMMAND = """
import resource, sys, time
start = time.monotonic()
from kzreform.commands import main
try:
    code = main(standalone_mode=False)
finally:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak, time.monotonic() - start, file=sys.stderr)
sys.exit(code)
"""
