"""What is kept comes back as it was, and is found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from kzreform.keeping import CorpusError, Store
from kzreform.records import Document, Figure
from tests.keeping.making import CRIMES, SCHOOLS, noted, stored

replace = msgspec.structs.replace


def texts(store: Store, *words: list[str], every: bool = False) -> list[str]:
    return [kept.figure.text for kept, _ in store.search(list(words), every=every)]


@pytest.mark.parametrize("where", ["memory", "file"])
def test_documents_and_figures_come_back_without_loss(where: str, tmp_path: Path) -> None:
    document, (first, *_) = SCHOOLS
    odd = replace(document, id="odd", text="5\0%\u2028тг\U0001f600 5", page_starts=(0, 3), source="s", language="en-GB")
    figures = [
        replace(first, document="odd", value=Decimal("9.80"), value_high=Decimal("1E+2"), bound="about", start=0),
        replace(
            first, document="odd", value=Decimal("1E+400"), date=None, direction="up", section="Head", start=1, page=2
        ),
        replace(first, document="odd", value=Decimal("0.1234567890123456789012345"), start=2),
    ]
    store = Store.memory() if where == "memory" else Store.open(tmp_path / "a.db", write=True, create=True)
    assert store.add(odd, figures, path="/texts/odd.txt") == "added"
    if where == "file":
        store.close()
        store = Store.open(tmp_path / "a.db")
    back = [kept.figure for kept in store.figures()]
    assert back == figures
    # Written digits too: 9.80 is not 9.8.
    assert [str(figure.value) for figure in back] == ["9.80", "1" + "0" * 400, "0.1234567890123456789012345"]
    assert store.document("odd") == odd
    (described,) = store.documents()
    assert (described.path, described.characters, described.figures) == ("/texts/odd.txt", len(odd.text), 3)
    assert len(store) == 3
    store.close()


def test_letters_that_utf_8_cannot_hold_are_replaced_one_for_one() -> None:
    store = stored((Document(id="a\ud800", text="\udfff5%", title="\ud800"), []))
    (described,) = store.documents()
    assert (described.id, described.title, described.characters) == ("a\N{REPLACEMENT CHARACTER}", "\ufffd", 3)
    assert store.unchanged(Document(id="a\ud800", text="\udfff5%", title="\ud800"))


Change = Callable[[Document], Document]


@pytest.mark.parametrize(
    ("change", "became"),
    [
        (lambda document: document, "unchanged"),
        (lambda document: replace(document, text=document.text + "."), "replaced"),
        (lambda document: replace(document, published="2024"), "replaced"),
        (lambda document: replace(document, title="Other"), "replaced"),
        (lambda document: replace(document, page_starts=(0,)), "replaced"),
        (lambda document: replace(document, id="other"), "added"),
    ],
)
def test_adding_again(change: Change, became: str) -> None:
    store = stored(CRIMES)
    document = change(CRIMES[0])
    assert store.unchanged(document) == (became == "unchanged")
    assert store.add(document, CRIMES[1][:1]) == became
    assert store.add(document, CRIMES[1][:1]) == "unchanged"
    left = {"unchanged": 3, "replaced": 1, "added": 4}[became]
    assert len(store) == left == len(list(store.figures()))


def test_another_extractor_reads_again() -> None:
    store = Store.memory()
    document, figures = CRIMES
    assert store.add(document, figures, extractor="1") == "added"
    assert store.unchanged(document, "1")
    assert not store.unchanged(document, "2")
    assert store.add(document, [], extractor="2") == "replaced"
    assert len(store) == 0


def test_what_is_replaced_or_removed_is_no_longer_found() -> None:
    store = stored(CRIMES, SCHOOLS)
    document, figures = CRIMES
    store.add(replace(document, text=document.text + "."), figures[2:])
    assert texts(store, ["corruption"]) == []
    assert texts(store, ["thefts"]) == ["40,000"]
    assert (store.remove("crimes.txt"), store.remove("crimes.txt")) == (True, False)
    assert texts(store, ["thefts"]) == []
    assert [described.id for described in store.documents()] == ["schools.txt"]


def test_a_failure_within_a_document_leaves_the_old_one() -> None:
    store = stored(CRIMES)
    document, figures = CRIMES

    class Broken(Exception):
        pass

    def breaking() -> list[Figure]:
        class Rows(list[Figure]):
            def __iter__(self):  # type: ignore[no-untyped-def]
                yield figures[0]
                raise Broken

        return Rows(figures)

    with pytest.raises(Broken):
        store.add(replace(document, text=document.text + "."), breaking())
    assert store.document(document.id) == document
    assert len(list(store.figures())) == 3


def test_figures_come_by_document_and_offset_in_whatever_order_documents_came() -> None:
    one, other = stored(CRIMES, SCHOOLS), stored(SCHOOLS, CRIMES)
    assert list(one.figures()) == list(other.figures())
    assert [kept.figure.document for kept in one.figures()] == ["crimes.txt"] * 3 + ["schools.txt"] * 2
    assert one.search([["crime", "fund"]]) == other.search([["crime", "fund"]])
    assert [kept.figure.text for kept in one.figures("schools.txt")] == ["45.5%", "325 billion"]


@pytest.mark.parametrize(
    ("words", "every", "found"),
    [
        ([["corruption"]], False, ["1,692", "1,724"]),  # the sentence says it too
        ([["Corruption"], ["CRIME"]], True, ["1,692", "1,724"]),
        ([["crime", "theft"]], False, ["40,000", "1,692", "1,724", "45.5%"]),
        ([["crime"], ["schools"]], True, ["45.5%"]),
        ([["schooling"]], False, ["45.5%", "325 billion"]),  # stems
        ([["corruption", "fund"], ["schools"]], True, ["325 billion"]),
        ([["crime-free"]], False, ["45.5%"]),  # a phrase
        ([["corruption crimes"]], False, ["1,692", "1,724"]),
        ([], False, []),
        ([[]], True, []),
        ([["%", '"']], False, []),
        ([['NEAR("corruption"'], ["*"]], False, []),
        ([["crime OR theft"]], False, []),
        ([["item: corruption"]], False, []),
        ([["unheard-of"]], False, []),
        ([["unheard-of"], ["corruption"]], True, []),
    ],
)
def test_search(words: list[list[str]], every: bool, found: list[str]) -> None:
    assert texts(stored(CRIMES, SCHOOLS), *words, every=every) == found


def test_search_gives_scores_and_a_limit() -> None:
    store = stored(CRIMES, SCHOOLS)
    rows = store.search([["crime"], ["corruption"]])
    scores = [score for _, score in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert store.search([["crime"], ["corruption"]], limit=2) == rows[:2]
    assert rows[0][0].document.title == "Crimes"


def test_equal_scores_go_by_document_and_offset_and_so_are_cut_off_alike() -> None:
    rows = [noted(f"{letter}.txt", *[("In all [[5]] cows.", {"item": "cows"})] * 3) for letter in "cab"]
    one, other = stored(*rows), stored(*reversed(rows))
    found = [(kept.document.id, kept.figure.start) for kept, _ in one.search([["cow"]])]
    assert found == sorted(found)
    assert len(found) == 9
    for limit in range(1, 9):
        cut = {kept.figure.id for kept, _ in one.search([["cow"]], limit)}
        assert cut == {kept.figure.id for kept, _ in other.search([["cow"]], limit)}


@pytest.mark.parametrize(
    ("word", "count"), [("crimes", 3), ("crime", 3), ("Corruption", 2), ("schools", 2), ("nothing", 0), ("-", 0)]
)
def test_frequency(word: str, count: int) -> None:
    assert stored(CRIMES, SCHOOLS).frequency(word) == count


D = Decimal


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (D(1692), D(1692), ["1,692"]),
        (D("1692.0000000000000001"), D(1700), []),  # which no binary number tells apart
        (D(1600), D("1691.9999999999999999"), []),
        (D(1000), D(2000), ["1,692", "1,724", "800-1,100"]),
        (D(1100), D(1200), ["800-1,100"]),
        (D(900), D(1000), ["800-1,100"]),
        (D(-5), D("1E+400"), ["1,692", "1,724", "40,000", "800-1,100"]),
        (D(2000), D(1000), []),
    ],
)
def test_valued(low: Decimal, high: Decimal, found: list[str]) -> None:
    span = {"value": Decimal(800), "value_high": Decimal(1100)}
    store = stored(CRIMES, SCHOOLS, noted("z.txt", ("From [[800-1,100]] crimes.", span)))
    assert [kept.figure.text for kept in store.valued("count", "crime", low, high)] == found


def test_valued_has_a_limit_and_asks_for_kind_and_unit() -> None:
    store = stored(CRIMES, SCHOOLS)
    assert len(store.valued("count", "crime", D(0), D(10**6), limit=2)) == 2
    assert store.valued("count", "theft", D(0), D(10**6)) == []
    assert [kept.figure.text for kept in store.valued("money", "KZT", D(10**11), D(10**12))] == ["325 billion"]


def test_an_unknown_document_is_one_clear_line() -> None:
    with pytest.raises(CorpusError, match="corpus in memory: no document 'x'"):
        Store.memory().document("x")
    assert Store.memory().described("x") is None
    assert list(Store.memory().figures("x")) == []
