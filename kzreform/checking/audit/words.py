"""The English words that bind figures, as regexes for the short gaps between two of them."""

from __future__ import annotations

import re

HEDGE = (
    r"(?:about|almost|nearly|approximately|around|roughly|some|over|under|more than|less than|fewer than|just|only|"
    r"a mere|at least|at most|up to|slightly|a little|well|an?|the|its|their|by|as many as|no more than|the number of)"
)
_WORD = r"[^\W\d_][\w'’“”\"«»/-]*"


def words(least: int, most: int) -> str:
    """Give a regex for some words without figures or stops between them."""
    return rf"(?:\s?{_WORD}){{{least},{most}}}"


HEDGES = rf"(?:{HEDGE}\s)*"

#: "46,546 out of 83,963", "385 of 499 claims", "786 women among 3,415 deputies"
OUT_OF = re.compile(
    rf"(?:{words(0, 4)} (?:out of|from among|among)|{words(0, 1)} of)(?: (?:the|all|its|their|a total of|{HEDGE}))* ?",
    re.IGNORECASE,
)

#: "..., of which 3,965", "8,334 people, 3,721 of whom", "of this amount"
OF_WHICH = re.compile(
    r"\b(?:of|from|among|out of) (?:which|whom|them|these|those|it|this amount|this sum|that sum|this number)\b|"
    r"\bincluding\b|\bwhereof\b",
    re.IGNORECASE,
)
TAIL_OF_WHICH = re.compile(rf"{words(0, 2)} (?:of|from|among) (?:which|whom|them|these|those)\b", re.IGNORECASE)

#: "Of 6,312 disputes", "out of 449 judges", at the head of a clause
LEAD_OF = re.compile(
    rf"(?:^|[,;:(–—-] ?|\b(?:and|while|in \d{{4}},?) )(?:out of|of|among|from)"
    rf"(?: (?:the|all|a total of|these))* {HEDGES}$",
    re.IGNORECASE,
)

#: "493 or 68%", "46,546 (55.4%)", "176 of 361, or 49%"
_JOIN = r"(?:\(|,? ?\(?or|,? that is,?|,? i\.\s?e\.,?|,? making up| make up| makes up|,? which is|[–—=-])"
#: "3.3% of GDP": a share of something else than what was counted before
OF_ELSE = re.compile(
    r"\)? of (?!(?:the |all |its |their )*(?:total|whole|them|those|these|number|overall|sum|amount|all|this|that)\b)",
    re.IGNORECASE,
)
THEN_PERCENT = re.compile(rf"{words(0, 6)}\s?,?\s?{_JOIN} ?{HEDGES}", re.IGNORECASE)
THEN_PERCENT_FAR = re.compile(
    rf"{words(0, 6)}\s?(?:{_JOIN}|,) ?{words(0, 7)}\s?(?:at |was |is |of )?{HEDGES}",
    re.IGNORECASE,
)

#: "55.4% (46,546", "39.2% of them, or 9,261"
PERCENT_OPENS = re.compile(rf"[^.;:()\d]{{0,70}}\(\s?{HEDGES}", re.IGNORECASE)
PERCENT_OR = re.compile(rf"{words(0, 5)},? or {HEDGES}", re.IGNORECASE)

#: A change, not a share: "2,271 claims or 7.9% more", "an increase of", "down by"
MORE = re.compile(
    r"^\W{0,2}(?:[^\W\d]+ ){0,2}?(?:more|less|fewer|higher|lower|larger|smaller|greater|better|worse|short|up|down|"
    r"above|below|ahead|cheaper|dearer|longer|shorter)\b",
    re.IGNORECASE,
)
GROWTH = (
    r"(?:increas\w*|decreas\w*|rise|rises|rising|rose|risen|rais\w+|grow\w*|grew|growth|fall|falls|falling|fell|fallen|"
    r"drop\w*|declin\w*|reduc\w+|reduction|cut|cuts|gain\w*|lost|shr[aiu]nk\w*|climb\w*|jump\w*|soar\w*|swell\w*|"
    r"swelled|multipl\w+|edged|slid|slump\w*|plung\w*|expan\w+|went up|went down|going up|come down|came down|up|down|"
    r"index\w*|improv\w+|change\w*|lower\w*|halv\w+)"
)
CHANGED = re.compile(
    rf"\b(?<!make )(?<!makes )(?<!made )(?<!making ){GROWTH}\b(?:[^.;()\d]{{0,40}}?\b(?:by|of)\b)? ?{HEDGES}$",
    re.IGNORECASE,
)
GROWING = re.compile(rf"\b{GROWTH}\b", re.IGNORECASE)

