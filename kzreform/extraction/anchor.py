"""The noun that a figure is about, found in the parse of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzreform.extraction.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_BESIDE = frozenset(("nummod", "quantmod", "compound", "amod", "nmod", "det", "appos"))
_BETWEEN = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RB", "``", "''", "POS"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "[", "]", "–", "—", "-", "="))
_DASHES = frozenset(("-", "–", "—", ":", "="))
_AFTER_ADJECTIVE = frozenset((",", ".", ":", "-RRB-", "VBD", "VBZ", "VBP", "MD"))
_CLIMB = 8


@dataclass(slots=True)
class Sentence:
    """A parsed sentence with the places of its figures and the words that carry no topic."""

    doc: Doc
    numbers: set[int]
    rules: Rules
    carriers: dict[str, str] = field(init=False)
    times: frozenset[str] = field(init=False)
    stand_ins: frozenset[str] = field(init=False)
    light: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.carriers = {word: str(cell) for word, cell in self.rules.lexicon("carriers").items()}
        self.times = frozenset(self.rules.lexicon("time_nouns"))
        self.stand_ins = frozenset(self.rules.lexicon("stand_ins"))
        self.light = frozenset(self.rules.lexicon("light_verbs"))

    def noun(self, token: Token) -> bool:
        """Say whether a token is a noun that may carry a topic: no figure, no time."""
        return token.tag_ in NOUNS and token.i not in self.numbers and token.lower_ not in self.times

    def vague(self, token: Token) -> bool:
        """Say whether a noun only stands in for another."""
        return token.lower_ in self.stand_ins

    def empty(self, noun: Token) -> bool:
        """Say whether a noun only measures or stands in, and names nothing that it measures."""
        if self.vague(noun):
            return _complement(self, noun) is None
        return self.carriers.get(noun.lower_) == "of" and _complement(self, noun) is None

    def verb(self, token: Token) -> bool:
        """Say whether a token is a verb with a meaning of its own."""
        return token.tag_ in VERBS and token.dep_ not in ("aux", "auxpass") and token.lower_ not in self.light


@dataclass(frozen=True, slots=True)
class Anchor:
    """The noun a figure is about and how it was found."""

    noun: Token
    how: str
    #: The noun that measures it: "share" in "the share of women".
    carrier: Token | None = None
    #: The noun that is counted, where it says less than the topic: "units", "people".
    unit: Token | None = None


def find(
    sentence: Sentence, span: Span, kind: str, previous: Span | None, change: bool = False
) -> Anchor | None:
    """Give the noun a figure is about; ``previous`` is the figure before it, ``change`` says that it tells of one."""
    if kind == "count" and (noun := counted(sentence, span)) is not None:
        said = change or noun.dep_ == "attr" or noun.head.lower_ in sentence.light
        if said and sentence.vague(noun) and (found := _above(sentence, span)) is not None and found.noun.i != noun.i:
            return Anchor(found.noun, found.how, found.carrier, noun)
        return Anchor(noun, "counted")
    if (noun := _of(sentence, span)) is not None:
        whole = _down(sentence, noun, "of")
        part = _holder(sentence, span, whole.noun) if kind == "percent" else None
        return whole if part is None else Anchor(part.noun, "share", part.carrier, whole.noun)
    if kind == "rank" and (found := _subject_above(sentence, span.root)) is not None:
        return Anchor(found.noun, "rank")
    if (noun := _modified(sentence, span)) is not None:
        return _down(sentence, noun, "modified")
    label = _label(sentence, span, previous)
    if label is not None:
        return _down(sentence, label, "label")
    found = _above(sentence, span)
    part = segment(sentence, span, previous)
    if found is not None and (previous is None or any(token.i == found.noun.i for token in part)):
        return found
    for token in part:
        if sentence.noun(token) and not sentence.vague(token) and token.dep_ not in ("compound",):
            return _down(sentence, token, "segment")
    return None


def counted(sentence: Sentence, span: Span) -> Token | None:
    """Give the noun that a count counts, if it stands beside it."""
    root, doc = span.root, span.doc
    head = root.head
    if root.dep_ in _BESIDE and sentence.noun(head) and head.i >= span.end and head.i - span.end < 7:
        if not _cut(doc, span.end, head.i):
            return head
    end = past(sentence, span)
    if end < len(doc) and doc[end].lower_ == "of":
        for inner in doc[end].children:
            if inner.dep_ == "pobj" and sentence.noun(inner):
                return inner
    for token in doc[end : end + 5]:
        if sentence.noun(token):
            return _last(sentence, token)
        if token.tag_ == "JJ" and token.i == end and (end + 1 == len(doc) or doc[end + 1].tag_ in _AFTER_ADJECTIVE):
            return token
        if token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and not token.is_punct:
            continue
        if token.tag_ not in _BETWEEN and token.text not in "“”\"":
            break
    return None


def past(sentence: Sentence, span: Span) -> int:
    """Give the end of a figure and of those tied to it: "12 and 10", "3,965 or 62.8%", "836 out of 2,345"."""
    doc, end = span.doc, span.end
    for _ in range(3):
        if (closed := _bracketed(sentence, end)) is not None:
            end = closed
        ahead = end
        while ahead < len(doc) and ahead < end + 2 and doc[ahead].lower_ in ("and", "or", "to", "out", "of"):
            ahead += 1
        if ahead == end or ahead >= len(doc) or ahead not in sentence.numbers:
            break
        while ahead < len(doc) and ahead in sentence.numbers:
            ahead += 1
        end = ahead
    return end


def _bracketed(sentence: Sentence, start: int) -> int | None:
    """Give the end of a bracket that begins here and holds a figure only: "3,721 (44.6%) women"."""
    doc = sentence.doc
    if start >= len(doc) or doc[start].text != "(":
        return None
    for index in range(start + 1, min(len(doc), start + 7)):
        if doc[index].text == ")":
            return index + 1
        if index not in sentence.numbers:
            return None
    return None


def _cut(doc: Doc, start: int, end: int) -> bool:
    return any(token.text in ("(", ")", ";", ":") for token in doc[start:end])


def _last(sentence: Sentence, token: Token) -> Token:
    doc = token.doc
    while token.i + 1 < len(doc) and sentence.noun(doc[token.i + 1]) and doc[token.i + 1].dep_ != "npadvmod":
        token = doc[token.i + 1]
    return token


def _of(sentence: Sentence, span: Span) -> Token | None:
    """Find "citizens" for "77% of citizens"."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].lower_ != "of":
        return None
    for inner in doc[span.end].children:
        if inner.dep_ == "pobj" and sentence.noun(inner):
            return inner
    for token in doc[span.end + 1 : span.end + 6]:
        if sentence.noun(token):
            return _last(sentence, token)
    return None


