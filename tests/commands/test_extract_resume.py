"""A run that is killed, at whatever moment, and gone on with ends as an unbroken one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kzreform.commands import main
from kzreform.many import resume
from kzreform.records import Document, Figure
from kzreform.writing import jsonl
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
pytestmark = [
    pytest.mark.usefixtures("fake_extractor", "texts"),
    pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL"),
]
ARGS = ("extract", "in", "-o", "out.jsonl")
PART, JOURNAL = Path("out.jsonl.part"), Path("out.jsonl.part.journal")


@pytest.fixture
def texts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "EVERY", 0.0)
    Path("in").mkdir()
    for number, text in enumerate(["1% and 2%", "no figures", "raise", "3%", "4%, 5%, 6%"]):
        Path(f"in/{number}.txt").write_text(text)


@pytest.fixture(autouse=True)
def failing(fake_extractor: type[FakeExtractor], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One document fails; which ones were extracted is noted."""
    done: list[str] = []
    extract = FakeExtractor.extract

    def frail(self: FakeExtractor, document: Document) -> list[Figure]:
        done.append(document.id)
        if document.text == "raise":
            raise ValueError("no such luck")
        return extract(self, document)

    monkeypatch.setattr(FakeExtractor, "extract", frail)
    return done


@pytest.fixture
def unbroken(run: Run, failing: list[str]) -> tuple[bytes, str]:
    result = run(*ARGS)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 2
    whole = Path("out.jsonl").read_bytes()
    assert whole.count(b"\n") == 6
    assert not PART.exists()
    assert not JOURNAL.exists()
    Path("out.jsonl").unlink()
    failing.clear()
    return whole, result.stderr


def killed_at(moment: int) -> bool:
    """Run in a process of its own that is killed at the n-th moment that matters; False when there are fewer."""
    pid = os.fork()
    if pid:
        return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    left = moment

    def fatal(function: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **kwargs: object) -> object:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return called

    for owner, name in (
        (os, "fsync"),
        (Path, "replace"),
        (Path, "unlink"),
        (FakeExtractor, "extract"),
        (jsonl, "encode"),
        (resume.Resumable, "finished"),
        (resume.Resumable, "sync"),
        (resume.Resumable, "_begin"),
    ):
        setattr(owner, name, fatal(getattr(owner, name)))
    try:
        CliRunner().invoke(main, ARGS)
    finally:
        os._exit(0)


def test_at_every_moment(run: Run, unbroken: tuple[bytes, str]) -> None:
    moment = 1
    while killed_at(moment):
        final = Path("out.jsonl")
        assert not final.exists() or final.read_bytes() == unbroken[0]
        result = run(*ARGS, "--resume")
        assert (result.exit_code, result.stderr) == (2, unbroken[1])
        assert final.read_bytes() == unbroken[0]
        assert sorted(path.name for path in Path.cwd().iterdir()) == ["in", "out.jsonl"]
        final.unlink()
        moment += 1
    assert moment > 30
    Path("out.jsonl").unlink()


@pytest.fixture
def interrupted(run: Run, unbroken: tuple[bytes, str]) -> bytes:
    """A run that was killed when all was done, and only the move to its place was left."""
    moment = 1
    while killed_at(moment) and not Path("out.jsonl").exists():
        moment += 1
    Path("out.jsonl").unlink()
    assert killed_at(moment - 1)
    assert PART.read_bytes() == unbroken[0]
    return unbroken[0]


def test_what_is_finished_is_not_done_again(run: Run, interrupted: bytes, failing: list[str]) -> None:
    result = run(*ARGS, "--resume")
    assert failing == []
    assert "kzreform: 2.txt: internal error: ValueError: no such luck" in result.stderr
    assert Path("out.jsonl").read_bytes() == interrupted


