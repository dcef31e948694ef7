"""From the runs of a page to its columns in reading order."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence

from kzreform.reading.runs import Run

#: Columns of prose hold lines of so many characters; those of tables are narrower.
_PROSE, _COLUMN_LINES = 18, 4


def columns(found: list[Run]) -> Iterator[list[Run]]:
    """Part runs into columns, at gutters; what stands across a gutter parts what is above it from what is below."""
    gutter = _gutter(found)
    if gutter is None:
        if found:
            yield found
        return
    band: list[Run] = []
    across: list[Run] = []
    for run in sorted(found, key=lambda run: -run.top):
        if run.left < gutter < run.right:
            yield from _band(band, gutter)
            band = []
            across.append(run)
        else:
            # Beside what stands across, on its line, is what belongs to it.
            if across and min(run.top, across[-1].top) - max(run.bottom, across[-1].bottom) > 0.5 * run.height:
                across.append(run)
                continue
            if across:
                yield across
                across = []
            band.append(run)
    yield from _band(band, gutter)
    if across:
        yield across


def _band(band: list[Run], gutter: float) -> Iterator[list[Run]]:
    yield from columns([run for run in band if run.right <= gutter])
    yield from columns([run for run in band if run.left >= gutter])


def _gutter(found: Sequence[Run]) -> float | None:
    """Find where two columns of prose part: lines begin at one place on its right, and few stand across it."""
    if len(found) < 2 * _COLUMN_LINES:
        return None
    height = statistics.median(run.height for run in found)
    best: tuple[int, float] | None = None
    for start in sorted({round(run.left) for run in found}):
        place = start - 0.3 * height
        left = [run for run in found if run.right <= place]
        right = [run for run in found if run.left >= place]
        across = len(found) - len(left) - len(right)
        aligned = [run for run in right if run.left < start + height]
        if min(len(left), len(right)) < _COLUMN_LINES or across > len(found) // 3 or 2 * len(aligned) < len(right):
            continue
        if min(_length(left), _length(right)) >= _PROSE and (best is None or min(len(left), len(right)) > best[0]):
            best = (min(len(left), len(right)), place)
    return best[1] if best else None


def _length(found: Iterable[Run]) -> float:
    return statistics.median(len(run.text) for run in found)
