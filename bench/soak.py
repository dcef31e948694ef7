"""Extract generated documents for a long time: ``python -m bench.soak --minutes 30 -j 2``.

A few hundred documents are made from a seed, and extracted one after the other in one process: what they give is the
reference. Then one run with ``-j`` extracts copies of them for so many minutes. Each copy must give the figures of the
reference, by count and checksum, and what the run takes of memory must not grow.
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import psutil

from bench.documents import write

_ROOT = Path(__file__).parents[1]
_EVERY = 2.0
#: What differs between copies of one document.
_OWN = ("id", "document")


class Soak(msgspec.Struct, frozen=True):
    """What a long run came to.

    ``wrong`` and ``missing`` count documents whose figures are not those of the reference, ``failures`` those that
    were refused, as they should be. Memory is that of all processes together, in megabytes: its mean in the second
    and in the last quarter of the run, and its peak.
    """

    minutes: float
    jobs: int
    documents: int
    copies: int
    figures: int
    failures: int
    megabytes_of_text: float
    documents_a_second: float
    wrong: int
    missing: int
    checksum: str
    memory_early: float
    memory_late: float
    memory_peak: float
    growth: float


@click.command("soak")
@click.option("--minutes", type=float, default=30.0, show_default=True, help="How long the run is to take, about.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=2, show_default=True, help="Its processes.")
@click.option("--seed", type=int, default=7, show_default=True, help="What the documents are made from.")
@click.option("--files", type=click.IntRange(10), default=400, show_default=True, help="How many are made.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Write the result as JSON.")
def main(minutes: float, jobs: int, seed: int, files: int, output: Path | None) -> None:
    """Extract for a long time; exit with 1 when a figure is lost, doubled or changed, or when memory grows."""
    with tempfile.TemporaryDirectory(prefix="kzreform-soak-") as folder:
        result = soak(Path(folder), minutes, jobs, seed, files)
    told = msgspec.json.format(msgspec.json.encode(result)).decode()
    click.echo(told)
    if output:
        output.write_text(told + "\n", encoding="utf-8")
    sys.exit(int(bool(result.wrong or result.missing or result.growth > 1.1)))


def soak(folder: Path, minutes: float, jobs: int, seed: int, files: int) -> Soak:
    """Make the documents and the reference, then run."""
    size = write(folder / "made", files, seed)
    reference, _, bad = _run(folder, ["made"], 1)
    once, often = (_timed(folder, copies, jobs)[-1] for copies in (1, 4))
    # What both take is loading; machines are slower at one time than at another.
    copies = max(2, round(1.15 * minutes * 60 * 3 / max(often - once, 1)))
    found, memory, failures, took = _timed(folder, copies, jobs)
    expected = {f"copies/{copy:05}/{name}": told for copy in range(copies) for name, told in reference.items()}
    wrong = [name for name, told in found.items() if told != expected.get(name)]
    missing = [name for name in expected if name not in found]
    for name in [*wrong, *missing][:10]:
        click.echo(f"{name}: {found.get(name)}, not {expected.get(name)}", err=True)
    quarter = len(memory) // 4 or 1
    early, late = statistics.mean(memory[quarter : 2 * quarter]), statistics.mean(memory[-quarter:])
    return Soak(
        minutes=round(took / 60, 1),
        jobs=jobs,
        documents=copies * files,
        copies=copies,
        figures=sum(count for count, _ in found.values()),
        failures=failures,
        megabytes_of_text=round(copies * size / 1e6, 1),
        documents_a_second=round(copies * files / took, 1),
        wrong=len(wrong),
        missing=len(missing) + abs(failures - copies * bad),
        checksum=hashlib.sha256(json.dumps(sorted(reference.items())).encode()).hexdigest()[:16],
        memory_early=round(early, 1),
        memory_late=round(late, 1),
        memory_peak=round(max(memory), 1),
        growth=round(late / early, 3),
    )


def _timed(folder: Path, copies: int, jobs: int) -> tuple[Found, list[float], int, float]:
    """Extract so many copies of what was made; gives what ``_run`` does, and the seconds that it took."""
    for copy in range(copies):
        place = folder / "copies" / f"{copy:05}"
        if not place.exists():
            place.mkdir(parents=True)
            for file in (folder / "made").iterdir():
                (place / file.name).hardlink_to(file)
    begun = time.monotonic()
    found = _run(folder, ["copies"], jobs)
    return *found, time.monotonic() - begun


Found = dict[str, tuple[int, str]]
"""How many figures each document has, and their checksum."""


def _run(folder: Path, paths: list[str], jobs: int) -> tuple[Found, list[float], int]:
    """Extract; gives the figures, the memory at each moment, and how many documents failed."""
    command = [sys.executable, str(_ROOT / "cli.py"), "extract", *paths, "-o", "out.jsonl", "-j", str(jobs)]
    memory: list[float] = []
    with (folder / "told").open("wb") as told:
        process = subprocess.Popen(command, cwd=folder, stderr=told)
        while process.poll() is None:
            memory.append(_memory(process.pid))
            time.sleep(min(_EVERY, 0.1 * len(memory)))
    last = (folder / "told").read_text(encoding="utf-8").splitlines()[-1:]
    tally = re.fullmatch(r"kzreform: .* documents, .* figures?, (\S+) failures?", "".join(last))
    if process.returncode not in (0, 2) or tally is None:
        raise RuntimeError(f"kzreform extract failed: {last}")
    failures = 0 if tally[1] == "no" else int(tally[1].replace(",", ""))
    return _figures(folder / "out.jsonl"), memory, failures


def _memory(pid: int) -> float:
    total = 0
    try:
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            try:
                total += each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return total / 1e6


def _figures(file: Path) -> Found:
    counts: Counter[str] = Counter()
    sums: dict[str, hashlib._Hash] = {}
    for document, row in _rows(file):
        counts[document] += 1
        sums.setdefault(document, hashlib.sha256()).update(row)
    return {name: (count, sums[name].hexdigest()) for name, count in counts.items()}


def _rows(file: Path) -> Iterator[tuple[str, bytes]]:
    with file.open("rb") as lines:
        for line in lines:
            figure = json.loads(line, parse_float=str, parse_int=str)
            document = figure["document"]
            for name in _OWN:
                del figure[name]
            yield document, json.dumps(figure, sort_keys=True).encode()


if __name__ == "__main__":
    main()
