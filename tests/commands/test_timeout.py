"""A document that takes longer than ``--timeout`` is told of and passed over; the others are done."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.errors import TimeLimitError
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor

Run = Callable[..., Result]
TEXTS = ("a.txt", "long.txt", "z.txt")
GIVEN_UP = "kzreform: long.txt: given up: it takes more than 1 s\n"


@pytest.fixture
def texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In 2023 it rose by 5%.")
    (tmp_path / "long.txt").write_text("In 2023 about 5% of the people and 7 schools were in need of it, " * 30_000)
    (tmp_path / "z.txt").write_text("In 2024 it fell by 7%.")


COMMANDS = [
    (
        ("extract", "-j", "1", "--columns", "document,text", "--format", "csv"),
        2,
        b"document,text\na.txt,5%\nz.txt,7%\n",
    ),
    (
        ("extract", "-j", "2", "--columns", "document,text", "--format", "csv"),
        2,
        b"document,text\na.txt,5%\nz.txt,7%\n",
    ),
    (("audit",), 2, b"no relations\n"),
    (("conflicts",), 2, b"no relations\n"),
]


@pytest.mark.parametrize(("command", "code", "written"), COMMANDS, ids=[" ".join(row[0][:3]) for row in COMMANDS])
@pytest.mark.usefixtures("texts")
def test_the_others_are_done(
    command: tuple[str, ...], code: int, written: bytes, kz: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    done = kz(*command, *TEXTS, "--timeout", "1")
    assert (done.returncode, done.stdout) == (code, written)
    assert done.stderr.decode().startswith(GIVEN_UP)
    assert b"Traceback" not in done.stderr


@pytest.fixture
def late(fake_extractor: type[FakeExtractor], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The long text is late, and the user ends the run at the last one, once; which are extracted is noted."""
    done: list[str] = []
    extract = FakeExtractor.extract

    def slow(self: FakeExtractor, document: Document) -> list[Figure]:
        assert self.timeout == 1
        done.append(document.id)
        if document.id == "long.txt":
            raise TimeLimitError(GIVEN_UP.split(": ", 2)[2].strip())
        if document.id == "z.txt" and done.count("z.txt") == 1:
            raise KeyboardInterrupt
        return extract(self, document)

    monkeypatch.setattr(FakeExtractor, "extract", slow)
    return done


def test_a_run_that_is_gone_on_with_tells_of_it_again(run: Run, late: list[str], texts: None) -> None:
    asked = ("extract", *TEXTS, "-o", "out.jsonl", "--timeout", "1")
    broken = run(*asked)
    assert broken.exit_code == 130
    assert GIVEN_UP in broken.stderr
    other = run(*asked[:-1], "2", "--resume")
    assert (other.exit_code, "other options" in other.stderr) == (2, True)
    gone_on = run(*asked, "--resume")
    assert (gone_on.exit_code, gone_on.stderr.splitlines(keepends=True)[0]) == (2, GIVEN_UP)
    assert late == [*TEXTS, "z.txt"]
    assert Path("out.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e3", "1s", "", "0.0", "٣"])
@pytest.mark.parametrize("command", ["extract", "audit", "conflicts"])
def test_what_is_no_time(command: str, seconds: str, run: Run) -> None:
    result = run(command, "a.txt", "--timeout", seconds)
    assert result.exit_code == 2
    assert f"{seconds!r} is not a number of seconds such as 60 or 2.5" in result.stderr
