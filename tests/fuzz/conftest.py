"""One extractor for all tests here, and at the end of a run with a budget how many examples were tried."""

from __future__ import annotations

import pytest

from kzreform.extraction import Extractor
from tests.fuzz.budget import TRIED


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in TRIED:
        terminalreporter.write_line(line)
