"""JSON Lines and CSV: a document a row."""

from __future__ import annotations

import io
from itertools import islice

import pytest

from kzreform.errors import ReadError
from kzreform.reading import Options, rows
from kzreform.reading.rows import read_csv
from kzreform.records import Document


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


def read_jsonl(stream: io.BufferedReader, id: str) -> list[Document]:
    found = list(rows.read_jsonl(stream, id))
    assert all(isinstance(each, Document) for each in found)
    return found  # type: ignore[return-value]


_BAD_ROWS = [
    (b'{"text": "It was 5%."', "line 2: not JSON"),
    (b"[5]", "line 2: not a JSON object"),
    (b'{"texts": "It was 5%."}', "line 2: no column 'text'"),
    (b'{"text": 5}', "line 2: 'text' holds no text but int"),
    (b"[" * 100_000, "line 2: nested too deeply"),
]


@pytest.mark.parametrize(("bad", "reason"), _BAD_ROWS, ids=[reason for _, reason in _BAD_ROWS])
def test_a_bad_row_stands_in_no_others_way(bad: bytes, reason: str) -> None:
    data = b'{"text": "It was 5%."}\n' + bad + b'\n{"text": "It was 6%."}\n'
    first, error, last = rows.read_jsonl(stream(data), "a")
    assert isinstance(first, Document)
    assert isinstance(error, ReadError)
    assert error.message.startswith(reason)
    assert isinstance(last, Document)
    assert last.id == "a#3"


def test_a_file_of_bad_rows_is_told_of_once() -> None:
    with pytest.raises(ReadError, match="line 1: not JSON"):
        list(rows.read_jsonl(stream(b"[\n1,\n2\n]\n"), "a"))
    found = rows.read_jsonl(stream(b'{"text": "It was 5%."}\n' + b"?\n" * 1000), "a")
    with pytest.raises(ReadError, match=r"line 101: not JSON .* the 100th such"):
        list(found)


def test_half_a_character_of_json_is_no_bad_row() -> None:
    assert [d.text for d in read_jsonl(stream(rb'{"text": "It was \ud83d 5%."}'), "a")] == ["It was \ud83d 5%."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_of_every_sort(mark: str, end: str, encoding: str) -> None:
    lines = ["id|day|text", '1|2024-06-12|"It was “5%”, and more; so they say.\nIt was 6%."', "2||Then 7%."]
    data = end.join(line.replace("|", mark) for line in lines).encode(encoding)
    found = list(read_csv(stream(data), "a.csv", Options(id_column="id", date_column="day")))
    assert [(d.id, d.published, d.text) for d in found] == [
        ("1", "2024-06-12", "It was “5%”, and more; so they say.\nIt was 6%."),
        ("2", None, "Then 7%."),
    ]


def test_rows_are_called_after_file_and_row() -> None:
    assert [d.id for d in read_csv(stream(b"text\n5%\n\n6%\n"), "a.csv")] == ["a.csv#1", "a.csv#3"]
    assert [d.id for d in read_jsonl(stream(b'{"text":"5%"}\n\n{"text":"6%"}'), "a")] == ["a#1", "a#3"]


def test_a_row_without_text_is_an_empty_document() -> None:
    assert [d.text for d in read_csv(stream(b"id,text\n1,\n2\n"), "a.csv")] == ["", ""]
    assert [d.text for d in read_jsonl(stream(b'{"text": null}\n'), "a")] == [""]


def test_a_text_may_be_long() -> None:
    data = b'id,text\n1,"' + b"It was 5%. " * 50_000 + b'"\n'
    assert [len(d.text) for d in read_csv(stream(data), "a.csv")] == [550_000]


def test_a_dateline_counts_where_no_column_tells() -> None:
    data = '{"text": "ASTANA, March 16, 2022 – It was 5%."}\n'.encode()
    assert [d.published for d in read_jsonl(stream(data), "a")] == ["2022-03-16"]


def test_rows_are_read_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
            line = b'{"text": "It was 5%."}\n'
            data = (line * (len(buffer) // len(line) + 1))[: len(buffer) // len(line) * len(line)]
            buffer[: len(data)] = data
            return len(data)

    found = rows.read_jsonl(io.BufferedReader(Endless(), 65_536), "a")  # type: ignore[arg-type]
    assert [each.id for each in islice(found, 3) if isinstance(each, Document)] == ["a#1", "a#2", "a#3"]
