"""The verdict on a figure of a claim, from its candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kzreform.checking.claims.candidates import Candidate
from kzreform.checking.claims.chance import digits, lacking, least, outdoes, telling, unclear
from kzreform.checking.claims.computed import Change, best
from kzreform.checking.claims.records import Agreement, Verdict
from kzreform.records import Figure

#: How well a topic must fit to speak against a claim, also where another thing is counted; how much what is missing
#: takes from that, and how much of the claim's weight it may be.
_AGAINST, _AGAINST_OTHER, _BY_MISSING, _ANOTHER = 0.48, 0.6, 0.35, 0.3
#: By how much a value that is meant at all may be off.
_OFF = Decimal(1000)
#: How much the words of a claim must tell for a figure to be what it speaks of.
_TOLD = 0.45
#: A topic that fits so well may lack more.
_CLOSE, _ANOTHER_OF_CLOSE = 0.72, 0.38
#: How well it must fit at all where two figures of the claim are found side by side.
_TOGETHER = 0.15
#: How well it must fit to say that the corpus knows the topic, but for another time; and for a computed change.
_ELSEWHEN, _CHANGED = 0.65, 0.55
#: A topic fits as well as another within this; beside what the claim's other figures are found in, less will do.
_AS_GOOD, _BESIDE = 0.08, 0.8
#: What a rival of another kind (a multiple for a percentage) is worth.
_UNLIKE = 0.9
#: How much better it must fit where the claim seems to be of another thing.
_OTHER = 0.12
#: From how many digits on an agreement makes up for a name that stands further off, and how much that may weigh.
_TELLING, _AFAR = 2, 0.25
#: By how little less than needed, or than what speaks against, an agreement leaves a doubt, and how much more may miss.
_NEARLY, _DOUBT, _MORE = 0.9, 0.2, 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict, and the figure or the computed change that it rests on."""

    verdict: Verdict
    candidate: Candidate | None
    change: Change | None = None


def decide(claim: Figure, candidates: Sequence[Candidate], changes: Sequence[Change]) -> Found:
    """Give the verdict on a claim's figure; candidates and changes come with the best topic first."""
    against = _first(candidates, lambda one: _against(claim, one) and one.when != "other")
    other = _first(candidates, lambda one: _against(claim, one) and one.when == "other" and one.score >= _ELSEWHEN)
    if against and other and _instead(claim, other, against):
        against = None
    rivals = [one for one in candidates if one.agreement == "differs" and one.when != "other" and not one.taken]
    for agreement, verdict in _VERDICTS:
        agreeing = _nearest(claim, candidates, (agreement,), "now")
        if agreeing and not _outdone(claim, agreeing, rivals):
            return Found(verdict, agreeing)
        computed = best(changes, agreement)
        if computed and computed.score >= least(digits(claim.value)) and not _outdone(claim, computed.later, rivals):
            return Found(verdict, computed.later, computed)
    elsewhen = _nearest(claim, candidates, ("same", "rounded"), "other")
    if elsewhen and not _outdone(claim, elsewhen, [against] if against else []):
        return Found("other_period", elsewhen)
    if against:
        near = _nearest(claim, candidates, ("same", "rounded"), "now", _NEARLY)
        return Found("not_found", None) if near and _doubtful(claim, near, against) else Found("contradicted", against)
    changed = next((change for change in changes if _sure(change) and (change.dated or claim.date is None)), None)
    if changed and changed.agreement == "differs":
        return Found("contradicted", changed.later, changed)
    return Found("other_period", other) if other else Found("not_found", None)


_VERDICTS: tuple[tuple[Agreement, Verdict], ...] = (("same", "supported"), ("rounded", "rounded"), ("holds", "rounded"))


