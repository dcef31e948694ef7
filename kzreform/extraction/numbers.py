"""Read written numbers: digits with their marks, number words, scale words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kzreform.extraction.rules import Cell, Rules
from kzreform.records import plain

_SPACES = "[\\s\u00a0\u2009\u202f]"

#: Digits with thousands marks; a number with a mark does not begin with 0.
_GROUPED = re.compile(
    rf"(?<![\d.,])(?!0)(?:\d{{1,3}}\s?(?:,\d{{3}})+|\d{{1,3}},\s\d{{3}}|\d{{1,2}}(?:,\d\d)+,\d{{3}}|\d{{1,3}}(?:['’]\d{{3}})+"
    rf"|\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?=,\d{{1,2}}(?!\d))|\d{{1,3}}(?:\.\d{{3}}){{2,}})(?!\d)"
)
_TOKEN = re.compile(r"\d*\.?\d+|[^\W\d_]+|[½¼¾⅕-⅘⅛-⅞]")

_WORD = re.compile(r"[^\W\d_]+")
#: A number said again in brackets.
_REPEAT = re.compile(r"\s?\([^()]*\)")
#: "2 1/2".
_SLASHES = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_SLASHED = re.compile(r"(?<=\d)[\s-](1/2|1/4|3/4)(?![\d/])")
_NO_DIGIT = re.compile(r"[^\d]")
_POINT = re.compile(rf"(\d){_SPACES}?\.{_SPACES}?(\d)")
_NOUGHT = re.compile(r"(?<![\d.,])0,(\d+)")
_COMMA = re.compile(r"(\d),\s?(\d{1,2})(?!\d)")

#: A longer number than this would be rounded where it is worked with (decimals keep 28 digits); it is not read.
_DIGITS = 24


def read_number(text: str, rules: Rules) -> Decimal | None:
    """Give the value of a written number, its scale words applied; None where it is not one.

    >>> from kzreform.extraction.rules import load_rules
    >>> rules = load_rules("en")
    >>> [str(read_number(text, rules)) for text in ("1,692", "46 .6 billion", "1 million 400 thousand")]
    ['1692', '46600000000', '1400000']
    >>> [str(read_number(text, rules)) for text in ("twenty-five", "three and a half thousand", "19 063 995 118")]
    ['25', '3500', '19063995118']
    >>> [str(read_number(text, rules)) for text in ("ninety-nine point five", "a hundred and fifty", "2 1/2")]
    ['99.5', '150', '2.5']
    """
    if text.isdecimal() and len(text) <= _DIGITS:
        return plain(Decimal(text))  # as most are
    total, current, grouped = Decimal(0), None, Decimal(0)
    fractions, scales = rules.lexicon("vulgar_fractions"), {**rules.lexicon("scales"), **rules.lexicon("scale_letters")}
    words = _words(rules)
    least: Decimal | None = None
    tokens = _pointed(_TOKEN.findall(_unmarked(text.lower())), rules)
    for position, token in enumerate(tokens):
        if token[-1].isdecimal():
            # Two numbers side by side are not one.
            beside = current is not None and tokens[position - 1] not in ("and", "hundred") and token[0] != "."
            if len(token) > _DIGITS or beside:
                return None
            current = (current or Decimal(0)) + Decimal(token)
        elif token in fractions:
            current = (current or Decimal(0)) + Decimal(fractions[token])
        elif token in words:
            current = (current or Decimal(0)) + Decimal(words[token])
        elif token in ("half", "quarter") and tokens[max(0, position - 1)] == "a":
            part = Decimal("0.5") if token == "half" else Decimal("0.25")
            # "A million and a half" is a half of a million more; "three and a half million" is not there yet.
            current = (current or Decimal(0)) + (part if current is not None or least is None else part * least)
        elif token in scales:
            factor = Decimal(scales[token])
            if factor < 1000:
                current = (Decimal(1) if current is None else current) * factor
            elif least is not None and current is None and factor > least and tokens[position - 1] in scales:
                grouped, least = grouped * factor, factor * least  # "11.2 lakh crore"
            elif least is not None and factor >= least:
                return None  # "2 million 3 million"
            else:
                grouped += (Decimal(1) if current is None else current) * factor
                current, least = None, factor
        elif token in rules.lexicon("decimal_digits"):
            current = (current or Decimal(0)) + Decimal(rules.lexicon("decimal_digits")[token])
        elif token not in ("and", "a", "of"):
            return None
    if current is None and not grouped:
        return None
    total = grouped + (current or Decimal(0))
    if len(format(total, "f")) > _DIGITS:
        return None
    return plain(total.normalize() if grouped and total == total.to_integral_value() else total)


def scale_of(text: str, rules: Rules) -> str | None:
    """Give the last scale word of a written number.

    >>> from kzreform.extraction.rules import load_rules
    >>> scale_of("22.8 billion", load_rules("en"))
    'billion'
    """
    scales = rules.lexicon("scales")
    found = [token for token in _WORD.findall(text.lower()) if token in scales]
    return found[-1] if found else None


def scaled(value: Decimal, factor: Cell) -> Decimal:
    """Apply a scale word's factor; a whole number is written without a decimal part.

    >>> scaled(Decimal("108.5"), 1000000000)
    Decimal('108500000000')
    """
    product = value * Decimal(factor)
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product


def _pointed(tokens: list[str], rules: Rules) -> list[str]:
    """Put ".5" in the place of "point five"."""
    points, digits = rules.lexicon("decimal_points"), rules.lexicon("decimal_digits")
    if not any(token in points for token in tokens):
        return tokens
    made: list[str] = []
    for position, token in enumerate(tokens):
        if token in points and position:
            made.append(".")
        elif token in digits and made and made[-1][0] == ".":
            made[-1] += str(digits[token])
        else:
            made.append(token)
    return made


def _words(rules: Rules) -> Mapping[str, Cell]:
    return {**rules.lexicon("ones"), **rules.lexicon("teens"), **rules.lexicon("tens")}


def _unmarked(text: str) -> str:
    """Take out thousands marks and repeats in brackets, mend a stray space in a decimal; a decimal comma is a point."""
    text = _REPEAT.sub("", text)
    text = _SLASHED.sub(lambda found: _SLASHES[found[1]], text)
    text = _GROUPED.sub(lambda found: _NO_DIGIT.sub("", found[0]), text)
    text = _POINT.sub(r"\1.\2", text)
    text = _NOUGHT.sub(r"0.\1", text)
    return _COMMA.sub(r"\1.\2", text)
