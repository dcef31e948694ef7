"""Turn date mentions into EDTF: what a written date means, given the document it stands in."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from kzreform.errors import KzreformError
from kzreform.extraction import counted
from kzreform.extraction.find import DateMention
from kzreform.extraction.numbers import read_number
from kzreform.extraction.rules import Rules
from kzreform.records import DateBasis

Order = Literal["dmy", "mdy"]
Opening = Literal["since", "until"]

#: The forms of dates that are told relative to another, or to the publication.
_RELATIVE = frozenset(
    (
        "now",
        "weekday",
        "year_to_date",
        "years_ago",
        "relative_year",
        "relative_quarter",
        "relative_month",
        "relative_week",
        "relative_day",
        "relative_period",
        "season",
        "term",
        "decade_end",
    )
)
#: The forms whose dates are spans, and may open a time for all that: "since the first quarter".
_PARTS_OF_YEARS = frozenset(("quarter", "first_months", "season", "relative_quarter", "relative_week"))
#: How far, in characters, the sentence around a date is looked at.
_AROUND = 400
#: How far before a date, in characters, the event may begin that it is of: "since the adoption of the law in 2019".
_EVENT = 160


class DatedSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A date mention with what it means; offsets are into the block.

    ``start`` takes in a word such as "since"; ``word`` is where the date itself begins; ``words`` is how it is written.
    """

    start: int
    word: int
    end: int
    edtf: str
    basis: DateBasis
    form: str
    words: str = ""
    opening: Opening | None = None
    #: What it would mean counted from other years: a month without its year, "two years earlier".
    others: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The last year the date names, for dates nearby that leave theirs out."""
        years = re.findall(r"(?<![-\d])\d{4}", self.edtf)
        return int(years[-1]) if years else None


class Calendar:
    """What the dates of one document are read by: its publication date and its day-month order."""

    def __init__(self, rules: Rules, published: str | None = None, order: Order = "dmy") -> None:
        self.rules, self.published, self.order = rules, published, order
        self._today = _as_date(published)
        self._openings = rules.compile(r"(?<!\w)(\L<opening>)[ ](?:the[ ])?$")
        self._events = rules.compile(r"{{sinceevent}}")
        self._ahead = rules.compile(r"{{ahead}}")
        self._comparing = rules.compile(r"(?r){{comparing}}$")
        self._until = rules.compile(r"{{until}}")
        self._both = rules.compile(r"{{bothyears}}")
        self._next_month = rules.compile(r"(?r){{nextmonth}}")
        self._awaited = rules.compile(r"{{awaited}}")
        self._month_ahead = rules.compile(r"{{monthahead}}")
        self._told_year = rules.compile(r"(?<![\d.,])({{year}})(?![\d%]|[.,]\d)")

    @property
    def year(self) -> int | None:
        """The year of the publication."""
        return self._today.year if self._today is not None else None

    def resolve(
        self,
        mention: DateMention,
        text: str,
        near: int | None = None,
        period: str | None = None,
        heading: int | None = None,
        last: str | None = None,
    ) -> DatedSpan | None:
        """Give the meaning of a mention in a block's text.

        ``near`` is the year that dates without one belong to, ``period`` the last period told of and ``last`` the
        last date, in EDTF, and ``heading`` the year that the heading above names; None where no year can be told.
        """
        basis: DateBasis = "stated"
        form, parts = mention.form, mention.parts
        if form == "since_then":
            basis = "carried"
        if form in _RELATIVE or {"rel", "which"} & parts.keys():
            basis = "document" if form == "now" else "relative"
        if form in ("month", "day") and "year" not in parts and self._is_since(text, mention.start):
            near = None  # "since September": the last one, whatever year was told of
        if heading is not None and self._today is not None and heading < self._today.year:
            heading = None  # what it heads is over, and may tell of what came after
        try:
            if form in ("month", "day") and not {"year", "rel", "which"} & parts.keys():
                meant = self._month_near(text, mention, near)
                if form == "day" and (meant != near or self._is_to_come(mention, meant)):
                    heading = meant
                if form == "month" and meant is not None and self._today is not None and meant > self._today.year:
                    parts = {**parts, "year": str(meant)}
                near = meant
            if form == "relative_year" and (year := self._told_before(text, mention)) is not None:
                if self._relative(parts) in ("start", "end"):
                    heading = year  # "$58.8bn at the end of March 2024, from $60.3bn at the start of the year"
                elif self._relative(parts) == "ago" and self._today is not None and year == self._today.year - 1:
                    parts = {**parts, "year": str(year - 1)}  # "4.8% in 2024 (5.1% a year ago)"
            elif form == "relative_year" and self._today is not None and self._lies_right_ahead(text, mention):
                # "Is to be done by the end of the year" in March, "will rise at the start of the year" in December.
                edge = self._relative(parts)
                if heading is None and (edge == "end" or (edge == "start" and self._today.month > 6)):
                    heading = self._today.year + (edge == "start")
            if form == "quarter" and self._lies_wrongly_ahead(text, mention, near):
                near = None
            if form == "season" and "which" not in parts and self._is_awaited(text, mention):
                parts = {**parts, "which": "next"}
            if form == "decade_end" and "rel" not in parts and not self._is_awaited(text, mention):
                return None
            edtf = self._edtf(form, parts, near, heading)
            if form == "term":
                edtf = self._relative_period(parts, self._today, self._lies_ahead(text, mention))
        except (KeyError, ValueError, ArithmeticError) as error:  # of a user's pattern, without the groups of its form
            [file] = [pattern.file for pattern in self.rules.patterns if pattern.name == mention.pattern]
            told = f"the pattern {mention.pattern!r} ({file}) gives no date of the form {form!r} ({error})"
            raise KzreformError(told) from error
        if last is not None and (years := self._years_between(form, parts)):
            edtf = shifted(last, years) or edtf
        before = form in ("relative_month", "relative_quarter") and self._relative(parts) in (None, "before")
        if last is not None and before:
            # "1.64% in June, against 3.37% the month before": before the one told of, not before the publication.
            edtf = preceding(last, 1 if form == "relative_month" else 3) or edtf
        if form == "same_period" and edtf and period and re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", period):
            shift = int(edtf) - int(period[8:12]) if edtf != period[8:12] else -1
            edtf = re.sub(r"\d{4}", lambda year: f"{int(year[0]) + shift:04d}", period)
        if edtf is None or is_backwards(edtf) or not _EDTF.fullmatch(edtf):
            return None
        start, opening = mention.start, None
        if "/" not in edtf or form in _PARTS_OF_YEARS:
            start, opening = self._opening(text, mention.start, is_after(edtf, self.published))
        if form == "year_span" and parts.get("from"):
            opening = None
        if opening == "since" and form != "now" and "/" not in edtf:
            edtf = f"{edtf}/.."
        elif opening == "until" and form != "now" and "/" not in edtf:
            edtf = f"../{edtf}"
        return DatedSpan(
            start=start,
            word=mention.start,
            end=mention.end,
            edtf=edtf,
            basis=basis,
            form=form,
            words=text[start : mention.end],
            opening=opening,
        )

    def others(self, mention: DateMention, date: DatedSpan, years: Iterable[int]) -> tuple[str, ...]:
        """Give what a date that names no year would mean if it were counted from other years.

        >>> from kzreform.extraction.rules import load_rules
        >>> calendar = Calendar(load_rules(), "2024-06-01")
        >>> told = DateMention(start=3, end=8, pattern="month", form="month", parts={"month": "April"})
        >>> calendar.others(told, calendar.resolve(told, "In April it rose"), [2022])
        ('2022-04',)
        """
        if "year" in mention.parts or mention.form in ("now", "weekday", "numeric", "since_then", "year_to_date"):
            return ()
        found: list[str] = []
        for year in (None, *years):
            # "In April", "the year before": of a year told. "Five years earlier", "last year": as if it were that year.
            for told in (self, self._in_year(year)):
                try:
                    edtf = None if told is None else told._edtf(mention.form, mention.parts, year)
                except (KeyError, ValueError, ArithmeticError):
                    continue
                if edtf and date.opening is not None and "/" not in edtf:
                    edtf = f"{edtf}/.." if date.opening == "since" else f"../{edtf}"
                if (
                    edtf
                    and edtf != date.edtf
                    and edtf not in found
                    and not is_backwards(edtf)
                    and _EDTF.fullmatch(edtf)
                ):
                    found.append(edtf)
        return tuple(found)

    def spans(self, text: str, low: DatedSpan, high: DatedSpan) -> bool:
        """Say whether two dates are the ends of one period: "from May 2022 to the end of 2023"."""
        ends = low.opening == "since" and "/" not in high.edtf.removeprefix("../")
        return ends and bool(self._until.fullmatch(text, low.end, high.word))

    def adjoin(self, text: str, low: DatedSpan, high: DatedSpan) -> bool:
        """Say whether two dates are a year and the next, told together: "in 2020 and 2021"."""
        if (low.form, high.form) != ("year", "year") or not (low.edtf + high.edtf).isdigit():
            return False
        return int(low.edtf) + 1 == int(high.edtf) and bool(self._both.fullmatch(text, low.end, high.word))

    def is_from_now(self, mention: DateMention) -> bool:
        """Say whether a mention counts back from the publication: "two years ago"."""
        return self._relative(mention.parts) == "ago"

    def _years_between(self, form: str, parts: dict[str, str]) -> int:
        """Give how many years after the date told before it a mention lies: -1 for "a year earlier"; 0 for others."""
        words = re.findall(r"\w+", parts.get("rel", "").lower())
        step = int(self.rules.lexicon("shifts").get(words[-1], 0)) if words else 0
        if form == "relative_year" and "part" not in parts:
            return step
        if form != "years_ago" or self._relative(parts) == "ago" or "number" not in parts:
            return 0
        unit = self.rules.lexicon("time_units").get(parts["unit"].lower())
        number = read_number(parts["number"], self.rules)
        return step * int(number) if unit == "year" and number is not None and number < 200 else 0

    def _told_before(self, text: str, mention: DateMention) -> int | None:
        """Give the last year that the sentence of a mention tells before it."""
        told = self._told_year.findall(text, _clause(text, mention.start, mention.end)[0], mention.start)
        return int(told[-1]) if told else None

    def _in_year(self, year: int | None) -> Calendar | None:
        """Give the calendar of the same day of another year."""
        if year is None or self._today is None or year == self._today.year:
            return None
        there = copy(self)
        there._today = self._today.replace(year=year, day=min(self._today.day, 28))
        return there

    def _month_near(self, text: str, mention: DateMention, near: int | None) -> int | None:
        """Give the year of a month told without one, where tense and publication tell more than the text around."""
        today = self._today
        if today is None:
            return near
        near = None if near is not None and near > today.year else near
        month = self._month(mention.parts["month"])
        start, end = _clause(text, mention.start, mention.end)
        opens = self._next_month.match(text, start, mention.start)
        if self._awaited.search(text, start, end):
            # "Rates are expected to be 5.75% in December", "to be raised from January 1".
            if opens or near in (None, today.year):
                if month < today.month and self._lies_right_ahead(text, mention):
                    return today.year + 1  # "will rise to 16% in January"
                return today.year + (month < today.month) if opens or month > today.month else near
        elif near == today.year and month > today.month and not opens:
            return near - 1  # what has been told of is over: "7.4% in January, from 6.6% in December"
        return near

    def _lies_right_ahead(self, text: str, mention: DateMention) -> bool:
        """Say whether what will be stands right before a mention: "will rise to 16% in January"."""
        return bool(self._month_ahead.search(text, _clause(text, mention.start, mention.end)[0], mention.start))

    def _is_to_come(self, mention: DateMention, year: int | None) -> bool:
        """Say whether a month of a year lies after the publication."""
        if self._today is None or year is None:
            return False
        return (year, self._month(mention.parts["month"])) > (self._today.year, self._today.month)

    def _is_since(self, text: str, start: int) -> bool:
        found = self._openings.search(text, max(0, start - 24), start)
        return found is not None and self.rules.lexicon("opening")[re.sub(r"\s+", " ", found[1].lower())] == "since"

    def _opening(self, text: str, start: int, ahead: bool) -> tuple[int, Opening | None]:
        found = self._openings.search(text, max(0, start - 24), start)
        found = found or self._events.search(text, max(0, start - _EVENT), start)
        if not found:
            return start, None
        word = re.sub(r"\s+", " ", found[1].lower())
        opening = self.rules.lexicon("opening")[word]
        if opening == "ahead" and not ahead:
            return start, None
        # "Up 3% from 2023" compares; "16% from next year" opens a time.
        if opening == "from" and not ahead and self._comparing.match(text, 0, found.start()):
            return start, None
        return found.start(), "until" if opening == "until" else "since"

    def _lies_ahead(self, text: str, mention: DateMention) -> bool:
        """Say whether the sentence of a mention tells of what will be."""
        return bool(self._ahead.search(text, *_clause(text, mention.start, mention.end)))

    def _lies_wrongly_ahead(self, text: str, mention: DateMention, near: int | None) -> bool:
        """Say whether a quarter without its year would be one to come of which nothing is expected."""
        if self._today is None or near != self._today.year or {"year", "rel"} & mention.parts.keys():
            return False
        edtf = self._edtf(mention.form, mention.parts, near)
        ahead = edtf is not None and int(edtf[5:7]) > self._today.month
        return ahead and not self._is_awaited(text, mention)

    def _is_awaited(self, text: str, mention: DateMention) -> bool:
        """Say whether the sentence of a mention expects something of that time."""
        start, end = _clause(text, mention.start, mention.end)
        asked = self._awaited.search(text, start, end) or self._ahead.search(text, start, end)
        return bool(asked or self._next_month.match(text, start, mention.start))

    def _edtf(self, form: str, parts: dict[str, str], near: int | None, heading: int | None = None) -> str | None:
        today = self._today
        if near is not None and today is not None and near > today.year:
            near = None
        year = self._year(parts, near, today, heading)
        match form:
            case "day":
                return self._day(parts, year or heading, today)
            case "numeric":
                return self._numeric(parts)
            case "day_span":
                return self._day_span(parts, near, today)
            case "month" if "which" in parts:
                month = self._month(parts["month"])
                return None if today is None else _ym(counted.year_of_month(month, self._which(parts), today), month)
            case "month":
                if year is None and (year := self._month_year(self._month(parts["month"]), near, today)) is None:
                    return None
                return _ym(year, self._month(parts["month"]))
            case "month_span":
                return self._month_span(parts, near, today)
            case "quarter":
                return self._quarter(parts, year or near, today)
            case "first_months":
                return self._first_months(parts, year or near, today)
            case "months_to":
                return self._months_to(parts, today)
            case "year_span":
                high = parts["year_high"]
                return f"{parts['year']}/{parts['year'][:2] + high if len(high) == 2 else high}"
            case "year":
                return self._part(parts["year"], parts.get("part"))
            case "decade":
                return f"{parts['year']}/{int(parts['year']) + 9}"
            case "relative_year" if "school" in parts:
                first = None if today is None else counted.school_year(self._step(parts), today)
                return f"{first}/{first + 1}" if first and self._is_month else None
            case "relative_year":
                if year is None or (today is not None and year > today.year and self._relative(parts) == "after"):
                    return None  # "a year later" than what is not told
                return self._part(str(year), parts.get("part"))
            case "years_ago":
                return self._years_ago(parts, near, today)
            case "relative_period":
                return self._relative_period(parts, today, self._relative(parts) in ("next", "after"))
            case "weekday":
                return self._weekday(parts["weekday"], today)
            case "season":
                first = int(self.rules.lexicon("seasons")[parts["season"].lower()])
                months = (
                    None if today is None or not self._is_month else counted.season(first, self._which(parts), today)
                )
                return None if months is None else _between(*months)
            case "relative_quarter":
                months = None if today is None or not self._is_month else counted.quarter(self._step(parts), today)
                return None if months is None else _between(*months)
            case "relative_month":
                if today is None:
                    return None
                index = today.year * 12 + today.month - 1 + self._step(parts)
                return _between(index, index)
            case "relative_week":
                days = None if today is None or not self._is_day else counted.week(self._step(parts), today)
                return None if days is None else f"{days[0]}/{days[1]}"
            case "relative_day":
                if today is None or not self._is_day:
                    return None
                day = counted.day(int(self.rules.lexicon("days")[parts["rel"].lower()]), today)
                return None if day is None else day.isoformat()
            case "decade_end":
                return None if today is None else str(counted.decade_end(today))
            case "years_to":
                number = read_number(parts["number"], self.rules) if "number" in parts else Decimal(10)
                start = 0 if number is None else int(parts["year"]) - int(number) + 1
                return None if start < 1 else f"{start:04d}/{parts['year']}"
            case "same_period":
                return None if year is None else str(year)
            case "reporting":
                # Of a report that is out in the first months of a year or in its summer, the year before.
                return None if today is None else str(today.year - (today.month < 10))
            case "now":
                return self.published
            case "since_then":
                return None if near is None else f"{near}/.."
            case "year_to_date":
                return None if today is None else f"{today.year}-01/.."
            case _:
                return None

    def _year(
        self, parts: dict[str, str], near: int | None, today: date | None, heading: int | None = None
    ) -> int | None:
        if "year" in parts:
            text = parts["year"]
            return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)
        match self._relative(parts):
            case None:
                return None
            case "same":
                return near
            case "after":
                return near + 1 if near is not None else None
            case "before" if near is not None:
                return near - 1
            case "start" | "end" if heading is not None:
                return heading
            case _ if today is None:
                return None
            case "last" | "before" | "ago":
                return today.year - 1
            case "next":
                return today.year + 1
            case "report":
                return today.year - (today.month < 10)
            case "end":
                # "by year-end" in the first months of a year tells of the year before.
                return today.year - (today.month < 4)
            case _:
                return today.year

    def _relative(self, parts: dict[str, str]) -> str | None:
        """Give what a relative date counts from; "end" for a year's end without a year."""
        words = re.findall(r"\w+", parts.get("rel", "").lower())
        told = [str(found) for word in words if (found := self.rules.lexicon("relatives").get(word))]
        if told:
            return told[0]
        if "rel" not in parts:
            return None
        part = self.rules.lexicon("year_parts").get(parts.get("part", "").lower())
        return str(part) if part else "report"

    def _which(self, parts: dict[str, str]) -> counted.Which:
        """Give which month or season is meant: "last", "this past", "the coming"."""
        words = parts.get("which", "").lower().split()
        found = self.rules.lexicon("relatives").get(words[-1]) if words else None
        return found if found in ("last", "this", "next") else None  # type: ignore[return-value]

    def _step(self, parts: dict[str, str]) -> int:
        """Give how many months, quarters or weeks after that of the publication are meant."""
        return {"this": 0, "next": 1, "after": 1}.get(self._relative(parts) or "", -1)

    @property
    def _is_month(self) -> bool:
        """Say whether the month of the publication is known."""
        return "-" in (self.published or "")

    @property
    def _is_day(self) -> bool:
        """Say whether the very day of the publication is known."""
        return (self.published or "").count("-") == 2

    def _part(self, year: str, part: str | None) -> str:
        match self.rules.lexicon("year_parts").get((part or "").lower()):
            case "end":
                return f"{year}-12"
            case "start":
                return f"{year}-01"
            case _:
                return year

    def _month(self, name: str) -> int:
        return int(self.rules.lexicon("months")[name.lower().rstrip(".")])

    def _month_year(self, month: int, near: int | None, today: date | None) -> int | None:
        if near is not None:
            return near
        if today is None:
            return None
        return today.year if month <= today.month else today.year - 1

    def _day(self, parts: dict[str, str], year: int | None, today: date | None) -> str | None:
        month = self._month(parts["month"])
        if year is None and (year := self._month_year(month, None, today)) is None:
            return None
        return _ymd(year, month, int(parts["day"]))

    def _numeric(self, parts: dict[str, str]) -> str | None:
        year = self._year(parts, None, None)
        if year is None:
            return None
        if "month" in parts:
            return _ymd(year, int(parts["month"]), int(parts["day"]))
        first, second = int(parts["a"]), int(parts["b"])
        day_first = first > 12 or (second <= 12 and self.order == "dmy")
        return _ymd(year, second, first) if day_first else _ymd(year, first, second)

    def _day_span(self, parts: dict[str, str], near: int | None, today: date | None) -> str | None:
        month = parts.get("month") or parts["month_high"]
        month_high = parts.get("month_high") or month
        text = parts.get("year_high") or parts.get("year")
        year = int(text) if text else self._month_year(self._month(month_high), near, today)
        if year is None:
            return None
        low_year = int(parts["year"]) if "year" in parts else year - (self._month(month) > self._month(month_high))
        low, high = (
            _ymd(low_year, self._month(month), int(parts["day"])),
            _ymd(year, self._month(month_high), int(parts["day_high"])),
        )
        return f"{low}/{high}" if low and high else None

    def _month_span(self, parts: dict[str, str], near: int | None, today: date | None) -> str | None:
        low, high = self._month(parts["month"]), self._month(parts["month_high"])
        text = parts.get("year_high") or parts.get("year")
        year = int(text) if text else self._year(parts, near, today) or self._month_year(high, near, today)
        if year is None:
            return None
        low_year = int(parts["year"]) if "year" in parts and "year_high" in parts else year - (low > high)
        return f"{_ym(low_year, low)}/{_ym(year, high)}"

    def _quarter(self, parts: dict[str, str], year: int | None, today: date | None) -> str | None:
        number = int(self.rules.lexicon("nths")[parts["nth"].lower()])
        length = int(self.rules.lexicon("span_months")[parts["span"].lower()])
        number = min(number, 12 // length)
        return _months(year, (number - 1) * length + 1, number * length, today)

    def _first_months(self, parts: dict[str, str], year: int | None, today: date | None) -> str | None:
        months = read_number(parts["months"], self.rules) if "months" in parts else 1
        if months is None or not 1 <= months <= 12:
            return None
        return _months(year, 1, int(months), today)

    def _months_to(self, parts: dict[str, str], today: date | None) -> str | None:
        months = read_number(parts["months"], self.rules) if "months" in parts else 12
        month = self._month(parts["month"])
        year = int(parts["year"]) if "year" in parts else self._month_year(month, None, today)
        if months is None or not 1 <= months <= 60 or year is None:
            return None
        end = year * 12 + month - 1
        return _between(end - int(months) + 1, end)

    def _weekday(self, name: str, today: date | None) -> str | None:
        """Give the last such day before the publication, whose day has to be known."""
        if today is None or not self._is_day:
            return None
        back = (today.weekday() - int(self.rules.lexicon("weekdays")[name.lower()])) % 7
        return (today - timedelta(days=back)).isoformat() if today.toordinal() > back else None

    def _years_ago(self, parts: dict[str, str], near: int | None, today: date | None) -> str | None:
        number = read_number(parts["number"], self.rules) if "number" in parts else Decimal(1)
        if today is None or number is None or not 0 < number < 200:
            return None
        unit = self.rules.lexicon("time_units").get(parts["unit"].lower())
        if self._relative(parts) == "after":
            # "two years later" than what was told; of what is not told there is no such time.
            years = int(number) * (10 if unit == "decade" else 1)
            return None if near is None or unit == "month" or near + years > today.year else str(near + years)
        if self._relative(parts) == "before" and near is not None and unit != "month":
            return str(near - int(number) * (10 if unit == "decade" else 1))
        if unit == "month":
            index = today.year * 12 + today.month - 1 - int(number)
            return _between(index, index)
        return str(today.year - int(number) * (10 if unit == "decade" else 1))

    def _relative_period(self, parts: dict[str, str], today: date | None, forward: bool) -> str | None:
        number = read_number(parts["number"], self.rules)
        if today is None or number is None or not 0 < number < 200:
            return None
        unit = self.rules.lexicon("time_units").get(parts["unit"].lower())
        if unit == "month":
            index = today.year * 12 + today.month - 1
            other = index + int(number) if forward else index - int(number)
            return _between(*sorted((index, other)))
        years = int(number) * (10 if unit == "decade" else 1)
        return f"{today.year}/{today.year + years}" if forward else f"{today.year - years}/{today.year}"


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence around a mention, as far as its marks tell."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first = max(text.rfind(mark, low, start) for mark in (". ", "! ", "? ", "\n")) + 1
    return max(first, low), min((place for mark in ".!?" if (place := text.find(mark, end, high)) >= 0), default=high)


def is_backwards(edtf: str) -> bool:
    """Say whether a period ends before it begins, as only a misread one does."""
    start, _, end = edtf.partition("/")
    return bool(end) and ".." not in (start, end) and start[: len(end)] > end[: len(start)]


def shifted(edtf: str, years: int) -> str | None:
    """Give the same time of another year; None for a bare year, a period of more than a year and one without an end.

    Of a bare year, years are counted as such.

    >>> shifted("2024-09", -1), shifted("2023-10/2024-09", -1), shifted("2020/2021", 10), shifted("2024-02-29", 1)
    ('2023-09', '2022-10/2023-09', '2030/2031', '2025-02-28')
    >>> shifted("2024", -1), shifted("2015/2019", -1), shifted("2015/..", -1)
    (None, None, None)
    """
    ends = edtf.split("/")
    told = [end for end in ends if end != ".."]
    if ends[-1] == ".." or (len(ends) == 1 and "-" not in edtf):
        return None
    if len(told) == 2 and not _months_of(told[0]) <= _months_of(told[1]) <= _months_of(told[0]) + 12:
        return None
    moved = [end if end == ".." else f"{int(end[:4]) + years:04d}{end[4:]}" for end in ends]
    return "/".join(f"{end[:8]}28" if end.endswith("-02-29") else end for end in moved)


def preceding(edtf: str, months: int) -> str | None:
    """Give the month or quarter before one; ``months`` is how long it is. None for a time of another length.

    >>> preceding("2024-01", 1), preceding("2024-01/2024-03", 3), preceding("2024", 1), preceding("2024-05-02", 1)
    ('2023-12', '2023-10/2023-12', None, None)
    """
    first, _, last = edtf.partition("/")
    if not all(re.fullmatch(r"\d{4}-\d\d", end) for end in (first, last or first)):
        return None
    start, end = _months_of(first), _months_of(last or first)
    if end - start + 1 != months:
        return None
    return _between(start - months - 1, end - months - 1)


def _months_of(date: str) -> int:
    """Count the months to a date of EDTF; a bare year is its January."""
    return int(date[:4]) * 12 + int(date[5:7] or 1)


def is_after(edtf: str | None, published: str | None) -> bool:
    """Say whether a date lies after the publication.

    >>> is_after("../2029", "2024-06-01"), is_after("2024", "2024-06-01"), is_after("2025/2027", "2024-06-01")
    (True, False, True)
    """
    if not edtf or not published:
        return False
    start, _, end = edtf.partition("/")
    if start == "..":
        start = end
    length = min(len(start), len(published))
    return start[:length] > published[:length]


def is_before(edtf: str, period: str | None) -> bool:
    """Say whether a date ends before another, or a period, begins.

    >>> is_before("2019", "2025-01/2025-06"), is_before("2021/..", "2025"), is_before("2025", "2025-09-08")
    (True, False, False)
    """
    end = edtf.rpartition("/")[2]
    start = (period or "").partition("/")[0]
    if not start or ".." in (end, start):
        return False
    length = min(len(start), len(end))
    return end[:length] < start[:length]


def day_month_order(mentions: Iterable[DateMention]) -> Order:
    """Settle the order of day and month from a document's unambiguous numeric dates.

    A point between the numbers counts as day first where nothing else tells.
    """
    votes: Counter[str] = Counter()
    for mention in mentions:
        if mention.form == "numeric" and "a" in mention.parts:
            first, second = int(mention.parts["a"]), int(mention.parts["b"])
            if first > 12 >= second:
                votes["dmy"] += 1
            elif second > 12 >= first:
                votes["mdy"] += 1
    return "mdy" if votes["mdy"] > votes["dmy"] else "dmy"


def _months(year: int | None, first: int, last: int, today: date | None) -> str | None:
    """Give months of a year; without one, of the last year in which they were over before ``today``."""
    if year is None:
        if today is None:
            return None
        year = today.year if (last < today.month or first == today.month) else today.year - 1
    return _ym(year, first) if first == last else f"{_ym(year, first)}/{_ym(year, last)}"


#: What a mention may say: a year before 1 or after 9999 is misread.
_EDTF = re.compile(r"(?:(?!0000)\d{4}(?:-\d\d){0,2}|\.\.)(?:/(?:(?!0000)\d{4}(?:-\d\d){0,2}|\.\.))?")


def _as_date(text: str | None) -> date | None:
    if not text:
        return None
    try:
        year, month, day = (
            (*(int(part) for part in text.split("-")), 12, 28)[:3]
            if text.count("-") < 2
            else tuple(map(int, text.split("-")))
        )
        return date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except ValueError as error:
        raise KzreformError(f"{text!r} is no date of publication: write YYYY, YYYY-MM or YYYY-MM-DD") from error


def _between(low: int, high: int) -> str:
    """Write a span of months, each as years times twelve and the months before it."""
    first, last = (_ym(index // 12, index % 12 + 1) for index in (low, high))
    return first if first == last else f"{first}/{last}"


def _ym(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _ymd(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
