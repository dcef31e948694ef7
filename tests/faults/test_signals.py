"""Signals end a run at once and in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.conftest import Begin, alive, below, save, waited
from tests.hostile.packed import DRAWN, form, paper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

ENDS = {signal.SIGINT: ("interrupted", 130), signal.SIGTERM: ("terminated", 143), signal.SIGHUP: ("hung up", 129)}
#: A second is what is asked for; the rest is for machines that have much to do.
QUICK = 1.0 if os.environ.get("KZREFORM_STRICT") else 4.0


def stopped(process: subprocess.Popen[bytes], number: int, *, group: bool = True) -> float:
    """Send a signal, and say how long the run took to end."""
    children = below(process)
    begun = time.monotonic()
    (os.killpg if group else os.kill)(process.pid, number)
    process.wait(timeout=30)
    took = time.monotonic() - begun
    assert waited(lambda: not alive(children), 5.0)
    return took


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", ENDS)
def test_a_signal_ends_a_run_within_a_second(begin: Begin, tmp_path: Path, number: int, jobs: str) -> None:
    save(tmp_path / "in", "1%", "2%", *["sleep 60"] * 3)
    process = begin("extract", "in", "--format", "jsonl", "-j", jobs)
    assert waited(lambda: (tmp_path / "printed").read_bytes().count(b"\n") == 2)
    # From the terminal to all processes, and from `kill` to one.
    took = stopped(process, number, group=number != signal.SIGTERM)
    word, code = ENDS[signal.Signals(number)]
    assert process.returncode == code
    assert (tmp_path / "told").read_text().split("\n")[-2:] == [f"kzreform: {word} after 2 documents", ""]
    assert took < QUICK


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_ends_a_reader_that_does_not_come_back(begin: Begin, tmp_path: Path, number: int) -> None:
    save(tmp_path / "in", "1%")
    # Ten drawings that each draw ten others, and so on: PDFium is at it for a long time.
    drawn = [form(b"/X Do " * 10, f"{7 + level} 0 R") for level in range(5)]
    (tmp_path / "in" / "01.pdf").write_bytes(paper(b"/X Do ", *drawn, form(DRAWN * 20, "99 0 R")))
    process = begin("extract", "in", "--format", "jsonl")
    assert waited(lambda: (tmp_path / "printed").read_bytes())
    assert waited(lambda: sum(each.cpu_times().user for each in alive(below(process))) > 0.7)
    assert stopped(process, number) < QUICK
    assert process.returncode == ENDS[signal.Signals(number)][1]
    assert "Traceback" not in (tmp_path / "told").read_text()


@pytest.mark.parametrize("pause", [0.4, 0.8, 1.2, 1.6, 2.0])
def test_a_signal_while_the_model_is_loaded(begin: Begin, tmp_path: Path, pause: float) -> None:
    (tmp_path / "a.txt").write_text("In 2023 it was 5%. " * 20_000)
    process = begin("extract", "a.txt", "-o", "out.csv", program=[sys.executable, str(ROOT / "cli.py")])
    time.sleep(pause)
    assert stopped(process, signal.SIGINT) < QUICK
    told = (tmp_path / "told").read_text()
    if "Traceback" in told:  # not even the command line was there
        assert "kzreform/commands/program.py" not in told
    else:
        assert (process.returncode, told.strip().startswith("kzreform: interrupted")) == (130, True)
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "told", "printed"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_signals_are_as_one(begin: Begin, tmp_path: Path, jobs: str) -> None:
    save(tmp_path / "in", "1%", *["sleep 60"] * 3)
    process = begin("extract", "in", "-o", "out.jsonl", "-j", jobs)
    assert waited(lambda: (tmp_path / "out.jsonl.part").exists() and (tmp_path / "out.jsonl.part").stat().st_size)
    for _ in range(20):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.005)
    process.wait(timeout=30)
    assert process.returncode == 130
    assert (
        tmp_path / "told"
    ).read_text().strip() == "kzreform: interrupted after 1 document; --resume goes on from there"


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_done_is_kept_and_gone_on_with(begin: Begin, tmp_path: Path, number: int, jobs: str) -> None:
    texts = [f"{share}%, {share + 1}% sleep 0.15" for share in range(12)]
    save(tmp_path / "in", *texts)
    begin("extract", "in", "-o", "whole.jsonl").wait()
    process = begin("extract", "in", "-o", "out.jsonl", "-j", jobs)
    part = tmp_path / "out.jsonl.part"
    assert waited(lambda: part.exists() and part.read_bytes().count(b"\n") >= 8)
    stopped(process, number)
    assert "--resume goes on from there" in (tmp_path / "told").read_text()
    assert not (tmp_path / "out.jsonl").exists()
    assert begin("extract", "in", "-o", "out.jsonl", "-j", jobs, "--resume").wait() == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not part.exists()


FILES = ["out.json", "out.csv", "out.txt", "out.md", "out.xlsx", "out.parquet", "out.db", "out.zip", "out"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_no_half_file(begin: Begin, tmp_path: Path, number: int, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    save(tmp_path / "in", *["1% sleep 0.01"] * 30, "sleep 60")
    format_ = ["--format", "datapackage"] if name == "out" else []
    process = begin("extract", "in", "-o", name, *format_, TMPDIR=str(scratch))
    assert waited(lambda: any(name in path.name for path in tmp_path.iterdir()))
    time.sleep(0.5)
    stopped(process, number)
    assert process.returncode == ENDS[signal.Signals(number)][1]
    assert f"{name} is not written" in (tmp_path / "told").read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"in", "scratch", "told", "printed"}
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("name", FILES)
def test_a_killed_run_leaves_no_half_file(begin: Begin, tmp_path: Path, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    save(tmp_path / "in", *["1% sleep 0.01"] * 30, "sleep 60")
    format_ = ["--format", "datapackage"] if name == "out" else []
    process = begin("extract", "in", "-o", name, *format_, TMPDIR=str(scratch))
    assert waited(lambda: any(name in path.name for path in tmp_path.iterdir()))
    time.sleep(0.3)
    process.kill()
    process.wait()
    left = {path.name for path in tmp_path.iterdir()} - {"in", "scratch", "told", "printed"}
    assert all(file.startswith(f".{name}.") and file.endswith(".part") for file in left)


SWALLOWED = """
import signal, sys, time
from kzreform.commands.signals import Stopped, stopping

class Kept:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)  # what is raised here is never seen by who deletes it
        sum(range(1000))

try:
    with stopping():
        Kept()
        time.sleep(20)
except Stopped as error:
    print(error.number == signal.SIGTERM)
"""


def test_a_signal_that_is_swallowed_comes_again() -> None:
    begun = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-c", SWALLOWED], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")
    assert time.monotonic() - begun < 15
