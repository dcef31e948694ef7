"""What a count counts where the noun does not simply stand behind it: glued, hyphened, or left to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kzreform.extraction.clause import VERBS, Anchor, Sentence, past
from kzreform.extraction.draft import Draft
from kzreform.extraction.features import Case
from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HYPHENS = frozenset(("-", "‑", "–"))
_STOPS = frozenset((".", ",", ";", ":", ")", "("))
_BREAKS = frozenset((",", ";"))
_CLIMB = 3
_NEAR = 4
_MAIN = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "ROOT"))
#: The fewest letters of a noun that lost the space before it: "82schools".
_GLUED = 4
#: How many words stand between two ends of a change that are told in one breath: "from 7 days to 5".
_BESIDE = 3


@dataclass(slots=True)
class Reading:
    """What has been read of a figure; ``own`` says that what it counts stands beside it."""

    draft: Draft
    span: Span
    case: Case
    unit: str
    anchor: Anchor | None
    own: bool = False


class Counting:
    """Tell what counts count."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._persons = rules.lexicon("person_verbs")
        self._ranked = rules.lexicon("ranked")
        self._pronouns = rules.lexicon("pronouns")
        self._others = rules.lexicon("others")
        self._collectives = rules.lexicon("collectives")
        self._limits = rules.lexicon("limits")
        self._counted = {word for word, cell in rules.lexicon("stand_ins").items() if cell}
        self._many = rules.lexicon("quantifiers")
        self._links = rules.lexicon("links")

    def named(self, noun: Token) -> str:
        """Give a noun in the singular, with what hyphens tie to it: "start-up" for the "start" of "start-ups"."""
        doc, first, last = noun.doc, noun.i, noun.i
        while last + 2 < len(doc) and _tied(doc[last + 1]) and not doc[last].whitespace_ and doc[last + 2].is_alpha:
            if doc[last + 2].tag_ in ("VBN", "VBG", "JJ", "IN"):
                break  # "women-owned firms"
            last += 2
        while first > 1 and _tied(doc[first - 1]) and not doc[first - 2].whitespace_ and doc[first - 2].is_alpha:
            first -= 2
        if first == last:
            # "20.3 million people(2025 - ...)": a bracket without a space before it.
            return singular(noun.text.partition("(")[0] or noun.text, self._rules)
        return f"{doc[first:last].text.lower()}{singular(doc[last].text, self._rules)}"

    def glued(self, span: Span, start: int, end: int, readings: Sequence[Reading]) -> str | None:
        """Give the noun that touches a number: "82schools", "agencies-412".

        ``start`` and ``end`` are the number's, in its sentence.
        """
        if (start, end) == (span.start_char, span.end_char):
            return None
        doc = span.doc
        label, behind = span.text[: start - span.start_char], span.text[end - span.start_char :].strip()
        if behind.isalpha() and len(behind) >= _GLUED and not (span.end < len(doc) and doc[span.end].tag_ == "NNS"):
            return singular(behind, self._rules)
        if len(label) > _GLUED and label[-1] in _HYPHENS and label[:-1].isalpha():
            if any(one.anchor is not None and one.anchor.how == "counted" for one in readings):
                return None  # "31,123 claims, of which against agencies-19098"
            return singular(label[:-1], self._rules)
        return None

    def left_out(
        self, sentence: Sentence, span: Span, draft: Draft, found: Anchor | None, readings: Sequence[Reading]
    ) -> str | None:
        """Give what a count counts of which the sentence tells otherwise than by a noun behind it.

        ``found`` is the noun that the parse ties to it.
        """
        previous = readings[-1] if readings else None
        topic = found or (previous.anchor if previous is not None else None)
        if topic is not None and (made := self._made_of(topic.noun)) is not None:
            return made
        said = _said(sentence, span)
        if said is not None and (said.lower_ in self._counted or not sentence.vague(said)):
            return self.named(said)
        before = next((one for one in reversed(readings) if one.draft.kind == "count" and one.unit), None)
        if previous is not None and previous.draft.kind == "rank" and draft.role == "total":
            ranked = previous.anchor.noun.lower_ if previous.anchor else ""
            return str(self._ranked.get(ranked, self._links["ranked"]))
        if before is not None and before is previous and (_gapped(sentence, span, before) or self._again(span)):
            return before.unit
        if self._of_persons(sentence, span) and (before is None or before.draft.role != "total"):
            return str(self._links["person"])
        if before is None and found is not None and found.noun.lower_ in self._counted:
            return self.named(found.noun)
        return None

    def stands_for(self, sentence: Sentence, span: Span) -> Token | bool:
        """Say whether a count is of what was counted before: "96 thousand of them", "another 25".

        The noun instead where one says of what: "37 of them orphans".
        """
        doc, end = span.doc, span.end
        if doc[max(0, span.start - 1)].lower_ in self._others and span.start:
            return end == len(doc) or doc[end].text in _STOPS or doc[end].tag_ in VERBS or doc[end].tag_ == "MD"
        if end + 1 >= len(doc) or doc[end].lower_ != self._links["of"]:
            return False
        at = end + 2 if doc[end + 1].lower_ == self._links["the"] and end + 2 < len(doc) else end + 1
        if doc[at].lower_ not in self._pronouns or not (doc[at].tag_ == "PRP" or doc[at].dep_ == "pobj"):
            return False
        if at + 1 < len(doc) and doc[at + 1].tag_ == "NNS" and sentence.noun(doc[at + 1]):
            return doc[at + 1]
        return True

    def meant(self, readings: Sequence[Reading]) -> str | None:
        """Give what a count of "them" counts: what was counted last as the subject or object of a verb."""
        own = [one for one in reversed(readings) if one.own and one.draft.kind == "count" and one.anchor]
        main = [one for one in own if one.anchor and (one.anchor.unit or one.anchor.noun).dep_ in _MAIN]
        return next((one.unit for one in (*main, *own)), None)

    def quantified(self, sentence: Sentence, opened: int) -> Token | None:
        """Give "pupils" for "most pupils passed (385 out of 499)": of what a bracket tells how many."""
        for token in sentence.doc[:opened]:
            if token.lower_ in self._many:
                if token.head.i > token.i and sentence.noun(token.head):
                    return token.head
                inner = [one for child in token.children if child.dep_ == "prep" for one in child.children]
                if inner and sentence.noun(inner[0]):
                    return inner[0]
        return None

    def _made_of(self, noun: Token) -> str | None:
        """Give the persons of a population, the signatures of a signature threshold."""
        named = [child for child in noun.lefts if child.dep_ == "compound" and child.tag_ == "NN"]
        if noun.lower_ in self._collectives and not named:  # not "the jail population"
            return str(self._collectives[noun.lower_])
        if noun.lower_ in self._limits and named:
            return str(self._collectives.get(named[-1].lower_) or self.named(named[-1]))
        return None

    def _of_persons(self, sentence: Sentence, span: Span) -> bool:
        """Say whether a bare number counts people by its verb: "16 were killed", "employs 5,000"."""
        token = span.root
        if token.dep_ in ("nummod", "compound", "amod"):
            return False
        for _ in range(_CLIMB):
            head = token.head
            if head.tag_ in VERBS or head.i == token.i:
                break
            if head.dep_ != "prep" and head.lower_ not in sentence.words.carriers and head.tag_ != "IN":
                return False
            token = head
        if head.tag_ not in VERBS or head.lower_ not in self._persons:
            return False
        if any(one.text == ":" for one in sentence.doc[head.i : token.i]):
            return False  # "Contacts vaccinated: 11 of 17"
        return token.dep_ in ("dobj", "nsubj", "nsubjpass")

    def _again(self, span: Span) -> bool:
        """Say whether a bare number follows a comma: "96 thousand have received flats, 12.4 thousand in 2023"."""
        doc, end = span.doc, span.end
        if span.start == 0 or doc[span.start - 1].text != ",":
            return False
        if end == len(doc) or doc[end].text in _STOPS:
            return True
        return doc[end].tag_ == "IN" and doc[end].dep_ == "prep" and doc[end].lower_ != self._links["of"]


