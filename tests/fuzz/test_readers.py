"""Any bytes under any name are read, or refused in one line; what is read can be written and extracted."""

from __future__ import annotations

import csv
import functools
import io
import re
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from kzreform import reading
from kzreform.errors import ReadError
from kzreform.extraction import Extractor
from kzreform.reading.registry import FORMATS
from kzreform.records import Document
from tests.fuzz.budget import fuzzed
from tests.fuzz.invariants import extract
from tests.fuzz.strategies import ODD, TEXTS
from tests.hostile.packed import PARAGRAPH, word
from tests.reading import files

NAMES = (*(extension for each in FORMATS for extension in each.extensions), ".bin", "")
#: In this process: a process of its own for each would leave time for few. The time that it has is not of interest.
_OPTIONS = reading.Options(apart=False, max_size=5_000_000)
_READ_OF = 2_000


@functools.cache
def valid() -> dict[str, bytes]:
    """One text in each format."""
    short = files.REPORT[:4]
    table = io.StringIO()
    csv.writer(table).writerows([["id", "text", "date"], ["a", short[1], "2024-06-10"], ["b", short[2], ""]])
    return {
        ".txt": files.plain(short).encode(),
        ".md": files.markdown(short),
        ".html": files.html(short, head="<meta name='date' content='2024-06-10'>"),
        ".docx": files.word(short, table=[["Kind", "2023"], ["Schools", "369"]]),
        ".pdf": files.paper(short),
        ".csv": table.getvalue().encode(),
        ".jsonl": files.jsonl({"text": short[1], "date": "2024"}, {"text": short[2], "id": "b"}),
    }


def read(folder: Path, name: str, data: bytes, options: reading.Options = _OPTIONS) -> list[Document]:
    """Read bytes under a name and check what comes of it."""
    path = folder / f"a{name}"
    path.write_bytes(data)
    found: list[Document] = []
    refused = ""
    try:
        found.extend(reading.documents(reading.Source(str(path), path.name), options))
    except ReadError as error:
        refused = error.message
    for document in found:
        document.text.encode()
        document.id.encode()
        assert list(document.page_starts) == sorted(document.page_starts)
        assert all(0 <= start <= len(document.text) for start in document.page_starts)
    assert not refused or refused.startswith(f"{path}: ")
    assert "\n" not in refused
    return found


def _extract(extractor: Extractor, documents: list[Document]) -> None:
    for document in documents[:2]:
        short = Document(id=document.id, text=document.text[:_READ_OF], published=document.published)
        extract(extractor, short)


@fuzzed(150, data=st.binary(max_size=400), name=st.sampled_from(NAMES))
def test_any_bytes(data: bytes, name: str, tmp_path: Path, extractor: Extractor) -> None:
    _extract(extractor, read(tmp_path, name, data))


@fuzzed(60, text=TEXTS, name=st.sampled_from(NAMES), encoding=st.sampled_from(("utf-8", "utf-16", "cp1251")))
def test_any_text(text: str, name: str, encoding: str, tmp_path: Path, extractor: Extractor) -> None:
    _extract(extractor, read(tmp_path, name, text.encode(encoding, "surrogatepass" if "u" in encoding else "ignore")))


@st.composite
def _damage(draw: st.DrawFn) -> tuple[str, bytes]:
    kind = draw(st.sampled_from(tuple(valid())))
    data = bytearray(valid()[kind])
    for _ in range(draw(st.integers(1, 6))):
        place, length = draw(st.integers(0, len(data))), draw(st.sampled_from((0, 1, 2, 8, 100)))
        new = draw(
            st.one_of(
                st.binary(max_size=4),
                st.just(bytes(data[place : place + length]) * 2),
                st.sampled_from([mark.encode(errors="surrogatepass") for mark in ODD]),
                st.just(b""),
                st.sampled_from((b"\x00", b"99999999999", b"-1", b"<table>" * 9, b'"', b"\\ud800", b"]]>", b"/Kids")),
            )
        )
        data[place : place + length] = new
    return draw(st.sampled_from((kind, kind, kind, draw(st.sampled_from(NAMES))))), bytes(data)


@fuzzed(150, damaged=_damage())
def test_damaged_files(damaged: tuple[str, bytes], tmp_path: Path, extractor: Extractor) -> None:
    _extract(extractor, read(tmp_path, *damaged))


_TAGS = re.findall(
    r"\w+",
    "p div span b i q code time del s sup sub table tr td th ul li ol form select pre br hr h2 section a dl dt dd",
)
_SAID = st.sampled_from(
    ("5", "1,692", "/", "In 2023 there were 5 schools", "&#1;", "&nbsp;", "\x1f", "&#xD800;", "<!-- x -->", "|")
)
_TAG = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(("", "", "/")),
    st.sampled_from(_TAGS),
    st.sampled_from(("", "", " hidden", " style='display: none'", " datetime='2024-01-02'", " colspan=3")),
)


@fuzzed(80, parts=st.lists(st.one_of(_TAG, _SAID), max_size=40))
def test_any_tags(parts: list[str], tmp_path: Path, extractor: Extractor) -> None:
    _extract(extractor, read(tmp_path, ".html", f"<html><body>{''.join(parts)}".encode()))


_ELEMENTS = re.findall(
    r"\S+",
    "w:p w:r w:tbl w:tr w:tc w:sdt w:sdtContent w:ins w:del w:moveFrom w:customXml w:hyperlink w:pict w:txbxContent "
    "w:rt w:ruby w:rubyBase w:trPr w:rPr w:pPr mc:AlternateContent mc:Choice mc:Fallback m:oMath m:t m:f m:num m:den "
    "m:sSup m:e",
)
_LEAVES = (
    "<w:t>5 </w:t>",
    "<w:tab/>",
    *(f"<w:fldChar w:fldCharType='{mark}'/>" for mark in ("begin", "separate", "end", "")),
    *("<w:sym w:char='F02D' w:font='Symbol'/>", "<w:sym w:char='z'/>", "<w:strike/>", "<w:del/>", "<w:vMerge/>"),
    *("<w:framePr w:dropCap='drop'/>", "<w:rStyle w:val='x'/>", "<w:gridBefore w:val='2'/>", "<!-- x -->", "<?x y?>"),
)
_XML = st.recursive(
    st.sampled_from(_LEAVES),
    lambda inner: st.builds(
        lambda name, held: f"<{name}>{''.join(held)}</{name}>", st.sampled_from(_ELEMENTS), st.lists(inner, max_size=4)
    ),
    max_leaves=30,
)


@fuzzed(80, body=st.lists(_XML, max_size=6))
def test_any_elements_of_word(body: list[str], tmp_path: Path, extractor: Extractor) -> None:
    spaces = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    spaces += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    _extract(extractor, read(tmp_path, ".docx", word(f"{PARAGRAPH}<w:x {spaces}>{''.join(body)}</w:x>")))


_DEEP = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)


@fuzzed(
    60,
    rows=st.lists(
        st.dictionaries(st.sampled_from(("text", "id", "date", "published", "x")), st.one_of(st.text(), _DEEP)),
        max_size=4,
    ),
    column=st.sampled_from((None, "date", "x", "none")),
)
def test_any_rows(rows: list[dict[str, object]], column: str | None, tmp_path: Path, extractor: Extractor) -> None:
    options = reading.Options(apart=False, date_column=column)
    try:
        data = files.jsonl(*rows)
    except UnicodeEncodeError:
        assume(False)
        raise
    for document in read(tmp_path, ".jsonl", data, options):
        _extract(extractor, [document])
