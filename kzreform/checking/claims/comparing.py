"""Which of a source's figures a claim's can be compared with, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kzreform.checking.claims.compare import Amount, agreement, amount, as_percent
from kzreform.checking.claims.records import Agreement
from kzreform.checking.claims.words import Vocabulary, Word, strength
from kzreform.records import Figure, Kind

#: What counting another thing leaves of a topic's fit: the claim names that thing too, or does not.
_NAMED_BESIDE, _UNNAMED = 0.65, 0.75
_NEARLY = 0.95
#: What another part leaves of it.
_OTHER_PART, _OTHER_END = 0.8, 0.92
_ENDS = {"from", "to"}
_POINTS = "point"
#: Kinds that can be compared with one another.
_COMPARABLE: tuple[set[Kind], ...] = ({"multiple", "percent"}, {"count", "score"})
_PEOPLE = frozenset({"people", "women", "men"})
_VAGUE = 0.3


def compared(claim: Figure, source: Figure) -> Agreement:
    """Say how a claim's value agrees with a source's; ``apart`` where the two are of different kinds.

    >>> def figure(text, value, kind, unit, **fields):
    ...     place = {"id": "", "document": "", "start": 0, "end": len(text)}
    ...     return Figure(text=text, value=value, kind=kind, unit=unit, **place, **fields)
    >>> from decimal import Decimal
    >>> rose = {"role": "change", "direction": "up"}
    >>> doubled = figure("doubled", Decimal(2), "multiple", "times", **rose)
    >>> compared(doubled, figure("100%", Decimal(100), "percent", "percent", **rose))
    'same'
    >>> compared(doubled, figure("100%", Decimal(100), "percent", "percent"))
    'apart'
    """
    if claim.kind != source.kind and {claim.kind, source.kind} not in _COMPARABLE:
        return "apart"
    first, second = amount(claim), amount(source)
    both = _paired(first, second)
    if both is not None:
        return agreement(*both)
    if first.change != second.change and first.kind == second.kind not in ("percent", "multiple"):
        # "Handed down 8 rulings": a change may be misread, but then it says nothing against a level.
        both = _paired(replace(first, change=False, direction=None), replace(second, change=False, direction=None))
        found = "apart" if both is None else agreement(*both)
        return found if found in ("same", "rounded") else "apart"
    return "apart"


def same_value(claim: Figure, source: Figure) -> bool:
    """Say whether a claim has a source's value, at little cost where it has not."""
    if claim.kind == source.kind != "duration" and claim.value != source.value:
        return False
    return compared(claim, source) == "same"


class Values:
    """The values of a claim's figures, by which to find those that a source's figure has too.

    >>> from decimal import Decimal
    >>> given = {"document": "", "start": 0, "end": 1, "text": "5", "kind": "count", "unit": "crime"}
    >>> claimed = [Figure(id=str(value), value=Decimal(value), **given) for value in (5, 6, 7)]
    >>> [each.id for each in Values(claimed).had_by(claimed[1])]
    ['6']
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_key: dict[tuple[str, Decimal], list[Figure]] = {}
        for figure in figures:
            for key in _keys(figure):
                self._by_key.setdefault(key, []).append(figure)

    def had_by(self, source: Figure) -> Iterator[Figure]:
        """Give the figures whose value a source's figure has."""
        for key in _keys(source):
            yield from (each for each in self._by_key.get(key, ()) if same_value(each, source))


def _keys(figure: Figure) -> Iterator[tuple[str, Decimal]]:
    """Give keys of which two figures share one wherever they have the same value."""
    if figure.kind == "duration":
        yield figure.kind, amount(figure).low  # a year is twelve months
        return
    yield "count" if figure.kind == "score" else figure.kind, figure.value
    if figure.kind == "multiple" and (change := as_percent(amount(figure))) is not None:
        yield "percent", change.low  # what doubled rose by 100%


