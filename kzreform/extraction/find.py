"""Find mentions in a block: quantities, dates and references to pass over."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from kzreform.deadline import Stopwatch
from kzreform.errors import KzreformError
from kzreform.extraction.fold import fold
from kzreform.extraction.hints import Hints
from kzreform.extraction.needs import Needs
from kzreform.extraction.numbers import read_number, scale_of
from kzreform.extraction.rules import TIMEOUT, Pattern, Rules, matches, surface, too_slow
from kzreform.extraction.starts import Starts
from kzreform.extraction.trie import trie
from kzreform.records import Kind


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A quantity as the patterns see it, with offsets into the block."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    pattern: str
    number: str
    scale: str | None = None
    form: str | None = None
    low: tuple[int, int] | None = None
    high: tuple[int, int] | None = None


class DateMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date as it is written, with offsets into the block; ``parts`` are the pattern's named groups."""

    start: int
    end: int
    form: str
    parts: dict[str, str]
    pattern: str


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number that is no figure: an article, an order, a list mark, a name."""

    start: int
    end: int
    pattern: str


Mention = Quantity | DateMention | Reference


class Finder:
    """Apply the patterns of a language to text, block by block.

    >>> from kzreform.extraction.rules import load_rules
    >>> finder = Finder(load_rules("en"))
    >>> [mention.pattern for mention in finder.find("In 2023, 325 billion tenge were returned.")]
    ['year', 'money-after']
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        hints = Hints(rules.lexicons, rules.snippets)
        hinted = [
            (pattern, hints.of(pattern.regex))
            for pattern in rules.patterns
            if pattern.yields in ("quantity", "date", "reference")
        ]
        anchored = [(pattern, hint) for pattern, hint in hinted if pattern.anchor]
        free = [(pattern, hint) for pattern, hint in hinted if not pattern.anchor]
        self._anchored, self._free = [pattern for pattern, _ in anchored], [pattern for pattern, _ in free]
        self._anywhere = frozenset(order for order, (_, hint) in enumerate(free) if hint.starts is None)
        self._needs = Needs([hint.needs for _, hint in (*anchored, *free)])
        self._starts = Starts([hint for _, hint in free])
        words = {word for name in ("ones", "teens", "tens", "openings") for word in rules.lexicon(name)}
        fractions = "".join(rules.lexicon("vulgar_fractions"))
        self._numeral = re.compile(rf"(?<![\w.])\.\d+|\d+|[{fractions}]|\b" + trie(map(fold, words)) + r"\b")
        self._trigger = re.compile(r"\d|\b" + trie(map(fold, {*words, *rules.lexicon("triggers")})))

    def find(self, text: str) -> list[Mention]:
        """Give the mentions of a text in order; where patterns compete, priority decides, then length."""
        folded = fold(text)
        if not self._trigger.search(folded):
            return []
        found = sorted(
            self._candidates(text, folded), key=lambda entry: (-entry[0], entry[1] - entry[2], entry[1], entry[3])
        )
        taken = bytearray(len(text))  # a place for each character, for in a row of numbers mentions are many
        mentions: list[Mention] = []
        for _, start, end, _, pattern, match in found:
            if taken.find(1, start, end) >= 0:
                continue
            mention = self.read(pattern, match)
            if mention is not None:
                mentions.append(mention)
            elif not self._is_too_long(match):
                continue
            taken[start:end] = b"\1" * (end - start)
        return sorted(mentions, key=lambda mention: mention.start)

    def _is_too_long(self, match: Any) -> bool:
        """Say whether a match has a number that is refused for its length: no part of it is a number then."""
        numbers = (match.groupdict().get(name) for name in ("number", "low", "high"))
        return any(number and number[0].isdigit() and read_number(number, self.rules) is None for number in numbers)

    def possible(self, text: str, names: Container[str]) -> bool:
        """Say whether one of some patterns, by name, may match in a text; quicker than to find it."""
        folded = fold(text)
        return any(pattern.name in names for _, pattern, _ in self._possible(folded, self._starts.find(folded)))

    def _candidates(self, text: str, folded: str) -> Iterator[tuple[int, int, int, int, Pattern, Any]]:
        numerals = [match.start() for match in self._numeral.finditer(folded)]
        starts = self._starts.find(folded)
        limit = self.rules.limit(len(text))
        for order, pattern, free in self._possible(folded, starts):
            if not free:
                found: Iterable[Any] = _matches_at(pattern, text, numerals, limit, apart=False)
            elif order in self._anywhere:
                found = matches(pattern, text)
            else:
                found = _matches_at(pattern, text, sorted(itertools.chain(*starts[order])), limit, apart=True)
            for match in found:
                yield (pattern.priority, *surface(match), order, pattern, match)

    def _possible(self, folded: str, starts: Container[int]) -> Iterator[tuple[int, Pattern, bool]]:
        """Give the patterns that may match, each with its number among those of its sort, the free ones or not."""
        met = self._needs.met(folded)
        for order, pattern in enumerate(self._anchored):
            if met >> order & 1:
                yield order, pattern, False
        met >>= len(self._anchored)
        for order, pattern in enumerate(self._free):
            if met >> order & 1 and (order in starts or order in self._anywhere):
                yield order, pattern, True

    def read(self, pattern: Pattern, match: Any) -> Mention | None:
        """Give what a pattern's match says; None where its number cannot be read."""
        start, end = surface(match)
        if pattern.yields == "reference":
            return Reference(start=start, end=end, pattern=pattern.name)
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        if pattern.yields == "date":
            return DateMention(start=start, end=end, form=pattern.form or "", parts=groups, pattern=pattern.name)
        spans = {name: match.span(name) for name in ("low", "high") if name in groups}
        try:
            return self._quantity(pattern, groups, spans, match.string[start:end], (start, end))
        except (KeyError, ArithmeticError, ValueError) as error:  # of a user's pattern
            raise KzreformError(f"the pattern {pattern.name!r} ({pattern.file}) gives no number ({error})") from error

    def _quantity(
        self,
        pattern: Pattern,
        groups: dict[str, str],
        spans: dict[str, tuple[int, int]],
        text: str,
        span: tuple[int, int],
    ) -> Quantity | None:
        values = self._values(pattern, groups, text)
        if values is None or pattern.kind is None:
            return None
        unit = pattern.unit or self._unit(pattern, groups.get("unit"))
        low, high = values
        if unit in _FRACTIONS_OF:
            base, factor = _FRACTIONS_OF[unit]
            low, high, unit = low * factor, None if high is None else high * factor, base
        if "minor" in groups:
            whole = self._compound(pattern, groups, low, unit)
            if whole is None:
                return None
            low, unit = whole
        number = groups.get("high") or groups.get("number") or ""
        return Quantity(
            start=span[0],
            end=span[1],
            kind=pattern.kind,
            value=low,
            value_high=high,
            unit=unit,
            pattern=pattern.name,
            number=number,
            scale=scale_of(number, self.rules),
            form=pattern.form,
            low=spans.get("low"),
            high=spans.get("high"),
        )

    def _compound(
        self, pattern: Pattern, groups: dict[str, str], major: Decimal, unit: str | None
    ) -> tuple[Decimal, str | None] | None:
        """Give "4 hours 30 minutes" as 4.5 hours; "1 year 4 months", no decimal number of years, as 16 months."""
        small = self._unit(pattern, groups.get("minor_unit"))
        parts = _CENTS if small is None else self.rules.lexicon("subunits").get(f"{unit} {small}".lower())
        minor = read_number(groups["minor"], self.rules)
        if parts is None or minor is None or not minor < Decimal(parts) or major != major.to_integral_value():
            return None
        whole = major * Decimal(parts) + minor
        exact = (whole / Decimal(parts)).quantize(Decimal("0.01")).normalize() + 0
        return (exact, unit) if exact * Decimal(parts) == whole else (whole, small)

    def _values(self, pattern: Pattern, groups: dict[str, str], text: str) -> tuple[Decimal, Decimal | None] | None:
        if pattern.value is not None:
            return Decimal(pattern.value), None
        if pattern.form in ("fraction", "every", "half", "one", "word", "ratio", "part"):
            value = self._spelled(pattern, groups, text)
            return None if value is None else (value, None)
        if "low" in groups:
            return self._range(groups["low"], groups["high"])
        if (number := groups.get("number")) is None:
            return None
        value = self._ordinal(number)
        if value is None:
            value = read_number(re.sub(r"(?<=\d)-?(?:st|nd|rd|th)$", "", number), self.rules)
        if value is not None and "sign" in groups:
            value = -value
        return None if value is None else (value, None)

    def _ordinal(self, number: str) -> Decimal | None:
        """Give the value of an ordinal in words: "third", "fifty-first"."""
        tens, _, last = number.lower().replace("‑", "-").rpartition("-")
        ordinal = self.rules.lexicon("ordinals").get(last)
        if ordinal is None:
            return None
        return Decimal(ordinal) + Decimal(self.rules.lexicon("tens").get(tens, 0))

    def _range(self, low_text: str, high_text: str) -> tuple[Decimal, Decimal | None] | None:
        low, high = read_number(low_text, self.rules), read_number(high_text, self.rules)
        if low is None or high is None:
            return None
        # "2 to 3 billion": the scale word stands once for both ends.
        if scale_of(low_text, self.rules) is None and (scale := scale_of(high_text, self.rules)):
            shared = read_number(f"{low_text} {scale}", self.rules)
            if shared is not None and low < 1000 and shared <= high * 20:
                low = shared
        return low, high

    def _spelled(self, pattern: Pattern, groups: dict[str, str], text: str) -> Decimal | None:
        if pattern.form == "word":
            value = self.rules.lexicon(pattern.lexicon or "").get(text.lower())
            return None if value is None else Decimal(value)
        if pattern.form in ("half", "one"):
            scale = Decimal(self._numbers[groups["scale"].lower()])
            if "of" in groups:
                parts = self._numbers.get(groups["parts"].lower(), 1)
                return scale * Decimal(parts) / Decimal(self.rules.lexicon("fractions")[groups["of"].lower()])
            return scale / 2 if pattern.form == "half" else scale
        if "of" not in groups:
            return Decimal(50)
        if pattern.form == "ratio":
            part, base = read_number(groups["parts"], self.rules), read_number(groups["of"], self.rules)
            if part is None or not base or part > base:
                return None
            return (part * 100 / base).quantize(Decimal("0.01")).normalize() + 0
        word = "a" if pattern.form == "every" else groups.get("parts", "a").lower()
        parts = 1 if word in ("a", "an") else self._numbers[word]
        whole = {**self.rules.lexicon("fractions"), "second": 2, "half": 2}[groups["of"].lower()]
        of = 1 if pattern.form == "part" else 100
        return (Decimal(parts) * of / Decimal(whole)).quantize(Decimal("0.01")).normalize() + 0

    @functools.cached_property
    def _numbers(self) -> dict[str, Any]:
        return {**self.rules.lexicon("scales"), **self.rules.lexicon("ones"), **self.rules.lexicon("teens")}

    def currency(self, word: str) -> str:
        """Give the code of a currency by its name, symbol or code; the word itself where it is none."""
        for name in _CURRENCIES:
            if (unit := self.rules.lexicon(name).get(word.lower())) is not None:
                return str(unit)
        return word

    def _unit(self, pattern: Pattern, word: str | None) -> str | None:
        if word is None:
            return None
        key = re.sub(r"[\s\u00a0\u2009\u202f]+", " ", word).strip(" -‑").lower()
        if pattern.lexicon == "currency":
            return self.currency(key)
        return str(self.rules.lexicon(pattern.lexicon or "").get(key, key))