def _modified(sentence: Sentence, span: Span) -> Token | None:
    """Find "quota" for "a 30% quota"."""
    root = span.root
    head = root.head
    if root.dep_ in ("nummod", "compound", "amod", "nmod") and sentence.noun(head) and head.i >= span.end:
        return None if _cut(span.doc, span.end, head.i) else head
    return None


def _label(sentence: Sentence, span: Span, previous: Span | None) -> Token | None:
    """Find "services" for "services – 69.8%", and "officials" for "68% - officials"."""
    doc = span.doc
    index = span.start - 1
    low = previous.end if previous is not None else 0
    if index >= low and doc[index].text in _DASHES:
        for token in doc[_label_start(doc, low, index) : index]:
            if sentence.noun(token) and not sentence.vague(token):
                return _last(sentence, token)
    end = past(sentence, span)
    if end + 1 < len(doc) and doc[end].text in ("-", "–", "—"):
        for token in doc[end + 1 : end + 4]:
            if sentence.noun(token):
                return _last(sentence, token)
            if token.tag_ not in _BETWEEN:
                break
    return None


def _label_start(doc: Doc, low: int, index: int) -> int:
    """Give where the label before a dash begins, over the brackets in it."""
    depth = 0
    while index > low:
        text = doc[index - 1].text
        if text == "(" and depth == 0 or depth == 0 and text in (",", ";", ":"):
            break
        depth += (text == ")") - (text == "(")
        index -= 1
    return index


def segment(sentence: Sentence, span: Span, previous: Span | None) -> list[Token]:
    """Give the words between the figure before, or the last break, and a figure."""
    doc = span.doc
    low = previous.end if previous is not None else 0
    part: list[Token] = []
    for index in range(span.start - 1, low - 1, -1):
        token = doc[index]
        if token.text in _BREAKS and any(sentence.noun(kept) or sentence.verb(kept) for kept in part):
            break
        part.append(token)
    return part[::-1]


def _above(sentence: Sentence, span: Span) -> Anchor | None:
    """Climb from the figure to the noun it hangs from, or to its verb's subject or object."""
    token = span.root
    through = False
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i:
            break
        if sentence.noun(head) and not sentence.empty(head):
            return _down(sentence, head, "head")
        if head.tag_ in VERBS or head.pos_ in ("VERB", "AUX"):
            if through and (found := _object(sentence, head)) is not None:
                return _down(sentence, found, "object")
            if (found := subject(sentence, head)) is not None and not token.i < found.i:
                return _down(sentence, found, "subject")
            if (found := _object(sentence, head)) is not None:
                return _down(sentence, found, "object")
        through = through or token.dep_ in ("pobj", "prep")
        token = head
    found = subject(sentence, token) if token.tag_ in VERBS else None
    return None if found is None else _down(sentence, found, "subject")


def _holder(sentence: Sentence, span: Span, whole: Token) -> Anchor | None:
    """Find "women" for "women make up 54% of the observers"."""
    head = span.root.head
    if head.dep_ == "prep":
        head = head.head
    if head.lower_ not in sentence.light or head.tag_ not in VERBS:
        return None
    found = subject(sentence, head)
    return None if found is None or found.i in (whole.i, span.root.i) else _down(sentence, found, "share")


def _subject_above(sentence: Sentence, token: Token) -> Anchor | None:
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.tag_ in VERBS and (found := subject(sentence, token)) is not None:
            return _down(sentence, found, "subject")
    return None


def _object(sentence: Sentence, verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "dobj" and sentence.noun(child) and not sentence.empty(child):
            return child
    return None


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """Give the noun that a verb is said of, over conjunctions and clauses without a subject."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and sentence.noun(child) and not sentence.empty(child):
                return child
        if verb.dep_ in ("acl", "relcl") and sentence.noun(verb.head):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "auxpass"):
            return None
        verb = verb.head
    return None


def _down(sentence: Sentence, noun: Token, how: str) -> Anchor:
    """Go from "number of cases" to "cases": words that measure carry no topic."""
    carrier = None
    for _ in range(3):
        if sentence.carriers.get(noun.lower_) != "of":
            break
        inner = _complement(sentence, noun)
        if inner is None:
            break
        carrier, noun = carrier or noun, inner
    return Anchor(noun, how, carrier)


def _complement(sentence: Sentence, noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.tag_ in NOUNS and inner.i not in sentence.numbers:
                    return inner
    return None


def bracket(span: Span) -> int | None:
    """Give the index of the bracket that a figure stands in."""
    opened: list[int] = []
    for token in span.doc[: span.start]:
        if token.text in ("(", "["):
            opened.append(token.i)
        elif token.text in (")", "]") and opened:
            opened.pop()
    return opened[-1] if opened else None
