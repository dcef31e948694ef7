"""The date that a text gives for itself: on a line of its own near the top, or before the first sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzreform.extraction.dates import Calendar
    from kzreform.extraction.find import DateMention, Finder

_LINES = 12
_LINE_LENGTH = 400
_START = 70
#: Without a year no date is looked for: the patterns are costly to load.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(
    r"(?:first |last )?(?:published|posted|issued|released|updated|modified|date|dated)(?: on| at)?:?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?|"
    r"(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:gmt|utc|astana time)(?:[+-]\d+)?)?|"
    r"press release(?: no\.? ?[\d/-]+)?,?|for immediate release|news",
    re.IGNORECASE,
)
#: "ASTANA", "Astana,", "NUR-SULTAN (Kazinform)": up to three words with capitals, all of them or with a mark after.
_PLACE = re.compile(
    r"[(\[]?(?:[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,2}[,.]?|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}[,:])"
    r"(?: ?\(?[A-Z]\w+\)?[,.]?)?[)\]]?"
)
_DASH = re.compile(r"\s*[)\]]?[.,:]?\s*(?:[A-Z]{3,}[.,]?\s*)?(?:[–—]|--|-\s|\|\s|/\s?[A-Z]+\s?/)|\s*[)\]]?:\s")
_FORMS = ("day", "numeric", "month")


def dateline(text: str) -> str | None:
    r"""Give the date of publication that the first lines of a text tell, in EDTF; None rather than a doubtful one.

    >>> dateline("ASTANA, March 16, 2022 – The ministry built 369 schools."), dateline("On schools\n\nFeb. 11, 2025\n")
    ('2022-03-16', '2025-02-11')
    >>> dateline("On June 12, 2024, it will be five years.") is None
    True
    """
    for line in _first(text):
        if _YEAR.search(line) and (found := _of_line(line)):
            return found
    return None


def plain_date(text: str) -> str | None:
    """Read a date that stands alone: EDTF or a timestamp, or as it is written in texts; None for what is no date.

    >>> plain_date("2024-06-12T10:30:00Z"), plain_date("2024-06"), plain_date("12 June 2024"), plain_date("soon")
    ('2024-06-12', '2024-06', '2024-06-12', None)
    """
    text = text[: 2 * _LINE_LENGTH].strip()
    if len(text) > _LINE_LENGTH:
        return None
    if re.fullmatch(r"(?:1[5-9]|2[01])\d\d", text):
        return text
    if iso := re.fullmatch(r"(\d{4}-\d\d(?:-\d\d)?)(?:[T ]\d\d:.*)?", text):
        return iso[1] if _valid(iso[1]) else None
    return _of_line(text) if _YEAR.search(text) else None


def _valid(edtf: str) -> bool:
    from datetime import date

    year, month, day = (*map(int, edtf.split("-")), 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _first(text: str) -> Iterator[str]:
    start = text[: _LINES * _LINE_LENGTH].lstrip("\ufeff")
    lines = [line.strip(" \t\u00a0#*_>|") for line in start.splitlines()]
    yield from [line[:_LINE_LENGTH] for line in lines if line][:_LINES]


def _of_line(line: str) -> str | None:
    from kzreform.extraction.find import DateMention

    for mention in _tools()[0].find(line):
        if not isinstance(mention, DateMention) or mention.form not in _FORMS or "year" not in mention.parts:
            continue
        before = _LABEL.sub("", line[: mention.start]).strip(" \t\u00a0|")
        after = _LABEL.sub("", line[mention.end :])
        if before.strip(",.") and not _PLACE.fullmatch(before):
            return None
        if after.strip(" \t\u00a0,.|()[]") and (
            mention.form == "month" or mention.start > _START or not _DASH.match(after)
        ):
            return None
        return _resolved(mention)
    return None


def _resolved(mention: DateMention) -> str | None:
    calendar = _tools()[1]
    if mention.form == "numeric" and "a" in mention.parts:
        first, second = int(mention.parts["a"]), int(mention.parts["b"])
        if mention.parts.get("mark") == "/" and first != second and max(first, second) <= 12:
            return None  # 03/04/2022: one cannot know
        if second > 12:
            calendar = _tools()[2]
    resolved = calendar.resolve(mention, "")
    return resolved.edtf if resolved else None


@functools.cache
def _tools() -> tuple[Finder, Calendar, Calendar]:
    from kzreform.extraction.dates import Calendar
    from kzreform.extraction.find import Finder
    from kzreform.extraction.rules import load_rules

    rules = load_rules("en")
    return Finder(rules), Calendar(rules), Calendar(rules, order="mdy")
