"""Any text through the commands and every writer: an exit code, no traceback, no error of ours."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import Result
from hypothesis import strategies as st

import kzreform.extraction
from kzreform import writing
from kzreform.checking.claims import VERDICTS, Checker
from kzreform.extraction import Extractor
from kzreform.keeping import Store
from kzreform.records import Document
from kzreform.writing.relations import RELATION_WRITERS
from tests.fuzz.budget import fuzzed
from tests.fuzz.strategies import TEXTS, salads, seeds, spoilt

Run = Callable[..., Result]


@pytest.fixture
def quick(run: Run, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line with the extractor that is loaded already."""
    monkeypatch.setattr(kzreform.extraction, "Extractor", lambda **_: extractor)
    return run


def check(result: Result, codes: tuple[int, ...]) -> None:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in codes, result.stderr
    assert "internal error" not in result.stderr
    assert "Traceback" not in result.output


def _written(text: str, name: str) -> None:
    Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))


# What looks for undated words is loaded anew for each run, which would leave time for few.
@fuzzed(60, text=TEXTS, format_=st.sampled_from(tuple(writing.FORMATS)), quiet=st.sampled_from((True,) * 9 + (False,)))
def test_extract(text: str, format_: str, quiet: bool, quick: Run) -> None:
    _written(text, "a.txt")
    _written("It rose by 5%.", "b.txt")
    said = ("--quiet",) if quiet else ()
    check(quick("extract", "a.txt", "b.txt", "--audit", "--format", format_, "-o", "out", *said), (0, 2))


@fuzzed(40, text=TEXTS, format_=st.sampled_from(tuple(RELATION_WRITERS)))
def test_audit(text: str, format_: str, quick: Run) -> None:
    _written(text, "a.txt")
    check(quick("audit", "a.txt", "--format", format_), (0, 1, 2))
    check(quick("conflicts", "a.txt", "a.txt", "--format", format_), (0, 1, 2))


@functools.cache
def _store(extractor: Extractor) -> Store:
    store = Store.memory()
    known = Document(id="known", text="\n".join(seeds()[::9]), published="2024-06-10")
    store.add(known, extractor.extract(known))
    return store


@fuzzed(40, claim=st.one_of(spoilt(), salads()), prose=st.booleans())
def test_check(claim: str, prose: bool, extractor: Extractor) -> None:
    checker = Checker(_store(extractor), extractor)
    for judged in checker.check(Document(id="claim", text=claim), prose=prose):
        assert judged.verdict in VERDICTS
        msgspec.json.encode(judged)
