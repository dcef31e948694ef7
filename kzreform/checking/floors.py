"""Floors under the measures of an extraction, pinned in a TOML file with checksums of the data and of the floors.

A table a set; ``manifest`` or ``rows`` say where its data lies, from the file's folder::

    [sample]
    manifest = "../corpus/manifest.toml"
    data_sha256 = "..."
    floors_sha256 = "..."
    detect = 0.985
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kzreform.checking.evaluate import Evaluation
from kzreform.checking.sets import Case, from_manifest, from_rows
from kzreform.errors import ReadError
from kzreform.files import whole
from kzreform.toml import parsed

MEASURES = ("detect", "value", "dated", "row", "unit", "item")
"""What can have a floor: the F1 of the first four, and the shares that agree of the others."""

_MARGIN = 0.005  # a floor lies so far under its measure: one figure of two hundred read otherwise
_SUMS = ("data_sha256", "floors_sha256")


class FloorSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The floors of one set, and where its data lies."""

    manifest: str | None = None
    rows: str | None = None
    data_sha256: str = ""
    floors_sha256: str = ""
    detect: float | None = None
    value: float | None = None
    dated: float | None = None
    row: float | None = None
    unit: float | None = None
    item: float | None = None

    @property
    def floors(self) -> dict[str, float]:
        """The pinned floors by the name of their measure."""
        return {name: floor for name in MEASURES if (floor := getattr(self, name)) is not None}


def read_floors(path: Path) -> dict[str, FloorSet]:
    """Read a floors file; raises ``ReadError`` naming the file and what is wrong with it."""
    try:
        tables = parsed(whole(path).decode("utf-8"))
        sets = msgspec.convert(tables, dict[str, FloorSet])
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 text") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise ReadError(f"{path}: {error}") from error
    if not sets:
        raise ReadError(f"{path}: it names no sets")
    for name, floors in sets.items():
        if (floors.manifest is None) == (floors.rows is None):
            raise ReadError(f"{path}: the set {name!r} needs either 'manifest' or 'rows'")
        for measure, floor in floors.floors.items():
            if not 0 <= floor <= 1:
                raise ReadError(f"{path}: the floor of {measure} in the set {name!r} is no share from 0 to 1")
    return sets


def load_cases(path: Path, floors: FloorSet) -> list[Case]:
    """Read the data of a set; raises ``ReadError`` naming the file that is amiss."""
    if floors.manifest is not None:
        return from_manifest(path.parent / floors.manifest)
    try:
        files = sorted(path.parent.glob(floors.rows or ""))
    except (ValueError, IndexError, NotImplementedError) as error:
        raise ReadError(f"{path}: {floors.rows!r} is no pattern of file names ({error})") from error
    if not files:
        raise ReadError(f"{path}: no file matches {floors.rows}")
    return from_rows(files)


def floors_checksum(floors: Mapping[str, float]) -> str:
    """Give the SHA-256 of floors, so that none is lowered in passing.

    >>> floors_checksum({"detect": 0.9})[:8]
    '4943b92f'
    """
    said = "".join(f"{name} {floors[name]:.4f}\n" for name in MEASURES if name in floors)
    return hashlib.sha256(said.encode()).hexdigest()


def unpinned(name: str, floors: FloorSet, data: str) -> list[str]:
    """Say what of a set is not as it was pinned, given its data's checksum."""
    said = []
    if floors.data_sha256 != data:
        said.append(f"{name}: the data is not what the floors were pinned for (data_sha256 differs)")
    if floors.floors_sha256 != floors_checksum(floors.floors):
        said.append(f"{name}: the floors are not those that were pinned (floors_sha256 differs)")
    return said


def measured(evaluation: Evaluation) -> dict[str, float]:
    """Give the measures that can have a floor; what cannot be measured counts as nothing reached."""
    f1 = {name: measure.f1 for name, measure in evaluation.measures.items()}
    return {name: f1[name] if name in f1 else evaluation.shares.get(name) or 0.0 for name in MEASURES}


def raised(floors: Mapping[str, float], now: Mapping[str, float]) -> dict[str, float]:
    """Give the floors for today's measures: a little under them, and never lower than they were.

    >>> raised({"detect": 0.99, "row": 0.7}, {"detect": 0.9, "row": 0.8123})
    {'detect': 0.99, 'row': 0.807}
    """
    under = {name: math.floor((measure - _MARGIN) * 1000 + 1e-6) / 1000 for name, measure in now.items()}
    return {name: max(floors.get(name, 0.0), under[name], 0.0) for name in now}


def rewritten(text: str, name: str, floors: Mapping[str, float], data: str) -> str:
    """Give the text of a floors file with the floors and checksums of a set renewed and its comments kept.

    Raises ``ValueError`` where the set has no table of its own, or one that is spelled too oddly.
    """
    values = dict(zip(_SUMS, (f'"{data}"', f'"{floors_checksum(floors)}"'), strict=True))
    values |= {measure: f"{floor:.3f}" for measure, floor in floors.items()}
    table = re.search(rf"^\[{re.escape(name)}\][^\n]*\n(?P<body>(?:(?!\[).*(?:\n|\Z))*)", text, re.MULTILINE)
    if table is None:
        raise ValueError(f"the set {name!r} needs a table [{name}] of its own")
    body = table["body"]
    for key, value in values.items():
        spelled = rf"[ \t]*(?:{key}|\"{key}\"|'{key}')[ \t]*=[ \t]*"
        body, found = re.subn(rf'^({spelled})("[^"\n]*"|[^\s#]+)', rf"\g<1>{value}", body, flags=re.MULTILINE)
        if not found:
            body = f"{body.rstrip()}\n{key} = {value}\n" + body[len(body.rstrip()) + 1 :]
    new = text[: table.start("body")] + body + text[table.end("body") :]
    if parsed(new).get(name) != {**parsed(text)[name], **parsed("\n".join(f"{k} = {v}" for k, v in values.items()))}:
        raise ValueError(f"the table [{name}] cannot be renewed: write each key plainly, on a line of its own")
    return new
