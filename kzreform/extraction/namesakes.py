"""Currencies that share a name: a peso is Mexican or Philippine, as the document's countries tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from babel import Locale, numbers

from kzreform.extraction.draft import Draft
from kzreform.extraction.rules import Rules


class Namesakes:
    """Give each currency word that several countries use the code of the one that a document speaks of most."""

    def __init__(self, rules: Rules, language: str) -> None:
        self._language = language
        self._families = {word: str(family) for word, family in rules.lexicon("shared_currencies").items()}
        self._usual = {word: str(rules.lexicon("currency_words").get(word, "")) for word in self._families}
        self._word = rules.compile(r"(?<!\w)\L<shared_currencies>(?!\w)")

    def settle(self, text: str, drafts: Iterable[tuple[str, Draft]]) -> None:
        """Change the units of drafts, each with its surface, by the countries named in the document's text."""
        money = [(surface, draft) for surface, draft in drafts if draft.kind == "money"]
        words = {found.group().lower() for surface, _ in money if (found := self._word.search(surface))}
        codes = {self._usual[word]: self._told(text, word) for word in words}
        for surface, draft in money:
            # A number that only shares the unit of another follows it; a code or a full name stands.
            bare = self._word.search(surface) or draft.why.get("unit") == "shared"
            if bare and (code := codes.get(draft.unit or "")) is not None and code != draft.unit:
                draft.unit, draft.why["unit"] = code, "the countries that the document names"

    def _told(self, text: str, word: str) -> str:
        usual = self._usual[word]
        named = {code: _times(text, names) for code, names in _countries(self._language, self._families[word]).items()}
        best = max(named, key=lambda code: (named[code], code == usual, code), default=usual)
        return best if named.get(best, 0) > named.get(usual, 0) else usual


def _times(text: str, names: frozenset[str]) -> int:
    return sum(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) for name in names)


@functools.lru_cache(maxsize=64)
def _countries(language: str, family: str) -> Mapping[str, frozenset[str]]:
    """Give the codes of a family of currencies with the names of their countries, from CLDR by way of Babel.

    >>> sorted(_countries("en", "peso")["PHP"])
    ['Philippine', 'Philippines']
    """
    locale = Locale.parse(language)
    found: dict[str, set[str]] = {}
    for territory in sorted(str(one) for one in locale.territories if len(str(one)) == 2):
        for code in numbers.get_territory_currencies(territory):
            name = numbers.get_currency_name(code, count=1, locale=locale)
            if name.lower().split()[-1] == family:
                whose = name.rsplit(" ", 1)[0] if " " in name else ""
                found.setdefault(code, set()).update(filter(None, (whose, locale.territories[territory])))
    return {code: frozenset(names) for code, names in found.items()}
