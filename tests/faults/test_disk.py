"""Disks that fill or fail: one line, and nothing half-written under the final name."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.faults.conftest import FRAIL

Run = Callable[..., Result]
FILES = ["out.jsonl", "out.json", "out.csv", "out.txt", "out.md", "out.xlsx", "out.parquet", "out.db", "out.zip", "out"]


def options(name: str) -> list[str]:
    return ["-o", name, *(["--format", "datapackage"] if name == "out" else [])]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 KB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("name", FILES)
def test_a_small_disk(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text(
            "".join(f"{share}% {share * 7919 * number} " for share in range(40))
        )
    command = [*FRAIL, "extract", str(tmp_path / "in"), *options(name)]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert "cannot be written (No space left on device)" in done.stderr
    assert {path.name for path in small.iterdir()} <= {"out.jsonl.part", "out.jsonl.part.journal"}


class Failing:
    """Fails the n-th call of what brings bytes to the disk, and all that come after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "chmod"), (tempfile, "mkstemp")):
            monkeypatch.setattr(owner, name, self._failing(getattr(owner, name)))
        from kzreform.writing import guarded

        write = guarded.Guarded.write

        def failing(stream: guarded.Guarded, data: bytes, /) -> int:
            if not stream.broken and self._is_time():
                stream.broken = True
                raise guarded.failed(stream._name, OSError(28, "No space left on device"))
            return write(stream, data)

        monkeypatch.setattr(guarded.Guarded, "write", failing)

    def _is_time(self) -> bool:
        self.left -= 1
        return self.left < 0

    def _failing(self, function: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **kwargs: object) -> object:
            if self._is_time():
                raise OSError(28, "No space left on device")
            return function(*args, **kwargs)

        return called


@pytest.mark.usefixtures("fake_extractor")
@pytest.mark.parametrize("name", FILES)
def test_a_disk_that_fails_at_any_moment(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    Path("in").mkdir()
    for number in range(3):
        Path(f"in/{number}.txt").write_text(f"{number}%")
    is_folder = name == "out"
    if not is_folder:
        Path(name).write_text("what was there")
    disk = Failing(monkeypatch)
    moment = 0
    while True:
        disk.left = moment
        result = run("extract", "in", *options(name), "-q")
        if result.exit_code == 0:
            break
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.stderr
        assert "cannot be written (" in result.stderr
        assert "No space left on device" in result.stderr
        assert "Traceback" not in result.output
        left = {path.name for path in Path.cwd().iterdir()} - {"in"}
        if is_folder:
            assert left == set()
        else:
            assert left <= {name, f"{name}.part", f"{name}.part.journal"}
            assert Path(name).read_text() == "what was there"
        moment += 1
        assert moment < 200
    assert moment >= 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_is_full_for_messages_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It was 5%.")
    for words in (["extract", "a.txt"], ["extract", "no.txt"], ["extract"], ["schema"], ["nothing"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*FRAIL, *words], cwd=tmp_path, stdout=full, stderr=full, check=False)
        assert done.returncode == 2, words


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="only Unix has its standard streams as files")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/stdout", "/dev/stderr", "out.csv"])
def test_what_is_closed_is_not_taken_for_a_text(tmp_path: Path, closed: str, name: str) -> None:
    (tmp_path / "a.txt").write_text("It was 5%.")
    line = f"{shlex.join(FRAIL)} extract a.txt no.txt -o {name} --format csv {closed}"
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "a.txt").read_text() == "It was 5%."
    assert {path.name for path in tmp_path.iterdir()} <= {"a.txt", "out.csv"}
