"""The readings of the rules are weighed anew; what a user's own cue says stands, and so do rules without networks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kzreform.extraction import Extractor
from kzreform.extraction.network import DATE_FILE, ROLE_FILE, STATUS_FILE, load, load_classes
from kzreform.extraction.rules import load_rules
from kzreform.extraction.weigh import CLASSES, Weighing
from kzreform.records import STATUSES, Document, Figure

TEXT = "In 2021, 40 schools were repaired. By 2029 the ministry plans to repair 300 more, up from 40."


class Always:
    """A network of classes that knows one answer, and keeps what it was told."""

    def __init__(self, answer: str) -> None:
        self.answer, self.told = answer, list[list[str]]()

    def best(self, told: Iterable[str]) -> str:
        """Give the answer."""
        self.told.append(list(told))
        return self.answer


class Last:
    """A network of dates that takes the last one."""

    def best(self, told: list[list[str]], shared: Iterable[str] = ()) -> int:
        """Give the last place."""
        return len(told) - 1


def read(extractor: Extractor, text: str = TEXT) -> list[Figure]:
    """Extract the figures of a text."""
    return extractor.extract(Document(id="t", text=text, published="2024-06-01"))


@pytest.fixture
def extractor() -> Extractor:
    """An extractor of its own, to be given other networks."""
    return Extractor()


def test_without_networks_the_rules_stand(extractor: Extractor) -> None:
    extractor._weighing = Weighing(extractor.rules, None, None, None)
    assert [(one.text, one.date, one.status) for one in read(extractor)][:2] == [
        ("40", "2021", "reported"),
        ("300", "../2029", "planned"),
    ]


def test_a_network_decides(extractor: Extractor) -> None:
    roles, statuses = Always("from down"), Always("required")
    extractor._weighing = Weighing(extractor.rules, Last(), roles, statuses)  # type: ignore[arg-type]
    found = read(extractor)
    assert {(one.role, one.direction, one.status) for one in found} == {("from", "down", "required")}
    # What is told of the second figure of a sentence is what the rules read, not what was made of the first.
    assert any(name.startswith("previous level") for name in roles.told[2])


def test_a_users_cue_stands(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[[pattern]]\nname = 'own'\nyields = 'cue'\nside = 'before'\nregex = 'earmarks[ ]'\n"
        "sets = { role = 'threshold', status = 'required' }\n"
    )
    extractor = Extractor(patterns=[own])
    extractor._weighing = Weighing(extractor.rules, None, Always("level"), Always("reported"))  # type: ignore[arg-type]
    [figure] = read(extractor, "The ministry earmarks 40 schools.")
    assert (figure.role, figure.status) == ("threshold", "required")


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
