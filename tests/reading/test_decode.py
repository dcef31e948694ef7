"""From bytes to text, whatever the encoding."""

from __future__ import annotations

import random

import pytest

from kzreform.errors import ReadError
from kzreform.reading.decode import decode

ENGLISH = (
    "In 2023, 1,692 crimes were registered – “5%” more than in 2022, the Ministry’s report said. It was 36.6 °C.\n"
)
RUSSIAN = "В 2023 году было зарегистрировано 1692 преступления – на «5%» больше, сообщает министерство.\n"
KAZAKH = (
    "2023 жылы Қазақстанда 1692 қылмыс тіркелді, бұл өткен жылғыдан 5%-ға көп. Әділет министрлігі ұсынған мәлімет.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "kz1048"]
)
@pytest.mark.parametrize(
    "text", [ENGLISH, RUSSIAN, KAZAKH, ENGLISH * 3 + RUSSIAN, ENGLISH + KAZAKH, "Growth was 4.5%."]
)
def test_what_was_written_is_read(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:  # not every alphabet has every code page
        assert (text, encoding) in UNWRITABLE
    else:
        assert decode(data) == text
        assert decode(data, encoding) == text


UNWRITABLE = {
    (RUSSIAN, "cp1252"),
    (KAZAKH, "cp1252"),
    (KAZAKH, "cp1251"),
    (ENGLISH * 3 + RUSSIAN, "cp1252"),
    (ENGLISH + KAZAKH, "cp1252"),
    (ENGLISH + KAZAKH, "cp1251"),
    (ENGLISH, "kz1048"),
}


@pytest.mark.parametrize(
    "text",
    ["7–8 percent", "It was £5 million, €6 million.", "1\u00a0692 schools", "7 °C, 5 ½ tons", "6 cafés", "Straße 5"],
)
def test_a_few_signs_of_a_code_page_are_latin(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_the_byte_order_mark_of_utf_8_stays() -> None:
    assert decode("5%".encode("utf-8-sig")) == "\ufeff5%"
    assert decode("5%".encode("utf-8-sig"), "utf-8-sig") == "\ufeff5%"


def test_an_encoding_that_is_named_wins() -> None:
    assert decode("é 5%".encode("cp1252"), "cp1252") == "é 5%"
    assert decode("é 5%".encode(), "cp1252") == "Ã© 5%"


def test_what_is_no_text_is_told() -> None:
    noise = random.Random(7)
    for _ in range(50):
        with pytest.raises(ReadError, match="not UTF-8 text"):
            decode(b"\0\xff" + noise.randbytes(500))


def test_text_cut_in_the_middle_of_a_character_is_not_guessed_at() -> None:
    from kzreform.reading.decode import detect

    data = (ENGLISH * 5).encode()
    for end in range(len(data)):
        assert detect(data[:end], cut=True) == "utf-8"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, KAZAKH, "It was 5 °C.\n"])
def test_a_bad_byte_does_not_change_the_encoding_of_all(text: str) -> None:
    data = text.encode()
    assert decode(data + b"Then \x96 6%.") == text + "Then \ufffd 6%."
    assert decode(data + "–".encode()[:2]) == text + "\ufffd"
