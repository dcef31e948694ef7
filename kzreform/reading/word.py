"""The tree of a Word document made ready for reading: what is gone is out of it, what is wrapped stands by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

#: What is no part of the text as it stands: deleted and moved away, the sound of signs beside them.
_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom", "delText", "rt"))
#: What holds parts of the text between others: inserted, moved here, filled in, marked.
_WRAPS = tuple(f"{W}{name}" for name in ("ins", "moveTo", "sdtContent", "sdt", "customXml", "smartTag"))
_PROPERTIES = tuple(f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"))
#: What a reader sees of a run.
_SEEN = tuple(f"{W}{name}" for name in ("t", "tab", "br", "cr", "sym", "noBreakHyphen", "drawing", "pict"))
_NO = ("0", "false", "off", "none")
#: How many styles may be based one on the other; in a broken file they go round in a circle.
_STYLES = 20
#: The signs of the font Symbol that stand with numbers; its digits and points are those of ASCII.
_SYMBOLS = {0x2D: "−", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xBB: "≈", 0xB7: "•", 0xA4: "/"}
_PRIVATE = range(0xF000, 0xF100)
_UNKNOWN = "\ufffd"


def mend(body: Any, styles: Mapping[str, Any]) -> None:
    """Change the tree of a document's body (lxml) so that it holds the text as it stands, revisions accepted.

    What is deleted, hidden or struck out goes, and so do the codes of fields; ``styles`` are the elements of the styles
    by their ids.
    """
    for element in _codes(body):
        _remove(element)
    for element in list(body.iter(f"{_MC}AlternateContent")):
        chosen = element.find(f"{_MC}Choice")
        _unwrap(element, element.find(f"{_MC}Fallback") if chosen is None else chosen)
    for element in list(body.iter(*_GONE)):
        match _within(element):
            case "trPr":
                _remove(element.getparent().getparent())
            case "rPr":
                pass  # a mark of a paragraph's end
            case _:
                _remove(element)
    for element in list(body.iter(*_WRAPS)):
        if _within(element) not in ("rPr", "trPr"):
            _unwrap(element, element)
    looks = Looks(styles)
    for run in list(body.iter(f"{W}r")):
        if looks.is_gone(run):
            _remove(run)
    for paragraph in reversed(list(body.iter(f"{W}p"))):  # so that what is put together is moved once
        following = paragraph.getnext()
        if following is not None and following.tag == f"{W}p" and _goes_on(paragraph):
            _join(paragraph, following)


def _within(element: Any) -> str:
    """Give the name of what an element stands in."""
    parent = element.getparent()
    return "" if parent is None else str(parent.tag).removeprefix(W)


def _remove(element: Any) -> None:
    """Take an element out of the tree, unless it is out."""
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)


class Looks:
    """How runs look: by their own properties, else by those of their styles.

    ``styles`` are the elements of the styles by their ids.
    """

    def __init__(self, styles: Mapping[str, Any]) -> None:
        self._styles = styles

    def is_gone(self, run: Any) -> bool:
        """Say whether a run is hidden or struck out."""
        return any(self._property(run, name) not in (None, *_NO) for name in ("vanish", "strike", "dstrike"))

    def is_raised(self, run: Any) -> bool:
        """Say whether a run stands above the line, as the marks of footnotes do."""
        return self._property(run, "vertAlign") == "superscript"

    def is_lowered(self, run: Any) -> bool:
        """Say whether a run stands below the line."""
        return self._property(run, "vertAlign") == "subscript"

    def _property(self, run: Any, name: str) -> str | None:
        for properties in self._all(run):
            found = properties.find(f"{W}{name}")
            if found is not None:
                return str(found.get(f"{W}val", "1"))
        return None

    def _all(self, run: Any) -> Iterator[Any]:
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            yield from self._of_style(own.find(f"{W}rStyle"))
        paragraph = next(run.iterancestors(f"{W}p"), None)
        # Its properties are its first child; one without any may have a million runs to search through for each.
        first = next(paragraph.iterchildren(), None) if paragraph is not None else None
        if first is not None and first.tag == f"{W}pPr":
            yield from self._of_style(first.find(f"{W}pStyle"))

    def _of_style(self, named: Any) -> Iterator[Any]:
        for _ in range(_STYLES):
            style = None if named is None else self._styles.get(named.get(f"{W}val"))
            if style is None:
                return
            if (properties := style.find(f"{W}rPr")) is not None:
                yield properties
            named = style.find(f"{W}basedOn")


def symbol(element: Any) -> str:
    """Give the sign that an element names by its place in a font; U+FFFD for one that is not known."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return _UNKNOWN
    if code not in _PRIVATE and code > 0xFF:
        return chr(code) if code < 0xD800 else _UNKNOWN
    code &= 0xFF
    if str(element.get(f"{W}font", "")).lower() != "symbol":
        return _UNKNOWN
    return _SYMBOLS.get(code) or (chr(code) if chr(code) in "0123456789%+.,/=<>()" else _UNKNOWN)


def formula(element: Any, raised: Callable[[str], str]) -> str:
    """Give a formula on a line: fractions with a bar, and powers as ``raised`` makes them."""
    parts = {child.tag.removeprefix(MATHS): child for child in element if isinstance(child.tag, str)}
    if element.tag == f"{MATHS}t":
        return element.text or ""
    if element.tag == f"{MATHS}f" and {"num", "den"} <= set(parts):
        return f"{formula(parts['num'], raised)}/{formula(parts['den'], raised)}"
    if element.tag == f"{MATHS}sSup" and {"e", "sup"} <= set(parts):
        return formula(parts["e"], raised) + raised(formula(parts["sup"], raised))
    return "".join(formula(child, raised) for child in element if isinstance(child.tag, str))


def _codes(body: Any) -> list[Any]:
    """Give what stands in the codes of fields that end: "IF 12 > 1" is for Word to read, its result for us."""
    fields: list[list[Any]] = []
    codes: list[list[Any]] = []  # those of the fields whose results have not begun
    found: list[Any] = []
    for element in body.iter(f"{W}fldChar", *_SEEN):
        if element.tag != f"{W}fldChar":
            if codes:
                codes[0].append(element)
            continue
        match element.get(f"{W}fldCharType"):
            case "begin":
                fields.append([])
                codes.append(fields[-1])
            case "separate" if codes and codes[-1] is fields[-1]:
                codes.pop()
            case "end" if fields:
                if codes and codes[-1] is fields[-1]:
                    codes.pop()
                found += fields.pop()
    return found


def _unwrap(element: Any, held: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in [] if held is None else list(held):
        if child.tag not in _PROPERTIES:
            element.addprevious(child)
    parent.remove(element)


def _goes_on(paragraph: Any) -> bool:
    """Say whether a paragraph's end is deleted, or it is a large first letter of the next."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    dropped = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    return dropped or paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _join(paragraph: Any, following: Any) -> None:
    """Put a paragraph's text before that of the one which follows, whose properties hold."""
    place = 0 if following.find(f"{W}pPr") is None else 1
    for child in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(place, child)
    _remove(paragraph)
