"""Each bad file on each command that reads documents: one line, the right exit code, and the good file all the same."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import Result

from kzreform import files, reading, writing
from kzreform.commands.program import main
from kzreform.reading import apart
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor
from tests.hostile.made import ALL, Place, Row
from tests.hostile.packed import SENTENCE

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fake_extractor", "impatient")

GOOD = "good.txt"
COMMANDS: dict[str, tuple[str, ...]] = {
    "extract": ("extract", "--format", "jsonl", "--", "BAD", GOOD),
    "audit": ("audit", "--", "BAD", GOOD),
    "conflicts": ("conflicts", "--", "BAD", GOOD),
    "corpus add": ("corpus", "add", "--corpus", "kept.db", "--", "BAD", GOOD),
    "check": ("check", "--text-column", "text", "--corpus", "kept.db", "--", "BAD", GOOD),
}
#: Seconds that a file may take on a command; the reader's own limit is set to 4.
LIMIT = 12.0
SLOW = ("could not be read within", "its reader died of it")
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can wait for."""
    monkeypatch.setattr(reading.Options, "seconds_for", lambda self, data: 4.0)
    monkeypatch.setattr(apart, "_MEMORY", 600_000_000)
    monkeypatch.setattr(files, "PATIENCE", 0.2)


@pytest.fixture
def extracted(fake_extractor: type[FakeExtractor], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were extracted, or given to be checked."""
    done: list[str] = []
    extract = FakeExtractor.extract

    def noting(self: FakeExtractor, document: Document) -> list[Figure]:
        done.append(document.id)
        return extract(self, document)

    def reading_alone(checker: object, given: Any, timeout: float | None) -> Iterator[object]:
        done.extend(document.id for document, _ in given.documents())
        yield from ()

    monkeypatch.setattr(FakeExtractor, "extract", noting)
    # What it needs to judge a claim is not quick; what it is given to judge is what counts here.
    monkeypatch.setattr("kzreform.checking.claims.Checker", lambda *args, **kwargs: None)
    monkeypatch.setattr("kzreform.commands.check._judged", reading_alone)
    return done


def _tells(row: Row | Place, line: str) -> bool:
    """Say whether a line refuses a row: on a busy machine the time may be over before the memory is full."""
    return any(said in line for said in (SLOW if row.said in SLOW else (row.said,)))


def rows() -> Iterator[object]:
    for kind, several in ALL.items():
        for row in several:
            yield pytest.param(row, id=f"{kind}: {row.what}")


@pytest.mark.parametrize("row", list(rows()))
def test_a_bad_file_is_read_or_refused_in_one_line_and_the_good_one_is_done(
    row: Row | Place, run: Run, tmp_path: Path, extracted: list[str]
) -> None:
    row.put(tmp_path)
    Path(GOOD).write_text(SENTENCE)
    for name, words in COMMANDS.items():
        if name != "extract" and row.said.startswith(SLOW):
            continue  # what takes its time is the reader, which is the same
        if words[0] not in main.list_commands(None):  # type: ignore[arg-type]
            continue
        extracted.clear()
        begun = time.monotonic()
        result = run(*(row.name if word == "BAD" else word for word in words))
        took = time.monotonic() - begun
        told = result.stderr.splitlines()
        lines = [line for line in told if not re.search(r"\d documents?, |stay undated", line)]
        assert "Traceback" not in result.output
        assert "internal error" not in result.stderr, name
        assert not STEERING.search(result.stderr), name
        assert took < LIMIT, f"{name}: {took:.1f} s"
        if row.said:
            assert result.exit_code == 2, name
            assert len(lines) == 1, name
            assert _tells(row, lines[0])
        else:
            assert result.exit_code in (0, 1), result.stderr
            assert lines == [], name
        if name == "extract":
            assert result.stdout.count('"document":"good.txt"') == 1
            assert result.stdout.count("\n") == 1 + (0 if row.said else row.figures)
        assert extracted.count(GOOD) == 1


@pytest.mark.parametrize("format_", [name for name, each in writing.FORMATS.items() if not each.binary])
@pytest.mark.parametrize("to", [[], ["-o", "out"]], ids=["pipe", "file"])
def test_what_is_written_is_utf_8_and_steers_nothing(run: Run, format_: str, to: list[str]) -> None:
    """Names and texts are somebody else's, and who made a file looks at it with ``cat``."""
    name = os.fsdecode(b"caf\xe9\r\x1b[2J\xc2\x9b31m\xe2\x80\xae.jsonl")
    texts = ["In 2023\x1b]0;x\x07 it was 5%.", "=1\u202e+1\x9b2J was 7%\r."]
    Path(name).write_text("".join(f"{msgspec.json.encode({'text': each}).decode()}\n" for each in texts))
    result = run("extract", name, "-q", "--format", format_, *to)
    assert result.exit_code == 0, result.stderr
    written = (Path("out").read_bytes() if to else result.stdout_bytes).decode()
    assert "5%" in written.replace("%25", "%")
    assert not STEERING.search(written.replace("\t", " "))


@pytest.mark.parametrize("row", list(rows()))
def test_explain_ends_in_one_line(row: Row | Place, run: Run, tmp_path: Path) -> None:
    if not row.said:
        pytest.skip("it is read")
    row.put(tmp_path)
    result = run("explain", "--", f"{row.name}:0")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert _tells(row, result.stderr) or "Is a directory" in result.stderr
    assert not STEERING.search(result.stderr)
