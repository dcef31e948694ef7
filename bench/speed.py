"""Time the contestants on one text, round by round, each time's best kept."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.contestants import Contestant

_ROOT = Path(__file__).parents[1]

#: How many copies of the text show whether time grows with it.
COPIES = 10


class Timing(msgspec.Struct, frozen=True):
    """A contestant's best time on the text."""

    name: str
    fed: str
    found: int
    seconds: float
    characters_per_second: int


class Speed(msgspec.Struct, frozen=True):
    """All timings and what they come to; a ratio is None where there was nothing to compare with."""

    text: str
    characters: int
    rounds: int
    timings: list[Timing]
    times_fastest_rival: float | None
    times_spacy: float | None
    copies_over_one: float | None
    left_out: list[str]


def default_text() -> tuple[str, str]:
    """Give a name and a text: source 003 where it lies beside the repository, or else the sample corpus, repeated."""
    shared = sorted((_ROOT.parent / "shared" / "sources").glob("003_*.txt"))
    if shared:
        return shared[0].name, shared[0].read_text(encoding="utf-8")
    samples = "\n".join(path.read_text(encoding="utf-8") for path in sorted((_ROOT / "corpus").glob("*.txt")))
    return "sample corpus, repeated", "\n".join([samples] * max(1, round(200_000 / len(samples))))


def measure(
    name: str, text: str, contestants: Sequence[Contestant], left_out: Sequence[str], rounds: int, copies: int = COPIES
) -> Speed:
    """Time the contestants; the first is the one that the others are compared with."""
    best = {contestant.name: float("inf") for contestant in contestants}
    found = {contestant.name: contestant.run(text[:4000]) for contestant in contestants}  # warms them up
    # What loading left in memory is not walked again by the garbage collector in the middle of someone's run.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for contestant in contestants:
            seconds, found[contestant.name] = _timed(contestant, text)
            best[contestant.name] = min(best[contestant.name], seconds)
    own = best[contestants[0].name]
    rivals = [best[contestant.name] for contestant in contestants if contestant.rival]
    spacy = [best[contestant.name] for contestant in contestants if contestant.name.startswith("spaCy")]
    return Speed(
        text=name,
        characters=len(text),
        rounds=rounds,
        timings=[
            Timing(one.name, one.fed, found[one.name], round(best[one.name], 3), round(len(text) / best[one.name]))
            for one in contestants
        ],
        times_fastest_rival=round(min(rivals) / own, 2) if rivals else None,
        times_spacy=round(spacy[0] / own, 2) if spacy else None,
        copies_over_one=round(_growth(contestants[0], text, copies), 2) if copies > 1 else None,
        left_out=list(left_out),
    )


def _growth(contestant: Contestant, text: str, copies: int) -> float:
    """Give how many times as long the copies take at once as one takes on average, run as often, in the same minute."""
    apart = sum(_timed(contestant, text)[0] for _ in range(copies))
    at_once, _ = _timed(contestant, "\n".join([text] * copies))
    return copies * at_once / apart


def _timed(contestant: Contestant, text: str) -> tuple[float, int]:
    start = time.perf_counter()
    found = contestant.run(text)
    return time.perf_counter() - start, found
