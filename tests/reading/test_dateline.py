"""The date that a text gives for itself, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from kzreform.reading import dateline

TOLD = [
    ("ASTANA, March 16, 2022 – The ministry built 369 schools.", "2022-03-16"),
    ("Astana, 16 March 2022 — The ministry built them.", "2022-03-16"),
    ("NUR-SULTAN. June 14, 2021. KAZINFORM – A report was published.", "2021-06-14"),
    ("ASTANA (Kazinform), June 14, 2021 - A report was published.", "2021-06-14"),
    ("16 March 2022 – The ministry built 369 schools.", "2022-03-16"),
    ("On schools\n\nMarch 16, 2022\n\nDear compatriots!", "2022-03-16"),
    ("On schools\n\nFeb. 11, 2025\n", "2025-02-11"),
    ("On schools\nPublished: 11 February 2025, 14:30\n", "2025-02-11"),
    ("On schools\nTuesday, 11 February 2025\n", "2025-02-11"),
    ("Bureau of Statistics\nPress release No 118, 19 November 2024\n", "2024-11-19"),
    ("On schools\n12.06.2024\n", "2024-06-12"),
    ("On schools\n2024-06-12\n", "2024-06-12"),
    ("On schools\n13/06/2024\n", "2024-06-13"),
    ("On schools\n06/13/2024\n", "2024-06-13"),
    ("REPORT ON SCHOOLS\n\nAstana, June 2024\n\nIt begins.", "2024-06"),
    ("\ufeff# On schools\n\n*March 16, 2022*\n", "2022-03-16"),
]

NOT_TOLD = [
    "",
    "It was 5%.",
    "On June 12, 2024, it will be five years since the inauguration.",
    "As of January 1, 2023, there were 369 schools.",
    "The law of 12 June 2024 on schools",
    "In June 2024 – as before – 369 schools were built.",
    "June 2024 – 369 schools.",
    "March 16\n\nDear compatriots!",
    "2024\n\nIt begins.",
    "On schools\n03/04/2022\n",
    "March 16, 2022 was a Wednesday.",
    "By May 5, 2030\n",
    "31.02.2024\n",
    "\n".join(["It was so."] * 20 + ["March 16, 2022"]),
    "In Astana on 12 June 2024 – so they say – 369 schools were built.",
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_told(text: str, wanted: str) -> None:
    assert dateline(text) == wanted


@pytest.mark.parametrize("text", NOT_TOLD)
def test_not_told(text: str) -> None:
    assert dateline(text) is None