@pytest.mark.parametrize("file", [PART, JOURNAL])
def test_files_that_were_cut_off(run: Run, interrupted: bytes, file: Path) -> None:
    part, journal = PART.read_bytes(), JOURNAL.read_bytes()
    for length in [*range(0, file.stat().st_size, 37), file.stat().st_size - 1]:
        PART.write_bytes(part)
        JOURNAL.write_bytes(journal)
        os.truncate(file, length)
        run(*ARGS, "--resume")
        assert Path("out.jsonl").read_bytes() == interrupted
        Path("out.jsonl").unlink()


@pytest.mark.parametrize("change", ["changed", "gone", "new", "last gone"])
def test_documents_that_have_changed_are_done_again_and_those_after_them(
    run: Run, interrupted: bytes, failing: list[str], change: str
) -> None:
    if change == "changed":
        Path("in/1.txt").write_text("9%")
    elif change == "gone":
        Path("in/1.txt").unlink()
    elif change == "new":
        Path("in/00.txt").write_text("9%")
    else:
        Path("in/4.txt").unlink()
    run(*ARGS, "--resume")
    done = {"changed": ["1.txt", "2.txt", "3.txt", "4.txt"], "gone": ["2.txt", "3.txt", "4.txt"], "last gone": []}
    assert failing == done.get(change, ["00.txt", "1.txt", "2.txt", "3.txt", "4.txt"])
    resumed = Path("out.jsonl").read_bytes()
    run(*ARGS)
    assert Path("out.jsonl").read_bytes() == resumed


@pytest.mark.parametrize("options", [["--kind", "money"], ["--columns", "text"], ["--patterns", "own.toml"]])
def test_another_question_is_refused_and_nothing_lost(run: Run, interrupted: bytes, options: list[str]) -> None:
    Path("own.toml").write_text("")
    result = run(*ARGS, "--resume", *options)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert (
        "the interrupted run had other options or another version; without --resume all is done anew" in result.stderr
    )
    assert PART.read_bytes() == interrupted
    run(*ARGS, "--resume")
    assert Path("out.jsonl").read_bytes() == interrupted


def test_another_date_of_publication_is_another_document(run: Run, interrupted: bytes, failing: list[str]) -> None:
    run(*ARGS, "--resume", "--published", "2024")
    assert len(failing) == 5
    assert Path("out.jsonl").read_bytes().count(b'"date":"2024"') == 6


def test_without_resume_all_is_done_anew(run: Run, interrupted: bytes, failing: list[str]) -> None:
    run(*ARGS)
    assert len(failing) == 5
    assert Path("out.jsonl").read_bytes() == interrupted
    assert not PART.exists()


def test_with_nothing_to_resume_all_is_done(run: Run, unbroken: tuple[bytes, str]) -> None:
    run(*ARGS, "--resume")
    assert Path("out.jsonl").read_bytes() == unbroken[0]


def test_two_runs_do_not_write_the_same_file(run: Run) -> None:
    with resume.resumable("out.jsonl", "asked", resume=False):
        result = run(*ARGS)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "out.jsonl.part: another run is writing it" in result.stderr


def test_what_was_there_stays_until_the_end_with_its_mode_and_links(run: Run) -> None:
    Path("elsewhere").mkdir()
    there = Path("elsewhere/there.jsonl")
    there.write_text("what was there")
    there.chmod(0o640)
    Path("out.jsonl").symlink_to(there)
    with pytest.raises(KeyboardInterrupt), resume.resumable("out.jsonl", "asked", resume=False):
        raise KeyboardInterrupt
    assert there.read_text() == "what was there"
    assert sorted(path.name for path in there.parent.iterdir()) == ["there.jsonl"]
    run(*ARGS)
    assert Path("out.jsonl").is_symlink()
    assert there.read_text().count("\n") == 6
    assert there.stat().st_mode & 0o777 == 0o640


def test_when_every_document_fails_nothing_is_written(run: Run) -> None:
    result = run("extract", "in/2.txt", "-o", "out.jsonl")
    assert result.exit_code == 2
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["in"]
