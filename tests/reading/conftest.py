"""One extractor for all tests here: it is costly and does not change."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
