"""Singular forms of nouns, by the language's own tables."""

from __future__ import annotations

from kzreform.extraction.rules import Rules

#: The lexicon of endings.
_ENDINGS = "plural_endings"


def singular(noun: str, rules: Rules) -> str:
    """Give a noun's lower-case singular.

    >>> from kzreform.extraction.rules import load_rules
    >>> [singular(noun, load_rules("en")) for noun in ("Parties", "people", "crimes", "businesses", "status")]
    ['party', 'person', 'crime', 'business', 'status']
    """
    word = noun.lower().strip("’'\"“”")
    irregular = rules.lexicon("plurals")
    if word in irregular:
        return str(irregular[word])
    # "businesswomen", "schoolchildren": the last part decides.
    for plural in ("women", "men", "children", "people"):
        if word.endswith(plural) and len(word) > len(plural) + 2:
            return word.removesuffix(plural) + str(irregular.get(plural, plural))
    for ending, replacement in _endings(rules):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + replacement
    return word


def _endings(rules: Rules) -> list[tuple[str, str]]:
    """Give the endings of plurals with those of singulars, the longest first; put in order once."""
    endings: list[tuple[str, str]] | None = rules.made.get(_ENDINGS)
    if endings is None:
        endings = [(ending, str(cell)) for ending, cell in rules.lexicon(_ENDINGS).items()]
        rules.made[_ENDINGS] = endings = sorted(endings, key=lambda entry: -len(entry[0]))
    return endings
