"""No command needs a network: where opening a connection ends the process, every command works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kzreform.commands import main
from tests.commands.test_program import commands
from tests.conftest import ROOT
from tests.hostile.packed import SENTENCE, paper, word

#: What Python runs at its start where it finds it: in this process, in workers and in readers.
GUARD = """
import os, socket, sys
def refused(*args, **kwargs):
    with open(os.environ["CALLED"], "a") as file:
        file.write(repr(args) + " ".join(sys.argv) + chr(10))
    raise OSError("no network")
# Not "bind": urllib3, which trafilatura brings, asks so whether this machine has IPv6.
for name in ("connect", "connect_ex", "listen", "sendto", "sendmsg"):
    setattr(socket.socket, name, refused)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
    setattr(socket, name, refused)
"""
#: How each command is run; those that take no texts have what they take.
RUNS: dict[str, list[str]] = {
    "extract": ["texts", "-j", "2", "-o", "out.jsonl"],
    "explain": ["texts/a.txt:12"],
    "diff": ["out.jsonl", "out.jsonl"],
    "evaluate": ["out.jsonl", "out.jsonl"],
    "patterns list": [],
    "patterns test": [],
    "schema": [],
    "audit": ["texts"],
    "conflicts": ["texts"],
    "corpus add": ["texts", "--corpus", "kept.db"],
    "corpus list": ["--corpus", "kept.db"],
    "corpus stats": ["--corpus", "kept.db"],
    "corpus verify": ["--corpus", "kept.db"],
    "corpus export": ["--corpus", "kept.db"],
    "corpus show": ["a.txt", "--corpus", "kept.db"],
    "find": ["it", "--corpus", "kept.db"],
    "series": ["it", "--corpus", "kept.db"],
    "check": [SENTENCE, "--corpus", "kept.db"],
    "corpus remove": ["a.txt", "--corpus", "kept.db"],
}
FORMATS = ["xlsx", "parquet", "sqlite", "datapackage"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(SENTENCE)
    (texts / "b.docx").write_bytes(word())
    (texts / "c.pdf").write_bytes(paper())
    links = "".join(
        f'<{tag} src="http://127.0.0.1:9/x" href="http://127.0.0.1:9/y">' for tag in ("img", "link", "script")
    )
    head = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><title>On it</title></head>'
    (texts / "d.html").write_text(f"{head}<body><p>{SENTENCE}</p>{links}</body></html>")
    guard = folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    return folder


def called(place: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(place / "guard"), "CALLED": str(place / "called")}
    command = [sys.executable, str(ROOT / "cli.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, cwd=place, env=env, check=False, timeout=120)


def test_the_guard_guards(place: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(place / "guard"), "CALLED": str(place / "tried")}
    code = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)
    assert "no network" in done.stderr
    assert (place / "tried").read_text()


def test_no_command_opens_a_connection(place: Path) -> None:
    there = {" ".join(path) for path in commands(main)} - {"patterns", "corpus"}
    assert there <= set(RUNS), "a command that is not tried: give it a line in RUNS"
    for name, args in RUNS.items():
        if name not in there:
            continue
        done = called(place, *name.split(), *args)
        assert done.returncode in (0, 1), f"{name}: {done.stderr}"
        assert not (place / "called").exists(), (name, (place / "called").read_text())


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_opens_a_connection(place: Path, format_: str) -> None:
    done = called(place, "extract", "texts", "--format", format_, "-o", f"out-{format_}")
    assert done.returncode == 0, done.stderr
    assert not (place / "called").exists()
