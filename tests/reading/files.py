"""One text in every format, made by the libraries that people's files are made by."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from html import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

#: Blocks of a report: "# " begins a heading, "- " a list item.
REPORT = (
    "# SCHOOLS AND COURTS",
    "ASTANA, March 16, 2022 – The government built 369 schools in 2021, which is 12.5% more than in 2020.",
    "Last year 1,692 corruption crimes were registered, and 325 billion tenge were returned to the budget of the "
    "country. In 2019 it was 46 thousand households that received long-term support of about 150 thousand tenge each.",
    "# Plans of the ministry",
    "By 2025 the share of women among civil servants is to reach 55.4%, the ministry says in its programme for the "
    "development of the administration – “no less than 30%” of those who lead.",
    "- 20 courts in 2023;",
    "- 35 libraries in 2024.",
    "In 2021 the number of judges rose from 2,100 to 2,345. Some 740 thousand pupils were taught in 83,963 classes "
    "during that year, and the average stay in hospital fell by 2 days.",
    "# Results",
    "In the first quarter of 2022, 18 ministries reported to parliament. The deficit stood at 3.3% of the domestic "
    "product, or 1.2 trillion tenge, on January 1, 2022. Kazakhstan took the 66th place out of 139 countries.",
)


def plain(blocks: Sequence[str] = REPORT) -> str:
    return "\n\n".join(block.removeprefix("# ") for block in blocks) + "\n"


def markdown(blocks: Sequence[str] = REPORT) -> bytes:
    return ("\n\n".join(blocks) + "\n").encode()


def html(blocks: Sequence[str] = REPORT, head: str = "") -> bytes:
    body, listing = "", False
    for block in blocks:
        if listing and not block.startswith("- "):
            body, listing = body + "</ul>", False
        if block.startswith("# "):
            body += f"<h2>{escape(block[2:])}</h2>"
        elif block.startswith("- "):
            body, listing = body + ("" if listing else "<ul>") + f"<li>{escape(block[2:])}</li>", True
        else:
            body += f"<p>{escape(block)}</p>"
    page = (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>Report</title>{head}</head><body>"
        f"<nav><a href='/'>Home 12</a> <a href='/all'>All 345 reports</a></nav><article>{body}</article>"
        "<footer>Visited by 5,000 people in 2024</footer></body></html>"
    )
    return page.encode()


def word(blocks: Sequence[str] = REPORT, table: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for block in blocks:
        if block.startswith("# "):
            document.add_heading(block[2:], level=1)
        elif block.startswith("- "):
            document.add_paragraph(block[2:], style="List Bullet")
        else:
            document.add_paragraph(block)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for cells in table:
            for cell, text in zip(made.add_row().cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


class Paper:
    """A PDF laid out by hand on ReportLab's canvas: columns, running heads and feet, words parted at line ends."""

    def __init__(
        self, *, columns: int = 1, furniture: bool = False, hyphens: bool = False, lines: int = 40, size: float = 10
    ) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.columns, self.furniture, self.hyphens, self.lines, self.size = columns, furniture, hyphens, lines, size
        self.page, self.column, self.line = 1, 0, 0
        self.width = (A4[0] - 144 - 24 * (columns - 1)) / columns
        self._furnish()

    def _furnish(self) -> None:
        if self.furniture:
            self.canvas.setFont("Helvetica", 8)
            self.canvas.drawString(72, 812, "Report on 2018: 99 pages of figures")
            self.canvas.drawCentredString(A4[0] / 2, 28, f"Page {self.page} of 9")
            self.canvas.drawRightString(A4[0] - 72, 812, str(self.page))

    def write(self, text: str, font: str = "Helvetica", size: float | None = None, indent: float = 0) -> None:
        if self.line >= self.lines:
            self.turn()
        self.canvas.setFont(font, size or self.size)
        left = 72 + self.column * (self.width + 24) + indent
        self.canvas.drawString(left, 770 - self.line * self.size * 1.3, text)
        self.line += 1

    def turn(self) -> None:
        self.column, self.line = self.column + 1, 0
        if self.column == self.columns:
            self.canvas.showPage()
            self.column, self.page = 0, self.page + 1
            self._furnish()

    def blocks(self, blocks: Sequence[str]) -> Paper:
        for block in blocks:
            if block.startswith("# "):
                self.write(block[2:], "Helvetica-Bold", self.size + 3)
            else:
                # The standard fonts have no bullet list marks of their own: the hyphen is drawn.
                for line in self._broken(block):
                    self.write(line)
            self.line += self.line < self.lines
        return self

    def _broken(self, text: str) -> list[str]:
        """Fill lines to the width of the column, with parted words where that is asked for."""
        lines = [""]
        for word in text.split():
            if self._fits(f"{lines[-1]} {word}".lstrip()):
                lines[-1] = f"{lines[-1]} {word}".lstrip()
                continue
            room = [at for at in range(3, len(word) - 2) if self._fits(f"{lines[-1]} {word[:at]}-")]
            if self.hyphens and word.isalpha() and word.islower() and room:
                lines[-1] += f" {word[: room[-1]]}-"
                lines.append(word[room[-1] :])
            else:
                lines.append(word)
        return lines

    def _fits(self, line: str) -> bool:
        return stringWidth(line, "Helvetica", self.size) <= self.width

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def paper(blocks: Sequence[str] = REPORT, **layout: bool | int | float) -> bytes:
    return Paper(**layout).blocks(blocks).bytes()  # type: ignore[arg-type]


PAPERS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: paper(lines=18),
    "furniture": lambda: paper(lines=14, furniture=True),
    "hyphens": lambda: paper(lines=16, hyphens=True, furniture=True),
    "columns": lambda: paper(columns=2, lines=12, furniture=True, hyphens=True),
    "three columns": lambda: paper(columns=3, lines=14, size=9, hyphens=True),
}