def _matches_at(
    pattern: Pattern, text: str, starts: Iterable[int], limit: dict[str, float], *, apart: bool
) -> Iterator[Any]:
    """Give the matches that begin at given places, each in the time of ``limit``; if ``apart`` none inside another.

    Raises ``TimeLimitError`` where that takes longer than TIMEOUT seconds.
    """
    match = pattern.compiled.match
    end = 0
    if not limit:
        for start in starts:
            if start >= end and (found := match(text, start)):
                yield found
                end = found.end() if apart else 0
        return
    watch = Stopwatch(TIMEOUT)
    for start in starts:
        if start < end:
            continue
        try:
            found = match(text, start, **limit)
        except TimeoutError as error:
            raise too_slow(pattern) from error
        if found:
            yield found
            end = found.end() if apart else 0
        if watch.over:
            raise too_slow(pattern)


#: The lexicons of currencies, the likeliest first.
_CURRENCIES = ("currency_words", "currency_symbols", "calculation_indices", "currency_names", "currency_codes")

#: How many cents, tiyn or pence make one of the currency they are told with.
_CENTS = 100

#: Units told as a fraction of another.
_FRACTIONS_OF = {
    "basis point": ("percentage point", Decimal("0.01")),
    "per mille": ("percent", Decimal("0.1")),
    "USD cent": ("USD", Decimal("0.01")),
    "KZT cent": ("KZT", Decimal("0.01")),
    "decade": ("year", Decimal(10)),
}
