"""From what a user names to sources and documents."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kzreform.errors import ReadError
from kzreform.reading import READERS, STDIN, Source, expand, load


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.TXT", "sub/a.txt", "sub/deep/c.txt", "sub/picture.png", "odd[1].txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["b.txt"], ["b.txt"]),
        (["."], ["a.TXT", "b.txt", "odd[1].txt", "sub/a.txt", "sub/deep/c.txt"]),
        (["sub"], ["sub/a.txt", "sub/deep/c.txt"]),
        (["*.txt"], ["b.txt", "odd[1].txt"]),
        (["**/a.txt"], ["sub/a.txt"]),
        (["odd[1].txt"], ["odd[1].txt"]),
        (["b.txt", "./b.txt", "*.txt"], ["b.txt", "odd[1].txt"]),
        (["-", "b.txt"], ["-", "b.txt"]),
        (["sub/picture.png"], ["sub/picture.png"]),
    ],
)
def test_expand(paths: list[str], files: list[str]) -> None:
    sources, errors = expand(paths)
    assert [source.path for source in sources] == files
    assert errors == []


def test_expand_is_the_same_from_anywhere(folder: Path) -> None:
    (source,) = expand([str(folder / "b.txt")])[0]
    assert source.id == "b.txt"


def test_files_of_one_name_are_told_apart_by_their_paths() -> None:
    Path("other").mkdir()
    Path("other/a.txt").write_text("x")
    assert [source.id for source in expand(["sub", "other", "b.txt", "-"])[0]] == [
        "sub/a.txt",
        "c.txt",
        "other/a.txt",
        "b.txt",
        "stdin",
    ]


def test_expand_goes_on_after_what_is_not_there() -> None:
    Path("bare").mkdir()
    sources, errors = expand(["bare", "*.pdf", "b.txt"])
    assert [source.path for source in sources] == ["b.txt"]
    assert [error.message for error in errors] == [
        "bare: the directory holds no texts (.text, .txt)",
        "*.pdf: no file matches this pattern",
    ]


def test_load_keeps_line_ends_and_the_byte_order_mark() -> None:
    Path("dos.txt").write_bytes("\ufeffone\r\ntwo\rthree\u2028four".encode())
    document = load(Source("dos.txt", "dos.txt"))
    assert document.text == "\ufeffone\r\ntwo\rthree\u2028four"
    assert (document.id, document.source, document.published) == ("dos.txt", "dos.txt", None)


def test_load_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"5%\r\n")))
    assert load(Source(STDIN, "stdin")).text == "5%\r\n"


def test_load_names_file_and_reason() -> None:
    Path("bad.txt").write_bytes(b"\xff\xfe5%")
    with pytest.raises(ReadError) as error:
        load(Source("bad.txt", "bad.txt"))
    assert error.value.message == "bad.txt: not UTF-8 text (byte 0 cannot be decoded)"


@pytest.mark.parametrize("extension", sorted(READERS))
def test_every_reader_gives_a_document_and_refuses_what_is_empty(extension: str) -> None:
    read = READERS[extension]
    document = read(b"It was 5% in 2023.\n", "some id")
    assert document.id == "some id"
    assert "5%" in document.text
    with pytest.raises(ReadError):
        read(b"", "some id")
