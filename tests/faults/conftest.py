"""Runs with the frail extractor, which does what its documents say: see ``tests/many/frail.py``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT

FRAIL = [sys.executable, str(ROOT / "tests" / "many" / "frail.py")]
Begin = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begin a run in a session of its own, with its output in the files ``told`` and ``printed``."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin(*args: str, program: list[str] = FRAIL, **env: str) -> subprocess.Popen[bytes]:
        with (tmp_path / "told").open("wb") as told, (tmp_path / "printed").open("wb") as printed:
            process = subprocess.Popen(
                [*program, *args],
                cwd=tmp_path,
                stdout=printed,
                stderr=told,
                env=os.environ | env,
                start_new_session=True,
            )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.wait()


def save(folder: Path, *texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text)


def waited(until: Callable[[], object], seconds: float = 60.0) -> bool:
    """Wait until something is so; False when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():
            return True
        time.sleep(0.02)
    return False


def below(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that a run has begun."""
    try:
        return list(psutil.Process(process.pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
