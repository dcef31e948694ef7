"""What cannot be read is told in one clear line."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kzreform.errors import ReadError
from kzreform.reading import Options, Source, documents, load
from tests.reading.files import html, jsonl, paper, plain, word


def encrypted() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="other"))
    canvas.drawString(72, 700, "It was 5%.")
    canvas.save()
    return out.getvalue()


def scan(pages: int = 2) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.rect(72, 72, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made, made.open("word/more.xml", "w") as member:
        for _ in range(25):
            member.write(bytes(1_000_000))
    return out.getvalue()


ERRORS: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.txt", lambda: b"", "the file is empty"),
    ("a.txt", lambda: b"\xef\xbb\xbf \n", "the file is empty"),
    ("a.md", lambda: b"", "the file is empty"),
    ("a.html", lambda: b"", "the file is empty"),
    ("a.pdf", lambda: b"", "the file is empty"),
    ("a.docx", lambda: b"", "the file is empty"),
    ("a.jsonl", lambda: b"\n\n", "the file is empty"),
    ("a.csv", lambda: b"", "the file is empty"),
    ("a.txt", lambda: b"\0\1\2\3" * 50, "not UTF-8 text (it holds NUL bytes): a binary file?"),
    ("a.pdf", encrypted, "the PDF is encrypted: save it without a password"),
    ("a.pdf", scan, "the PDF holds no text on its 2 pages: scans? Recognise the text first (OCR)"),
    ("a.pdf", lambda: scan(1), "the PDF holds no text on its 1 page: scans? Recognise the text first (OCR)"),
    ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(100), "a damaged PDF: it cannot be opened"),
    ("a.docx", lambda: word()[:4000], "a damaged Word file: it is cut short or no DOCX"),
    ("a.docx", lambda: word()[:-100], "a damaged Word file: it is cut short or no DOCX"),
    ("a.docx", lambda: word([]), "the Word file holds no text"),
    ("a.docx", lambda: archive(a=b"5%"), "a ZIP archive or an Office file of another kind, no Word document"),
    ("a.txt", lambda: archive(a=b"5%"), "a ZIP archive or an Office file of another kind, no Word document"),
    (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0" + bytes(99),
        "an old Office file (.doc, .xls), or one with a password: save it as .docx",
    ),
    ("a.txt", lambda: b"{\\rtf1 It was 5%.}", "an RTF file: save it as .docx or as text"),
    ("a.html", lambda: b"<html><body></body></html>", "the HTML has no main text"),
    ("a.html", lambda: b"<html><head><title>x</title></head></html>", "the HTML has no main text"),
    ("a.csv", lambda: b"id,body\n1,It was 5%.\n", "no column 'text'; there are 'id', 'body'"),
    ("a.csv", lambda: b"id,body\n", "no column 'text'; there are 'id', 'body'"),
    ("a.jsonl", lambda: b'{"text": "5%"}\n\n{"text": ', "line 3: not JSON (Input data was truncated)"),
    ("a.jsonl", lambda: b'["5%"]\n', "line 1: not a JSON object"),
    ("a.jsonl", lambda: b'{"text": 5}\n', "line 1: 'text' holds no text but int"),
    ("a.jsonl", lambda: b'{"body": "5%"}\n', "line 1: no column 'text'; there are 'body'"),
    (
        "a.jsonl",
        lambda: b'{"text": "5%"}\n' * 9000 + b'{"text": "\xff"}\n',
        "line 9001: not UTF-8 text as the file is; name its encoding with --encoding",
    ),
]


@pytest.mark.parametrize(
    ("file", "make", "reason"), ERRORS, ids=[f"{file}: {reason[:40]}" for file, _, reason in ERRORS]
)
def test_the_reason_is_told(file: str, make: Callable[[], bytes], reason: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(make())
    with pytest.raises(ReadError) as error:
        list(documents(Source(str(path), file)))
    assert error.value.message == f"{path}: {reason}"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(bomb())
    monkeypatch.setattr("docx.Document", None)
    with pytest.raises(ReadError, match=r"too large: it unpacks from \d\d,\d{3} to 25,\d{3},\d{3} bytes"):
        load(Source(str(path), "a.docx"), Options(apart=False))


@pytest.mark.parametrize(
    ("file", "make", "module", "command"),
    [
        ("a.pdf", paper, "pypdfium2", 'to read PDF, pypdfium2 is needed: pip install "kzreform[pdf]"'),
        ("a.docx", word, "docx", 'to read DOCX, python-docx is needed: pip install "kzreform[docx]"'),
        ("a.html", html, "trafilatura", 'to read HTML, trafilatura is needed: pip install "kzreform[html]"'),
    ],
)
def test_what_to_install_is_told(
    file: str, make: Callable[[], bytes], module: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / file).write_bytes(make())
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReadError) as error:
        load(Source(str(tmp_path / file), file), Options(apart=False))
    assert error.value.message == f"{tmp_path / file}: {command}"


def test_the_rows_before_a_bad_one_are_given(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "5%"}\n{"text": \n{"text": "6%"}\n')
    found = documents(Source(str(tmp_path / "a.jsonl"), "a.jsonl"))
    assert next(found).text == "5%"
    with pytest.raises(ReadError, match="line 2: not JSON"):
        next(found)


def test_one_document_is_asked_for_and_several_are_there(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl({"text": "5%"}, {"text": "6%"}))
    with pytest.raises(ReadError, match="it holds several documents: one is asked for"):
        load(Source(str(tmp_path / "a.jsonl"), "a.jsonl"))


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("ascii", r"not ASCII text (?:\(byte 43 cannot be decoded\)|all through)"),
        ("klingon", "there is no text encoding 'klingon'"),
        ("hex", "there is no text encoding 'hex'"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a.jsonl"])
def test_an_encoding_that_is_named_is_held_to(file: str, encoding: str, reason: str, tmp_path: Path) -> None:
    start = '{"text": "' if file == "a.jsonl" else "x" * 10
    (tmp_path / file).write_bytes(f'{start}{"x" * 33}– 5%"}}\n'.encode())
    with pytest.raises(ReadError, match=reason):
        load(Source(str(tmp_path / file), file), Options(encoding=encoding))


def test_a_page_that_is_cut_short_is_read_or_told_of(tmp_path: Path) -> None:
    """Whatever part of a file there is, it gives a document or a ReadError, and nothing else."""
    for file, whole in (
        ("a.pdf", paper()),
        ("a.docx", word()),
        ("a.html", html()),
        ("a.txt", plain().encode("utf-16")),
    ):
        path = tmp_path / file
        for part in range(1, 20):
            path.write_bytes(whole[: len(whole) * part // 20])
            try:
                told = load(Source(str(path), file)).text
            except ReadError as error:
                told = error.message.removeprefix(str(path))
                assert "\n" not in told
            assert told.strip()
