"""Claims about the dossier, freely worded, and the verdicts on them."""

from __future__ import annotations

import pytest

from kzreform.checking.claims import Checker
from kzreform.records import Document

CLAIMS = [
    # the same value, in other words
    ("supported", "Fishing boats brought in 4,812 tons of herring in 2023."),
    ("supported", "Some 214 rural libraries are open."),
    ("supported", "There were 732 fishermen with a licence in 2023."),
    ("supported", "Library budgets went up 12% in 2023."),
    ("supported", "Ruritania ranked 47th in the 2023 happiness index."),
    ("supported", "Appeals heard in regional courts numbered 21,340 in 2023."),
    ("supported", "A mayor serves for five years."),
    ("supported", "People wait 12 working days for a passport, no longer 30 working days."),
    ("supported", "More than 2.7 million books were lent out in 2023."),
    ("supported", "Of 164 countries Ruritania was 47th for happiness in 2023."),
    # rounded, or hedged
    ("rounded", "Herring catches came to about 4,800 tons in 2023."),
    ("rounded", "Women are 63% of librarians."),
    ("rounded", "The budget of the libraries is around 38 million euros."),
    ("rounded", "Over 20,000 appeals were heard by regional courts in 2023."),
    ("rounded", "Nearly 5,000 tons of herring were landed in 2023."),
    ("rounded", "Fewer than 750 fishermen held a licence in 2023."),
    # another value
    ("contradicted", "Fishing boats brought in 7,812 tons of herring in 2023."),
    ("contradicted", "Women make up 36% of librarians."),
    ("contradicted", "Library budgets shrank by 12% in 2023."),
    ("contradicted", "A mayor serves for seven years."),
    ("contradicted", "There are 416 public libraries."),
    ("contradicted", "The threshold for parties in the Diet was lowered from 6% to 3%."),
    ("contradicted", "Women make up 63.1% of librarians."),
    ("contradicted", "More than 30,000 appeals were heard by regional courts in 2023."),
    # another time
    ("other_period", "Fishing boats landed 4,812 tons of herring in 2019."),
    ("other_period", "In 2016 Ruritania took 47th place in the happiness index."),
    ("other_period", "In 2015 regional courts heard 19,200 appeals."),
    ("other_period", "Herring landings were 6,015 tons in 2023."),
    # not there
    ("not_found", "The fleet landed 4,812 tons of mackerel in 2023."),
    ("not_found", "Ruritania has 214 cinemas."),
    ("not_found", "Unemployment fell to 6% in 2023."),
    ("not_found", "Mexico took 47th place in the happiness index of 2023."),
    ("not_found", "Hospitals spent 38.4 million euros on drugs."),
    ("not_found", "The share of women among judges of the Constitutional Court is 55%."),
    # a change, computed from two levels
    ("supported", "The number of licensed fishermen fell by 20% between 2020 and 2023."),
    ("supported", "Herring landings dropped by a fifth from 2022 to 2023."),
    ("rounded", "Herring landings dropped by more than 18% from 2022 to 2023."),
    ("contradicted", "The number of licensed fishermen rose by 20% between 2020 and 2023."),
    ("contradicted", "The number of licensed fishermen halved between 2020 and 2023."),
    ("supported", "There were 183 fewer licensed fishermen in 2023 than in 2020."),
    # two figures: the claim is as good as the worse
    ("supported", "Of 316 public libraries 214 stand in villages."),
    ("contradicted", "Of 316 public libraries 241 stand in villages."),
    ("rounded", "Libraries lent out 2.7 million books on a budget of about 38 million euros in 2023."),
    # said as news agencies and headlines say it
    ("supported", "PORT CITY, 3 May - Fishing boats brought in 4,812 tons of herring in 2023."),
    ("supported", "Scholars reckon that 214 rural libraries are open."),
    ("supported", "Fishing boats brought in 4,812 tons of herring in 2023, index compilers found."),
    ("supported", "Herring landings in 2023: minus 20% against 2022."),
    ("contradicted", "One library in five has a wheelchair ramp."),
    ("supported", "Of 21,340 appeals in regional courts, 8,905 of which in 2023 concerned rents."),
    # a time long before what a text says without one
    ("other_period", "In 2010 women made up 63.18% of librarians."),
    # what sets the scene is not checked
    ("supported", "Over the past two years, one thing is clear: 316 public libraries are open."),
    ("not_found", "Ruritania is a beautiful country."),
]


@pytest.mark.parametrize(("verdict", "claim"), CLAIMS, ids=[claim for _, claim in CLAIMS])
def test_verdicts(checker: Checker, verdict: str, claim: str) -> None:
    (judged,) = checker.check(Document(id="claim", text=claim))
    assert judged.verdict == verdict, [figure.reason for figure in judged.figures]
