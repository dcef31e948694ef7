"""Documents made from a seed, of several formats and all sizes: for long runs, not for measuring how well one reads."""

from __future__ import annotations

import io
import random
from html import escape
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_WHO = ("the ministry", "the fund", "the regional administration", "the committee", "the bank", "the agency")
_WHAT = ("loans", "courts", "schools", "clinics", "grants", "farms", "bridges", "complaints", "tenders", "apartments")
_UNITS = ("tenge", "US dollars", "euros", "hectares", "kilometres", "tonnes", "people", "families")
_SCALES = ("", " thousand", " million", " billion", " trillion")
_MONTHS = ("January", "March", "May", "July", "September", "November")
_PLAIN = ("The work goes on.", "Nobody was hurt.", "More will be said later.", "The law was changed, as was asked for.")
#: Of so many files one cannot be read.
_BAD = 100
_ENDINGS = (".txt", ".txt", ".txt", ".md", ".html", ".docx", ".pdf")


def write(folder: Path, count: int, seed: int) -> int:
    """Write so many documents, the same for the same seed; gives the characters of their texts."""
    folder.mkdir(parents=True)
    dice = random.Random(seed)
    size = 0
    for number in range(count):
        if number % _BAD == _BAD - 1:
            (folder / f"{number:05}.txt").write_bytes(b"\x1f\x8b" + bytes(50))
            continue
        paragraphs = [_paragraph(dice) for _ in range(min(60, 1 + int(dice.lognormvariate(1.5, 1.0))))]
        ending = dice.choice(_ENDINGS)
        (folder / f"{number:05}{ending}").write_bytes(_file(ending, paragraphs))
        size += sum(map(len, paragraphs))
    return size


def _paragraph(dice: random.Random) -> str:
    return " ".join(_sentence(dice) for _ in range(dice.randint(1, 6)))


def _sentence(dice: random.Random) -> str:
    who, what, other = dice.choice(_WHO), dice.choice(_WHAT), dice.choice(_WHAT)
    year, number, share = dice.randint(2005, 2030), _number(dice), f"{dice.uniform(0.1, 99):.1f}%"
    amount = f"{number}{dice.choice(_SCALES)} {dice.choice(_UNITS)}"
    return dice.choice(
        (
            f"In {year} {who} counted {number} {what}, which is {share} more than the year before.",
            f"The share of {what} among {other} rose from {dice.randint(1, 40)}% to {dice.randint(41, 90)}% in {year}.",
            f"By {dice.choice(_MONTHS)} {year} {who} is to spend no less than {amount} on {what}.",
            f"{amount} went to {what}, and {_number(dice)} to {other}, {who} said.",
            f"One in {dice.choice(('five', 'seven', 'ten'))} {what} was closed between {year} and {year + 2}.",
            f"{who.capitalize()} has {dice.randint(2, 30)} offices; {share} of {what} were looked into.",
            dice.choice(_PLAIN),
        )
    )


def _number(dice: random.Random) -> str:
    return f"{dice.randint(2, 10 ** dice.randint(1, 6)):,}"


def _file(ending: str, paragraphs: list[str]) -> bytes:
    if ending == ".html":
        body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
        return f"<html><body><article><h1>A report</h1>{body}</article></body></html>".encode()
    out = io.BytesIO()
    if ending == ".docx":
        word = docx.Document()
        for each in paragraphs:
            word.add_paragraph(each)
        word.save(out)
    elif ending == ".pdf":
        canvas = Canvas(out, pagesize=A4, invariant=1)
        _draw(canvas, paragraphs)
        canvas.save()
    else:
        out.write("\n\n".join(paragraphs).encode())
    return out.getvalue()


def _draw(canvas: Canvas, paragraphs: list[str]) -> None:
    line = 60
    for each in paragraphs:
        words = each.split()
        while words:
            if line == 0:
                canvas.showPage()
                line = 60
            taken = words[:12]
            del words[:12]
            canvas.drawString(50, 40 + 12 * line, " ".join(taken))
            line -= 1
        line -= line > 0
