"""What the tests share: the command line in this process and in another, and a quick stand-in for the extractor."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kzreform.extraction
from kzreform.commands import main
from kzreform.records import Document, Figure, figure_id

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"


# A run that is begun in the background (`nohup make test &`) has these ignored, and so would all that it begins: what
# is tested is how a program that can be stopped stops.
for _signal in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, signal.default_int_handler if _signal == signal.SIGINT else signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what is printed now")


def figure(text: str = "5%", **fields: Any) -> Figure:
    """A figure for tests: only what matters to the case need be said."""
    given: dict[str, Any] = {
        "document": "report.txt",
        "start": 0,
        "end": len(text),
        "kind": "percent",
        "value": Decimal(5),
        "unit": "percent",
    } | fields
    return Figure(id=figure_id(given["document"], given["start"], given["end"], text), text=text, **given)


@pytest.fixture(autouse=True, scope="session")
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No corpus of the person who runs the tests is read or written."""
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("KZREFORM_CORPUS", raising=False)
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patched.setenv(name, str(tmp_path_factory.mktemp(name)))
        yield


class FakeExtractor:
    """Finds whole percentages and years, so that plumbing is tested without loading spaCy."""

    model: str | None = "fake"

    def __init__(self, language: str = "en", patterns: list[Path] | None = None, timeout: float | None = None) -> None:
        self.patterns, self.timeout = patterns, timeout

    def extract(self, document: Document) -> list[Figure]:
        year = re.search(r"\b(?:19|20)[0-9]{2}\b", document.text)
        return [
            figure(
                found[0],
                document=document.id,
                start=found.start(),
                end=found.end(),
                value=Decimal(found[1]),
                date=year[0] if year else document.published,
                line=document.text.count("\n", 0, found.start()) + 1,
            )
            for found in re.finditer(r"([0-9]+)%", document.text)
        ]


@pytest.fixture
def fake_extractor(monkeypatch: pytest.MonkeyPatch) -> type[FakeExtractor]:
    monkeypatch.setattr(kzreform.extraction, "Extractor", FakeExtractor, raising=False)
    return FakeExtractor


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in this process, in an empty folder; bytes for standard input."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin, prog_name="kzreform")

    return run


@pytest.fixture
def kz(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line of this checkout in a process of its own, in an empty folder."""

    def kz(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, str(ROOT / "cli.py"), *args]
        return subprocess.run(
            command, input=stdin, capture_output=True, cwd=tmp_path, env=os.environ | env, check=False, timeout=120
        )

    return kz


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a golden file; ``--update-golden`` writes it anew."""

    def golden(name: str, got: bytes) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(got)
        assert file.is_file(), f"no golden file {file}; make it with: pytest --update-golden"
        assert got.decode() == file.read_bytes().decode()

    return golden
