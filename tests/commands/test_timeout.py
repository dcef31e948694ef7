"""A document that takes longer than ``--timeout`` is told of and passed over; the others are done."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform import writing
from kzreform.checking.audit import conflicts
from kzreform.checking.claims import Checker
from kzreform.deadline import Deadline
from kzreform.errors import TimeLimitError
from kzreform.extraction import Extractor
from kzreform.keeping import Store
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor, figure

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


@pytest.mark.usefixtures("texts")
def test_a_text_to_check_or_to_explain(kz: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    assert kz("corpus", "add", "--corpus", "kept.db", "-q", "a.txt").returncode == 0
    checked = kz("check", *TEXTS, "--corpus", "kept.db", "--format", "jsonl", "--timeout", "1")
    assert (checked.returncode, checked.stderr.decode()) == (2, GIVEN_UP)
    assert [json.loads(line)["document"] for line in checked.stdout.splitlines()] == ["a.txt", "z.txt"]
    explained = kz("explain", "long.txt:14", "--timeout", "1")
    assert (explained.returncode, explained.stdout, explained.stderr.decode()) == (2, b"", GIVEN_UP)


def test_what_judges_a_claim_asks_for_the_time() -> None:
    store, extractor = Store.memory(), Extractor()
    claim = Document(id="claim", text="In 2023 it rose by 5%.")
    with pytest.raises(TimeLimitError):
        list(Checker(store, extractor).check(claim, deadline=Deadline(0)))


def test_what_compares_documents_asks_for_the_time(run: Run, texts: None, fake_extractor: type[FakeExtractor]) -> None:
    """The long text is extracted at once and not set side by side; the others are."""
    assert conflicts([(Document(id="a", text="5%"), [figure("5%")])], timeout=100) == []
    with pytest.raises(TimeLimitError):
        conflicts([(Document(id="a", text="5%"), [figure("5%")])], timeout=0)
    Path("long.txt").write_text("In 2023 about 5% of the people were in need of it. " * 30_000)
    result = run("conflicts", *TEXTS, "--timeout", "0.2")
    assert (result.exit_code, result.stderr) == (2, GIVEN_UP.replace("1 s", "0.2 s"))


def test_what_is_found_in_time_is_soon_written(tmp_path: Path) -> None:
    """Writing is not given up, for half of a document would be written: so it must take little beside the finding."""
    text = "".join(f"In 2019 there were {1000 + 7 * number} cases of theft.\n" for number in range(1_500))
    begun = time.process_time()
    figures = Extractor().extract(Document(id="x", text=text))
    found = time.process_time() - begun
    for name, format_ in writing.FORMATS.items():
        begun = time.process_time()
        with writing.ready(name, str(tmp_path / name)) as out:
            format_.write(iter(figures), out, writing.Options())
        assert time.process_time() - begun < found / 2 + 0.5, name


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
@pytest.mark.parametrize("command", ["extract", "audit", "conflicts", "check", "explain", "corpus add"])
def test_what_is_no_time(command: str, seconds: str, run: Run) -> None:
    result = run(*command.split(), "a.txt", "--timeout", seconds)
    assert result.exit_code == 2
    assert f"{seconds!r} is not a number of seconds such as 60 or 2.5" in result.stderr
