"""One reading of the rules, one finder and one extractor for all tests here: they are costly and do not change."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor
from kzreform.extraction.find import Finder
from kzreform.extraction.rules import Rules, load_rules


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules("en")


@pytest.fixture(scope="session")
def finder(rules: Rules) -> Finder:
    return Finder(rules)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
