"""A run of `corpus add` that is killed, at any moment, leaves a whole corpus; the same run again completes it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kzreform.extraction
from kzreform import reading
from kzreform.keeping import Store, extractor_version, problems
from tests.conftest import ROOT, FakeExtractor
from tests.keeping import killed

pytestmark = [
    pytest.mark.usefixtures("fake_extractor"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
]

MOMENTS = 30
DOCUMENTS, FIGURES = 4, 60


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # What these load, takes a second once; a fork has it already.
    reading.dateline("10 May 2023")
    extractor_version()
    folder = tmp_path_factory.mktemp("texts")
    for number in range(DOCUMENTS):
        lines = (f"In 20{line % 25:02} crime number {line} of {number} was {line}%.\n" for line in range(FIGURES))
        (folder / f"{number}.txt").write_text("".join(lines))
    return folder


def add(corpus: Path, texts: Path, kill_at: int = 0) -> tuple[int, int]:
    return killed.run("corpus", "add", str(texts), "--corpus", str(corpus), kill_at=kill_at)


def whole(corpus: Path) -> int:
    """How many documents a corpus has, and that nothing is wrong with it and with none of them."""
    with Store.open(corpus, write=True) as store:
        assert list(problems(store)) == []
        documents = list(store.documents())
        assert all(document.figures == FIGURES for document in documents)
        return len(documents)


def completed(corpus: Path, texts: Path) -> None:
    assert add(corpus, texts)[0] == 0
    assert whole(corpus) == DOCUMENTS
    # What was begun beside its place lies hidden there.
    assert [file.name for file in corpus.parent.iterdir() if not file.name.startswith(".")] == ["corpus.db"]


def copied(texts: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in texts.iterdir():
        (folder / file.name).write_text(file.read_text())
    return folder


@pytest.fixture(scope="module")
def steps(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps a whole run takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kzreform.extraction, "Extractor", FakeExtractor)
        code, steps = add(tmp_path_factory.mktemp("whole") / "corpus.db", texts)
    assert (code, steps > 10 * MOMENTS) == (0, True)
    return steps


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_within_a_step_of_the_database(moment: int, steps: int, texts: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.db"
    assert add(corpus, texts, kill_at=1 + steps * moment // MOMENTS)[0] == -signal.SIGKILL
    assert not corpus.exists() or whole(corpus) < DOCUMENTS
    completed(corpus, texts)


def test_killed_again_and_again_until_it_is_done(texts: Path, tmp_path: Path, steps: int) -> None:
    corpus = tmp_path / "corpus.db"
    documents = [0]
    while add(corpus, texts, kill_at=steps // 2)[0] == -signal.SIGKILL:
        documents.append(whole(corpus))
    assert documents == sorted(documents)
    assert len(documents) > 1
    completed(corpus, texts)


@pytest.mark.parametrize("moment", range(1, 6))
def test_killed_while_documents_are_replaced(moment: int, texts: Path, tmp_path: Path, steps: int) -> None:
    own = copied(texts, tmp_path / "texts")
    corpus = tmp_path / "kept" / "corpus.db"
    assert add(corpus, own)[0] == 0
    for file in own.iterdir():
        file.write_text(file.read_text() + "And no more.\n")
    assert add(corpus, own, kill_at=steps * moment // 6)[0] == -signal.SIGKILL
    # What was not replaced is there as it was.
    assert whole(corpus) == DOCUMENTS
    completed(corpus, own)


COMMAND = [sys.executable, str(ROOT / "tests" / "many" / "frail.py"), "corpus", "add"]


def started(corpus: Path, texts: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, str(texts), "--corpus", str(corpus)], stderr=subprocess.PIPE)


@pytest.mark.parametrize("moment", range(3))
def test_killed_from_outside(moment: int, texts: Path, tmp_path: Path) -> None:
    """Wherever it is: in a commit too, which no step of the machine falls into."""
    corpus = tmp_path / "corpus.db"
    process = started(corpus, texts)
    while not corpus.exists() and process.poll() is None:
        time.sleep(0.001)
    time.sleep(0.004 * moment)
    process.kill()
    process.communicate()
    assert whole(corpus) <= DOCUMENTS
    completed(corpus, texts)


def test_several_at_once_all_succeed(texts: Path, tmp_path: Path) -> None:
    """With no corpus at first, and some texts that two of them add."""
    other = tmp_path / "other"
    other.mkdir()
    for file in texts.iterdir():
        (other / f"other-{file.name}").write_text(file.read_text())
    corpus = tmp_path / "kept" / "corpus.db"
    processes = [started(corpus, folder) for folder in (texts, other, texts)]
    told = [process.communicate(timeout=60)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], told
    assert whole(corpus) == 2 * DOCUMENTS
