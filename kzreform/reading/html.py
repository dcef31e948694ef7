"""HTML: main text, title and date of publication by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from kzreform.digits import SUPERSCRIPTS
from kzreform.errors import ReadError
from kzreform.reading.dateline import dateline, plain_date
from kzreform.reading.decode import decode
from kzreform.reading.extras import missing
from kzreform.reading.marks import is_marked
from kzreform.reading.options import DEFAULTS, Options
from kzreform.reading.page import mend
from kzreform.reading.tables import joined, on_a_line, row
from kzreform.records import Document

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

EXTENSIONS = (".html", ".htm", ".xhtml")

_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+?encoding=[\"']([\w.:-]+)", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
_REFERENCE = re.compile(r"&#([xX][\da-fA-F]{1,8}|\d{1,10});?")
#: The date that the page states, never one that is guessed from what else it holds.
_DATES = {"extensive_search": False, "original_date": True}


def read(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    r"""Make a document of a page's main text: a line a heading, paragraph, list item or table row.

    Raises ``ReadError`` for what is empty, has no main text, is nested too deeply, or where trafilatura is not
    installed.

    >>> page = b"<html><head><title>On schools</title></head><body><p>There are 369 schools.</p></body></html>"
    >>> document = read(page, "page.html")
    >>> document.title, document.text
    ('On schools', 'There are 369 schools.\n')
    """
    return dated(parse(data, id, options))


def dated(document: Document) -> Document:
    """Give a page that does not state its date of publication that of its dateline."""
    return msgspec.structs.replace(document, published=document.published or dateline(document.text))


def parse(data: bytes, id: str, options: Options = DEFAULTS) -> Document:
    """Make a document of a page with the date that it states."""
    source = decode(data, options.encoding or _declared(data))
    if not source.strip("\ufeff \t\r\n\f\v"):
        raise ReadError("the file is empty")
    page = _extracted(source)
    text = joined(_main(page.body)) if page is not None else ""
    if page is None or not text:
        raise ReadError("the HTML has no main text")
    return Document(
        id=id,
        text=text,
        title=page.title or None,
        published=plain_date(page.date or ""),
    )


def _extracted(source: str) -> Extracted | None:
    try:
        import trafilatura
        from trafilatura.settings import Document as Extracted
    except ImportError as error:
        raise missing("HTML", "html", "trafilatura") from error
    source = _REFERENCE.sub(_written, source)
    _fathom(source)
    tree = trafilatura.load_html(source)
    if tree is None:
        return None
    mend(tree)
    # Formatting is asked for because without it raised digits run into the numbers before them.
    page = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params=_DATES,
    )
    return page if isinstance(page, Extracted) else None


def _written(reference: re.Match[str]) -> str:
    """Give the reference to a character, but nothing for one that no tree may hold: controls, half characters."""
    told = reference[1]
    code = int(told[1:], 16) if told[0] in "xX" else int(told)
    held = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
    return reference[0] if held else ""


def _fathom(source: str) -> None:
    """Raise ``ReadError`` for a page that is deeper than its parser goes, which drops the rest in silence."""
    from lxml.etree import HTMLParser, LxmlError, fromstring  # type: ignore[import-untyped]

    parser = HTMLParser()
    with suppress(LxmlError, ValueError):  # what is no page at all is trafilatura's to tell
        fromstring(source.encode("utf-8", errors="replace"), parser)
    for entry in parser.error_log:
        deep = "Excessive depth" in entry.message
        if deep or entry.type_name == "ERR_RESOURCE_LIMIT":
            told = "nested too deeply" if deep else "larger in one of its parts than can be read"
            raise ReadError(f"the HTML is {told}")


def _declared(data: bytes) -> str | None:
    """Give the encoding that the page declares, when it is one, the page is in it and does not show another."""
    found = _CHARSET.search(_COMMENT.sub(b"", data[:_HEAD]))
    if not found or data.startswith(_MARKS) or _is_utf8(data):
        return None
    name = (found[1] or found[2]).decode("ascii")
    try:
        text = data.decode(name)
    except (LookupError, ValueError):
        return None
    if not isinstance(text, str) or "<" not in text:  # a page of ASCII that calls itself UTF-16
        return None
    # What calls itself Latin-1 on the web is the code page.
    return "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii", "us-ascii") else name


def _is_utf8(data: bytes) -> bool:
    """Say whether bytes are UTF-8 and not ASCII alone; what is in a code page is that by no chance."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except ValueError:
        return False


def _main(body: Any) -> Iterator[tuple[str, bool]]:
    """Give the blocks of a page; what had too little for trafilatura to tell its parts comes as one, line by line."""
    if len(body) == 1 and not len(body[0]):
        return ((" ".join(line.split()), False) for line in (body[0].text or "").splitlines())
    return _blocks(body)


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """Give the blocks below an element of trafilatura's tree, and whether each is a row of a table."""
    loose = [body.text or ""]
    for child in body:
        if child.tag in ("head", "p", "ab", "quote", "code", "list", "item", "table", "div", "row", "cell"):
            yield from _flushed(loose)
            yield from _block(child)
        else:
            loose.append(_inline(child))
        loose.append(child.tail or "")
    yield from _flushed(loose)


def _block(element: Any) -> Iterator[tuple[str, bool]]:
    match element.tag:
        case "table":
            for line in element.iter("row"):
                yield row(on_a_line(_inline(cell)) for cell in line.iter("cell")), True
            yield "", False
        case "list":
            for number, item in enumerate(element.iterchildren("item"), 1):
                mark = f"{number}. " if element.get("rend") == "ol" else "- "
                for index, (text, is_row) in enumerate(_blocks(item)):
                    yield (text if index or is_row or is_marked(text) else mark + text), is_row
        case _:
            yield from _blocks(element)


def _flushed(loose: list[str]) -> Iterator[tuple[str, bool]]:
    for line in "".join(loose).split("\v"):
        if folded := " ".join(line.split()):
            yield folded, False
    loose.clear()


def _inline(element: Any) -> str:
    if element.tag == "lb":
        return "\v"
    text = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    return text.translate(SUPERSCRIPTS) if element.get("rend") == "#sup" else text
