"""The noun that a figure is about, found in the parse of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzreform.extraction.clause import SUBJECTS, VERBS, Anchor, Sentence, bracketed, past, subject, topic_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_BESIDE = frozenset(("nummod", "quantmod", "compound", "amod", "nmod", "det", "appos"))
_BETWEEN = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RB", "``", "''", "POS"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "[", "]", "–", "—", "-", "="))
_DASHES = frozenset(("-", "–", "—", ":", "="))
_AFTER_ADJECTIVE = frozenset((",", ".", ":", "-RRB-", "VBD", "VBZ", "VBP", "MD"))
_RELATIVE = frozenset(("WDT", "WP", "PRP"))
_CLIMB = 8


def find(sentence: Sentence, span: Span, kind: str, previous: Span | None, change: bool = False) -> Anchor | None:
    """Give the noun a figure is about; ``previous`` is the figure before it, ``change`` says that it tells of one."""
    if kind == "count" and (noun := counted(sentence, span)) is not None:
        said = change or noun.dep_ == "attr" or noun.head.lower_ in sentence.words.light
        if said and sentence.vague(noun) and (found := _above(sentence, span)) is not None and found.noun.i != noun.i:
            return Anchor(found.noun, found.how, found.carrier, noun)
        return Anchor(noun, "counted")
    if (noun := _of(sentence, span)) is not None:
        whole = topic_of(sentence, noun, "of")
        holder = _holder(sentence, span, whole.noun) if kind == "percent" else None
        return whole if holder is None else Anchor(holder.noun, "share", holder.carrier, whole.noun)
    if kind == "rank" and (found := _subject_above(sentence, span.root)) is not None:
        return Anchor(found.noun, "rank")
    if (noun := _modified(sentence, span)) is not None:
        return topic_of(sentence, noun, "modified")
    label = _label(sentence, span, previous)
    if label is not None:
        return topic_of(sentence, label, "label")
    if _pronoun_above(sentence, span):
        return None
    found = _above(sentence, span)
    part = segment(sentence, span, previous)
    if found is not None and (previous is None or any(token.i == found.noun.i for token in part)):
        return found
    for token in part:
        if sentence.noun(token) and not sentence.empty(token) and token.dep_ != "compound":
            return topic_of(sentence, token, "segment")
    return None


def counted(sentence: Sentence, span: Span) -> Token | None:
    """Give the noun that a count counts, if it stands beside it."""
    root, doc = span.root, span.doc
    head = root.head
    if root.dep_ in _BESIDE and sentence.noun(head) and 0 <= head.i - span.end < 7 and not _cut(doc, span.end, head.i):
        return _owned(sentence, head)
    end = past(sentence, span)
    if end < len(doc) and doc[end].lower_ == sentence.words.links["of"]:
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
        if token.tag_ not in _BETWEEN and token.text not in '“”"':
            break
    return None


def _owned(sentence: Sentence, noun: Token) -> Token:
    """Give "homes" for the "children" of "20 children's homes"."""
    doc, after = noun.doc, noun.i + 1
    owner = noun.dep_ == "poss" and after < len(doc) and doc[after].tag_ == "POS"
    return noun.head if owner and sentence.noun(noun.head) and noun.head.i > noun.i else noun


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
    end = bracketed(sentence, span.end) or span.end
    if end >= len(doc) or doc[end].lower_ != sentence.words.links["of"]:
        return None
    for inner in doc[end].children:
        if inner.dep_ == "pobj" and sentence.noun(inner):
            return inner
    for token in doc[end + 1 : end + 6]:
        if sentence.noun(token):
            return _last(sentence, token)
        if token.tag_ in _RELATIVE:
            break  # "46 of which opened their doors"
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
    while index > low and doc[index].tag_ in ("IN", "RB", "TO") and index > span.start - 3:
        index -= 1
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
        if depth == 0 and text in ("(", ",", ";", ":"):
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
            return topic_of(sentence, head, "head")
        if head.tag_ in VERBS or head.pos_ in ("VERB", "AUX"):
            if through and (found := _object(sentence, head)) is not None:
                return topic_of(sentence, found, "object")
            if (found := subject(sentence, head)) is not None and not token.i < found.i:
                return topic_of(sentence, found, "subject")
            if (found := _object(sentence, head)) is not None:
                return topic_of(sentence, found, "object")
        through = through or token.dep_ in ("pobj", "prep")
        token = head
    found = subject(sentence, token) if token.tag_ in VERBS else None
    return None if found is None else topic_of(sentence, found, "subject")


def _pronoun_above(sentence: Sentence, span: Span) -> bool:
    """Say whether the verb that a figure hangs from is said of a pronoun: "it fell to 5%"."""
    token = span.root
    for _ in range(_CLIMB):
        token = token.head
        if token.tag_ in VERBS and token.lower_ not in sentence.words.light:
            return False
        if token.tag_ in VERBS:
            return any(child.dep_ in SUBJECTS and child.tag_ in ("PRP", "DT") for child in token.children)
        if sentence.noun(token):
            return False
    return False


def _holder(sentence: Sentence, span: Span, whole: Token) -> Anchor | None:
    """Find "women" for "women make up 54% of the observers"."""
    head = span.root.head
    if head.dep_ == "prep":
        head = head.head
    if head.lower_ not in sentence.words.light or head.tag_ not in VERBS:
        return None
    found = subject(sentence, head)
    return None if found is None or found.i in (whole.i, span.root.i) else topic_of(sentence, found, "share")


def _subject_above(sentence: Sentence, token: Token) -> Anchor | None:
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.tag_ in VERBS and (found := subject(sentence, token)) is not None:
            return topic_of(sentence, found, "subject")
    return None


def _object(sentence: Sentence, verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "dobj" and sentence.noun(child) and not sentence.empty(child):
            return child
    return None
