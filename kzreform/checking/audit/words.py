"""The words that tie figures, as regexes for the short gaps between two of them; ``patterns`` holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzreform.extraction.rules import load_rules

if TYPE_CHECKING:
    import regex


def worded(name: str) -> regex.Pattern[str]:
    """Give one of the regexes by its name, without the ``tie_`` that all begin with.

    >>> worded("tail_of_which").match(" people, of whom") is None, bool(worded("tail_of_which").match(" of whom"))
    (True, True)
    """
    found: regex.Pattern[str] = load_rules("en").compile(f"{{{{tie_{name}}}}}")
    return found


OUT_OF = worded("out_of")
OF_THE_WHOLE = worded("of_the_whole")
OF_WHICH = worded("of_which")
TAIL_OF_WHICH = worded("tail_of_which")
LEAD_OF = worded("lead_of")
OF_ELSE = worded("of_else")
THEN_PERCENT = worded("then_percent")
THEN_PERCENT_FAR = worded("then_percent_far")
PERCENT_OPENS = worded("percent_opens")
PERCENT_OR = worded("percent_or")
PERCENT_APART = worded("percent_apart")
MORE = worded("more")
CHANGED = worded("changed")
DIFFERENCE = worded("difference")
DOWN = worded("down")
GROWING = worded("growing")
FROM = worded("from")
TO = worded("to")
TO_ENDS = worded("to_ends")
TO_AMOUNT = worded("to_amount")
AND_ALSO = worded("and_also")
THAT_IS = worded("that_is")
UP_BY = worded("up_by")
ON_THE = worded("on_the")
THAN = worded("than")
THAN_ENDS = worded("than_ends")
TIMES_THAN = worded("times_than")
REMAINING = worded("remaining")
TAIL_REMAINING = worded("tail_remaining")
ONE_OF = worded("one_of")
THE_FIRST = worded("the_first")
IN_TOTAL = worded("in_total")
TOTAL_AFTER = worded("total_after")
MADE_OF = worded("made_of")
INCOMPLETE = worded("incomplete")
COMPARED = worded("compared")
EXCEEDS = worded("exceeds")
