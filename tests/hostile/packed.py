"""Word files and PDFs put together by hand: what no library would make."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping

SENTENCE = "In 2023 it was 5%."
PARAGRAPH = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
)


def zipped(members: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name twice, which is meant
        for name, data in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, data)
    return out.getvalue()


def word(
    body: str = PARAGRAPH,
    doctype: str = "",
    styles: str = "",
    more: Mapping[str, str | bytes] | None = None,
    again: str | None = None,
) -> bytes:
    """A Word file of a body as XML, its styles, more members, and the document once more."""
    root = f'<?xml version="1.0"?>{doctype}<w:document {_W}><w:body>{{}}</w:body></w:document>'
    members: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _links([("officeDocument", "word/document.xml")])),
        ("word/_rels/document.xml.rels", _links([("styles", "styles.xml")] if styles else [])),
        ("word/document.xml", root.format(body)),
        *([("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")] if styles else []),
        *(more or {}).items(),
        *([("word/document.xml", root.format(again))] if again else []),
    ]
    return zipped(members)


def _links(targets: Iterable[tuple[str, str]]) -> str:
    links = (
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def laughs(name: str, first: str = "5% ", times: int = 10, levels: int = 9) -> str:
    """A document type with an entity of entities of entities."""
    entities = [f'<!ENTITY a0 "{first}">']
    entities += [f'<!ENTITY a{level} "{f"&a{level - 1};" * times}">' for level in range(1, levels + 1)]
    return f"<!DOCTYPE {name} [{''.join(entities)}]>"


def lying(archive: bytes, size: int) -> bytes:
    """An archive that says in its table of contents that each of its members has so many bytes."""
    data, at = bytearray(archive), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = size.to_bytes(4, "little")
        at += 4
    return bytes(data)


def pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    """A PDF of objects numbered from 1, the first of which is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, held.encode() if isinstance(held, str) else held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + head + end


DRAWN = b"BT /F 12 Tf 72 700 Td (%b) Tj ET" % SENTENCE.encode()
CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: str = "", packed: int = 0) -> bytes:
    """A stream, packed so many times."""
    for _ in range(packed):
        data = zlib.compress(data, 9)
    filters = f"/Filter[{'/FlateDecode' * packed}]" if packed else ""
    return f"<</Length {len(data)}{filters}{entries}>>\nstream\n".encode() + data + b"\nendstream"


def form(content: bytes, inner: str) -> bytes:
    """A drawing within a page, which may draw others."""
    resources = f"/Resources<</XObject<</X {inner}>>/Font<</F 5 0 R>>>>"
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]{resources}")


def paper(
    content: bytes = DRAWN,
    *more: bytes,
    box: str = "0 0 612 792",
    pages: str = "/Kids[3 0 R]/Count 1",
    entries: str = "",
    packed: int = 0,
    trailer: str = "",
) -> bytes:
    """A PDF of one page, object 3, and its font, object 5; what follows has the numbers from 6 on."""
    resources = "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{resources}{entries}>>"
    return pdf(CATALOGUE, f"<</Type/Pages{pages}>>", page, stream(content, packed=packed), FONT, *more, trailer=trailer)
