"""JSON Lines and CSV: a document a row."""

from __future__ import annotations

import io
from itertools import islice

import pytest

from kzreform.errors import ReadError
from kzreform.reading import Options, rows
from kzreform.records import Document


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


def read_jsonl(stream: io.BufferedReader, id: str) -> list[Document]:
    return [each for each in rows.read_jsonl(stream, id) if isinstance(each, Document) or pytest.fail(each.message)]


def read_csv(stream: io.BufferedReader, id: str, options: Options = Options()) -> list[Document]:  # noqa: B008
    found = rows.read_csv(stream, id, options)
    return [each for each in found if isinstance(each, Document) or pytest.fail(each.message)]


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


def test_bad_bytes_are_those_of_their_row() -> None:
    data = b'{"text": "It was 5 \xc2\xb0C."}\n{"text": "It was 5 \xc2\xb0C \xff."}\n'
    data += b'{"text": "6 caf\xe9s"}\n{"text": "7%"}\n'
    first, second, error, last = rows.read_jsonl(stream(data), "a")
    assert [each.text for each in (first, second, last) if isinstance(each, Document)] == [
        "It was 5 °C.",
        "It was 5 °C \ufffd.",
        "7%",
    ]
    assert isinstance(error, ReadError)
    assert error.message == "line 3: not UTF-8 text as the file is; name its encoding with --encoding"


_BAD_CELLS = [
    (b"2,6 caf\xe9s", "row 2: not UTF-8 text as the file is"),
    (b"2,In 2023 there were 1,692 schools", "row 2: it has 3 cells, and the head has 2"),
    (b"2", "row 2: it ends before the column 'text'"),
    (b'2,"It was 6%.\n3,"It was 7%."', "row 2: not CSV"),
    (rb'2,"It was \"6%\", they said, and 7%"', "row 2: not CSV"),
]


@pytest.mark.parametrize(("bad", "reason"), _BAD_CELLS, ids=[reason for _, reason in _BAD_CELLS])
def test_a_bad_row_of_csv_stands_in_no_others_way(bad: bytes, reason: str) -> None:
    data = b"id,text\n1,It was 5 \xc2\xb0C.\n" + bad + b"\n9,It was 8%.\n"
    first, error, last = rows.read_csv(stream(data), "a", Options(id_column="id"))
    assert isinstance(first, Document)
    assert isinstance(error, ReadError)
    assert error.message.startswith(reason)
    assert isinstance(last, Document)
    assert (last.id, last.text) == ("9", "It was 8%.")


def test_cells_after_the_last_may_be_empty() -> None:
    assert [d.text for d in read_csv(stream(b"id,text\n1,5%,,\n2,6%\n"), "a.csv")] == ["5%", "6%"]


def test_a_quotation_mark_that_stays_open_is_told() -> None:
    first, error = rows.read_csv(stream(b'id,text\n1,5%\n2,"6%\n3,7%\n'), "a.csv")
    assert isinstance(first, Document)
    assert isinstance(error, ReadError)
    assert error.message == "row 2: a quotation mark is open to the end of the file"


def test_the_line_that_tells_excel_of_the_mark_is_no_head() -> None:
    assert [d.text for d in read_csv(stream(b"sep=;\r\nid;text\r\n1;5%, 6%\r\n"), "a.csv")] == ["5%, 6%"]
    assert [d.text for d in read_csv(stream(b'\xef\xbb\xbf"sep=~"\nid~text\n1~5%, 6%\n'), "a.csv")] == ["5%, 6%"]


def test_a_column_that_is_there_twice_is_no_column() -> None:
    with pytest.raises(ReadError, match="the column 'text' is there 2 times"):
        read_csv(stream(b"text,text\n5%,6%\n"), "a.csv")


def test_a_line_that_is_too_large_stands_in_no_others_way() -> None:
    data = b'{"text": "5%"}\n{"text": "' + b"5% " * 300 + b'"}\n{"text": "6%"}\n'
    first, error, last = rows.read_jsonl(stream(data), "a", Options(max_size=500))
    assert isinstance(error, ReadError)
    assert error.message.startswith("line 2: too large")
    assert [each.id for each in (first, last) if isinstance(each, Document)] == ["a#1", "a#3"]
    with pytest.raises(ReadError, match=r"line 2: too large.*what follows is not read"):
        list(rows.read_csv(stream(b"id,text\n1," + b"5% " * 300 + b"\n2,6%\n"), "a", Options(max_size=500)))


def test_a_file_of_bad_rows_is_told_of_once() -> None:
    with pytest.raises(ReadError, match="line 1: not JSON"):
        list(rows.read_jsonl(stream(b"[\n1,\n2\n]\n"), "a"))
    found = rows.read_jsonl(stream(b'{"text": "It was 5%."}\n' + b"?\n" * 1000), "a")
    with pytest.raises(ReadError, match=r"line 101: not JSON .* the 100th such"):
        list(found)


def test_half_a_character_of_json_is_no_bad_row() -> None:
    assert [d.text for d in read_jsonl(stream(rb'{"text": "It was \ud83d 5%."}'), "a")] == ["It was \ufffd 5%."]


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
    assert [d.text for d in read_csv(stream(b"id,text\n1,\n2,\n"), "a.csv")] == ["", ""]
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