def _nearest(
    claim: Figure,
    candidates: Sequence[Candidate],
    agreements: Sequence[Agreement],
    time: Literal["now", "other"],
    share: float = 1.0,
) -> Candidate | None:
    """Give of the agreeing figures whose topics fit well, or by a share of that, the one whose value is nearest."""
    timely = [one for one in candidates if (one.when == "other") == (time == "other")]
    agreeing = [one for one in timely if one.agreement in agreements and _enough(claim, one, share)]
    close = [one for one in agreeing if one.score >= agreeing[0].score - _AS_GOOD]
    return min(close, key=lambda one: abs(one.figure.value - claim.value), default=None)


def _enough(claim: Figure, one: Candidate, share: float) -> bool:
    """Say whether a topic fits well enough for the value to agree by more than chance."""
    told = telling(claim, one.figure)
    if one.elsewhere:
        return False
    if one.sure:
        return one.score >= _TOGETHER * share
    needed = least(told) * (_BESIDE if one.anchored else 1.0) + (_OTHER if one.fit.other else 0.0)
    lacks = lacking(told) + (_MORE if share < 1 else 0.0)
    named = told >= _TELLING or one.fit.afar <= _AFAR or one.anchored
    return one.score >= needed * share and one.fit.missing <= lacks and named


def _first(candidates: Sequence[Candidate], suits: Callable[[Candidate], bool]) -> Candidate | None:
    return next((one for one in candidates if suits(one)), None)


def _against(claim: Figure, one: Candidate) -> bool:
    """Say whether a figure is of the claim's topic so surely that another value speaks against the claim."""
    missing = one.fit.against
    lacks = missing > (_ANOTHER_OF_CLOSE if one.score >= _CLOSE or one.anchored else _ANOTHER)
    needed = _AGAINST if one.counted or one.anchored else _AGAINST_OTHER
    fits = one.score - _BY_MISSING * missing >= needed and not lacks and one.fit.named and one.fit.total >= _TOLD
    low, high = sorted((abs(claim.value), abs(one.figure.value)))
    if high > _OFF * max(low, Decimal(1)):
        return False
    return one.agreement == "differs" and fits and not (one.taken or one.elsewhere or one.unlike)


def _sure(change: Change) -> bool:
    return change.score >= _CHANGED and all(one.fit.missing <= _ANOTHER for one in (change.earlier, change.later))


def _outdone(claim: Figure, agreeing: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Say whether a figure of another value is so much more of the claim's topic that agreement is by chance."""
    rival = _first(rivals, lambda one: not _twins(agreeing, one))
    if rival is None or (agreeing.counted and not rival.counted):
        return False
    told = telling(claim, agreeing.figure)
    dated = agreeing.when == "same" and rival.when != "same"
    like = rival.figure.kind == agreeing.figure.kind
    if like and unclear(told, agreeing.score, rival.score) and not (agreeing.anchored or dated):
        return True
    unlike = _UNLIKE if rival.figure.kind != claim.kind else 1.0
    return rival.score * unlike > agreeing.score + outdoes(told, agreeing.anchored)


def _doubtful(claim: Figure, agreeing: Candidate, against: Candidate) -> bool:
    """Say whether a figure that agrees is near enough to the topic to leave a doubt, the more the more digits agree."""
    return against.score <= agreeing.score + max(_DOUBT, outdoes(telling(claim, agreeing.figure), beside=False))


def _twins(one: Candidate, two: Candidate) -> bool:
    """Say whether two figures are the ends of one change: the one says nothing against the other."""
    ends = {one.figure.role, two.figure.role} == {"from", "to"}
    return ends and _beside(one, two) and one.figure.unit == two.figure.unit


def _instead(claim: Figure, other: Candidate, against: Candidate) -> bool:
    """Say whether the topic is rather one of another time: a figure without a date says little against a time."""
    undated = claim.date is not None and against.when == "unknown"
    margin = -_AS_GOOD if undated else outdoes(1, beside=False)
    return other.score > against.score + margin and not (_beside(other, against) and not undated)


def _beside(one: Candidate, two: Candidate) -> bool:
    return (one.figure.document, one.figure.sentence) == (two.figure.document, two.figure.sentence)
