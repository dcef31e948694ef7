"""The sample corpus, for those who have none of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kzreform.extraction
from kzreform import reading
from kzreform.keeping import problems, sample_store
from tests.conftest import FakeExtractor


@pytest.fixture
def counted(fake_extractor: type[FakeExtractor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """How many extractors have been made; the cache is empty at the beginning."""
    made = []

    class Counting(fake_extractor):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(kzreform.extraction, "Extractor", Counting)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return lambda: len(made)


def test_it_is_extracted_once_and_kept(counted: Callable[[], int], tmp_path: Path) -> None:
    for _ in range(2):
        with sample_store() as store:
            assert [document.id for document in store.documents()] == sorted(each.id for each in reading.sample())
            assert len(store) > 10
            assert list(problems(store)) == []
            assert store.name == "sample corpus"
    assert counted() == 1
    (file,) = (tmp_path / "kzreform").iterdir()
    assert file.name.startswith("sample-")


def test_a_spoilt_cache_is_not_used(counted: Callable[[], int], tmp_path: Path) -> None:
    sample_store().close()
    (file,) = (tmp_path / "kzreform").iterdir()
    file.write_bytes(file.read_bytes()[:5000])
    with sample_store() as store:
        assert len(store) > 10
    assert counted() == 2


def test_it_is_there_where_nothing_can_be_kept(
    counted: Callable[[], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with sample_store() as store:
        assert len(store) > 10
    assert counted() == 1
