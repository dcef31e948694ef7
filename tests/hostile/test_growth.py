"""No document takes more than linear time: what repeats itself is read and audited at four times the length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kzreform.checking.audit import audit
from kzreform.checking.audit.records import Relation
from kzreform.deadline import Deadline
from kzreform.errors import TimeLimitError
from kzreform.extraction import Extractor
from kzreform.many.undated import Undated
from kzreform.records import Document, Figure

SHORT, LONG = 100, 400
#: Four times as long may take so many times as long; what is quadratic takes sixteen times.
MOST = 8.0
#: Seconds under which a measurement says nothing.
NOISE = 0.1


def number(index: int) -> str:
    return f"{index * 7919 % 90_000 + 1000:,}"


#: How texts of many figures may look, by a name: of so many figures.
SHAPES: dict[str, Callable[[int], str]] = {
    "lines": lambda n: "".join(f"In 2019 there were {number(i)} cases of theft.\n" for i in range(n)),
    "one line": lambda n: " ".join(f"In 2019 there were {number(i)} cases of theft." for i in range(n)),
    "one sentence": lambda n: "There were " + ", ".join(f"{number(i)} thefts" for i in range(n)) + ".",
    "a sentence again and again": lambda n: "It had 1,692 thefts in 2023, 5% more than in 2022. " * (n // 2),
    "a table": lambda n: "District | Year | Thefts\n" + "".join(f"D{i} | 2019 | {number(i)}\n" for i in range(n)),
    "a wide table": lambda n: " | ".join(map(number, range(n))) + "\n",
    "numbers": lambda n: "\n".join(map(number, range(n))),
    "numbers in a row": lambda n: " ".join(map(number, range(n))),
    "brackets": lambda n: "Of 900 thefts (" * (n // 2) + "7 by night)" * (n // 2),
    "a list": lambda n: "There were:\n" + "".join(f"- {number(i)} thefts in 2019;\n" for i in range(n)),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor()
    made.extract(Document(id="first", text="It rose by 5%."))
    return made


def measured(extractor: Extractor, text: str) -> tuple[float, float, list[Relation]]:
    """Give the seconds of the processor's time that extracting and auditing take, and what the audit says."""
    document = Document(id="x", text=text)
    start = time.process_time()
    figures = extractor.extract(document)
    read = time.process_time()
    relations = audit(document, figures)
    return read - start, time.process_time() - read, relations


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_time_grows_with_length(extractor: Extractor, shape: Callable[[int], str]) -> None:
    measured(extractor, shape(SHORT // 3))
    quick, slow = measured(extractor, shape(SHORT)), measured(extractor, shape(LONG))
    for step in (0, 1):
        assert slow[step] < MOST * max(quick[step], NOISE), ("extract", "audit")[step]
    assert len(slow[2]) < MOST * max(len(quick[2]), LONG)


def test_an_item_of_many_values_is_told_once_a_value(extractor: Extractor) -> None:
    """Two values of an item contradict each other, and all pairs of a few are told; a thousand are a list."""
    told = {n: len(measured(extractor, SHAPES["lines"](n))[2]) for n in (4, 20, 100)}
    assert told == {4: 6, 20: 190, 100: 99}


def test_the_limit_holds_at_every_step(extractor: Extractor) -> None:
    text = "Councils count 786 women among 3,415 deputies (21.02%). This year 5 left."
    document = Document(id="x", text=text)
    figures: list[Figure] = extractor.extract(document)
    Undated(extractor).words(document, figures, Deadline(60))
    audit(document, figures, Deadline(60))
    for late in (
        lambda: Undated(extractor).words(document, figures, Deadline(0)),
        lambda: audit(document, figures, Deadline(0)),
        lambda: extractor._passages(document, Deadline(0)),
    ):
        with pytest.raises(TimeLimitError, match="given up"):
            late()
