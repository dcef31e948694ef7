"""A format of several files in a folder: made whole, or not at all."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kzreform.writing.guarded import Guarded, failed, resolved
from kzreform.writing.output import Output, umask


@contextmanager
def opened_folder(target: Path, descriptor: str) -> Iterator[Output]:
    """Give the output for a folder, whose files are written beside their place and moved there at the end.

    A new folder appears whole. In one that is there, each file that is written takes the place of its like, and what
    else lies there stays; the descriptor never lies beside other files than those that it describes. Raises
    ``KzreformError`` when the place cannot be written.
    """
    target = resolved(target)
    there = target.is_dir()
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target if there else target.parent))
    except OSError as error:
        raise failed(target, error) from error
    try:
        yield Output(cast(BinaryIO, io.BytesIO()), folder=part)
        try:
            _moved(part, target, descriptor if there else None)
        except OSError as error:
            raise failed(target, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def file_in(folder: Path, name: str) -> Iterator[BinaryIO]:
    """Give a stream to a new file in the folder of an output."""
    shown = f"{name} in the folder"
    try:
        raw = (folder / name).open("wb", buffering=0)
    except OSError as error:
        raise failed(shown, error) from error
    with raw, io.BufferedWriter(Guarded(cast(BinaryIO, raw), shown)) as stream:
        yield cast(BinaryIO, stream)


def _moved(part: Path, target: Path, descriptor: str | None) -> None:
    if descriptor is None:
        part.chmod(0o777 & ~umask())
        part.replace(target)
        return
    (target / descriptor).unlink(missing_ok=True)
    for file in sorted(part.iterdir(), key=lambda file: file.name == descriptor):
        file.replace(target / file.name)
