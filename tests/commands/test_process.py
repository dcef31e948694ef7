"""The command line as a process, with the real extractor: what scripts and shells rely on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Kz = Callable[..., "subprocess.CompletedProcess[bytes]"]
TEXT = (
    b"In 2023 the share of women was 55.4%.\r\nThe fund spent 325 billion tenge, over 46 thousand people took part.\r\n"
)


@pytest.mark.parametrize(("format_", "file"), [("table", "sample.txt"), ("jsonl", "sample.jsonl")])
def test_the_sample_is_printed_as_in_the_golden_file(
    kz: Kz, golden: Callable[[str, bytes], None], format_: str, file: str
) -> None:
    done = kz("extract", "--sample", "--format", format_, PYTHONHASHSEED="1")
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
    assert done.stderr.startswith(b"kzreform: 5 documents, ")
    golden(file, done.stdout)


def test_another_run_gives_the_same_bytes_and_at_least_a_hundred_figures(
    kz: Kz, golden: Callable[[str, bytes], None]
) -> None:
    printed = kz("extract", "--sample", "--format", "jsonl", PYTHONHASHSEED="7").stdout
    golden("sample.jsonl", printed)
    assert printed.count(b"\n") >= 100


def test_standard_input_equals_the_file_but_for_the_documents_name(kz: Kz, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    from_file = kz("extract", "a.txt", "--format", "jsonl").stdout.splitlines()
    from_stdin = kz("extract", "-", "--format", "jsonl", stdin=TEXT).stdout.splitlines()
    assert len(from_file) == 3
    for a, b in zip(from_file, from_stdin, strict=True):
        left, right = json.loads(a), json.loads(b)
        assert (left.pop("document"), right.pop("document")) == ("a.txt", "stdin")
        assert left.pop("id") != right.pop("id")
        assert left == right
        assert TEXT.decode()[left["start"] : left["end"]] == left["text"]


def test_a_missing_file_does_not_stop_the_good_one(kz: Kz, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(TEXT)
    done = kz("extract", "missing.txt", "good.txt", "--format", "json")
    assert done.returncode == 2
    assert len(json.loads(done.stdout)) == 3
    assert done.stderr == b"kzreform: missing.txt: no such file\nkzreform: 1 document, 3 figures, 1 failure\n"


def test_a_broken_pattern_file_is_one_line(kz: Kz, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "own.toml").write_text('[[pattern]]\nname = "x"\ncolour = "red"\n')
    (tmp_path / "no.toml").write_text("[[pattern\n")
    for name, words in (("own.toml", b"colour"), ("no.toml", b""), ("none.toml", b"")):
        done = kz("extract", "a.txt", "--patterns", name)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert name.encode() in done.stderr
        assert words in done.stderr
        assert b"internal error" not in done.stderr


def test_figures_are_written_as_utf_8_whatever_the_locale(kz: Kz) -> None:
    text = "The price rose to 500 ₸ in 2023, by 5% – “a lot”."
    done = kz("extract", "-", "--format", "jsonl", stdin=text.encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "“a lot”" in done.stdout.decode()


def test_a_reader_that_leaves_early_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("".join(f"In 2023 it was {n}.5%.\n" for n in range(400)))
    for format_ in ("jsonl", "json"):
        command = f'"{sys.executable}" "{ROOT / "cli.py"}" extract big.txt --format {format_} | head -1'
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, cwd=tmp_path, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.count(b"\n") == 1


def test_patterns_can_be_listed_and_their_examples_hold(kz: Kz) -> None:
    listed = kz("patterns", "list")
    assert listed.returncode == 0
    assert listed.stdout.count(b"\n") > 20
    tested = kz("patterns", "test")
    assert (tested.returncode, tested.stderr) == (0, b"")
