"""Files that are not what they were when they were found."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform import reading
from kzreform.reading import listing, sources
from tests.conftest import ROOT

Run = Callable[..., Result]
#: So that Python finds the program wherever it works.
PATH = os.environ | {"PYTHONPATH": str(ROOT)}
pytestmark = pytest.mark.usefixtures("fake_extractor")


@pytest.fixture
def texts(run: Run) -> None:
    Path("in").mkdir()
    for number in range(1, 5):
        Path(f"in/{number}.txt").write_text(f"{number}%")


def figures(result: Result) -> list[str]:
    return [line.partition('"text":"')[2][:2] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("command", ["extract", "audit", "conflicts"])
def test_a_file_that_vanishes_before_it_is_read(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    expand = reading.expand

    def vanishing(paths: list[str]) -> object:
        found = expand(paths)
        Path("in/2.txt").unlink()
        return found

    monkeypatch.setattr(reading, "expand", vanishing)
    result = run(command, "in", "--format", "jsonl", "-q")
    assert (result.exit_code, result.stderr) == (2, "kzreform: in/2.txt: no such file\n")
    if command == "extract":
        assert figures(result) == ["1%", "3%", "4%"]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("change", ["cut", "grown", "rewritten"])
def test_a_file_that_changes_while_it_is_read(run: Run, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    text = "5% and so on " * 20_000
    Path("in/2.txt").write_text(text)
    os.utime("in/2.txt", ns=(1, 1))
    readinto = sources._Filling.readinto

    def changing(self: sources._Filling, buffer: bytearray) -> int:
        count = readinto(self, buffer)
        there = Path("in/2.txt").stat()
        if there.st_mtime_ns == 1 and os.path.samestat(there, os.fstat(self._stream.fileno())):
            if change == "cut":
                os.truncate("in/2.txt", 100_000)
            elif change == "grown":
                with Path("in/2.txt").open("a") as file:
                    file.write("6%")
            else:
                Path("in/2.txt").write_text(text.replace("5", "6"))
        return count

    monkeypatch.setattr(sources._Filling, "readinto", changing)
    result = run("extract", "in", "--format", "jsonl", "-q")
    assert (result.exit_code, result.stderr) == (2, "kzreform: in/2.txt: it changed while it was read\n")
    assert figures(result) == ["1%", "3%", "4%"]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("name", ["2.txt", "2.html", "2.pdf", "2.docx", "2.jsonl", "2.csv"])
def test_a_file_that_fails_in_the_middle(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    Path("in/2.txt").unlink()
    Path("in", name).write_bytes(b"5% and so on\n" * 20_000)
    size = Path("in", name).stat().st_size
    readinto = sources._Filling.readinto
    before = 0

    def failing(self: sources._Filling, buffer: bytearray) -> int:
        nonlocal before
        if os.fstat(self._stream.fileno()).st_size == size:
            before += 1
            if before > 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        return readinto(self, buffer)

    monkeypatch.setattr(sources._Filling, "readinto", failing)
    result = run("extract", "in/1.txt", f"in/{name}", "in/3.txt", "--format", "jsonl", "-q")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"in/{name}: " in result.stderr
    assert figures(result) == ["1%", "3%"]


@pytest.mark.usefixtures("texts")
@pytest.mark.skipif(sys.platform == "win32", reason="as Linux has it")
def test_a_folder_that_may_not_be_looked_into(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):  # root may look into any
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(listing.os, "scandir", closed)
    result = run("extract", "in", "--format", "jsonl", "-q")
    assert (result.exit_code, figures(result)) == (2, ["1%", "2%", "3%", "4%"])
    assert result.stderr == "kzreform: in/closed: cannot be looked into (Permission denied)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder that is in use cannot go")
def test_the_folder_that_one_works_in_is_gone(tmp_path: Path) -> None:
    text, folder = tmp_path / "a.txt", tmp_path / "gone"
    text.write_text("It was 5%.")
    folder.mkdir()
    program = "import os, sys; os.rmdir(os.getcwd()); from kzreform.commands import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "extract", str(text)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=PATH)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kzreform: the folder that you work in is gone\n"
