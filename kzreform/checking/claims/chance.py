"""How likely it is that a value stands in a claim and in a source by chance."""

from __future__ import annotations

from decimal import Decimal

from kzreform.records import Figure

#: How well a topic must fit, by how many digits the value has: that 1,692 stands in both by chance is less likely than
#: that 5 does.
_LACKING = {1: 0.35, 2: 0.35, 3: 0.41, 4: 0.48}
_LEAST = {1: 0.5, 2: 0.38, 3: 0.3, 4: 0.25}

_RIVAL, _TELLING = {1: 0.12, 2: 0.2, 3: 0.3, 4: 0.4}, 2
#: A topic that fits so well is the claim's; others fit as well within so much.
_CLEAR, _TIED = 0.6, 0.06
_LARGE = 1000
_FAR = ((Decimal(100), 0.7), (Decimal(12), 0.85))


def digits(value: Decimal) -> int:
    """Give how many digits a value has that tell something.

    >>> digits(Decimal("325000000000")), digits(Decimal("5")), digits(Decimal("77.18"))
    (3, 1, 4)
    """
    return len(value.normalize().as_tuple().digits)


def shared(claimed: Decimal, value: Decimal) -> int:
    """Give in how many digits a claimed value and a source's agree.

    >>> shared(Decimal(4812), Decimal(4812)), shared(Decimal(4800), Decimal(4812)), shared(Decimal(5000), Decimal(4812))
    (4, 3, 1)
    """
    if claimed == value or not value:
        return digits(claimed)
    off = abs(claimed - value) / abs(value)
    near = round(-off.log10()) if off < 1 else 0
    return max(1, min(digits(value), max(digits(claimed), near)))


def telling(claim: Figure, source: Figure) -> int:
    """Give in how many digits two figures agree; that both are thousands or billions is worth another.

    >>> def read(value, kind="count"):
    ...     place = {"id": "", "document": "", "start": 0, "end": 1, "text": ""}
    ...     return Figure(value=Decimal(value), kind=kind, unit="school", **place)
    >>> telling(read(37), read(37)), telling(read(2000), read(2000)), telling(read(2000, "rank"), read(2000, "rank"))
    (2, 2, 1)
    """
    large = claim.kind in ("count", "money", "measure") and claim.value >= _LARGE
    return shared(claim.value, source.value) + large


def lacking(told: int) -> float:
    """Give how much of a claim's weight one thing may be that the source does not name, for values that agree so far.

    >>> lacking(1), lacking(9)
    (0.35, 0.48)
    """
    return _LACKING[min(max(told, 1), len(_LACKING))]


def least(told: int) -> float:
    """Give how well a topic must fit for a value of so many digits to be that of its figure.

    >>> least(1), least(9)
    (0.5, 0.25)
    """
    return _LEAST[min(max(told, 1), len(_LEAST))]


def outdoes(told: int, beside: bool) -> float:
    """Give how much better another figure's topic must fit for an agreement in so many digits to be chance.

    ``beside`` says that the claim's other figures are found in the same sentence.

    >>> outdoes(2, beside=True), outdoes(3, beside=False), outdoes(3, beside=True)
    (0.3, 0.3, 0.4)
    """
    return _RIVAL[min(max(told + (beside and told >= _TELLING), 1), len(_RIVAL))]


def unclear(told: int, score: float, rival: float) -> bool:
    """Say whether an agreement in few digits is no more than what another figure, of another value, fits as well.

    >>> unclear(1, 0.54, 0.53), unclear(1, 0.9, 0.9), unclear(4, 0.54, 0.53)
    (True, False, False)
    """
    return told < _TELLING and score < _CLEAR and rival > score - _TIED


def likely(claimed: Decimal, other: Decimal) -> float:
    """Give how likely it is that a claim that says the one means the other: people err within an order of magnitude.

    >>> likely(Decimal(19), Decimal(29)), likely(Decimal(19), Decimal(18810))
    (1.0, 0.7)
    """
    if claimed <= 0 or other <= 0:
        return 1.0
    ratio = max(claimed / other, other / claimed)
    return next((factor for limit, factor in _FAR if ratio > limit), 1.0)
