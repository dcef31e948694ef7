"""Several processes give what one gives, in the same order, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kzreform.many import WorkerError, one_by_one, pooled
from kzreform.records import Document
from tests.many import frail


def documents(*texts: str) -> Iterator[Document]:
    return (Document(id=f"{number}.txt", text=text) for number, text in enumerate(texts))


def ignored(model: str | None) -> None:
    assert model == "fake"


def test_the_order_is_that_of_the_inputs_and_what_is_no_document_goes_through() -> None:
    def items() -> Iterator[Document | str]:
        yield "first"
        for number, document in enumerate(documents("5% sleep 0.3", "6%", "7% sleep 0.1", "8%", "raise", "refuse")):
            yield document
            yield f"after {number}"

    several = list(pooled(items(), frail.ready, 3, ignored))
    assert several == list(one_by_one(items(), frail.ready, ignored))
    assert [item if isinstance(item, str) else item.id for item, _ in several][:4] == [
        "first",
        "0.txt",
        "after 0",
        "1.txt",
    ]
    errors = [outcome.error for _, outcome in several if outcome is not None and outcome.error]
    assert errors == ["internal error: ValueError: no such luck (KZREFORM_DEBUG=1 shows where)", "not this one"]
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_takes_one_document_with_it() -> None:
    found = list(pooled(documents("1%", "die", "2%", "die", "3%", "4%"), frail.ready, 2, ignored))
    told = [outcome.error or [figure.text for figure in outcome.figures] for _, outcome in found if outcome]
    died = "its worker process died (SIGKILL)"
    assert told == [["1%"], died, ["2%"], died, ["3%"], ["4%"]]


#: Tells what the first worker of a process holds off from its start: the tracker of resources begins with that one.
MASKED = """
import signal
from kzreform.many import pooled
from kzreform.records import Document

def work(document):
    raise SystemExit

def ready():
    return work, " ".join(sorted(each.name for each in signal.pthread_sigmask(signal.SIG_BLOCK, [])))

if __name__ == "__main__":
    list(pooled(iter([Document(id="1", text="")]), ready, 1, print))
"""


def test_no_worker_is_interrupted_before_it_can_ignore_it(tmp_path: Path) -> None:
    (tmp_path / "masked.py").write_text(MASKED)
    done = subprocess.run([sys.executable, tmp_path / "masked.py"], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["SIGHUP", "SIGINT", "SIGTERM"], done.stderr


def test_the_model_is_told_once() -> None:
    told: list[str | None] = []
    list(pooled(documents(*["5%"] * 6), frail.ready, 2, told.append))
    assert told == ["fake"]


@pytest.mark.parametrize(
    ("ready", "message"),
    [
        (frail.refusing, "own.toml: no such pattern file"),
        (frail.broken, r"internal error: ValueError: no such luck \(KZREFORM_DEBUG=1 shows where\)"),
        (frail.dying, r"a worker process died before its first document \(SIGKILL\)"),
    ],
)
def test_workers_that_cannot_begin_end_the_run(ready: Any, message: str) -> None:
    with pytest.raises(WorkerError, match=message):
        list(pooled(documents("5%", "6%"), ready, 2, ignored))
    assert multiprocessing.active_children() == []


def test_reading_is_only_so_far_ahead() -> None:
    read = 0

    def items() -> Iterator[Document]:
        nonlocal read
        for document in documents("5% sleep 1", *["6%"] * 200):
            read += 1
            yield document

    found: Any = pooled(items(), frail.ready, 2, ignored)
    next(found)
    assert read <= 2 * 16
    found.close()
    assert multiprocessing.active_children() == []


def test_long_documents_go_through() -> None:
    text = "5% and so on. " * 30_000
    ((_, outcome),) = pooled(documents(text), frail.ready, 1, ignored)
    assert outcome is not None
    assert len(outcome.figures) == 30_000
