"""Several processes, kills and Ctrl-C: `extract` as a process, with an extractor that fails when told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Kz = Callable[..., "subprocess.CompletedProcess[bytes]"]
FRAIL = ROOT / "tests" / "many" / "frail.py"
COMMAND = [sys.executable, str(FRAIL), "extract"]


@pytest.fixture
def frail(tmp_path: Path) -> Kz:
    """Run the command line with the frail extractor, in an empty folder."""

    def frail(*args: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*COMMAND, *args], capture_output=True, cwd=tmp_path, check=False, timeout=120)

    return frail


def save(folder: Path, *texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text)


def begun(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    """Begin a run in a process group of its own, as a shell does, and wait until it has written something."""
    process = subprocess.Popen(
        [*COMMAND, *args], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    for _ in range(1200):
        if process.stdout.read():
            return process
        time.sleep(0.05)
    raise AssertionError("nothing was written")


def is_gone(group: int, seconds: float) -> bool:
    """Say whether no process of a group is left, in so much time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("format_", ["jsonl", "json", "table", "csv"])
def test_two_processes_write_what_one_does(frail: Kz, tmp_path: Path, format_: str) -> None:
    texts = [f"In 20{number:02} it was {number}%, then {number + 1}%." for number in range(10, 30)]
    save(tmp_path / "in", "5% sleep 0.3", *texts[:9], "raise", "nothing", *texts[9:], "refuse")
    (tmp_path / "rows.jsonl").write_text("".join(f'{{"text": "{number}%"}}\n' for number in range(40)) + "[]\n")
    args = ("in", "none.txt", "rows.jsonl", "--format", format_)
    one, two = frail(*args), frail(*args, "-j", "2")
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert (one.returncode, two.returncode) == (2, 2)
    assert b"kzreform: 62 documents, 81 figures, 4 failures\n" in one.stderr


def test_two_processes_with_the_real_extractor(kz: Kz) -> None:
    one, two = (kz("extract", "--sample", "--format", "jsonl", "--quiet", "-j", jobs) for jobs in "12")
    assert (two.returncode, two.stdout, two.stderr) == (0, one.stdout, one.stderr)


def test_a_worker_that_dies_is_told_and_the_others_go_on(frail: Kz, tmp_path: Path) -> None:
    save(tmp_path / "in", "1%", "die", "2%", "3%")
    done = frail("in", "--format", "jsonl", "-j", "2")
    assert done.returncode == 2
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["1%", "2%", "3%"]
    assert done.stderr.decode().splitlines() == [
        "kzreform: 01.txt: its worker process died (SIGKILL)",
        "kzreform: 3 documents, 3 figures, 1 failure",
    ]


@pytest.mark.parametrize("dies", [1, 4, 9])
def test_a_run_that_is_killed_is_gone_on_with(frail: Kz, tmp_path: Path, dies: int) -> None:
    texts = [f"{number}% sleep 0.3" for number in range(10)]
    save(tmp_path / "in", *texts)
    assert frail("in", "-o", "whole.jsonl", "-j", "2").returncode == 0
    (tmp_path / f"in/{dies:02}.txt").write_text("die above")
    assert frail("in", "-o", "out.jsonl", "-j", "2").returncode == -signal.SIGKILL
    assert not (tmp_path / "out.jsonl").exists()
    (tmp_path / f"in/{dies:02}.txt").write_text(texts[dies])
    done = frail("in", "-o", "out.jsonl", "-j", "2", "--resume")
    assert (done.returncode, done.stderr) == (0, b"kzreform: 10 documents, 10 figures, no failures\n")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl", "whole.jsonl"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_quick_and_quiet(tmp_path: Path, jobs: str) -> None:
    save(tmp_path / "in", "1%", "sleep 60", "sleep 60", "sleep 60")
    process = begun(tmp_path, "in", "--format", "jsonl", "-j", jobs)
    before = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert time.monotonic() - before < 10
    assert (process.returncode, told.strip()) == (130, b"kzreform: interrupted after 1 document")
    assert is_gone(process.pid, 5)


def test_workers_end_when_what_began_them_is_killed(tmp_path: Path) -> None:
    save(tmp_path / "in", "1%", "sleep 3", "sleep 3")
    process = begun(tmp_path, "in", "--format", "jsonl", "-j", "2")
    process.kill()
    process.wait()
    process.communicate()
    assert is_gone(process.pid, 20)


@pytest.mark.parametrize("format_", ["jsonl", "json", "csv"])
def test_figures_are_written_when_their_document_is_done(tmp_path: Path, format_: str) -> None:
    save(tmp_path, "5%, 6%", "sleep 60")
    process = begun(tmp_path, "00.txt", "01.txt", "--format", format_)  # it waits for what is written
    process.kill()
    process.communicate()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_leaves_early_is_no_failure(tmp_path: Path, jobs: str) -> None:
    save(tmp_path / "in", *["5%, 6% sleep 0.1"] * 200)
    line = f'"{sys.executable}" "{FRAIL}" extract in --format jsonl -j {jobs} | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("no/out.jsonl", "out.jsonl: cannot be written (No such file or directory)"),
        ("no/out.csv", "out.csv: cannot be written (No such file or directory)"),
        ("in", "in: is a directory"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_work(
    frail: Kz, tmp_path: Path, output: str, message: str, jobs: str
) -> None:
    save(tmp_path / "in", "raise", "raise")
    done = frail("in", "-o", output, "-j", jobs)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert message in done.stderr.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_one_line(frail: Kz, tmp_path: Path) -> None:
    save(tmp_path / "in", "5%", "6%")
    for jobs in "12":
        done = frail("in", "-o", "/dev/full", "--format", "jsonl", "-j", jobs)
        assert done.returncode == 2
        assert done.stderr == b"kzreform: /dev/full: cannot be written (No space left on device)\n"


def test_a_disk_that_fills_loses_nothing_that_was_finished(frail: Kz, tmp_path: Path) -> None:
    save(tmp_path / "in", *[f"{number}%" for number in range(8)])
    assert frail("in", "-o", "whole.jsonl").returncode == 0
    # A file may have 2 KB, which is like a disk that has no more.
    command = f'ulimit -f 2; exec "{sys.executable}" "{FRAIL}" extract in -o out.jsonl'
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"out.jsonl: cannot be written (File too large)\n")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out.jsonl").exists()
    assert frail("in", "-o", "out.jsonl", "--resume").returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_undated_words_are_told_once_a_document(kz: Kz, tmp_path: Path) -> None:
    save(tmp_path / "in", "This year it was 5%. Last year it was 6%.", "In 2023 it was 5%.", "It was currently 7%.")
    done = kz("extract", "in", "--format", "jsonl")
    told = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in told[:-1]] == ["00.txt", "02.txt"]
    assert told[0].endswith(
        "no date of publication is known, so “This year” and the like stay undated; give it with --published"
    )
    assert told[-1] == "kzreform: 3 documents, 4 figures, no failures"
    for options in (["--published", "2024-05-01"], ["--quiet"]):
        assert b"undated" not in kz("extract", "in", "--format", "jsonl", *options).stderr
