"""Sums that reach over sentences and lines: a total in one, its parts in the next or in a list below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kzreform.checking.audit.scene import Numeral, Scene, Sentence, alike, amount
from kzreform.checking.audit.sums import summed, tie
from kzreform.checking.audit.ties import Tie
from kzreform.checking.audit.words import worded

_TOGETHER = worded("together")
_HEAD = 30  # characters
_LEAST_DIGITS = 3
_MOST_PARTS = 6
_LONGEST_ROW = 16  # amounts: of many some add up by chance
_LEADS_BACK = 3  # blocks above a list in which its total may stand
_LIST_REACH = (Decimal("0.97"), Decimal("1.05"))


def find(scene: Scene) -> Iterator[Tie]:
    """Find the sums over several sentences of a document."""
    yield from _lists(scene)
    for sentence in scene.in_order():
        yield from _runs(sentence)
        yield from _together(scene, sentence)
        for earlier in scene.before(sentence, 1):
            if abs(earlier.block - sentence.block) <= 1:
                yield from _set_against(earlier, sentence)
                yield from _set_against(sentence, earlier)


def _lists(scene: Scene) -> Iterator[Tie]:
    """Find "65 meetings were held with:" and the items below, each with a count."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in scene.in_order():
        by_block.setdefault(sentence.block, []).append(sentence)
    place = 0
    while place < len(scene.blocks):
        items: list[Sequence[Sentence]] = []
        first = place
        while place < len(scene.blocks) and scene.blocks[place].kind == "list_item":
            items.append(by_block.get(place, []))
            place += 1
        place += not items
        counts = [[n for s in item for n in s.numerals if amount(n)][:1] for item in items]
        if len(items) < 2 or not all(counts):
            continue
        parts = [count[0] for count in counts]
        yield from _totalled(by_block, parts, first)


def _totalled(by_block: dict[int, list[Sentence]], parts: Sequence[Numeral], first: int) -> Iterator[Tie]:
    for block in range(first - 1, max(-1, first - 1 - _LEADS_BACK), -1):
        for sentence in reversed(by_block.get(block, [])):
            for whole in reversed(sentence.numerals):
                if not amount(whole) or not alike(whole, parts[0]):
                    continue
                leads = block == first - 1 and sentence.text[sentence.start : sentence.end].rstrip().endswith(":")
                for found in summed(parts, whole, _LIST_REACH if leads else None):
                    if found.told:
                        yield found
                        return


def _set_against(wholes: Sentence, parts: Sentence) -> Iterator[Tie]:
    """Find all amounts of one sentence that together make one of the other."""
    for whole in wholes.numerals:
        if not amount(whole) or _digits(whole) < _LEAST_DIGITS:
            continue
        alikes = [n for n in parts.numerals if amount(n) and alike(n, whole) and n.kind == whole.kind]
        if 2 <= len(alikes) <= _MOST_PARTS and all(n.figure.value < whole.figure.value for n in alikes):
            found = tie(alikes, whole, "holding")
            if found.verdict == "consistent" and _tight(found):
                yield found
                return


def _together(scene: Scene, sentence: Sentence) -> Iterator[Tie]:
    """Find "The north has 800 farms. The south has 650 and the east 500. Together that makes 1,950"."""
    whole = sentence.numerals[-1]
    if (
        not amount(whole)
        or _digits(whole) < _LEAST_DIGITS
        or not _TOGETHER.match(sentence.text[sentence.start : sentence.start + _HEAD])
    ):
        return
    parts: list[Numeral] = [n for n in sentence.numerals[:-1] if alike(n, whole)]
    for earlier in scene.before(sentence, _LEADS_BACK):
        if earlier.block != sentence.block:
            return
        parts = [n for n in earlier.numerals if amount(n) and alike(n, whole)] + parts
        if 2 <= len(parts) <= _MOST_PARTS:
            found = tie(parts, whole, "holding")
            if found.verdict == "consistent" and _tight(found):
                yield found
                return


def _runs(sentence: Sentence) -> Iterator[Tie]:
    """Find neighbours that together make another amount of their sentence."""
    for row in sentence.rows:
        amounts = [n for n in row if amount(n)]
        if len(amounts) > _LONGEST_ROW:
            continue
        for whole in amounts:
            if _digits(whole) < _LEAST_DIGITS:
                continue
            others = [n for n in amounts if n is not whole and n.kind == whole.kind and alike(n, whole)]
            sides = ([n for n in others if n.end <= whole.start], [n for n in others if n.start >= whole.end])
            for side in sides:
                for size in range(2, min(len(side), _MOST_PARTS) + 1):
                    for at in range(len(side) - size + 1):
                        found = tie(side[at : at + size], whole, "holding")
                        if found.verdict == "consistent" and _tight(found):
                            yield found


def _tight(found: Tie) -> bool:
    """Say whether the sum holds so closely that it can hardly be chance."""
    span = found.formula([n.written.span for n in found.inputs])
    return (span.high - span.low) <= abs(found.stated.figure.value) / 100


def _digits(numeral: Numeral) -> int:
    return len(numeral.figure.value.normalize().as_tuple().digits)
