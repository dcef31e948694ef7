"""What ``kzreform evaluate --floors`` does: measure the sets that a floors file names, and hold them to its floors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kzreform.commands.program import complain, tell
from kzreform.errors import KzreformError, ReadError
from kzreform.writing import opened
from kzreform.writing.cells import shown

if TYPE_CHECKING:
    from kzreform.checking.floors import FloorSet


class Result(msgspec.Struct, frozen=True):
    """A set as it was measured: the pinned floors, the measures of today, the floors that result, what is amiss."""

    floors: Mapping[str, float]
    now: Mapping[str, float]
    next: Mapping[str, float]
    data: str
    amiss: list[str]

    @property
    def sunk(self) -> list[str]:
        """The measures that lie under their floors."""
        return [name for name, floor in self.floors.items() if self.now[name] < floor]


def hold(path: Path, update: bool, format_: str) -> int:
    """Measure, tell, and renew the floors when asked to; 1 when a measure sinks or the file is not as pinned."""
    from kzreform.checking.floors import read_floors

    sets = read_floors(path)
    results = _measure(path, sets)
    if update:
        _renew(path, results)
    tell(_json(results) if format_ == "json" else _table(results, update))
    failed = False
    for name, result in results.items():
        for said in () if update else result.amiss:
            complain(f"{path}: {said}; look at what changed, then pin it with --update-floors")
            failed = True
        for measure in result.sunk:
            complain(f"{name}: {measure} is {result.now[measure]:.4f}, under its floor {result.floors[measure]:.3f}")
            failed = True
    return int(failed)


def _measure(path: Path, sets: Mapping[str, FloorSet]) -> dict[str, Result]:
    from kzreform.checking.floors import load_cases, measured, raised, unpinned
    from kzreform.checking.sets import checksum, measure
    from kzreform.extraction import Extractor

    # All data is read before the first is measured: what is amiss with it is told at once.
    cases = {name: load_cases(path, floors) for name, floors in sets.items()}
    extractor = Extractor(language="en")
    results = {}
    for name, floors in sets.items():
        try:
            now, data = measured(measure(cases[name], extractor)), checksum(cases[name])
        except KzreformError as error:
            raise ReadError(f"{path}: the set {name!r}: {error.message}") from error
        results[name] = Result(floors.floors, now, raised(floors.floors, now), data, unpinned(name, floors, data))
    return results


def _renew(path: Path, results: Mapping[str, Result]) -> None:
    from kzreform.checking.floors import rewritten

    text = path.read_text(encoding="utf-8")
    for name, result in results.items():
        try:
            text = rewritten(text, name, result.next, result.data)
        except ValueError as error:
            raise ReadError(f"{path}: {error}") from error
    with opened(str(path)) as output:
        output.write(text)


def _json(results: Mapping[str, Result]) -> str:
    sets = {
        name: {
            "pinned": not result.amiss,
            "measures": {
                measure: {"floor": result.floors.get(measure), "now": now, "holds": measure not in result.sunk}
                for measure, now in result.now.items()
            },
        }
        for name, result in results.items()
    }
    return json.dumps({"holds": not any(r.sunk or r.amiss for r in results.values()), "sets": sets})


def _table(results: Mapping[str, Result], update: bool) -> str:
    from tabulate import tabulate

    rows = []
    for name, result in results.items():
        for measure, now in result.now.items():
            floor, new = result.floors.get(measure), result.next[measure]
            row = [shown(name), measure, f"{now:.4f}", "-" if floor is None else f"{floor:.3f}"]
            if update:
                row.append("" if new == floor else f"{new:.3f}")
            rows.append([*row, "sunk" if measure in result.sunk else ""])
    headers = ["Set", "Measure", "Now", "Floor", *(["New floor"] if update else []), ""]
    table = tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)
    return "\n".join(line.rstrip() for line in table.splitlines())
