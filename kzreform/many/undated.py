"""Words such as "this year" that stay undated because nobody knows when the document was published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kzreform.deadline import Deadline
from kzreform.records import Document, Figure

if TYPE_CHECKING:
    from kzreform.extraction import Extractor
    from kzreform.extraction.dates import Calendar
    from kzreform.extraction.find import Finder

#: Any day does: it is only asked whether one would help.
_SOME_DAY = "2000-06-15"

#: Dates that name their years themselves: the day of publication adds nothing to them.
_COMPLETE = ("year", "year_span", "decade")


class Undated:
    """Looks for words that a publication date would have dated."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._tools: tuple[set[str], Finder, Calendar, Calendar] | None = None

    def words(self, document: Document, figures: Iterable[Figure], deadline: Deadline | None = None) -> str | None:
        """Give the first such words in the sentences of undated figures; None where the date is known or not missed.

        >>> from kzreform.extraction import Extractor
        >>> document = Document(id="note", text="This year it was 7%.")
        >>> extractor = Extractor()
        >>> Undated(extractor).words(document, extractor.extract(document))
        'This year'

        Raises TimeLimitError when the ``deadline`` is over.
        """
        deadline = deadline or Deadline()
        if document.published is not None:
            return None
        seen = set()
        for figure in figures:
            if figure.date is None and figure.sentence and figure.sentence not in seen:
                deadline.check()
                seen.add(figure.sentence)
                if found := self._waiting(figure.sentence):
                    return found
        return None

    def _waiting(self, sentence: str) -> str | None:
        from kzreform.extraction.find import DateMention

        names, finder, without, dated = self._tools = self._tools or self._made()
        if not finder.possible(sentence, names):
            return None
        for mention in finder.find(sentence):
            if (
                isinstance(mention, DateMention)
                and without.resolve(mention, sentence) is None
                and dated.resolve(mention, sentence) is not None
            ):
                return sentence[mention.start : mention.end]
        return None

    def _made(self) -> tuple[set[str], Finder, Calendar, Calendar]:
        # Made only when it is needed: a finder of its own takes a moment to be ready.
        from kzreform.extraction.dates import Calendar
        from kzreform.extraction.find import Finder

        rules = self._extractor.rules
        dates = (pattern for pattern in rules.patterns if pattern.yields == "date")
        names = {pattern.name for pattern in dates if pattern.form not in _COMPLETE}
        return names, Finder(rules), Calendar(rules), Calendar(rules, published=_SOME_DAY)
