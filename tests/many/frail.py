"""kzreform with a quick extractor that fails as a document tells it to; a script too, so that workers have it."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

if __name__ != "tests.many.frail":  # run as a script, or brought in by one
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import kzreform.extraction
from kzreform.errors import KzreformError
from kzreform.many import Work
from kzreform.records import Document, Figure
from tests.conftest import FakeExtractor


class Frail(FakeExtractor):
    """Does what stands in the text: "sleep 0.1", "raise", "refuse", "die", "die above" (the process that began it)."""

    def extract(self, document: Document) -> list[Figure]:
        if sleep := re.search(r"sleep ([0-9.]+)", document.text):
            time.sleep(float(sleep[1]))
        if "raise" in document.text:
            raise ValueError("no such luck")
        if "refuse" in document.text:
            raise KzreformError("not this one")
        if "die above" in document.text:
            os.kill(os.getppid(), signal.SIGKILL)
        elif "die" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(document)


def ready() -> tuple[Work, str | None]:
    return Work(Frail(), warn=False), Frail.model  # type: ignore[arg-type]


def refusing() -> tuple[Work, str | None]:
    raise KzreformError("own.toml: no such pattern file")


def broken() -> tuple[Work, str | None]:
    raise ValueError("no such luck")


def dying() -> tuple[Work, str | None]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


if __name__ != "tests.many.frail":
    kzreform.extraction.Extractor = Frail  # type: ignore[assignment, misc]

if __name__ == "__main__":
    from kzreform.commands import main

    main(prog_name="kzreform")
