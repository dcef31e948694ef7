"""A folder full of bad files, and links that lead round in circles: the good files are done, once each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.reading import expand
from tests.conftest import ROOT
from tests.hostile.made import ALL
from tests.hostile.packed import SENTENCE

Run = Callable[..., Result]
SLOW = ("could not be read within", "its reader died of it")


def test_a_folder_of_bad_files_as_users_run_it(tmp_path: Path) -> None:
    """With the real extractor, in processes: each bad file has its line, each good one its figures."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [row for several in ALL.values() for row in several]
    rows = [row for row in rows if not row.said.startswith(SLOW) and len(row.name) < 200]
    for row in rows:
        row.put(folder)
    (folder / "good.txt").write_text(SENTENCE)
    command = [sys.executable, str(ROOT / "cli.py"), "extract", "in", "--format", "jsonl", "-j", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert not [line for line in told if "internal error" in line]
    sources = [
        row
        for row in rows
        if (folder / row.name).is_file() and row.name.endswith((".txt", ".md", ".pdf", ".docx", ".html"))
    ]
    refused = [row for row in sources if row.said]
    assert len(told) == len(refused) + 1
    for row in refused:
        assert [line for line in told if row.said in line], row.what
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(figure["document"] == "good.txt" for figure in figures) == 1
    for row in sources:
        if not row.said and row.figures:
            name = os.fsencode(row.name).decode("utf-8", errors="backslashreplace")
            assert [figure for figure in figures if figure["document"] == name], row.what


def test_pipes_sockets_and_devices_in_a_folder_are_no_texts(tmp_path: Path) -> None:
    for row in ALL["Places that are no files"]:
        if len(row.name) < 200:
            row.put(tmp_path)
    (tmp_path / "good.txt").write_text(SENTENCE)
    found, errors = expand([str(tmp_path)])
    assert [Path(source.path).name for source in found] == ["good.txt", "memory.txt"]
    assert errors == []


@pytest.mark.parametrize("pattern", [".", "**/*.txt", "**", "a/**/*.txt", "**/b/*.txt"])
def test_links_that_lead_round_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    """Two links to where they lie would give 2^40 paths."""
    monkeypatch.chdir(tmp_path)
    Path("a/b").mkdir(parents=True)
    Path("a/b/text.txt").write_text(SENTENCE)
    for place in (".", "a", "a/b"):
        for name in ("one", "two"):
            Path(place, name).symlink_to(tmp_path)
    found, errors = expand([pattern])
    assert ([source.path for source in found], errors) == (["a/b/text.txt"], [])


def test_a_folder_that_is_named_is_looked_into_be_it_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("real").mkdir()
    Path("real/a.txt").write_text(SENTENCE)
    Path("link").symlink_to("real")
    assert [source.path for source in expand(["link"])[0]] == ["link/a.txt"]
    assert [source.path for source in expand(["link/*.txt"])[0]] == ["link/a.txt"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["1.txt"]),
        ("**/*.txt", ["1.txt", "d/2.txt", "d/e/3.txt"]),
        ("d/**/*.txt", ["d/2.txt", "d/e/3.txt"]),
        ("**/e/*.txt", ["d/e/3.txt"]),
        ("**/e/**", ["d/e/3.txt"]),
        ("**/**/3.txt", ["d/e/3.txt"]),
        (".hidden/*.txt", [".hidden/4.txt"]),
        ("[d]/*.txt", ["d/2.txt"]),
        ("x[1]/**/*.txt", []),
        ("*/../1.txt", ["d/../1.txt"]),
    ],
)
def test_patterns_find_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, names: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("1.txt", "d/2.txt", "d/e/3.txt", ".hidden/4.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(SENTENCE)
    found, errors = expand([pattern])
    assert [source.path for source in found] == names
    assert len(errors) == (not names)
    absolute, _ = expand([f"{tmp_path}/{pattern}"])
    assert [source.path for source in absolute] == [f"{tmp_path}/{name}" for name in names]


@pytest.mark.usefixtures("fake_extractor")
@pytest.mark.parametrize(
    ("size", "code"), [("1MB", 0), ("10KB", 2), ("10k", 2), ("10000", 2), ("20001", 0), ("0", 2), ("-1", 2), ("1TB", 2)]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_the_size_that_a_document_may_have(run: Run, size: str, code: int, name: str) -> None:
    start = {"a.jsonl": '{"text": "', "a.csv": "text\n", "a.html": "<html><body><p>"}.get(name, "")
    end = {"a.jsonl": '"}\n', "a.csv": "\n"}.get(name, "")
    Path(name).write_text(f"{start}{SENTENCE} {'x ' * 9_900}"[: 20_000 - len(end)] + end)
    result = run("extract", name, "--format", "jsonl", "-q", "--max-size", size)
    assert result.exit_code == code, result.stderr
    assert result.stderr.count("\n") == (1 if code else 0)
    assert (b"too large" in result.stderr_bytes) == (size.startswith("10"))


@pytest.mark.usefixtures("fake_extractor")
@pytest.mark.parametrize(
    ("text", "most", "code"),
    [
        ("5% of 1,692 in 2023. ", "3", 0),
        ("5% of 1,692 in 2023. ", "2", 2),
        ("1.2.2023: 5.5% ", "2", 0),
        ("\u0665 \uff15 5% ", "2", 2),
        ("One of twenty-one. ", "2", 0),
        ("Five million dogs, a dozen cats; TWO thirds. ", "2", 2),
        ("I'm the 5 m one, someone said. ", "2", 0),
        ("5%", "1", 0),
        ("5%", "0", 2),
        ("5%", "-1", 2),
        ("5%", "many", 2),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv"])
def test_how_many_numbers_a_document_may_have(run: Run, name: str, text: str, most: str, code: int) -> None:
    written = {
        "a.jsonl": f'{{"text": "{text}"}}\n',
        "a.csv": f'text\n"{text}"\n',
        "a.html": f"<html><body><p>{text}</p></body></html>",
    }
    Path(name).write_text(written.get(name, text))
    Path("good.txt").write_text("7%")
    result = run("extract", name, "good.txt", "--format", "jsonl", "-q", "--max-numbers", most)
    assert result.exit_code == code, result.stderr
    if most.isdigit() and int(most) and code:
        assert "too many numbers: it has more than 2; --max-numbers allows more\n" in result.stderr
        assert (result.stderr.count("\n"), result.stderr.startswith(f"kzreform: {name}: ")) == (1, True)
        assert '"document":"good.txt"' in result.stdout