#: How many words stand between two ends of a change that are told in one breath: "from 7 days to 5".
_BESIDE = 3


def share_ends(readings: Sequence[Reading]) -> None:
    """Give "from 725 to 916 people" people for both ends, and the item of the first to the second beside it."""
    for low, high in pairwise(readings):
        told = (low.draft.role, high.draft.role, low.draft.kind) == ("from", "to", high.draft.kind)
        if told and low.draft.item and high.span.start - low.span.end <= _BESIDE:
            high.draft.item = low.draft.item
        ends = (low.draft.role, high.draft.role) == ("from", "to") and low.draft.kind == high.draft.kind == "count"
        if ends and low.own != high.own:
            (high if low.own else low).draft.unit = low.unit if low.own else high.unit


def _said(sentence: Sentence, span: Span) -> Token | None:
    """Give "pensioners" for "of which 2.4 million are pensioners"."""
    verb = span.root.head
    of = span.end < len(span.doc) and span.doc[span.end].lower_ == sentence.words.links["of"]
    if span.root.dep_ != "nsubj" or verb.lower_ not in sentence.words.light or verb.i != span.end + 2 * of:
        return None
    said = [child for child in verb.rights if child.dep_ == "attr" and child.tag_ == "NNS" and sentence.noun(child)]
    return said[0] if said and said[0].i - verb.i < _NEAR else None


def _tied(token: Token) -> bool:
    return token.text in _HYPHENS and not token.whitespace_


def _gapped(sentence: Sentence, span: Span, before: Reading) -> bool:
    """Say whether a verb and its object are left out: "couples filed 1,026 applications, individuals 3,400"."""
    doc = span.doc
    end = past(sentence, before.span)
    noun = before.anchor.unit or before.anchor.noun if before.anchor and before.own else None
    if noun is None or not end <= noun.i < span.start or (span.end < len(doc) and doc[span.end].text not in _STOPS):
        return False
    between = list(doc[noun.i + 1 : span.start])
    if len(between) < 2 or len(between) > 6 or between[0].text not in _BREAKS:
        return False
    named = [token for token in between if sentence.noun(token)]
    if not named or any(token.tag_ in VERBS or token.tag_ in ("IN", "TO", "CC") for token in between):
        return False
    verbs = [token for token in doc[: before.span.start] if sentence.verb(token)]
    subjects = [token for token in doc[: before.span.start] if sentence.noun(token)]
    return bool(subjects) and (bool(verbs) or subjects[-1].dep_ == "ROOT")
