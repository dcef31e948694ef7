"""Currency names, symbols and codes of a language, from CLDR by way of Babel."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from babel import Locale, numbers


@functools.lru_cache(maxsize=8)
def currency_lexicons(language: str) -> Mapping[str, dict[str, str]]:
    """Give two lexicons, word to ISO 4217 code: ``currency_names`` in the language, ``currency_codes``.

    >>> currency_lexicons("en")["currency_names"]["us dollars"]
    'USD'
    >>> currency_lexicons("en")["currency_codes"]["kzt"]
    'KZT'
    """
    locale = Locale.parse(language)
    names: dict[str, str] = {}
    # Current tender only: "old" currencies would claim the names that their successors use.
    for code in sorted(set().union(*_tender(locale))):
        for count in (None, 1, 2):
            name = numbers.get_currency_name(code, count=count, locale=locale).lower()
            if name != code.lower():
                names.setdefault(name, code)
    return {"currency_names": names, "currency_codes": {code.lower(): code for code in sorted(set(names.values()))}}


def _tender(locale: Locale) -> list[set[str]]:
    territories = [str(territory) for territory in locale.territories]
    return [set(numbers.get_territory_currencies(territory)) for territory in territories if len(territory) == 2]