def _paired(claim: Amount, source: Amount) -> tuple[Amount, Amount] | None:
    """Bring two amounts to one kind and unit; None where that cannot be done."""
    kinds = {claim.kind, source.kind}
    if kinds == {"multiple", "percent"}:
        if not (claim.change and source.change):
            return None
        first = as_percent(claim) if claim.kind == "multiple" else claim
        second = as_percent(source) if source.kind == "multiple" else source
        return None if first is None or second is None or first.unit != second.unit else (first, second)
    if kinds == {"count", "score"}:
        counted = claim if claim.kind == "count" else source
        if claim is counted and claim.low % 1:
            return claim, source  # "a mark of 0.86" counts nothing
        return (claim, source) if counted.unit.endswith(_POINTS) and claim.change == source.change else None
    if len(kinds) > 1:
        return None
    if claim.kind not in ("count", "rank", "score", "multiple") and claim.unit != source.unit:
        return None
    if claim.kind != "multiple" and claim.change != source.change:
        return None
    return claim, source


def unit_factor(claim: Word | None, source: Figure, named: Iterable[Word], vocabulary: Vocabulary) -> float:
    """Give what is left of a topic's fit when the things counted differ.

    ``claim`` is the thing that the claim counts, None where it does not say; ``named`` are the words of its topic.
    """
    counted = unit_word(source, vocabulary)
    if claim is None or counted is None or strength(claim, counted):
        return 1.0
    if any(not _PEOPLE.isdisjoint(word.concepts) for word in (claim, counted)):
        return _NEARLY  # "29 women in Parliament" are 29 seats
    if any(strength(counted, word) for word in named):
        return _NAMED_BESIDE
    return _NEARLY if any(strength(claim, word) for word in vocabulary.read(source.item)) else _UNNAMED


def counts_otherwise(claim: Figure, source: Figure, named: Iterable[Word], vocabulary: Vocabulary) -> bool:
    """Say whether a claim counts one thing and a source another that neither names beside its own.

    "142 countries" say nothing of "four principles", nor "128 people" of "97 complaints"; "75 people complained" does.
    """
    if claim.kind != "count" or source.kind != "count":
        return False
    asked, told = _counted(claim, vocabulary), _counted(source, vocabulary)
    if asked is None or told is None or strength(asked, told) or any(strength(told, word) for word in named):
        return False
    if not _PEOPLE.isdisjoint(asked.concepts):
        return _PEOPLE.isdisjoint(told.concepts) and bool(told.weight > _VAGUE)
    return not any(strength(asked, word) for word in (*vocabulary.read(source.item), *vocabulary.read(source.sentence)))


def _counted(figure: Figure, vocabulary: Vocabulary) -> Word | None:
    words = vocabulary.read(figure.unit)
    return words[-1] if words and not words[-1].idle else None


def unit_word(figure: Figure, vocabulary: Vocabulary) -> Word | None:
    """Give the word for what a figure counts; None for what is no count, or counts nothing in particular."""
    words = vocabulary.read(figure.unit) if figure.kind == "count" else ()
    return words[-1] if words and not words[-1].idle and words[-1].weight > _VAGUE else None


def role_factor(claim: Figure, source: Figure) -> float:
    """Give what is left of a topic's fit when the two are of different parts: a whole, a limit, an end of a change.

    >>> def figure(role):
    ...     given = {"start": 0, "end": 1, "text": "5", "kind": "count", "unit": "crime", "value": 5}
    ...     return Figure(id="", document="", role=role, **given)
    >>> role_factor(figure("to"), figure("to")), role_factor(figure("to"), figure("threshold"))
    (1.0, 0.8)
    """
    if claim.role == source.role:
        return 1.0
    roles = {claim.role, source.role}
    if "change" in roles and claim.kind == source.kind != "multiple":
        return _OTHER_PART
    if roles & _ENDS and roles & {"threshold", "total"}:
        return _OTHER_PART
    # What was before is not what a claim speaks of, unless it says so.
    return _OTHER_END if roles == _ENDS or "total" in roles or source.role == "from" else 1.0
