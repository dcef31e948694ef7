"""From what a user names to sources and documents."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from kzreform.errors import ReadError
from kzreform.reading import FORMATS, READERS, STDIN, Format, Options, Source, documents, expand, load
from tests.reading.files import html, jsonl, markdown, paper, plain, word


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


def test_a_file_named_in_two_ways_is_read_once(folder: Path) -> None:
    assert [source.path for source in expand(["b.txt", str(folder / "b.txt"), "sub/../b.txt"])[0]] == ["b.txt"]


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
        "bare: the directory holds no texts (.docm, .docx, .htm, .html, .markdown, .md, .pdf, .text, .txt, .xhtml)",
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
    Path("bad.txt").write_bytes(b"5%\0\1")
    with pytest.raises(ReadError) as error:
        load(Source("bad.txt", "bad.txt"))
    assert error.value.message == "bad.txt: not UTF-8 text (it holds NUL bytes): a binary file?"


def test_a_directory_gives_documents_but_no_tables() -> None:
    Path("all").mkdir()
    for name in ("a.md", "b.HTML", "c.pdf", "d.docx", "e.jsonl", "f.csv", "~$d.docx", "g.txt"):
        Path("all", name).write_bytes(b"5%")
    assert [source.id for source in expand(["all"])[0]] == ["a.md", "b.HTML", "c.pdf", "d.docx", "g.txt"]
    assert [source.id for source in expand(["all/*.jsonl", "all/f.csv"])[0]] == ["e.jsonl", "f.csv"]


@pytest.mark.parametrize(
    ("data", "options", "texts"),
    [
        (b'{"text": "5%"}\n{"text": "6%"}\n', Options(), ["5%", "6%"]),
        (b"id,body\n1,5%\n2,6%\n", Options(text_column="body"), ["5%", "6%"]),
        (b"{5%}", Options(), ["{5%}"]),
        (markdown(), Options(), [markdown().decode()]),
        (word(), Options(), [plain()]),
        (paper(), Options(), [plain()]),
        (html(), Options(), [plain()]),
    ],
)
def test_standard_input_is_told_by_what_it_holds(
    data: bytes, options: Options, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [document.text for document in documents(Source(STDIN, "stdin"), options)] == texts


def test_a_pipe_that_gives_little_at_a_time_is_read_whole() -> None:
    os.mkfifo("pipe")
    data = html() * 3

    def write() -> None:
        with Path("pipe").open("wb", buffering=0) as pipe:
            for at in range(0, len(data), 700):
                pipe.write(data[at : at + 700])

    writer = threading.Thread(target=write)
    writer.start()
    assert "Astana" not in load(Source("pipe", "pipe")).text
    writer.join()


def test_a_directory_is_no_document() -> None:
    with pytest.raises(ReadError, match=r"sub: cannot be read \(Is a directory\)"):
        load(Source("sub", "sub"))


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_every_format_gives_a_document_and_refuses_what_is_empty(format_: Format) -> None:
    sample = {"pdf": paper, "docx": word, "html": html, "jsonl": lambda: jsonl({"text": plain()})}
    sample["csv"] = lambda: ('text\n"' + plain().replace('"', '""') + '"\n').encode()
    data = sample.get(format_.name, plain().encode)()
    (document,) = format_.read(io.BufferedReader(io.BytesIO(data)), "some id", Options())  # type: ignore[arg-type]
    assert document.id.startswith("some id")
    assert "369 schools" in document.text
    with pytest.raises(ReadError, match="the file is empty"):
        list(format_.read(io.BufferedReader(io.BytesIO(b"")), "some id", Options()))  # type: ignore[arg-type]
    assert all(READERS[extension] is format_ for extension in format_.extensions)
