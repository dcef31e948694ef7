"""Cut what is longer than people write, so that a text without line breaks or full stops is read in bounded steps.

Paragraphs of more than ``LONGEST`` characters are read part by part, sentences of more than ``LONGEST_SENTENCE`` too. A
cut never goes through a mention: its value would be another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from kzreform.errors import TimeLimitError
from kzreform.extraction.clean import Cleaned
from kzreform.extraction.find import Mention
from kzreform.records import Block, Document

#: Characters of a paragraph and of a sentence that are read at once; the longest of the annotated texts have 2,578
#: and 788.
LONGEST, LONGEST_SENTENCE = 10_000, 1_200

#: How far before the end of a part its mentions are certain to be those that the whole paragraph has.
_MARGIN = 1_000

#: Where to cut, the best first: behind a sentence, at white space, at a mark that no number has.
_PLACES = (
    re.compile(r"[.!?…][\"'”»’)\]]*\s+(?=[\"'“«‘(\[]*[A-Z])"),
    re.compile(r"\s+"),
    re.compile(r"[^\w\s.,:;'’‘`´·/%‰^+$€£¥₸₽−–-]+"),
)
_WORD_END = re.compile(r"(?<=[^\W\d_])\s+")

Part = tuple[Block, Cleaned, list[Mention]]


def parts(document: Document, block: Block, find: Callable[[str], list[Mention]]) -> Iterator[Part]:
    """Give a block as the patterns read it, with its mentions; in parts when it is very long.

    Raises ``TimeLimitError`` with the line when a pattern takes too long.
    """
    start, line = block.start, block.line
    while start < block.end:
        end, cleaned = _cleaned(document, block, start)
        try:
            mentions = find(cleaned.text)
            if end < block.end:
                cut = cut_between(cleaned.text, mentions, 0, len(cleaned.text) - _MARGIN)
                if cut is None:
                    # Not a word ends in all of it. Whatever it is, what looks like a number there is a part of it.
                    end, mentions = _after_word(document.text, end, block.end), []
                    cleaned = _clean(document, block, start, end)
                else:
                    end = start + cleaned.origin(cut)
                    cleaned = _clean(document, block, start, end)
                    mentions = find(cleaned.text)
        except TimeLimitError as error:
            raise TimeLimitError(f"line {line}: {error.message}") from error
        yield msgspec.structs.replace(block, start=start, end=end, line=line), cleaned, mentions
        line += len(re.findall(r"\r\n|[\n\r]", document.text[start:end]))
        start = end


def shorter(text: str, span: tuple[int, int], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Give the span of a sentence, cut where it is very long."""
    start, end = span
    spans = []
    while end - start > LONGEST_SENTENCE:
        near = [mention for mention in mentions if mention.end > start and mention.start < start + LONGEST_SENTENCE]
        cut = cut_between(text, near, start, start + LONGEST_SENTENCE)
        if cut is None:
            cut = _after_word(text, start + LONGEST_SENTENCE, end)
        spans.append((start, cut))
        start = cut
    spans.append((start, end))
    return [(low, low + len(text[low:high].rstrip())) for low, high in spans if text[low:high].strip()]


def cut_between(text: str, mentions: Sequence[Mention], start: int, end: int) -> int | None:
    """Give where a text is best cut in a span, outside of its mentions; None where it cannot be.

    The first half is left whole if there is a place in the second.
    """
    inside = {place for mention in mentions for place in range(mention.start + 1, mention.end)}
    half = (start + end) // 2
    for low, high in ((half, end), (start, half)):
        begun = [mention.start for mention in mentions if low < mention.start <= high]
        for number, expression in enumerate(_PLACES):
            if number == 1 and (spaced := [place for place in begun if text[place - 1].isspace()]):
                return spaced[-1]  # what follows a figure more often belongs to it than what stands before it
            cuts = [match.end() for match in expression.finditer(text, low, high)]
            if cuts := [cut for cut in cuts if cut not in inside and cut > low]:
                return cuts[-1]
    return None


def _cleaned(document: Document, block: Block, start: int) -> tuple[int, Cleaned]:
    """Clean as much of a block as is read at once; what is not read does not count."""
    size = LONGEST
    while True:
        end = min(start + size, block.end)
        cleaned = _clean(document, block, start, end)
        if end == block.end or 2 * len(cleaned.text) > LONGEST:
            return end, cleaned
        size *= 2


def _clean(document: Document, block: Block, start: int, end: int) -> Cleaned:
    raw = document.text[start:end]
    return Cleaned(raw.replace("\t", "|") if block.kind == "table_row" else raw)


def _after_word(text: str, start: int, end: int) -> int:
    found = _WORD_END.search(text, start, end)
    return found.end() if found else end
