"""Options that ask for more than there can be: each is refused in one line, or does what can be done."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kzreform.keeping import Store
from kzreform.writing import Output, records
from tests.hostile.packed import SENTENCE
from tests.hostile.test_commands import GOOD, STEERING

Run = Callable[..., Result]

_DIGITS = "9" * 5_000
#: What is asked, the exit code, and part of the line on stderr.
ASKED: list[tuple[tuple[str, ...], int, str]] = [
    (("extract", GOOD, "-q", "--limit", "99999999999999999999"), 0, ""),
    (("extract", GOOD, "-q", "--grep", "(?R)"), 2, "it calls a group, (?R)"),
    (("extract", GOOD, "-q", "--grep", "(?P<a>(?&a))"), 2, "it calls a group, (?&a)"),
    (("extract", GOOD, "-q", "--grep", "(a)(?1)"), 2, "it calls a group, (?1)"),
    (("extract", GOOD, "-q", "--grep", "(?P<a>[0-9]){999999999}"), 2, "more than 100,000 pieces"),
    (("extract", GOOD, "-q", "--grep", "(?:(?:a{100}){100}){100}"), 2, "more than 100,000 pieces"),
    (("extract", GOOD, "-q", "--grep", "(?:a{100}){100}|[(?R){9999999}]"), 0, ""),
    (("extract", GOOD, "-q", "--grep", "(" * 50_000), 2, "is not a regular expression"),
    (("evaluate", "a", "b", "--within", f"{_DIGITS}:{_DIGITS}"), 2, "is not FROM:TO"),
    (("explain", f"{GOOD}:{_DIGITS}"), 2, "say which figure"),
    *(
        (("extract", GOOD, "-q", "-o", "loop", "--format", name), 2, "loop: cannot be written (Too many levels")
        for name in ("jsonl", "csv", "xlsx", "sqlite", "parquet")
    ),
    *(
        (("extract", GOOD, "-q", "-o", f"new.{name}/", "--format", name), 2, f"new.{name}/: is a directory")
        for name in ("jsonl", "csv", "xlsx")
    ),
    (("extract", GOOD, "-q", "-o", "loop", "--format", "jsonl", "--resume"), 2, "cannot be written (Too many levels"),
    (("extract", GOOD, "-q", "-o", "loop", "--format", "datapackage"), 2, "cannot be written (Too many levels"),
    (("corpus", "show", "--corpus", "c.db", "\udcff"), 2, "no document '\\udcff'"),
    (("corpus", "remove", "--corpus", "c.db", "-q", "\udcff"), 2, "no document '\\udcff'"),
    (("find", "--corpus", "c.db", "-q", "\udcff"), 1, ""),
    (("series", "--corpus", "c.db", "-q", "\udcff"), 1, ""),
    (("extract", GOOD, "-q", "--published", _DIGITS), 2, "is not a date"),
    (("extract", GOOD, "-q", "--columns", f"item,{'x' * 100_000}"), 2, "is not a column"),
]


@pytest.mark.usefixtures("fake_extractor")
@pytest.mark.parametrize(("words", "code", "said"), ASKED, ids=[ascii(" ".join(words))[:60] for words, _, _ in ASKED])
def test_it_ends_in_one_line(words: tuple[str, ...], code: int, said: str, run: Run) -> None:
    Path(GOOD).write_text(SENTENCE)
    Path("loop").symlink_to("loop")
    Store.open(Path("c.db"), write=True, create=True).close()
    begun = time.monotonic()
    result = run(*words)
    assert time.monotonic() - begun < 15
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.count("\n") == (code == 2)
    assert not STEERING.search(result.stderr)
    assert len(result.stderr) < 6_100  # a path may be of 4,096 bytes; what is longer is no message


def test_what_json_holds_does_not_steer_a_terminal(run: Run) -> None:
    """JSON holds some control characters as they are: relations and differences spell them as figures do."""
    Path("a.jsonl").write_text('{"start": 0, "end": 2, "text": "5\u202e\x9b2J%"}')
    Path("b.jsonl").write_text('{"start": 3, "end": 4, "text": "6\u2028%"}')
    result = run("diff", "a.jsonl", "b.jsonl", "--format", "json")
    assert result.exit_code == 1
    assert not STEERING.search(result.stdout.rstrip("\n"))
    assert "\\u202e" in result.stdout


@pytest.mark.parametrize("claim", ["The share of \udcff was 5% in 2023.", "\ud800 rose by 5%.", "5\udfff%"])
def test_a_claim_that_is_no_utf_8_is_judged(run: Run, claim: str) -> None:
    result = run("check", "-q", "--format", "json", "--", claim)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""


def test_a_list_of_documents_does_not_steer_a_terminal() -> None:
    stream = io.BytesIO()
    records.write([{"title": "\x1b[2J\u202e"}], ["title"], "csv", Output(stream, terminal=True))
    assert stream.getvalue().decode() == "title\n\ufffd[2J\ufffd\n"
