"""A claim of many figures takes no more than linear work: the calls that a check makes are counted at two lengths."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice

import pytest

from kzreform.checking.claims import Checker, comparing
from kzreform.checking.claims.comparing import Values
from kzreform.checking.claims.reading import Claim, claims, parted
from kzreform.extraction import Extractor
from kzreform.records import Document, Figure

SHORT, LONG = 60, 240
#: Four times as many figures may take so many times as many calls; what is quadratic takes sixteen times.
MOST = 5.0

THINGS = ("tons of herring", "public libraries", "appeals", "licensed fishermen", "books", "judges of the Diet")


def number(index: int) -> str:
    return f"{index * 7919 % 90_000 + 1000:,}"


def place(index: int) -> str:
    return f"{chr(65 + index % 26)}{chr(97 + index // 26)}borg"


def things(n: int) -> Iterator[tuple[str, str]]:
    return zip(map(number, range(n)), islice(cycle(THINGS), n), strict=True)


SHAPES: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: "In 2023 there were " + ", ".join(f"{number(i)} libraries" for i in range(n)) + ".",
    "many sentences": lambda n: " ".join(f"In 2023 there were {count} {thing}." for count, thing in things(n)),
    "many things": lambda n: ", ".join(f"{count} {thing}" for count, thing in things(n)) + " in 2023.",
    "ever other words": lambda n: " ".join(f"The {number(i)} libraries of {place(i)} are open." for i in range(n)),
    "a sentence again and again": lambda n: "Of 316 public libraries 214 are in villages. " * (n // 2),
    "what the dossier says": lambda n: "The fleet landed 4,812 tons of herring and 1,250 tons of cod. " * (n // 2),
}


def calls(work: Callable[[], object]) -> int:
    """Count the calls that are made while something is done: they say how much that is, on any machine."""
    made = 0

    def count(frame: object, event: str, what: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_work_grows_with_the_figures(checker: Checker, extractor: Extractor, shape: Callable[[int], str]) -> None:
    made = {}
    for n in (SHORT, LONG):
        [claim] = claims(Document(id="claim", text=shape(n)), extractor, prose=False)
        assert len(claim.figures) >= n
        made[n] = calls(lambda: checker.judge(claim))  # noqa: B023
    assert made[LONG] < MOST * made[SHORT]


def read(extractor: Extractor, text: str) -> Claim:
    [claim] = claims(Document(id="claim", text=text), extractor, prose=False)
    return claim


def test_a_claim_is_cut_only_between_sentences_and_only_when_it_is_very_long(extractor: Extractor) -> None:
    short = read(extractor, " ".join(f"There were {count} {thing}." for count, thing in things(50)))
    assert list(parted(short, short.figures)) == [(short, list(short.figures))]
    long = read(extractor, "A note. " + " ".join(f"There were {count} {thing}. Yes." for count, thing in things(120)))
    parts = list(parted(long, long.figures[1:]))
    assert " ".join(part.text for part, _ in parts) == long.text
    assert [figure for part, _ in parts for figure in part.figures] == list(long.figures)
    assert [figure for _, checked in parts for figure in checked] == list(long.figures[1:])
    assert {len(part.figures) for part, _ in parts} == {50, 20}
    nothing = read(extractor, "None.")
    assert list(parted(nothing, ())) == []


def test_what_is_judged_of_a_long_claim_is_judged_of_each_figure(checker: Checker) -> None:
    text = " ".join(f"In 2023 there were {count} {thing}." for count, thing in things(120))
    [judged] = checker.check(Document(id="claim", text=f"{text} Women make up 63% of librarians."))
    assert [figure.text.split()[0] for figure in judged.figures] == [*(count for count, _ in things(120)), "63%"]
    assert judged.claim.startswith("In 2023 there were 1,000 tons of herring. ")
    assert judged.figures[-1].verdict == "rounded"


SAME = (
    "It doubled. It rose by 100%. It tripled. It grew 2.5 times. It fell by 50%. It was halved. A 150% rise. 5 years. "
    "60 months. 2 weeks. 14 days. 5 points. 5 people. A score of 5. 5 to 7 people. 5-7%. 5%. 5.0%. $5 million. 5 tons. "
    "It increased by 5 people. It rose 3 times. It rose by 200%. In 2019 there were 5 women. Fifth place. 0.5 points."
)


def test_the_figures_that_share_a_value_are_found_by_it(extractor: Extractor) -> None:
    figures: list[Figure] = extractor.extract(Document(id="a", text=SAME))
    values = Values(figures)
    for source in figures:
        found = {each.id for each in values.had_by(source)}
        assert found == {each.id for each in figures if comparing.same_value(each, source)}
