"""The same text gives the same figures, in whatever format it comes."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from pathlib import Path

import pytest

from kzreform.extraction import Extractor
from kzreform.reading import Options, Source, documents, load
from kzreform.records import Document
from tests.reading.files import PAPERS, REPORT, html, jsonl, markdown, paper, plain, word

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "UTF-8": ("a.txt", lambda: plain().encode()),
    "UTF-8 with BOM": ("a.txt", lambda: plain().encode("utf-8-sig")),
    "DOS line ends": ("a.txt", lambda: plain().replace("\n", "\r\n").encode()),
    "cp1251": ("a.txt", lambda: plain().encode("cp1251")),
    "cp1252": ("a.txt", lambda: plain().encode("cp1252")),
    "kz1048": ("a.txt", lambda: plain().encode("kz1048")),
    "UTF-16 with BOM": ("a.txt", lambda: plain().encode("utf-16")),
    "UTF-16-LE": ("a.txt", lambda: plain().encode("utf-16-le")),
    "UTF-16-BE": ("a.txt", lambda: plain().encode("utf-16-be")),
    "Markdown": ("a.md", markdown),
    "HTML": ("a.html", html),
    "HTML in cp1251": ("a.html", lambda: html().decode().replace("'utf-8'", "'windows-1251'").encode("cp1251")),
    "HTML without charset": ("a.html", lambda: html().decode().replace("<meta charset='utf-8'>", "").encode("cp1251")),
    "DOCX": ("a.docx", word),
    "JSON Lines": ("a.jsonl", lambda: jsonl({"text": plain()})),
    "CSV": ("a.csv", lambda: ('id,text\n1,"' + plain().replace('"', '""') + '"\n').encode()),
    **{f"PDF: {name}": ("a.pdf", make) for name, make in PAPERS.items()},
    "PDF as .txt": ("a.txt", paper),
    "DOCX as .pdf": ("a.pdf", word),
    "HTML as .txt": ("a.txt", html),
    "text as .pdf": ("a.pdf", lambda: plain().encode()),
    "text as .docx": ("a.docx", lambda: plain().encode()),
    "text as .html": ("a.html", lambda: plain().encode()),
}


@pytest.mark.parametrize("name", FILES)
def test_the_figures_are_those_of_the_plain_text(name: str, tmp_path: Path, extractor: Extractor) -> None:
    file, make = FILES[name]
    (tmp_path / file).write_bytes(make())
    document = load(Source(str(tmp_path / file), file))
    figures = extractor.extract(document)
    wanted = extractor.extract(Document(id="a", text=plain(), published="2022-03-16"))
    assert len(wanted) == 20
    assert document.published == "2022-03-16"
    assert [(f.text, f.value, f.unit, f.date, f.item) for f in figures] == [
        (f.text, f.value, f.unit, f.date, f.item) for f in wanted
    ]
    assert all(document.text[f.start : f.end] == f.text for f in figures)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_lost_and_nothing_added(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PAPERS[name]())
    assert load(Source(str(tmp_path / "a.pdf"), "a.pdf")).text == plain()


def test_pages_are_counted_from_where_they_begin(tmp_path: Path, extractor: Extractor) -> None:
    # Each page begins with a new block, and one page is empty.
    from tests.reading.files import Paper

    made = Paper(furniture=True, lines=30)
    for first, last in ((0, 3), (3, 3), (3, 7), (7, 11)):
        made.blocks(REPORT[first:last])
        made.turn()
    (tmp_path / "a.pdf").write_bytes(made.bytes())
    document = load(Source(str(tmp_path / "a.pdf"), "a.pdf"))
    assert [document.text[start:].split("\n")[0] for start in document.page_starts] == [
        "SCHOOLS AND COURTS",
        "Plans of the ministry",
        "Plans of the ministry",
        REPORT[7],
        "",
    ]
    pages = {f.text: f.page for f in extractor.extract(document)}
    assert {text: pages[text] for text in ("369", "46 thousand", "55.4%", "35", "2,345", "139")} == {
        "369": 1,
        "46 thousand": 1,
        "55.4%": 3,
        "35": 3,
        "2,345": 4,
        "139": 4,
    }


def test_a_paragraph_that_goes_on_over_the_page_is_one(tmp_path: Path) -> None:
    text = "In 2021 " + "the ministry counted the schools of the country and " * 12 + "found 369 of them."
    (tmp_path / "a.pdf").write_bytes(paper([text], lines=4, furniture=True))
    document = load(Source(str(tmp_path / "a.pdf"), "a.pdf"))
    assert document.text == text + "\n"
    assert len(document.page_starts) == 2
    assert bisect.bisect_right(document.page_starts, text.index("369")) == 2


def test_rows_are_documents_with_ids_and_dates(tmp_path: Path, extractor: Extractor) -> None:
    rows = [
        {"n": 7, "day": f"2024-0{month}-01", "body": f"This year 36{month} schools were built."} for month in (1, 2)
    ]
    (tmp_path / "a.jsonl").write_bytes(jsonl(*rows))
    options = Options(text_column="body", id_column="n", date_column="day")
    found = list(documents(Source(str(tmp_path / "a.jsonl"), "a.jsonl"), options))
    assert [(d.id, d.published) for d in found] == [("7", "2024-01-01"), ("7", "2024-02-01")]
    assert [(f.text, f.date) for d in found for f in extractor.extract(d)] == [("361", "2024"), ("362", "2024")]
