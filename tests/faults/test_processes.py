"""Processes that die: what they were at is told of, the rest is done, and none is left behind."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from kzreform import reading
from kzreform.errors import ReadError
from kzreform.reading import apart
from tests.conftest import ROOT
from tests.faults.conftest import Begin, alive, below, save, waited
from tests.hostile.packed import DRAWN, form, paper, word

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def workers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that extract."""
    return [each for each in below(process) if any("spawn_main" in word for word in each.cmdline())]


def documents(folder: Path) -> Counter[str]:
    lines = (folder / "printed").read_text().splitlines()
    return Counter(json.loads(line)["document"] for line in lines)


@pytest.mark.parametrize("after", [0, 3, 7])
def test_a_worker_that_is_killed_takes_one_document(begin: Begin, tmp_path: Path, after: int) -> None:
    save(tmp_path / "in", *["1% sleep 0.2"] * 12)
    process = begin("extract", "in", "--format", "jsonl", "-j", "2")
    assert waited(lambda: (tmp_path / "printed").read_bytes().count(b"\n") >= after and len(workers(process)) == 2)
    time.sleep(0.1)
    workers(process)[0].kill()
    process.wait(timeout=60)
    done = documents(tmp_path)
    told = (tmp_path / "told").read_text().splitlines()
    failed = [line.split(": ")[1] for line in told if "its worker process died (SIGKILL)" in line]
    assert set(done.values()) == {1}
    assert sorted([*done, *failed]) == [f"{number:02}.txt" for number in range(12)]
    assert len(failed) <= 1
    assert process.returncode == (2 if failed else 0)


def test_workers_that_are_killed_again_and_again(begin: Begin, tmp_path: Path) -> None:
    dice = random.Random(5)
    save(tmp_path / "in", *["1% sleep 0.1"] * 40)
    process = begin("extract", "in", "--format", "jsonl", "-j", "2")
    assert waited(lambda: (tmp_path / "printed").read_bytes())
    for _ in range(6):
        there = workers(process)
        if there and process.poll() is None:
            for each in there if dice.random() < 0.5 else there[:1]:
                each.kill()
        time.sleep(dice.uniform(0.1, 0.6))
    process.wait(timeout=120)
    done = documents(tmp_path)
    told = (tmp_path / "told").read_text().splitlines()
    failed = [line.split(": ")[1] for line in told if "its worker process died (SIGKILL)" in line]
    if process.returncode == 2 and "before its first document" in told[-1]:
        return  # all were killed while they began: that ends the run, and is said
    assert set(done.values()) == {1}
    assert sorted([*done, *failed]) == [f"{number:02}.txt" for number in range(40)]


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_reader_that_is_killed(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word())
    source = reading.Source(str(file), "a.docx")
    assert reading.load(source).text
    process = apart._reader()._process
    assert process is not None
    os.kill(process.pid, getattr(signal, name))
    process.wait()
    with pytest.raises(ReadError, match=rf"its reader died of it \({name}\)"):
        reading.load(source)
    assert reading.load(source).text


def test_a_reader_is_renewed_after_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_FILES", 3)
    file = tmp_path / "a.docx"
    file.write_bytes(word())
    seen = set()
    for _ in range(9):
        assert reading.load(reading.Source(str(file), "a.docx")).text
        process = apart._reader()._process
        seen.add(process.pid if process else None)
    assert len(seen) >= 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_is_left_when_the_first_is_killed(begin: Begin, tmp_path: Path, jobs: str) -> None:
    save(tmp_path / "in", "1%", "2%", *["sleep 2"] * 6)
    drawn = [form(b"/X Do " * 10, f"{7 + level} 0 R") for level in range(3)]
    (tmp_path / "in" / "00.pdf").write_bytes(paper(b"/X Do ", *drawn, form(DRAWN, "99 0 R")))
    process = begin("extract", "in", "--format", "jsonl", "-j", jobs)
    assert waited(lambda: (tmp_path / "printed").read_bytes())
    children = below(process)
    assert children
    process.kill()
    process.wait()
    assert waited(lambda: not alive(children), 20)


def test_what_lies_in_the_folder_is_not_imported(begin: Begin, tmp_path: Path) -> None:
    """Someone else's files: each module of Python's is there, and would tell if it were run."""
    for name in sorted(sys.stdlib_module_names | {"kzreform", "spacy", "click", "msgspec", "docx", "lxml", "numpy"}):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'a').write('{name} ')\n")
    (tmp_path / "sitecustomize.py").unlink(missing_ok=True)
    for number in range(4):
        (tmp_path / f"{number}.docx").write_bytes(word())
    process = begin(
        "extract", *(f"{number}.docx" for number in range(4)), "-j", "2", program=[sys.executable, str(ROOT / "cli.py")]
    )
    process.wait(timeout=120)
    assert (process.returncode, (tmp_path / "told").read_text()) == (
        0,
        "kzreform: 4 documents, 4 figures, no failures\n",
    )
    assert not (tmp_path / "run").exists()
