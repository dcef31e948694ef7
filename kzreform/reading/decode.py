"""From bytes to text: UTF-8 first, then UTF-16, then the code pages that our readers' files come in."""

from __future__ import annotations

import codecs
import re

from kzreform.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16's does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Two letters side by side beyond ASCII: in Latin alphabets they are rare, in words of Cyrillic the rule.
_WORD = re.compile(rb"[\xa8\xb8\xc0-\xff]{2}")
_CODE_PAGES = ["cp1252", "cp1251", "kz1048"]
#: Enough to tell a code page by; what follows must still decode.
_PROBE = 200_000
_BEYOND = re.compile(r"[^\0-\x7f]+")
#: The bytes that ``surrogateescape`` could not decode.
_ESCAPED = re.compile("[\udc80-\udcff]")
#: A character that the end of the text cut.
_CUT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}$")
#: What texts are made of: Latin, Cyrillic, punctuation, currency signs; no control characters.
_WRITTEN = re.compile(
    r"[\t\n\r\f\v -~\xa0-\u024f\u0400-\u052f\u2000-\u206f\u20a0-\u20bf\u2100-\u214f\u2200-\u22ff\ufeff]"
)


def decode(data: bytes, encoding: str | None = None) -> str:
    r"""Decode a file's bytes, by the encoding that is named or the one that they show.

    A byte order mark of UTF-8 stays in the text as one character; in what shows itself to be UTF-8, bytes that are none
    become U+FFFD. Raises ``ReadError`` with the reason alone.

    >>> decode("5 °C".encode()), decode("5 °C".encode("utf-16")), decode("5 °C".encode("utf-16-be"))
    ('5 °C', '5 °C', '5 °C')
    >>> decode("В 2023 году – 5 %, так сообщает министерство.".encode("cp1251"))
    'В 2023 году – 5 %, так сообщает министерство.'
    """
    if encoding is None:
        encoding = detect(data)
        if encoding == "utf-8":
            return data.decode("utf-8", errors="replace")
    return _decoded(data, encoding)


def detect(data: bytes, *, cut: bool = False) -> str:
    """Tell the encoding of bytes, as the name of a Python codec; ``cut`` when they are only the start of a file.

    >>> detect(b"Growth was 4.5%."), detect("Growth was 4.5%".encode("utf-16-le"))
    ('utf-8', 'utf-16-le')
    """
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
        if "\0" not in text:
            return "utf-8"
        failed = "it holds NUL bytes"
    except UnicodeDecodeError as error:
        failed = f"byte {error.start} cannot be decoded"
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec
    if b"\0" in data:
        for codec in ("utf-16-le", "utf-16-be"):
            if _reads(data[: _PROBE & ~1], codec):
                return codec
        raise ReadError(f"not UTF-8 text ({failed}): a binary file?")
    if mostly_utf8(data.decode("utf-8", errors="surrogateescape")):
        return "utf-8"
    if not _WORD.search(data) and _reads(data[:_PROBE], "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_PROBE], cp_isolation=_CODE_PAGES).best()
    if best is None or not _reads(data[:_PROBE], best.encoding):
        raise ReadError(f"not UTF-8 text ({failed}), and no other encoding fits; name it with --encoding")
    return best.encoding


def mostly_utf8(text: str) -> bool:
    r"""Say whether bytes are UTF-8 with a few bad ones, by what ``surrogateescape`` makes of them.

    Letters of a code page make a character of UTF-8 only by chance, so as many good ones as bad ones are enough.

    >>> mostly_utf8(b"5 \xc2\xb0C, 6 caf\xe9s".decode("utf-8", "surrogateescape"))
    True
    >>> mostly_utf8(b"6 caf\xe9s".decode("utf-8", "surrogateescape"))
    False
    """
    text = _CUT.sub("", text)
    bad = len(_ESCAPED.findall(text))
    good = sum(map(len, _BEYOND.findall(text))) - bad
    return good >= max(bad, 1)


def _decoded(data: bytes, encoding: str) -> str:
    if encoding.lower().replace("_", "-") == "utf-8-sig":
        encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise ReadError(undecodable(encoding, error)) from error
    if not isinstance(text, str):  # "rot13", "hex": codecs, but of another sort
        raise ReadError(undecodable(encoding, LookupError()))
    if "\0" in text:
        raise ReadError(f"not {encoding.upper()} text (it holds NUL bytes): a binary file?")
    return text


def mended(text: str) -> str | None:
    r"""Give text of UTF-8 with U+FFFD for the bytes that ``surrogateescape`` left; None where it is no UTF-8.

    >>> mended("5 °C, 6 caf\udce9s"), mended("6 caf\udce9s"), mended("6 cafés")
    ('5 °C, 6 caf\ufffds', None, '6 cafés')
    """
    if not _ESCAPED.search(text):
        return text
    return _ESCAPED.sub("\ufffd", text) if mostly_utf8(text) else None


def undecodable(encoding: str, error: LookupError | ValueError) -> str:
    """Say why bytes are not text in an encoding."""
    if isinstance(error, UnicodeDecodeError):
        return f"not {encoding.upper()} text (byte {error.start} cannot be decoded)"
    return f"there is no text encoding {encoding!r}"


def _reads(data: bytes, encoding: str) -> bool:
    """Say whether nearly all characters are such as texts are made of, some of them letters."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return len(_WRITTEN.findall(text)) > 0.97 * len(text) and any(map(str.isalnum, text))
