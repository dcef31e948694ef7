"""A page of HTML made ready for trafilatura, which drops or runs together what it does not expect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kzreform.digits import SUPERSCRIPTS
from kzreform.reading.tables import on_a_line

#: Struck out or deleted: no part of what the page says now; and what a form asks with.
_GONE = ("del", "s", "strike", "template", "select", "textarea", "button", "input", "datalist")
#: Marks within a line that trafilatura takes for blocks of their own.
_WORDS = ("code", "kbd", "samp")
#: Other marks within a line, which may be hidden and stand for nothing then.
_INLINE = ("a", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
#: A mark that changes nothing; of many spans trafilatura takes long.
_PLAIN = "i"
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What holds lines of words.
_TEXTS = (*_HEADS, "p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption")
_LINES = (*_HEADS, "p", "li", "dd", "dt", "div", "br", "hr")
_HOLDERS = ("div", "section", "article", "main", "body", "center")
#: Besides these, what stands on lines of its own, seen or not.
_OTHERS = "ul|ol|dl|table|pre|hr|address|aside|details|summary|figure|fieldset|iframe|nav|header|footer|script|style"
_BLOCKS = frozenset((*_TEXTS, *_HOLDERS, *_OTHERS.split("|")))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: How long a cell may be, in characters, to be one of a table; in tables that only lay out a page they are longer.
_CELL = 400
#: So many words outside of links make a sentence of what else might be a caption or a menu.
_SENTENCE = 5


def mend(tree: Any) -> None:
    """Change the tree of a page (lxml) so that all its words stand where trafilatura finds them.

    >>> from lxml.html import fromstring
    >>> tree = fromstring("<div><p>On <time>5 May</time> <code>1</code>,692 of <s>15</s>16</p>5 more</div>")
    >>> mend(tree)
    >>> [each.text_content() for each in tree.iter("p")]
    ['On 5 May 1,692 of 16', '5 more']
    """
    for element in list(tree.iter()):
        tag = element.tag
        if element.getparent() is None or not isinstance(tag, str):
            continue
        if tag in _GONE or (tag in (*_INLINE, *_WORDS) and _is_hidden(element)):
            _empty(element)
        elif tag == "form":
            element.tag = "div"
        elif tag == "time":
            _time(element)
        elif tag == "q":
            _quote(element)
        elif tag in _WORDS and not any(above.tag == "pre" for above in element.iterancestors()):
            element.tag = _PLAIN
        elif tag == "sup":
            _fraction(element)
    for element in list(tree.iter("td", "th")):
        _cell(element)
    for element in list(tree.iter(*_HOLDERS)):
        _hold(element)


def _empty(element: Any) -> None:
    """Leave nothing of an element but what follows it."""
    for child in list(element):
        element.remove(child)
    element.tag, element.text = _PLAIN, None


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _time(element: Any) -> None:
    """Bring a time within a text out of its element, which stays for the date that it states for machines."""
    if not any(above.tag in _TEXTS for above in element.iterancestors()):
        return
    if not element.get("datetime"):
        element.tag = _PLAIN
        return
    text = element.text_content()
    for child in list(element):
        element.remove(child)
    element.text, element.tail = None, text + (element.tail or "")


def _quote(element: Any) -> None:
    element.tag = _PLAIN
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _fraction(element: Any) -> None:
    """Write a fraction of raised and lowered digits in a line: 2 1/2."""
    below = element.getnext()
    over, bar = (element.text or "").strip(), (element.tail or "").strip()
    if bar in ("/", "⁄") and over.isdecimal() and below is not None and below.tag == "sub":
        under = below.text_content().strip()
        if under.isdecimal():
            element.tag, element.text, element.tail = _PLAIN, f" {over}/{under}", None
            _empty(below)


def _cell(element: Any) -> None:
    """Make one text of the lines of a cell; a number that ends one is not run into that which begins the next."""
    if not any(child.tag in _LINES for child in element.iterdescendants()) or element.find(".//table") is not None:
        return
    lines = _flat(element)
    if len(lines) > _CELL:
        return
    for child in list(element):
        element.remove(child)
    element.text = lines


def _flat(element: Any) -> str:
    """Give the text of a cell on one line.

    >>> from lxml.html import fromstring
    >>> _flat(fromstring("<div>1,692<br>1,500 <p>of <b>them</b><p>new<sup>2</sup></div>"))
    '1,692; 1,500 of them new²'
    """
    return on_a_line("".join(_parts(element)))


def _parts(element: Any) -> Iterator[str]:
    yield _as_written(element, element.text)
    for child in element:
        if isinstance(child.tag, str):
            end = "\v" if child.tag in _LINES else ""
            yield end
            yield from _parts(child)
            yield end
        yield _as_written(element, child.tail)


def _as_written(element: Any, text: str | None) -> str:
    return (text or "").translate(SUPERSCRIPTS) if element.tag == "sup" else text or ""


def _hold(element: Any) -> None:
    """Make paragraphs of the words between the blocks of an element, or of the sentence that is all of it."""
    children = list(element)
    if not any(child.tag in _BLOCKS for child in children):
        in_list = any(above.tag in ("li", "dd", "dt") for above in element.iterancestors())
        if element.tag in ("div", "section") and (in_list or len(_own(element).split()) >= _SENTENCE):
            element.tag = "p"
        return
    run: Any = None
    if (element.text or "").strip():
        run = element.makeelement("p")
        run.text, element.text = element.text, None
        element.insert(0, run)
    for child in children:
        if child.tag in _BLOCKS or child.tag == "br":
            tail, run = child.tail or "", None
            if tail.strip():
                run = element.makeelement("p")
                run.text, child.tail = tail, None
                child.addnext(run)
        elif run is not None:
            run.append(child)
        elif _own(child).strip() or (child.tail or "").strip():
            run = element.makeelement("p")
            child.addprevious(run)
            run.append(child)


def _own(element: Any) -> str:
    """Give the text of an element outside of links, which are what menus are made of."""
    inner = (_own(child) + (child.tail or "") for child in element if isinstance(child.tag, str))
    return "" if element.tag == "a" else (element.text or "") + "".join(inner)
