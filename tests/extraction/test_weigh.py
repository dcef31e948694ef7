"""The readings of the rules are weighed anew; what a user's own cue says stands, and so do rules without networks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kzreform.extraction import Extractor
from kzreform.extraction.network import DATE_FILE, ROLE_FILE, STATUS_FILE, load, load_classes
from kzreform.extraction.rules import load_rules
from kzreform.extraction.weigh import CLASSES, Weighing
from kzreform.records import STATUSES, Document, Figure

TEXT = "In 2021, 40 schools were repaired. By 2029 the ministry plans to repair 300 more, up from 40."


class Words:
    """A vocabulary whose rows are the names themselves."""

    def rows(self, names: Iterable[str]) -> list[str]:
        """Give the names."""
        return list(names)


class Always:
    """A network of classes that knows one answer, and keeps what it was told."""

    def __init__(self, answer: str) -> None:
        self.answer, self.told = answer, list[list[str]]()
        self.vocabulary = Words()

    def best(self, figures: Sequence[list[str]]) -> list[str]:
        """Give the answer."""
        self.told += figures
        return [self.answer] * len(figures)


class Last:
    """A network of dates that takes the last one."""

    vocabulary = Words()

    def best(self, figures: Sequence[list[list[str]]], shared: Sequence[list[str]]) -> list[int]:
        """Give the last place."""
        return [len(told) - 1 for told in figures]


def read(extractor: Extractor, text: str = TEXT) -> list[Figure]:
    """Extract the figures of a text."""
    return extractor.extract(Document(id="t", text=text, published="2024-06-01"))


def rules_alone(text: str) -> list[Figure]:
    """Extract the figures of a text by the rules alone."""
    extractor = Extractor()
    extractor._weighing = Weighing(extractor.rules, None, None, None)
    return read(extractor, text)


@pytest.fixture
def extractor() -> Extractor:
    """An extractor of its own, to be given other networks."""
    return Extractor()


def test_without_networks_the_rules_stand() -> None:
    assert [(one.text, one.date, one.status) for one in rules_alone(TEXT)][:2] == [
        ("40", "2021", "reported"),
        ("300", "../2029", "planned"),
    ]


def test_a_network_decides(extractor: Extractor) -> None:
    roles, statuses = Always("from down"), Always("required")
    extractor._weighing = Weighing(extractor.rules, Last(), roles, statuses)  # type: ignore[arg-type]
    found = read(extractor)
    assert {(one.role, one.direction, one.status) for one in found} == {("from", "down", "required")}
    # What is told of the second figure of a sentence is what the rules read, not what was made of the first.
    ruled = rules_alone(TEXT)[1].role
    assert any(name.startswith(f"previous {ruled} ") for name in roles.told[2])


@pytest.mark.parametrize(
    ("regex", "sets", "networks", "text", "expected"),
    [
        (
            "earmarks[ ]",
            "role = 'threshold', status = 'required'",
            ("level", "reported"),
            "The ministry earmarks 40 schools.",
            ("threshold", None, "required"),
        ),
        (
            "zorged[ ]by[ ]",
            "role = 'change', direction = 'down', weight = 99",
            ("change up", "reported"),
            "In 2023 growth zorged by 5%.",
            ("change", "down", "reported"),
        ),
    ],
)
def test_a_users_cue_stands(
    tmp_path: Path, regex: str, sets: str, networks: tuple[str, str], text: str, expected: tuple[str | None, ...]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        f"[[pattern]]\nname = 'own'\nyields = 'cue'\nside = 'before'\nregex = '{regex}'\nsets = {{ {sets} }}\n"
    )
    extractor = Extractor(patterns=[own])
    extractor._weighing = Weighing(extractor.rules, None, *map(Always, networks))  # type: ignore[arg-type]
    [figure] = read(extractor, text)
    assert (figure.role, figure.direction, figure.status) == expected


def test_the_notes_of_one_sentence_are_not_told_of_the_next(extractor: Extractor) -> None:
    extractor._weighing = Weighing(extractor.rules, Last(), None, None)  # type: ignore[arg-type]
    text = "From 2018 to 2023 it fell from 35 to 29 thousand crimes. Schools have 40 pupils."
    for explained in extractor.explain(Document(id="t", text=text, published="2024-06-01")):
        assert "weighed" not in explained.reasons.get("date", "") or explained.figure.date is None


@pytest.mark.parametrize("published", ["0999-01-01", "2024", "2024-05", "2024-02-29"])
def test_any_day_of_publication_is_taken(extractor: Extractor, published: str) -> None:
    assert extractor.extract(Document(id="t", text="In April 5% rose; a year earlier 4%.", published=published))


def test_networks_ship_with_english() -> None:
    assert load("en", DATE_FILE) is not None
    assert load_classes("en", ROLE_FILE) is not None


@pytest.mark.parametrize(("file", "classes"), [(ROLE_FILE, set(CLASSES)), (STATUS_FILE, set(STATUSES))])
def test_classes_are_those_of_figures(file: str, classes: set[str]) -> None:
    network = load_classes("en", file)
    assert network is not None
    assert set(network._classes) == classes


def test_only_a_users_patterns_are_marked() -> None:
    assert not any(pattern.users for pattern in load_rules().patterns)


def test_many_figures_are_weighed_as_each_alone() -> None:
    """Figures of many sentences go through the networks together; nothing of one reaches another."""
    sentences = [
        f"In {year} the ministry plans to open {number} schools." for year in (2021, 2024) for number in (5, 40)
    ]
    alone = [read(Extractor(), text)[0] for text in sentences]
    many = read(Extractor(), "\n\n".join(text for text in sentences for _ in range(20)))
    told = [(one.value, one.role, one.status) for one in many]
    assert told == [(one.value, one.role, one.status) for one in alone for _ in range(20)]
