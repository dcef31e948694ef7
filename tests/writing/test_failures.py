"""Where a format cannot be written: one clear line, and nothing half-written under the final name."""

from __future__ import annotations

import importlib.util
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzreform.errors import KzreformError
from kzreform.records import Figure
from kzreform.writing import FORMATS, WRITERS, ready
from tests.conftest import ROOT, figure

BINARY = [name for name in FORMATS if FORMATS[name].binary]
SCRIPT = """
import resource, sys
from kzreform.errors import KzreformError
from kzreform.writing import WRITERS, ready
from tests.conftest import figure
name, path, size = sys.argv[1], sys.argv[2] or None, int(sys.argv[3])
if size:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    with ready(name, path) as output:
        WRITERS[name]((figure(str(n), item=f"{n * n:x}" * 9, start=n) for n in range(1500)), output)
except KzreformError as error:
    sys.exit(error.message)
"""


def child(name: str, path: str, size: int = 0, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "dev", "-c", SCRIPT, name, path, str(size)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, env=env, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_one_line_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    os.environ["TMPDIR"], before = str(tmp_path / "scratch"), os.environ.get("TMPDIR")
    try:
        done = child(name, "out.zip", 8192, cwd=tmp_path)
    finally:
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "cannot be written" in done.stderr
    assert list(tmp_path.rglob("*")) == [tmp_path / "scratch"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_device_is_one_line(name: str) -> None:
    told = "cannot be written (No space left on device)\n"
    with Path("/dev/full").open("wb") as full:
        assert child(name, "", stdout=full).stderr == f"standard output: {told}"
    assert child(name, "/dev/full").stderr == f"/dev/full: {told}"


@pytest.mark.parametrize("name", FORMATS)
def test_an_interrupted_run_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    file = tmp_path / "out.zip"
    file.write_text("old")

    def fails() -> Iterator[Figure]:
        yield figure()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), ready(name, str(file)) as output:
        WRITERS[name](fails(), output)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", FORMATS)
def test_a_place_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    told = r"no/out: cannot be written \(No such file or directory\)"
    with pytest.raises(KzreformError, match=told), ready(name, str(tmp_path / "no" / "out")):
        pass


@pytest.mark.parametrize("name", BINARY)
def test_binary_formats_are_nothing_for_a_terminal_but_go_through_pipes(name: str, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave, "wb") as terminal:
        told = child(name, "", stdout=terminal).stderr
    os.close(master)
    assert told == f"{FORMATS[name].title} is nothing for a terminal: name a file with -o\n"
    piped = subprocess.run(
        f'"{sys.executable}" -c "$SCRIPT" {name} "" 0 | cat > piped',
        shell=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SCRIPT": SCRIPT},
        check=True,
    )
    assert piped.returncode == 0
    child(name, "file.zip", cwd=tmp_path)
    assert (tmp_path / "piped").read_bytes() == (tmp_path / "file.zip").read_bytes()


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].package])
def test_a_missing_library_says_what_to_install(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzreform.writing.extras.find_spec", lambda package: None)
    assert importlib.util.find_spec(FORMATS[name].package)
    with pytest.raises(KzreformError) as failure, ready(name, str(tmp_path / "out")):
        pass
    assert failure.value.message.endswith(
        f'{FORMATS[name].package} is needed: pip install "kzreform[{FORMATS[name].extra}]"'
    )
    assert list(tmp_path.iterdir()) == []
