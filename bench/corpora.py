"""A large corpus of varied texts: sentences made of many words, each with the figure that stands in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kzreform.records import Document, Figure, Kind, figure_id


def _listed(words: str) -> list[str]:
    return words.split()


_THINGS = _listed("""
    crime theft fraud robbery murder assault arson smuggling bribe embezzlement lawsuit appeal verdict sentence pardon
    judge prosecutor lawyer notary inspector officer soldier minister deputy mayor teacher doctor nurse student pupil
    pensioner farmer worker driver miner engineer scientist artist athlete tourist migrant refugee veteran orphan child
    woman family household village district school kindergarten university hospital clinic pharmacy library museum
    theatre stadium bridge road railway airport station pipeline plant factory mine well dam reservoir forest park
    apartment house shop market bank loan grant subsidy pension benefit tax fine fee licence permit contract tender
    auction company startup cooperative farm hectare tractor harvester cow sheep horse camel tonne barrel megawatt
    vehicle bus train aircraft satellite computer server website service application complaint petition referendum
    election candidate voter ballot party law decree amendment treaty agreement investment export import patent
""")
_WHICH = _listed("""
    registered corrupt domestic serious minor rural urban regional national foreign public private new old large small
    medium digital electronic free paid local central state municipal criminal civil administrative young elderly
    disabled female male unemployed employed qualified retired temporary permanent annual monthly seasonal illegal legal
    renovated damaged planned completed returned confiscated declared hidden strategic social cultural medical
""")
_PLACES = _listed("""
    Abai Akmola Aktobe Almaty Astana Atyrau Jambyl Jetisu Karaganda Kostanay Kyzylorda Mangystau Pavlodar Shymkent
    Turkistan Ulytau Zhetisu Semey Oral Oskemen Taraz Talgar Ridder Kentau Aksu Balkhash Saryagash Zharkent
""")
_VERBS = _listed("""
    counted registered built opened closed funded approved rejected examined solved dismissed trained employed supported
    awarded fined convicted acquitted reformed modernised repaired insured audited inspected delivered planted
""")
_SHAPES = (
    "In {year} the {place} region {verb} {figure} in the field of {which} {thing} {other}.",
    "Across {place}, {figure} were {verb} in {year}, most of them {which}, the {other} department said.",
    "The number of {which} {thing} cases {verb} in {place} reached {figure} by the end of {year}.",
    "{place} reported that {figure} fell to {which} {thing} programmes for every {other} {verb} during {year}.",
)
_SIGNS: dict[Kind, str] = {"count": "{value:,} {unit}", "percent": "{value}%", "money": "{value:,} tenge"}
#: Figures of a document; a report has as many.
_EACH = 200


def made(figures: int, seed: int = 1) -> Iterator[tuple[Document, list[Figure]]]:
    """Give documents with so many figures altogether, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(-(-figures // _EACH)):
        yield _document(f"report-{number:04}", chance, min(_EACH, figures - number * _EACH))


def _document(id: str, chance: random.Random, count: int) -> tuple[Document, list[Figure]]:
    text, found = "", []
    section = ""
    for line in range(1, count + 1):
        if line % 20 == 1:
            section = f"{chance.choice(_WHICH)} {chance.choice(_THINGS)}".capitalize()
        sentence, said = _sentence(chance)
        start = len(text) + sentence.index(said["text"])
        end = start + len(said["text"])
        place = {"document": id, "start": start, "end": end, "line": line, "section": section}
        found.append(Figure(id=figure_id(id, start, end, said["text"]), sentence=sentence, **place, **said))
        text += sentence + "\n"
    return Document(id=id, text=text, title=f"Report {id}", published=f"{chance.randint(2020, 2024)}"), found


def _sentence(chance: random.Random) -> tuple[str, dict[str, Any]]:
    thing, other = chance.sample(_THINGS, 2)
    which, place, verb = chance.choice(_WHICH), chance.choice(_PLACES), chance.choice(_VERBS)
    kind: Kind = chance.choices(("count", "percent", "money"), (6, 3, 1))[0]
    value = Decimal(chance.randint(1, 999)) / 10 if kind == "percent" else Decimal(chance.randint(2, 10**6))
    unit = {"count": thing, "percent": "percent", "money": "KZT"}[kind]
    text = _SIGNS[kind].format(value=value, unit=unit)
    year = str(chance.randint(2015, 2024))
    shape = chance.choice(_SHAPES)
    said = {"figure": text, "year": year, "place": place, "verb": verb, "which": which, "thing": thing, "other": other}
    item = f"{which} {thing} {verb} in {place}"
    return shape.format(**said), {
        "text": text,
        "kind": kind,
        "value": value,
        "unit": unit,
        "item": item,
        "date": year,
        "date_basis": "stated",
    }
