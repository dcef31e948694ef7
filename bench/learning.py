"""What learning the networks of items and of readings has in common. Needs torch (``pip install -e .[fit]``)."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch


@dataclass(frozen=True, slots=True)
class Pace:
    """How a network is learned: how often all cases, how many at once, how fast, and how much is forgotten."""

    passes: int
    batch: int
    rate: float
    decay: float


def fit(
    learner: torch.nn.Module, cases: Sequence[Any], loss: Callable[[Sequence[Any]], Any], pace: Pace, seed: int
) -> None:
    """Learn from cases in a random order, as told by ``seed``; ``loss`` gives that of some of them."""
    shuffled, cases = random.Random(seed), list(cases)
    moved = torch.optim.AdamW(learner.parameters(), lr=pace.rate, weight_decay=pace.decay)
    steps = pace.passes * (len(cases) // pace.batch + 1)
    rate = torch.optim.lr_scheduler.OneCycleLR(moved, pace.rate, total_steps=steps + 2)
    learner.train()
    for _ in range(pace.passes):
        shuffled.shuffle(cases)
        for start in range(0, len(cases), pace.batch):
            moved.zero_grad()
            loss(cases[start : start + pace.batch]).backward()
            moved.step()
            rate.step()


def learned(learner: torch.nn.Module) -> dict[str, Any]:
    """Give what was learned, as arrays by name."""
    return {name: value.detach().numpy() for name, value in learner.state_dict().items()}


def in_bytes(weights: Any) -> tuple[Any, Any]:
    """Put weights into bytes, with what each column of them is worth."""
    scale = np.maximum(np.abs(weights).max(0), 1e-9) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def table(names: Sequence[str], found: dict[str, Any]) -> dict[str, Any]:
    """Give the arrays that all networks have: the names, what each says, and the bias of the hidden layer."""
    rows, scale = in_bytes(found["table.weight"][:-1])
    return {
        "names": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "table": rows,
        "scale": scale,
        "bias": found["bias"].astype(np.float32),
    }


def pooled(names: Sequence[str], found: dict[str, Any]) -> dict[str, Any]:
    """Give the arrays of a network whose pieces weigh on each other; see ``kzreform.extraction.network.Network``."""
    return {
        **table(names, found),
        "direct": found["direct.weight"][:-1, 0].astype(np.float16),
        "pool": found["pool.weight"].T.astype(np.float16),
        "pool_bias": found["pool.bias"].astype(np.float32),
        "out": found["out.weight"][0].astype(np.float32),
        "out_bias": found["out.bias"][0].astype(np.float32),
    }
