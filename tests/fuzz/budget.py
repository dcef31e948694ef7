"""How many examples a test tries: a fixed few in CI, the same each time; with a budget of seconds as many as fit it.

``make fuzz`` gives the budget in ``KZREFORM_FUZZ_SECONDS``; each test gets its share, tries a few examples with the
clock beside them, and from that takes how many it can do. These are new ones each time.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

SECONDS = float(os.environ.get("KZREFORM_FUZZ_SECONDS", "0"))

#: The tests that share the budget, and how many examples each tries without one. They are counted as they are
#: collected, before the first of them runs.
TESTS: dict[str, int] = {}

#: What was done, for the end of the run.
TRIED: list[str] = []

_TRIAL = 20
#: The part of the budget that they share; the rest is for the long texts.
_PART = 0.7
#: How hypothesis works here: nothing is kept, and a slow example is no failure.
COMMON: dict[str, Any] = {
    "deadline": None,
    "print_blob": True,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}


def fuzzed(examples: int, **strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test on what strategies give; fixtures come as keyword arguments too, and must not change."""

    def decorated(test: Callable[..., None]) -> Callable[..., None]:
        TESTS[f"{test.__module__}.{test.__name__}"] = examples

        def tried(count: int, *, chance: bool) -> Callable[..., None]:
            # A fresh function for each round: hypothesis keeps on it what it did.
            @functools.wraps(test)
            def fresh(*args: Any, **kwargs: Any) -> None:
                test(*args, **kwargs)

            ready = settings(max_examples=count, derandomize=not chance, **COMMON)(given(**strategies)(fresh))
            return seed(time.time_ns())(ready) if chance else ready

        if not SECONDS:
            return tried(examples, chance=False)

        @functools.wraps(tried(1, chance=False))
        def timed(*args: Any, **kwargs: Any) -> None:
            share, begun, done, count = _PART * SECONDS / len(TESTS), time.monotonic(), 0, _TRIAL
            while count > 0:
                tried(count, chance=True)(*args, **kwargs)
                done += count
                spent = max(time.monotonic() - begun, 0.001)
                # The first examples are slower than most: what is left is measured out again.
                count = min(int((share - spent) * done / spent), 9 * done)
            TRIED.append(f"{test.__module__}, {test.__name__}: {done:,} examples in {spent:.0f} s")

        for name in [name for name in vars(timed) if "hypothesis" in name]:  # the rounds are its tests, not this
            delattr(timed, name)
        return timed

    return decorated
