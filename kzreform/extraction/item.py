"""What a figure is about: its counted noun and a short noun phrase, from the parsed sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kzreform.extraction.interpret import Draft
from kzreform.extraction.nouns import singular
from kzreform.extraction.rules import Rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: The most words an item may have.
MAX_WORDS = 11

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_LEFT = {"amod", "compound", "poss", "nmod", "case", "punct", "npadvmod"}
_CONTENT_VERB = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
_LIGHT = {
    "be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "will", "amounted", "amount", "reached",
    "reach", "stood", "made", "make", "makes", "accounted", "accounting", "comprised", "totaled", "totalled",
    "increased", "decreased", "rose", "fell", "grew", "declined", "dropped", "reduced", "exceeded", "became",
    "include", "includes", "including", "included", "consists", "consist", "consisting", "equal", "equals", "according",
    "compared", "took", "ranks", "ranked", "climbed", "improved", "jumped", "up", "down",
}  # fmt: skip


class Reader:
    """Give drafts their counted noun and their item from the parse of their sentence."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._carriers = rules.lexicon("carriers")

    def read(self, doc: Doc, offset: int, drafts: Sequence[Draft]) -> None:
        """Fill ``unit`` and ``item`` of a sentence's drafts; ``offset`` is where the sentence begins in its block."""
        spans = {id(draft): doc.char_span(draft.start - offset, draft.end - offset, alignment_mode="expand") for draft in drafts}
        numbers = {token.i for span in spans.values() if span is not None for token in span}
        before: list[Draft] = []
        for draft in drafts:
            span = spans[id(draft)]
            if span is not None:
                if doc.has_annotation("DEP"):
                    self._read_parsed(doc, span, draft, numbers, before)
                else:
                    self._read_plain(doc, span, draft)
            before.append(draft)

    def _read_parsed(self, doc: Doc, span: Span, draft: Draft, numbers: set[int], before: list[Draft]) -> None:
        noun = self._counted(span, numbers) if draft.kind == "count" else None
        if noun is not None and draft.unit is None:
            draft.unit = singular(noun.text, self._rules)
        topic = noun or self._topic(span, numbers)
        if topic is None or _inside_bracket(doc, span) and noun is None:
            previous = _previous(before)
            if previous is not None:
                draft.item = draft.item or previous.item
                if draft.kind == "count" and draft.unit is None:
                    draft.unit = previous.unit if previous.kind == "count" else singular(previous.item.split(" ")[0], self._rules)
                if draft.item:
                    return
        if topic is None:
            self._read_plain(doc, span, draft)
            return
        if draft.kind == "count" and draft.unit is None:
            draft.unit = singular(topic.text, self._rules)
        draft.item = self._phrase(topic, span, numbers)

    def _counted(self, span: Span, numbers: set[int]) -> Token | None:
        """Give the noun that a count counts, if it stands beside it."""
        root = span.root
        if root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "appos") and root.head.i not in numbers and root.head.tag_ in _NOUNS and root.head.i > root.i:
            return root.head
        # "9 of the members", "two of them"
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i >= span.end - 1:
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.tag_ in _NOUNS and inner.i not in numbers:
                        return inner
        # The parser lost it: the first noun after the number, over adjectives.
        for token in span.doc[span.end : span.end + 5]:
            if token.tag_ in _NOUNS and token.i not in numbers:
                following = token
                while following.i + 1 < len(span.doc) and span.doc[following.i + 1].tag_ in _NOUNS and following.i + 1 not in numbers:
                    following = span.doc[following.i + 1]
                return following
            if token.tag_ not in ("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CC", "RB", "``", "''") and token.text not in "-–“”\"":
                break
        return None

    def _topic(self, span: Span, numbers: set[int]) -> Token | None:
        """Give the noun that a figure without a counted noun is about."""
        root = span.root
        doc = span.doc
        # "77% of citizens": what follows "of".
        if span.end < len(doc) and doc[span.end].lower_ in ("of", "in", "from") and doc[span.end].lower_ == "of":
            for inner in doc[span.end].children:
                if inner.dep_ == "pobj" and inner.tag_ in _NOUNS and inner.i not in numbers:
                    return inner
        # "30% quota", "5% growth": the noun that it modifies.
        if root.dep_ in ("nummod", "compound", "amod", "nmod") and root.head.tag_ in _NOUNS and root.head.i not in numbers and root.head.i >= span.end:
            return root.head
        token = root
        for _ in range(8):
            head = token.head
            if head is token:
                break
            if head.tag_ in _NOUNS and head.i not in numbers:
                return self._carried(head, numbers)
            if head.pos_ in ("VERB", "AUX") or head.tag_ in _CONTENT_VERB:
                subject = _subject(head, numbers)
                if subject is not None and not (subject.i > span.start and token.i < subject.i):
                    return self._carried(subject, numbers)
                found = [child for child in head.children if child.dep_ in ("dobj", "obj") and child.tag_ in _NOUNS and child.i not in numbers]
                if found:
                    return found[0]
            token = head
        subject = _subject(token, numbers) if token.tag_ in _CONTENT_VERB else None
        if subject is not None:
            return self._carried(subject, numbers)
        return None

    def _carried(self, noun: Token, numbers: set[int]) -> Token:
        """Go from "number of cases" to "cases": words that measure carry no topic."""
        if self._carriers.get(noun.lower_) == "of":
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj" and inner.tag_ in _NOUNS and inner.i not in numbers:
                            return inner
        return noun

    def _phrase(self, noun: Token, span: Span, numbers: set[int]) -> str:
        kept = _noun_phrase(noun, numbers)
        verb = _verb_of(noun)
        if verb is not None and verb.lower_ not in _LIGHT and len(kept) < 8:
            kept |= {verb.i}
            if noun.dep_ in ("dobj", "pobj", "obj"):
                subject = _subject(verb, numbers)
                if subject is not None and subject.tag_ in _NOUNS:
                    kept |= {token.i for token in subject.lefts if token.dep_ in ("compound", "amod")} | {subject.i}
            for child in verb.children:
                if len(kept) >= 9:
                    break
                if child.dep_ in ("dobj", "obj", "attr") and child.i not in numbers and child.tag_ in _NOUNS:
                    kept |= {token.i for token in child.lefts if token.dep_ in ("compound", "amod") and token.i not in numbers} | {child.i}
                elif child.dep_ in ("prep", "prt") and child.i > verb.i:
                    addition = _prep_phrase(child, numbers)
                    if len(kept) + len(addition) <= 9:
                        kept |= addition
        return _join(span.doc, sorted(kept))

    def _read_plain(self, doc: Doc, span: Span, draft: Draft) -> None:
        """Without a parse: the words after the number, or before it."""
        words = []
        for token in doc[span.end : span.end + MAX_WORDS]:
            if token.is_punct or token.like_num:
                break
            words.append(token)
        while words and words[-1].is_stop:
            words.pop()
        while words and words[0].is_stop:
            words.pop(0)
        if draft.kind == "count" and draft.unit is None:
            draft.unit = singular(words[0].text, self._rules) if words else None
        if not draft.item:
            draft.item = _fold(" ".join(token.text for token in words))


