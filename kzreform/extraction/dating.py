"""Tie dates to figures: stated beside them, carried from before, or the document's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from kzreform.extraction.dates import DatedSpan, is_after, is_before
from kzreform.extraction.draft import Draft
from kzreform.extraction.ends import set_labelled_ends, share_later, share_span
from kzreform.extraction.held import Held, Standing, bracket_around, goes_on, is_long, is_rule
from kzreform.extraction.rules import Rules
from kzreform.extraction.segment import list_style
from kzreform.records import BlockKind, DateBasis

#: Periods that go on to hold in the paragraphs that follow.
_LASTING_FORMS = {"year", "year_span", "span", "quarter", "first_months", "months_to", "month_span", "relative_year"}

#: Periods that a statistical release is about.
_RELEASE_FORMS = {"quarter", "first_months", "months_to", "month_span"}

#: Dates of a single day.
_DAY_FORMS = {"day", "numeric", "weekday"}

#: How far before a date, in characters, a law or a speaker may be named.
_LAW_REACH = 110

#: For how many sentences a date is carried inside its paragraph, and beyond it while figures use it.
_WITHIN = 2
_BEYOND = 4

#: How far behind a figure, in characters, a word may point back: "37% of them".
_NEAR = 20

#: What stands between a figure and its date in a bracket: "20.3 million people (2025)".
#: What follows a year that belongs to a noun: "5% on 2022 profits".
_NOUN_AFTER = re.compile(r"\s+[^\W\d_]")

_GLUED = re.compile(r"[^,;:.()\d]{0,40}\(\s*")

#: How many blocks a title may take, and how long, in characters, its lines are.
_TITLE, _LINE = 3, 200

#: Up to which block a title is looked for while no text has begun, and how long a line of text is.
_HEAD, _TOLD = 8, 60

#: How many years with a figure each make a series.
_SERIES = 3

#: How many blocks make the beginning of a document.
_LEAD = 5

#: Dates that head a text or a section and hold for what stands under them.
_HEADING_FORMS = {"year", "year_span", "quarter", "first_months", "months_to", "month", "month_span"}


class Dating:
    """Date the drafts of a document, sentence by sentence in text order."""

    def __init__(self, rules: Rules, published: str | None = None) -> None:
        self._published = published
        self._law = rules.compile(r"(?r){{lawdate}}$")
        self._telling = rules.compile(r"(?r){{telling}}$")
        self._base = rules.compile(r"(?r){{comparison}}$")
        self._label = rules.compile(r"{{datelabel}}{{hedge}}[\s\u00a0]*$")
        self._comma = rules.compile(r"[\s\u00a0]*[,(][\s\u00a0]*{{hedge}}[\s\u00a0]*$")
        self._parting = rules.compile(r"{{parting}}")
        self._snapshot = rules.compile(r"(?r){{snapshot}}$")
        self._turnback = rules.compile(r"\W*{{turnback}}")
        self._age = rules.compile(r"[\s\u00a0-]*{{ofage}}")
        self._aged = rules.compile(r"(?r){{underage}}$")
        self._told_aside = rules.compile(r"(?r){{toldaside}}$")
        self._in_order = rules.compile(r"{{inorder}}")
        self._list_join = rules.compile(r"{{listjoin}}")
        self._reopened = rules.compile(r"{{reopened}}")
        self._adding = rules.compile(r"{{adding}}")
        self._line_before = rules.compile(r"{{datelinebefore}}")
        self._line_after = rules.compile(r"{{datelineafter}}")
        self._base_on = rules.compile(r"(?r){{baseon}}$")
        self._turning = rules.compile(r"{{turning}}")
        self._added = rules.compile(r"{{added}}")
        self._own_opening = rules.compile(r"(?r){{ownopening}}$")
        self._connective = rules.compile(r"\W*{{connective}}")
        self._measure = rules.compile(r"{{measure}}")
        self._coverage = rules.compile(r"(?r){{coverage}}")
        self._caption = rules.compile(r"{{caption}}")
        self._contrast = rules.compile(r"(?r){{contrast}}")
        self._anaphor = rules.compile(r"{{anaphor}}")
        self._event_day = rules.compile(r"{{eventday}}")
        self._event_told = rules.compile(r"{{eventtold}}")
        self._base_amount = rules.compile(r"(?r){{baseamount}}")
        self._event: DatedSpan | None = None
        self._block = -1
        self._main: Held | None = None
        self._now: Held | None = None
        self._lead: Held | None = None
        self._section: DatedSpan | None = None
        self._title: DatedSpan | None = None
        self._listing, self._style, self._led = False, "", False
        self._outer: tuple[str, Held | None] | None = None
        self._begun, self._headed, self._in_head = False, True, True

    @property
    def year(self) -> int | None:
        """The year that dates without one most likely belong to, from the sentences just before."""
        main = self._main
        if main is not None and main.gap <= _WITHIN and main.date.form == "year" and main.date.opening is None:
            return main.date.year
        default = self._section or self._title
        return default.year if default is not None else None

    @property
    def heading(self) -> int | None:
        """The year that the heading above names."""
        section = self._section
        return section.year if section is not None and section.form == "year" else None

    @property
    def _released(self) -> bool:
        """Whether a title gives the period of a statistical release, which then holds for all that is told."""
        return self._headed and self.period is not None and self.period.form in _RELEASE_FORMS

    @property
    def told(self) -> int | None:
        """The year of the last date told, in whatever form: "then"."""
        return self._main.date.year if self._main is not None and self._main.gap <= _WITHIN else None

    @property
    def period(self) -> DatedSpan | None:
        """The period that the document, or the section, is about."""
        return self._section or self._title

    @property
    def place(self) -> int:
        """The number of the block at hand."""
        return self._block

    @property
    def standing(self) -> Standing:
        """What a sentence to come would find: the dates held and the place in the document."""
        return Standing(
            main=copy(self._main),
            now=copy(self._now),
            event=self._event,
            period=self.period,
            titled=self._section is None,
            block=self._block,
            listing=self._listing,
            led=self._led,
        )

    def block(self, text: str, kind: BlockKind, dates: Sequence[DatedSpan], apart: bool = False) -> None:
        """Begin a block; a heading's own period holds for its section, a title's for the document.

        ``apart`` says that a blank line parts it from the one before.
        """
        self._block += 1
        if self._block >= _TITLE:
            # What stands above a title on a page: the publisher, the way to the page, the day.
            self._in_head = self._in_head and self._block < _HEAD
        if apart or kind == "list_item":
            # "Today" reaches to the next sentence, not over a break.
            self._now = None
        self._led = self._led and not apart
        if kind == "heading":
            found = self._heads(dates)
            self._section = found[0] if found else None
            if self._in_head and found:
                self._title = found[0]
            self._main = self._now = None
        elif (
            self._title is None
            and self._in_head
            and (self._block < _TITLE or len(re.findall(r"\d+", text)) == 1)
            and len(text) < _LINE
            and not text.rstrip().endswith((".", ":"))
        ):
            # A title that is broken into lines.
            self._title = next(iter(self._heads(dates)), None)
        if self._block >= _TITLE - 1 and text.rstrip().endswith((".", "!", "?")) and len(text) > _TOLD:
            self._in_head = False
        listing = kind in ("list_item", "table_row")
        if listing:
            # Each line of a list takes its date from the lead, not from the line before it.
            style = list_style(text)
            nested = self._main is not None and self._main.leads and self._main.block == self._block - 1
            if self._listing and nested and style != self._style:
                # "11. In 2023:" in a list leads a list of its own, up to "12. ...".
                self._outer, self._lead = (self._style, self._lead), self._main
            elif self._listing and self._outer is not None and style == self._outer[0]:
                self._main = self._lead = self._outer[1]
                self._outer = None
            elif self._listing:
                self._main = self._lead
            else:
                if self._main is not None and self._main.block != self._block - 1:
                    self._main.leads = False  # it led other lines
                self._lead, self._outer = self._main, None
            self._style = style
        self._listing = listing

    def _heads(self, dates: Sequence[DatedSpan]) -> list[DatedSpan]:
        """Give the periods that a heading may name; the month in which a text is out is none: "Astana, April 2025"."""
        out = (self._published or "")[:7]
        return [date for date in dates if date.form in _HEADING_FORMS and date.opening is None and date.edtf != out]

    def sentence(self, text: str, span: tuple[int, int], drafts: Sequence[Draft], dates: Sequence[DatedSpan]) -> None:
        """Date the drafts of one sentence; sentences come in text order, those without figures too."""
        for held in (self._main, self._now):
            if held is not None:
                held.gap += 1
        usable = [date for date in dates if not self.is_aside(text, span, date)]
        if self._title is None and (covered := [date for date in dates if self._is_covered(text, span, date)]):
            self._title, self._headed = covered[0], False
        if not drafts and usable and self._is_dateline(text, span, usable):
            return
        bases = {id(date) for date in usable if self.is_base(text, span, date)}
        near = [date for date in usable if not self._is_base_on(text, date)]
        beside = [self._beside(text, draft, drafts[index + 1 :], near) for index, draft in enumerate(drafts)]
        self._respectively(text, span, drafts, usable, beside)
        # A date that stands beside the starting end of a change dates nothing else.
        bases |= {
            id(date)
            for date, draft in zip(beside, drafts, strict=True)
            if date and (draft.role == "from" or self._base_amount.match(text, span[0], draft.start))
        }
        base = max(
            (date.edtf[-7:].lstrip("/") for date in usable if id(date) in bases and date.form != "now"), default=None
        )
        used: Counter[int] = Counter()
        for index, draft in enumerate(drafts):
            draft.bracket = bracket_around(text, span, draft.start)
            found = beside[index] or self._stated(text, span, draft, drafts, usable, bases)
            if (
                found is not None
                and beside[index] is None
                and is_rule(draft)
                and found.opening is None
                and found.form != "now"
            ):
                # What holds as a rule is of no time that the sentence tells something else of.
                found = None
            if found is not None:
                draft.date, draft.basis = found.edtf, found.basis
                draft.why["date"] = text[found.start : found.end]
                used[id(found)] += 1
            else:
                self._carry(draft, drafts[:index], text, span, base)
        set_labelled_ends(list(drafts))
        share_later(drafts)
        share_span(drafts, usable)
        self._hold(text, span, drafts, usable, bases, used)
        self._hold_event(text, span, drafts, [date for date in usable if id(date) not in bases])
        self._begun = self._begun or any(draft.date for draft in drafts)

    def _hold_event(
        self, text: str, span: tuple[int, int], drafts: Sequence[Draft], dates: Sequence[DatedSpan]
    ) -> None:
        """Keep the day of a vote; what is told of the vote later on is of that day, wherever it stands."""
        days = [date for date in dates if date.form == "day" and not is_after(date.edtf, self._published)]
        if days and self._event_day.search(text, *span):
            event = max(days, key=lambda date: date.edtf)
            if self._event is None or event.edtf > self._event.edtf:
                self._event = event
        elif self._event is not None and not dates:
            leads = text.endswith(":", 0, span[1])
            led = leads or any(draft.date == self._event.edtf for draft in drafts)
            if led and self._event_told.search(text, *span):
                self._main = Held(self._event, self._block, True, False, False, leads, False)
                self._led = leads

    def is_base(self, text: str, span: tuple[int, int], date: DatedSpan) -> bool:
        """Say whether a date is that of what is compared with."""
        if date.opening == "since" and is_after(date.edtf, self._published):
            return False
        compared = self._base.match(text, span[0], date.word) or self._is_base_on(text, date)
        return bool(compared) or self._measures(text, date)

    def _measures(self, text: str, date: DatedSpan) -> bool:
        """Say whether a figure is measured by that of a time: "a third of the 2009 peak"."""
        return date.opening is None and bool(self._measure.match(text, date.end))

    def _is_base_on(self, text: str, date: DatedSpan) -> bool:
        """Say whether a period is compared with: "16% on the same period of last year"."""
        yearly = date.form in ("same_period", "relative_year")
        yearly = yearly or (date.form == "year" and not _NOUN_AFTER.match(text, date.end))
        return yearly and bool(self._base_on.match(text, 0, date.word))

    def _is_covered(self, text: str, span: tuple[int, int], date: DatedSpan) -> bool:
        """Say whether a date is the period that a report says it covers; its figures need not be of it."""
        return bool(self._coverage.match(text, max(span[0], date.start - _LAW_REACH), date.start))

    def is_aside(self, text: str, span: tuple[int, int], date: DatedSpan) -> bool:
        """Say whether a date is that of a law or of somebody's saying so, and dates no figure."""
        if self._law.match(text, max(span[0], date.word - _LAW_REACH), date.word):
            return True
        if self._is_covered(text, span, date):
            return True
        if (
            date.form in _DAY_FORMS
            and self._line_after.match(text, date.end)
            and self._line_before.fullmatch(text, 0, date.start)
        ):
            return True
        return date.form in _DAY_FORMS and bool(
            self._telling.match(text, max(span[0], date.word - _LAW_REACH), date.word)
        )

    def _respectively(
        self,
        text: str,
        span: tuple[int, int],
        drafts: Sequence[Draft],
        dates: Sequence[DatedSpan],
        beside: list[DatedSpan | None],
    ) -> None:
        """Pair "34 and 57 offences in 2022 and 2023 respectively", "5% and 6% in 2021 and 2022" in order."""
        years = [date for date in dates if date.form in ("year", "month", "quarter")]
        if not 1 < len(years) == len(drafts) or len({draft.kind for draft in drafts}) != 1:
            return
        listed = self._are_listed(text, [(one.start, one.end) for one in years]) and self.lists(text, drafts)
        apart = years[-1].end <= drafts[0].start or drafts[-1].end <= years[0].start
        if (listed and apart) or self.are_in_order(text, span):
            beside[:] = years
            for draft in drafts:
                draft.paired = True

    def lists(self, text: str, drafts: Sequence[Draft]) -> bool:
        """Say whether figures stand in one list: "5%, 6% and 7%"."""
        return self._are_listed(text, [(one.start, one.end) for one in drafts])

    def are_in_order(self, text: str, span: tuple[int, int]) -> bool:
        """Say whether a sentence tells figures of several dates "respectively"."""
        return bool(self._in_order.search(text, *span))

    def _are_listed(self, text: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Say whether nothing but commas and an "and" stands between spans, each a start and an end."""
        return all(self._list_join.fullmatch(text, one[1], other[0]) for one, other in pairwise(spans))

    def _is_dateline(self, text: str, span: tuple[int, int], dates: Sequence[DatedSpan]) -> bool:
        """Say whether a sentence only says where and when the text was written: "Bishkek, December 4."."""
        if any(date.form not in _DAY_FORMS for date in dates):
            return False
        return not re.search(r"(?<!\w)[a-z]{2,}", text[span[0] : dates[0].start] + text[dates[-1].end : span[1]])

    def _hold(
        self,
        text: str,
        span: tuple[int, int],
        drafts: Sequence[Draft],
        usable: Sequence[DatedSpan],
        bases: set[int],
        used: Counter[int],
    ) -> None:
        # "higher than in 2022, when it was 89th": the clause is dated, the story is not.
        reopened = {id(date) for date in usable if id(date) in bases and self._reopened.match(text, date.end)}
        main = [
            date
            for date in usable
            if id(date) not in bases | reopened
            and date.form != "now"
            and not bracket_around(text, span, date.start)
            and not self._contrast.match(text, span[0], date.word)
        ]
        if self._turnback.match(text, *span):
            # "At the previous elections, in 2020, it had been 39%": the story goes on where it was.
            return
        labels = {date.edtf for date in main if date.form == "year" and used[id(date)]}
        if len(labels) >= _SERIES:
            # "2021 - 48,310, 2022 - 41,092, 2023 - 36,755": no year of a series is the story's.
            return
        if main:
            best = max(main, key=lambda date: (used[id(date)] > 0, -date.start))
            using = [draft for draft in drafts if draft.date == best.edtf]
            planned = bool(using) and all(draft.status == "planned" for draft in using)
            counted = bool(self._snapshot.match(text, span[0], best.word))
            snapshot = counted or best.form in _DAY_FORMS
            leads = text[: span[1]].endswith(":") or bool(self._caption.match(text))
            self._main = Held(best, self._block, used[id(best)] > 0, snapshot, counted, leads, planned)
            self._led = leads
            leading = self._block < _LEAD and used[id(best)] and best.form in _RELEASE_FORMS and not self._begun
            if self._title is None and leading and best.opening is None:
                # The period of a release's first figures holds for it all.
                self._title, self._headed = best, False
        elif not drafts and any(id(date) in bases and date.basis == "stated" for date in usable):
            # "compared to 2019" opens a comparison whose other end the text leaves unsaid.
            self._main = None
        if now := [date for date in usable if date.form == "now"]:
            self._now = Held(now[-1], self._block, True, True, True, False, False)

    def _stated(
        self,
        text: str,
        span: tuple[int, int],
        draft: Draft,
        drafts: Sequence[Draft],
        dates: Sequence[DatedSpan],
        bases: set[int],
    ) -> DatedSpan | None:
        bracket = bracket_around(text, span, draft.start)
        reopened = {id(date) for date in dates if id(date) in bases and self._reopened.match(text, date.end)}
        if bracket is not None:
            inside = [date for date in dates if bracket[0] <= date.start and date.end <= bracket[1]]
            if found := self._nearest(text, inside, draft, bases, reopened):
                return found
            # A bracket explains the figure before it and shares its date.
            hosts = [other for other in drafts if other.end <= bracket[0]]
            if draft.role == "change" and len(hosts) > 1 and self._is_base_beside(text, hosts[-1]):
                # "1,612 were received against 1,817 in 2023 (down 11%)": the change is of the later time.
                hosts.pop()
            shares = draft.role != "from" and draft.status != "required"
            if hosts and bracket[0] - hosts[-1].end < 40 and shares:
                draft.date, draft.basis = hosts[-1].date, hosts[-1].basis
                if (words := hosts[-1].why.get("date")) is not None:
                    draft.why["date"] = words
                return None
        if draft.role == "from":
            return None
        outside = [
            date
            for date in dates
            if bracket_around(text, span, date.start) in (None, bracket) and not self._closed(text, span, date, draft)
        ]
        if draft.status == "required":
            # A rule is of the time that its own clause tells, not of what a neighbouring clause reports.
            outside = [
                date for date in outside if ";" not in text[min(date.end, draft.end) : max(date.start, draft.start)]
            ]
        return self._nearest(text, outside, draft, bases, reopened, drafts)

    def _is_base_beside(self, text: str, draft: Draft) -> bool:
        """Say whether a figure is what is compared with: "against 1,817 in 2023"."""
        return draft.role == "from" or bool(self._base.match(text, max(0, draft.start - _NEAR), draft.start))

    def _nearest(
        self,
        text: str,
        dates: Sequence[DatedSpan],
        draft: Draft,
        bases: set[int],
        reopened: set[int],
        others: Sequence[Draft] = (),
    ) -> DatedSpan | None:
        """Give the last date before a figure, else the first after it, passing over bases of comparison.

        ``reopened`` are bases that a clause goes on from: "higher than in 2022, when it was 89th".
        """
        before = [date for date in dates if date.end <= draft.start and id(date) not in bases - reopened]
        if before:
            return before[-1]
        for date in dates:
            if id(date) in bases or (date.start >= draft.end and self._turning.search(text, draft.end, date.start)):
                continue
            between = text[draft.end : date.start]
            if "; " in between:
                # "ranks 75th in the world; in 2000 it was third": another clause.
                continue
            if self._added.search(between) and any(draft.end <= other.start < date.start for other in others):
                # "opened 655 clinics, with 126 more to follow in 2025": the date is the later figure's.
                continue
            if any(draft.end <= other.start < date.start for other in others) and self._adding.search(between):
                # "train 100 thousand pupils, and bring exports to 1 billion next year": the later figure's again.
                continue
            if date.start >= draft.end and self._own_opening.match(between):
                # "is about 30% and in 2023 it reached 45 million": what follows begins with its own date.
                continue
            # "1.3 times since 2021", "collected by year-end": an open period closes its own clause only.
            if date.start >= draft.end and (
                (date.opening is None and date.form != "now") or not re.search(r"[,;:]\s", between)
            ):
                return date
        return None

    def _closed(self, text: str, span: tuple[int, int], date: DatedSpan, draft: Draft) -> bool:
        """Say whether a date stands in a clause that is closed before the figure: ", which in 2016 was 65%, has"."""
        closed = date.end <= draft.start and "," in text[date.end : draft.start]
        return (
            closed and bool(self._told_aside.match(text, span[0], date.start)) and text[date.end : date.end + 1] == ","
        )

    def _beside(self, text: str, draft: Draft, after: Sequence[Draft], dates: Sequence[DatedSpan]) -> DatedSpan | None:
        """Give the date that labels the figure ("2022 – 108.5") or follows it at once ("5% in 2022")."""
        for date in dates:
            if date.end <= draft.start and date.form != "now" and self._label.fullmatch(text, date.end, draft.start):
                return date
        end = min((other.start for other in after), default=len(text))
        for date in dates:
            if (
                draft.end <= date.start < end
                and not self._measures(text, date)
                and not self._base.match(text, draft.end, date.word)
            ):
                between = text[draft.end : date.start]
                if _GLUED.fullmatch(between) and text[date.end : date.end + 1] == ")":
                    return date
                if len(between) < (4 if date.form == "now" else 60) and not self._parting.search(between):
                    return date
        for date in dates:
            if date.end <= draft.start and date.form != "now" and self._comma.fullmatch(text, date.end, draft.start):
                return date
        return None

    def _carry(self, draft: Draft, before: Sequence[Draft], text: str, span: tuple[int, int], base: str | None) -> None:
        ahead = self.heading is not None and not is_before(str(self.heading), self._published)
        ruled = draft.status == "required" and not (ahead and self._listing)
        if draft.date is not None or draft.role == "from" or ruled or self._is_age(text, draft):
            return
        if self._turnback.match(text, *span):
            return
        bracket = bracket_around(text, span, draft.start)
        if bracket is not None and any(other.end <= bracket[0] and bracket[0] - other.end < 40 for other in before):
            return
        connected = bool(self._connective.match(text, *span))
        found = self._held(draft, connected, connected or bool(self._anaphor.search(text, span[0], draft.end + _NEAR)))
        if found is not None and self._is_older(found):
            found = None
        told = draft.tense != "present" or self._released
        if found is None and told:
            found = self.period
            if found is not None and is_long(found):
                found = None
            if found is not None and draft.status == "planned" and is_before(found.edtf, self._published):
                found = None
        if self._event is not None and draft.tense == "past" and self._event_told.search(text, *span):
            found = self._event
        if found is not None and not (base is not None and found.edtf[-7:] <= base):
            basis: DateBasis = "carried"
            draft.date, draft.basis = found.edtf, basis
            draft.why["date"] = f"carried from {found.words!r}"
            if (
                self._main is not None
                and found is self._main.date
                and self._main.planned
                and draft.status == "reported"
            ):
                draft.status, draft.why["status"] = "planned", "told with plans"

    def _is_older(self, found: DatedSpan) -> bool:
        """Say whether a date told before this paragraph lies before the period that the document is about."""
        main, period = self._main, self.period
        if main is None or period is None or found is not main.date or main.block == self._block or main.leads:
            return False
        return is_before(found.edtf, period.edtf)

    def _is_age(self, text: str, draft: Draft) -> bool:
        """Say whether a figure is an age that tells who is meant, of no date by itself."""
        return (
            draft.kind == "duration"
            and bool(self._age.match(text, draft.end) or self._age.search(text, draft.start, draft.end + 4))
        ) or bool(draft.kind in ("duration", "count") and self._aged.match(text, 0, draft.start))

    def _held(self, draft: Draft, connected: bool, related: bool) -> DatedSpan | None:
        now, main = self._now, self._main
        if now is not None and now.gap == 1 and draft.tense != "future" and (main is None or main.gap >= now.gap):
            happened = draft.tense == "past" and draft.role == "change"
            if not (happened and main is not None and main.gap <= _BEYOND):
                return now.date
        if main is not None and draft.status == "planned" and is_before(main.date.edtf, self._published):
            return None
        happens = draft.status == "reported" and draft.tense in ("past", "present")
        after = main is not None and happens and is_after(main.date.edtf, self._published)
        if (
            main is None
            or after
            or (main.planned and self._happened(main, draft))
            or (draft.tense == "future" and not is_after(main.date.edtf, self._published))
        ):
            return None
        led = main.leads and (self._listing or self._led)
        if is_long(main.date) and not (led or related or main.planned):
            # What "between 2018 and 2021" told of is over with its sentence.
            return None
        aside = main.block != self._block or main.date.opening == "since" or main.snapshot
        if draft.tense == "present" and aside and not (self._listing or led or connected or self._counted_here(main)):
            # What holds in general is not told of the period that the sentences before told of.
            return None
        since = main.date.opening == "since" and not (self._listing or led)
        if draft.tense == "present" and (since or (not (self._listing or related) and self._is_general(main, draft))):
            return None
        if main.block == self._block:
            near = main.gap <= _WITHIN or (main.used and main.gap <= _BEYOND)
        elif main.date.opening is not None and not led:
            near = False
        elif main.gap == 1 and (connected or goes_on(main, draft)):
            near = True
        elif self._listing or led:
            near = main.gap <= 2 * _BEYOND and (main.leads or main.used or not main.snapshot)
        else:
            near = main.used and main.date.form in _LASTING_FORMS and main.gap <= _BEYOND
        if not near:
            return None
        main.used, main.gap = True, min(main.gap, 1) if main.block != self._block or main.used else main.gap
        return main.date

    def _happened(self, held: Held, draft: Draft) -> bool:
        """Say whether a figure tells of what was, where the date held tells of plans."""
        return draft.status == "reported" and (held.block != self._block or draft.tense == "past")

    def _is_general(self, held: Held, draft: Draft) -> bool:
        """Say whether a figure told in the present tense holds in general, not for a period told of before."""
        if held.date.opening is not None or held.date.form in ("years_ago", "relative_period"):
            return True
        if self._counted_here(held) or held.planned or is_after(held.date.edtf, self._published):
            return False
        told = draft.role == "change" or draft.kind in ("rank", "score")
        return not told and held.date.form not in _RELEASE_FORMS and held.date.form != "reporting"

    def _counted_here(self, held: Held) -> bool:
        """Say whether a date is the day of a count ("as of January 1") in this very paragraph."""
        return held.counted and held.block == self._block
