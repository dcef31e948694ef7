"""The table: what each file is, how it is made and what is to be said of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.hostile.packed import (
    CATALOGUE,
    DRAWN,
    PARAGRAPH,
    SENTENCE,
    form,
    laughs,
    lying,
    paper,
    pdf,
    word,
    zipped,
)

MEGABYTE = 1_000_000
SAID = SENTENCE.encode()


@dataclass(frozen=True)
class Row:
    """A bad file: under which name it lies, what it is, how it comes there, and the end of it.

    ``said`` is part of the line on stderr that refuses it; where there is none, it is read and has ``figures``.
    """

    name: str
    what: str
    make: Callable[[], bytes]
    said: str = ""
    figures: int = 1

    def put(self, folder: Path) -> None:
        """Put it into a folder."""
        (folder / self.name).write_bytes(self.make())


@dataclass(frozen=True)
class Place:
    """A name under which no file lies: what is there instead."""

    name: str
    what: str
    lay: Callable[[Path], object]
    said: str
    figures: int = 0

    def put(self, folder: Path) -> None:
        """Lay it into a folder."""
        self.lay(folder / self.name)


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def deep(tag: str, levels: int = 100_000) -> bytes:
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    return page(f"<p>{SENTENCE}</p>" + f"<{tag}>" * levels + f"<p>{SENTENCE}</p>" + closing * levels)


def two_styles_based_on_each_other() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>'
    return word(body, styles=style.format("A", "B") + style.format("B", "A"))


def repeated_cells() -> bytes:
    head = f"<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>{'x' * MEGABYTE}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{PARAGRAPH}</w:tc></w:tr>"
    return word(f"<w:tbl><w:tr>{head}<w:tc>{PARAGRAPH}</w:tc></w:tr>{row * 500}</w:tbl>")


def spanning(width: str) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{PARAGRAPH}</w:tc>'
    return word(f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>")


def forms(levels: int) -> bytes:
    """Drawings that draw ten others each, and these ten others, and so on."""
    drawn = [form(b"/X Do " * 10, f"{7 + level} 0 R") for level in range(levels)]
    return paper(b"/X Do ", *drawn, form(DRAWN, "99 0 R"))


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def listens(path: Path) -> None:
    # The name of a socket may only be so long, so it is made from where it lies.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def sealed(kind: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(f"/dev/{kind}")


WORD: tuple[Row, ...] = (
    Row(
        "zeros.docx",
        "a Word file that unpacks to 250 MB",
        lambda: word(more={"word/a.bin": bytes(250 * MEGABYTE)}),
        "too large: it unpacks from",
    ),
    Row(
        "ratio.docx",
        "one of 30 MB from 30 KB",
        lambda: word(more={"word/a.bin": bytes(30 * MEGABYTE)}),
        "too large: it unpacks from",
    ),
    Row(
        "lie.docx",
        "one of 60 MB that says it is of 10 bytes",
        lambda: lying(word(PARAGRAPH + " " * 60 * MEGABYTE), 10),
        "a damaged Word file",
    ),
    Row("more.docx", "one that says it is larger than it is", lambda: lying(word(), 100_000)),
    Row(
        "nested.docx",
        "one with archives in its archives",
        lambda: word(more={"word/a.zip": zipped({"b.zip": zipped({"c": bytes(MEGABYTE)})})}),
    ),
    Row(
        "names.docx",
        "one with members named to climb out and to clear the screen",
        lambda: word(more={"../../x\x1b[2J\n": "x"}),
    ),
    Row("many.docx", "one of 60,000 members", lambda: word(more={f"word/{n}": "" for n in range(60_000)})),
    Row(
        "laughs.docx",
        "one with a billion laughs",
        lambda: word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", laughs("w:document")),
        "a damaged Word file",
    ),
    Row(
        "entity.docx",
        "one that has its figures in an entity",
        lambda: word("<w:p><w:r><w:t>6% &x;</w:t></w:r></w:p>", '<!DOCTYPE w:document [<!ENTITY x "and 5">]>'),
        "a Word file with a DTD",
    ),
    Row(
        "outside.docx",
        "one that asks for /etc/passwd",
        lambda: word(
            "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        ),
        "a Word file with a DTD",
    ),
    Row(
        "deep.docx",
        "one nested 100,000 deep",
        lambda: word("<w:ins>" * 100_000 + PARAGRAPH + "</w:ins>" * 100_000),
        "a damaged Word file",
    ),
    Row(
        "tables.docx",
        "tables in tables, 80 deep",
        lambda: word("<w:tbl><w:tr><w:tc>" * 80 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 80),
    ),
    Row("styles.docx", "styles based on each other in a circle", two_styles_based_on_each_other),
    Row("span.docx", "a cell that spans a billion columns", lambda: spanning("999999999")),
    Row(
        "fields.docx",
        "100,000 fields, each within the one before",
        lambda: word("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000 + "</w:p>" + PARAGRAPH),
    ),
    Row(
        "strict.docx",
        "one in the strict form of Open XML",
        lambda: word(more={"_rels/.rels": '<a b="http://purl.oclc.org/ooxml/x"/>'}),
        "the strict form of Open XML",
    ),
    Row("letters.docx", "a cell that spans letters", lambda: spanning("many"), "a damaged Word file"),
    Row("repeated.docx", "a cell of 1 MB merged over 500 rows", repeated_cells, figures=501),
    Row("twice.docx", "a member twice", lambda: word("<w:p/>", again=PARAGRAPH)),
    Row(
        "long.docx",
        "one text of 12 MB",
        lambda: word(f"<w:p><w:r><w:t>{'x' * 12 * MEGABYTE}</w:t></w:r></w:p>"),
        "a damaged Word file",
    ),
    Row("cut.docx", "one that is cut off", lambda: word()[:300], "cut short"),
    Row("empty.docx", "an archive of nothing", lambda: zipped({}), "no Word document"),
)


PDF: tuple[Row, ...] = (
    Row(
        "circle.pdf",
        "pages that are their own parents",
        lambda: pdf(CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "a damaged PDF",
    ),
    Row(
        "kids.pdf",
        "pages that hold each other",
        lambda: pdf(
            CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"
        ),
        "a damaged PDF",
    ),
    Row("parent.pdf", "a page that is its own parent", lambda: paper(entries="/Parent 3 0 R")),
    Row("count.pdf", "one page that counts as two billion", lambda: paper(pages="/Kids[3 0 R]/Count 2000000000")),
    Row(
        "million.pdf",
        "one page that counts as a million",
        lambda: paper(pages="/Kids[3 0 R]/Count 1000000"),
        "a damaged PDF",
    ),
    Row("giant.pdf", "a page of 10^30 points", lambda: paper(box="0 0 1e30 1e30")),
    Row("flat.pdf", "a page of no size", lambda: paper(box="0 0 0 0")),
    Row("inside.pdf", "a page turned inside out", lambda: paper(box="-99999999999 99999999999 1 1")),
    Row(
        "form.pdf",
        "a drawing that draws itself",
        lambda: paper(b"/X Do " + DRAWN, form(b"/X Do /X Do " + DRAWN, "6 0 R")),
        "its reader died of it",
    ),
    Row("forms.pdf", "ten drawings in each of ten, nine times", lambda: forms(9), "its reader died of it"),
    Row(
        "letters.pdf",
        "200 MB of letters in 400 KB",
        lambda: paper(b"BT /F 12 Tf 72 700 Td " + b"(In 2023 it was 5%.) Tj " * 8_000_000 + b"ET", packed=1),
        "its reader died of it",
    ),
    Row(
        "blank.pdf",
        "100 MB of blanks, packed twice",
        lambda: paper(b" " * 100 * MEGABYTE, packed=2),
        "the PDF holds no text",
    ),
    Row("arrays.pdf", "arrays in arrays, 100,000 deep", lambda: paper(entries="/Z " + "[" * 100_000 + "]" * 100_000)),
    Row("states.pdf", "a million saved states", lambda: paper(b"q " * MEGABYTE + DRAWN)),
    Row(
        "nowhere.pdf",
        "a table of contents that is nowhere",
        lambda: paper().replace(b"startxref\n", b"startxref\n999999"),
    ),
    Row("none.pdf", "no table of contents", lambda: paper().partition(b"xref")[0], "a damaged PDF"),
    Row(
        "previous.pdf",
        "a table of contents that goes on with itself",
        lambda: paper(trailer=f"/Prev {paper().find(b'xref')}"),
    ),
    Row(
        "title.pdf",
        "a title that clears the screen",
        lambda: paper(DRAWN, b"<</Title(\\033[2J\\n)/CreationDate(D:99999999)>>", trailer="/Info 6 0 R"),
    ),
    Row("head.pdf", "nothing but its first line", lambda: b"%PDF-1.7\n", "a damaged PDF"),
    Row(
        "script.pdf",
        "a script that is to run when it is opened",
        lambda: paper().replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    ),
    Row("names.pdf", "a name of a megabyte", lambda: paper(entries=f"/{'x' * MEGABYTE} 1")),
    Row(
        "length.pdf",
        "a stream that says it is of 4 GB",
        lambda: paper().replace(b"<</Length %d" % len(DRAWN), b"<</Length 4294967295"),
    ),
    Row(
        "minus.pdf",
        "a stream that says it is of -1 bytes",
        lambda: paper().replace(b"<</Length %d" % len(DRAWN), b"<</Length -1"),
    ),
)

HTML: tuple[Row, ...] = (
    *(
        Row(
            f"deep-{tag.split('>')[0]}.html",
            f"{tag.split('>')[0]} in {tag.split('>')[0]}, 100,000 deep",
            partial(deep, tag),
            "the HTML is nested too deeply",
        )
        for tag in ("div", "b", "span", "blockquote", "ul><li", "table><tr><td")
    ),
    Row(
        "open.html",
        "100,000 tags that are never closed",
        lambda: page(f"<p>{SENTENCE}</p>" + "<font>" * 100_000),
        "the HTML is nested too deeply",
    ),
    Row(
        "attribute.html",
        "an attribute of 20 MB",
        lambda: page(f"<p class='{'x' * 20 * MEGABYTE}'>{SENTENCE}</p>"),
        "larger in one of its parts",
    ),
    Row(
        "attributes.html",
        "200,000 attributes",
        lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>{SENTENCE}</p>"),
        "could not be read within",
    ),
    Row("laughs.html", "a billion laughs", lambda: laughs("html").encode() + page(f"<p>{SENTENCE}</p><p>&a9;</p>")),
    Row(
        "script.html",
        "a script of 12 MB",
        lambda: page(f"<script>{'x' * 12 * MEGABYTE}</script><p>{SENTENCE}</p>"),
        "larger in one of its parts",
    ),
    Row(
        "comments.html",
        "100,000 comments that are never closed",
        lambda: b"<html>" + b"<!--" * 100_000 + SAID,
        "the HTML has no main text",
    ),
    Row("remarks.txt", "500 comments before what is no page", lambda: b"<!---->" * 500 + SAID, figures=1),
    Row("brackets.html", "half a million opening brackets", lambda: page("<" * 500_000), figures=0),
    Row(
        "data.html",
        "brackets in its metadata, 100,000 deep",
        lambda: page(
            f"<p>{SENTENCE}</p>", f'<script type="application/ld+json">{"[" * 100_000}{"]" * 100_000}</script>'
        ),
    ),
    Row("breaks.html", "20,000 line breaks", lambda: page(f"<p>{SENTENCE}{'<br>' * 20_000}</p>")),
    Row(
        "controls.html",
        "references to control characters",
        lambda: page(f"<div>&#1;{SENTENCE}&#xFFFE;<p>x</p>&#31;</div>"),
    ),
    Row("nul.html", "a NUL byte", lambda: page(f"<p>{SENTENCE}\0</p>"), "it holds NUL bytes"),
    Row("charset.html", "an encoding that is none", lambda: page(f"<p>{SENTENCE}</p>", '<meta charset="rot13">')),
)

BAD_BYTES = '{"text": "Of 7 °C."}\n'.encode() + b'{"text": "6 caf\xe9s"}\n'

ROWS: tuple[Row, ...] = (
    Row(
        "deep.jsonl", "brackets in a row, 100,000 deep", lambda: b'{"a": ' + b"[" * 100_000, "line 1: nested too deeply"
    ),
    Row(
        "number.jsonl",
        "an id of 10,000 digits",
        lambda: b'{"text": "5%", "id": ' + b"9" * 10_000 + b"}",
        "line 1: not JSON",
    ),
    Row(
        "columns.jsonl",
        "50,000 columns, none of them asked for",
        lambda: ("{" + ", ".join(f'"{n}": 1' for n in range(50_000)) + "}").encode(),
        "and 49980 more",
    ),
    Row(
        "columns.csv",
        "a head of 50,000 columns and 5,000 rows",
        lambda: b"text," + b",".join(b"%d" % n for n in range(50_000)) + b"\n" + b"x\n" * 5_000,
        figures=0,
    ),
    Row(
        "quote.csv",
        "a quotation of 2 MB that is never closed",
        lambda: b'text\n"' + b"and so on\n" * 200_000 + SAID,
        "row 1: a quotation mark is open to the end of the file",
    ),
    Row(
        "cells.csv",
        "a row with more cells than the head",
        lambda: b"id,text\n1,In 2023 there were 1,692 schools\n",
        "row 1: it has 3 cells, and the head has 2",
    ),
    Row(
        "short.csv",
        "a row that ends before its text",
        lambda: b"id,text\n1\n",
        "row 1: it ends before the column 'text'",
    ),
    Row("twice.csv", "two columns of the name that is asked for", lambda: b"text,text\n5%,6%\n", "is there 2 times"),
    Row("bytes.jsonl", "bytes that are no UTF-8, in one row of two", lambda: BAD_BYTES, "line 2: not UTF-8", figures=1),
    Row("nul.csv", "a NUL byte", lambda: b"text\n5%\0\n", "it holds NUL bytes"),
)

NAMED: tuple[Row, ...] = (
    Row(
        "gzip.txt", "a gzip archive named .txt", lambda: b"\x1f\x8b\x08" + bytes(99), "a gzip archive: unpack it first"
    ),
    Row("bzip2.txt", "a bzip2 archive named .txt", lambda: b"BZh91AY&SY" + bytes(99), "a bzip2 archive"),
    Row("xz.txt", "an xz archive named .txt", lambda: b"\xfd7zXZ\0" + bytes(99), "an xz archive"),
    Row("seven.txt", "a 7-Zip archive named .txt", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), "a 7-Zip archive"),
    Row("rar.txt", "a RAR archive named .txt", lambda: b"Rar!\x1a\x07\x01\0" + bytes(99), "a RAR archive"),
    Row("zstd.txt", "a Zstandard archive named .txt", lambda: b"\x28\xb5\x2f\xfd" + bytes(99), "a Zstandard archive"),
    Row(
        "tar.txt",
        "a tar archive named .txt",
        lambda: b"a.txt".ljust(257, b"\0") + b"ustar\0" + bytes(99),
        "a tar archive",
    ),
    Row(
        "zip.txt",
        "a ZIP archive named .txt",
        lambda: zipped({"a.txt": SAID}),
        "a ZIP archive or an Office file of another kind",
    ),
    Row("word.txt", "a Word file named .txt", lambda: word()),
    Row("program.txt", "a program named .txt", lambda: b"\x7fELF" + bytes(range(256)) * 4, "a binary file?"),
    Row("noise.txt", "noise", lambda: bytes(n * n * 31 % 251 for n in range(5000)), "a binary file?"),
    Row("heading.md", "a heading of 200,000 signs", lambda: b"# a" + b" #" * 100_000 + b"x\n\n" + SAID),
    Row(
        "numbers.txt",
        "a million figures",
        lambda: b"".join(b"In %d, %d percent of it was so. " % (1990 + n % 30, n) for n in range(MEGABYTE)),
        "too many numbers",
    ),
    Row("words.txt", "a million numbers in words", lambda: b"Five million dogs. " * MEGABYTE, "too many numbers"),
    Row("days.txt", "a million dates in words", lambda: b"It was yesterday. " * MEGABYTE, "too many numbers"),
    Row("digits.txt", "a number of 10,000 digits", lambda: SAID + b" It was " + b"7" * 10_000 + b" percent in 2023."),
    Row("new\nline.txt", "a name with a line end", lambda: SAID),
    Row("clear\x1b[2J\x07.txt", "a name that clears the screen", lambda: b"\0", "it holds NUL bytes"),
    Row(os.fsdecode(b"bytes\xff\xfe.txt"), "a name that is no UTF-8", lambda: b"\0", "it holds NUL bytes"),
    Row("right\u202etxt.exe.txt", "a name that turns round what follows", lambda: b"\0", "it holds NUL bytes"),
    Row("--help.txt", "a name like an option", lambda: SAID),
)

PLACES: tuple[Place, ...] = (
    Place("loop.txt", "a link to itself", loop, "Too many levels of symbolic links"),
    Place("gone.txt", "a link to nothing", lambda path: path.symlink_to("nothing"), "no such file"),
    Place(
        "pipe.txt",
        "a named pipe into which nobody writes",
        lambda path: os.mkfifo(path),
        "a named pipe into which nobody has written",
    ),
    Place("socket.txt", "a socket", listens, "cannot be read (No such device or address)"),
    Place("zeros.txt", "zeros without end", sealed("zero"), "too large"),
    Place("random.txt", "noise without end", sealed("urandom"), "too large"),
    Place("null.txt", "the device that is empty", sealed("null"), "the file is empty"),
    Place(
        "memory.txt",
        "the memory of the process that reads it",
        lambda path: path.symlink_to("/proc/self/mem"),
        "cannot be read",
    ),
    Place(
        "folder.txt",
        "a folder named .txt with nothing in it",
        lambda path: path.mkdir(),
        "the directory holds no texts",
    ),
    Place(f"{'x' * 300}.txt", "a name that is too long", lambda path: None, "File name too long"),
)

ALL: dict[str, tuple[Row | Place, ...]] = {
    "Word files": WORD,
    "PDF": PDF,
    "HTML": HTML,
    "Tables of texts": ROWS,
    "Names, archives and other bytes": NAMED,
    "Places that are no files": PLACES,
}
"""Every row by its kind."""