def _noun_phrase(noun: Token, numbers: set[int]) -> set[int]:
    kept = {noun.i}
    for child in noun.lefts:
        if child.dep_ in _LEFT and child.i not in numbers and child.tag_ not in ("PRP$", "WP$", "CD"):
            kept |= {token.i for token in child.subtree if token.i not in numbers}
    for child in noun.rights:
        if child.dep_ == "prep":
            addition = _prep_phrase(child, numbers)
            if len(kept) + len(addition) <= MAX_WORDS - 1:
                kept |= addition
        elif child.dep_ in ("acl", "relcl") and child.tag_ in ("VBN", "VBG"):
            addition = {token.i for token in child.subtree}
            if not addition & numbers and len(kept) + len(addition) <= MAX_WORDS:
                kept |= addition
            else:
                kept.add(child.i)
    return kept


def _prep_phrase(prep: Token, numbers: set[int]) -> set[int]:
    """Give a preposition with its noun phrase; empty where a figure or a date stands in it."""
    subtree = [token for token in prep.subtree]
    if any(token.i in numbers or token.like_num for token in subtree):
        return set()
    kept = {prep.i}
    for child in prep.children:
        if child.dep_ == "pobj" and child.tag_ in _NOUNS | {"VBG"}:
            kept |= {child.i} | {token.i for token in child.lefts if token.dep_ in _LEFT}
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == "of" and len(kept) < 6:
                    kept |= _prep_phrase(inner, numbers)
        elif child.dep_ == "pcomp":
            kept |= {child.i} | {token.i for token in child.children if token.dep_ in ("dobj", "obj")}
    return kept if len(kept) > 1 else set()


def _subject(verb: Token, numbers: set[int]) -> Token | None:
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i not in numbers and child.tag_ in _NOUNS:
                return child
        if verb.dep_ not in ("conj", "xcomp", "advcl", "acl", "relcl", "auxpass"):
            return None
        if verb.dep_ in ("acl", "relcl") and verb.head.tag_ in _NOUNS and verb.head.i not in numbers:
            return verb.head
        verb = verb.head
    return None


def _verb_of(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "obj") and head.tag_ in _CONTENT_VERB:
        return head
    if noun.dep_ == "pobj" and head.head.tag_ in _CONTENT_VERB:
        return head.head
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.dep_ in ("nsubj", "nsubjpass"):
        return head.head.head
    return None


def _inside_bracket(doc: Doc, span: Span) -> bool:
    depth = 0
    for token in doc[: span.start]:
        depth += (token.text == "(") - (token.text == ")")
    return depth > 0


def _previous(before: Iterable[Draft]) -> Draft | None:
    found = [draft for draft in before if draft.item]
    return found[-1] if found else None


def _join(doc: Doc, indices: Sequence[int]) -> str:
    words = [doc[index] for index in indices if not doc[index].is_punct or doc[index].text in "-–'’"]
    text = ""
    for token in words[: MAX_WORDS + 2]:
        glued = token.text in ("-", "–") or token.text.startswith(("'", "’"))
        text += ("" if glued or text.endswith(("-", "–")) else " ") + token.text
    return _fold(text)


def _fold(text: str) -> str:
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip(" -–,;:")
    return re.sub(r"^(?:the|a|an|all|these|those|this)\s+", "", text, flags=re.IGNORECASE)