#: The ends of a change: "from 1724", "to 1692"
FROM = re.compile(rf"\b(?:from|instead of) {HEDGES}$", re.IGNORECASE)
TO = re.compile(rf"\b(?:to|until|till)(?: (?:a|the))? {HEDGES}$", re.IGNORECASE)
#: From the amount of a change to its ends: "by 2% - from", "fourfold, from", "8-fold ("
TO_ENDS = re.compile(
    rf"(?:{words(0, 4)})?[\s,:(–—-]*(?:or |that is |i\.e\. |down |up )?(?:from )?{HEDGES}",
    re.IGNORECASE,
)
#: From the ends of a change to its amount: ", a threefold", "(+11%", "(a decrease of", ", or by"
TO_AMOUNT = re.compile(
    rf"{words(0, 6)}(?: in \d{{4}})?\s?(?:\(|,|–|—|-|:)+ ?(?:(?:or|that is|i\.e\.|and|a|an|the|by|of|minus|plus|"
    rf"change|which is|this is|{GROWTH}|{HEDGE})[ ,]{{1,2}})*[+−–-]?",
    re.IGNORECASE,
)
#: Between two amounts of one change: "2,271 claims or 7.9%", "105 (7.0%", "by 20, or 27%"
AND_ALSO = re.compile(rf"{words(0, 4)}(?:,? (?:or|that is|i\.e\.)|,? ?\() ?(?:by )?{HEDGES}", re.IGNORECASE)

#: "1.5 times more than", "105 fewer than in 2022 (", "1,420 short of", "12.4 points down on"
THAN = re.compile(
    rf"\)?(?:\s?(?!and\b|or\b|with\b|over\b){_WORD}){{0,4}}\s?(?:more|less|fewer|higher|lower|larger|smaller|greater|better|worse|short|above|below|"
    rf"ahead|down|up|higher or lower)\b(?P<rest>[^.;()\d]{{0,60}}(?:\d{{4}}[^.;()\d]{{0,30}})?\(?[^.;()\d]{{0,20}})",
    re.IGNORECASE,
)
THAN_ENDS = re.compile(
    rf"(?:\(|\b(?:than|of|on|against|to|with|was|were|at|as)) ?(?:in \d{{4}}|{HEDGE}|the|approved|previous|same| )*$|"
    rf"\b(?:establishment|number|figure|level|value) of ?$",
    re.IGNORECASE,
)
TIMES_THAN = re.compile(
    rf"{words(0, 2)}\s?(?:more|less|fewer|higher|lower|larger|smaller|greater|as (?:many|much|high|large|low))\b"
    rf"(?:[^.;()\d]|\(|\d{{4}}){{0,70}}|[^.;()\d]{{0,60}}\bof ",
    re.IGNORECASE,
)

#: "the remaining 1,509", "the other two"
REMAINING = re.compile(
    rf"\b(?:remaining|remainder|the rest|rest of the|the other|other|the balance)(?: of)?(?: [–—-])? ?{HEDGES}$",
    re.IGNORECASE,
)
TAIL_REMAINING = re.compile(rf"{words(0, 2)} (?:remain|remained|are left|were left|other)\b", re.IGNORECASE)
ONE_OF = re.compile(r"\bone of (?:the|its|their|these) $", re.IGNORECASE)
THE_FIRST = re.compile(
    r"\b(?:the )?(?:first|one|latter) of (?:these|them|which)|\bone of (?:the|these|them)\b",
    re.IGNORECASE,
)

#: "in total 140.6 billion", "altogether 216"
IN_TOTAL = re.compile(
    r"\b(?:in total|in all|altogether|overall|total|totalling|totaling|totals?|a total of|sum of)\b[^.;()\d]{0,70}$",
    re.IGNORECASE,
)
INCOMPLETE = re.compile(
    r"\b(?:including|such as|among them|among others|for example|e\.g\.|mainly|chiefly)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:compar\w+ (?:to|with)|than in|against|as against|from|relative to|since)(?: the year)? ((?:19|20)\d\d)",
    re.IGNORECASE,
)
EXCEEDS = re.compile(
    r" ?(?:exceeds?|exceeded|surpass\w*|outstrip\w*)(?: (?:this|that|the) (?:figure|number|sum|amount|level))? ?\(? ?",
    re.IGNORECASE,
)
