"""Each bad file that is given beside texts, on each command that takes one: one line that names it, and exit code 2."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from kzreform import files
from kzreform.checking.diff import Row, diff
from tests.hostile import given
from tests.hostile.given import Given
from tests.hostile.packed import SENTENCE
from tests.hostile.test_commands import GOOD, STEERING

Run = Callable[..., Result]

EARLIER = "good.jsonl"
#: What is given, the commands that take it, and the bad ones of it.
ALL: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[Given, ...]]] = {
    "Extractions to compare": (
        (
            ("diff", "BAD", EARLIER),
            ("diff", EARLIER, "BAD", "--format", "json"),
            ("evaluate", "BAD", EARLIER),
            ("evaluate", EARLIER, "BAD"),
        ),
        given.FIGURES,
    ),
    "Manifests": ((("corpus", "add", "-q", "--manifest", "BAD", "--corpus", "new.db"),), given.MANIFESTS),
    "Pattern files": (
        (
            ("patterns", "list", "--patterns", "BAD"),
            ("patterns", "test", "BAD"),
            ("extract", "-q", GOOD, "--patterns", "BAD"),
        ),
        given.PATTERNS,
    ),
    "Floors": ((("evaluate", "--floors", "BAD"),), given.FLOORS),
    "Corpora": (
        (
            ("corpus", "stats", "--corpus", "BAD"),
            ("corpus", "export", "--corpus", "BAD", "--format", "jsonl", "-o", "out.jsonl"),
            ("find", "women", "--corpus", "BAD"),
            ("check", "In 2023 the share of women was 7%.", "--corpus", "BAD"),
            ("conflicts", "--corpus", "BAD"),
        ),
        given.CORPORA,
    ),
}
#: Seconds that a command may take; most of it is a figure that is computed with, or a document without end.
LIMIT = 15.0


def rows() -> Iterator[object]:
    for kind, (commands, bad) in ALL.items():
        for row in bad:
            yield pytest.param(commands, row, id=f"{kind}: {row.what}")


@pytest.mark.parametrize(("commands", "row"), list(rows()))
def test_it_is_refused_in_one_line_that_names_it(
    commands: tuple[tuple[str, ...], ...], row: Given, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    Path(GOOD).write_text(f"{SENTENCE} The share of women rose.")
    (row.lay if row.lay is given.overlapping else given.a_figure())(tmp_path / EARLIER)
    row.lay(tmp_path / "BAD")
    for words in commands:
        begun = time.monotonic()
        result = run(*words)
        took = time.monotonic() - begun
        assert "Traceback" not in result.output
        assert "internal error" not in result.stderr, words
        assert not STEERING.search(result.stderr), words
        assert took < LIMIT, f"{words}: {took:.1f} s"
        if row.read and words[0] != "extract":
            continue
        assert result.exit_code == 2, words
        assert result.stderr.count("\n") == 1, words
        assert row.said in result.stderr, words
        assert row.names in result.stderr, words
        assert result.stdout == "", words
        assert not Path("out.jsonl").exists()


def test_a_number_of_a_thousand_digits_is_compared_exactly() -> None:
    def row(value: str) -> Row:
        return Row(start=0, end=1, value=Decimal(value))

    assert not diff([row("9" * 1_000)], [row("9" * 1_000)])
    assert diff([row("9" * 1_000)], [row("9" * 999 + "8")]).changed[0].fields == ("value",)
