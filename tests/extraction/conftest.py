"""One extractor and one reading of the rules for all tests here: both are costly and neither changes."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor
from kzreform.extraction.rules import Rules, load_rules


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules("en")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
