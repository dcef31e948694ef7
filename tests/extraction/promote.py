"""Keep the "xfail" of the phrasings true to what is read today.

python -m tests.extraction.promote          takes "xfail" from rows that are read right now, lists rows that are not
python -m tests.extraction.promote --mark   also gives those an "xfail" that says what is read wrong
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from kzreform.extraction import Extractor
from tests.extraction.phrasings import KEYS, Row, faults, files


def promote(path: Path, rows: list[Row], extractor: Extractor, *, mark: bool) -> list[str]:
    """Renew a file's rows; give a line for each that was promoted, fails or was marked."""
    report = []
    changed = False
    for number, row in enumerate(rows, start=1):
        wrong = faults(row, extractor)
        where = f"{path.name}:{number}"
        if not wrong and row.pop("xfail", None):
            changed = True
            report.append(f"{where} promoted")
        elif wrong and "xfail" not in row:
            report.append(f"{where} {'marked' if mark else 'FAILS'}: {'; '.join(wrong)}")
            if mark:
                changed, row["xfail"] = True, "; ".join(wrong)
    if changed:
        path.write_text("".join(map(line, rows)), encoding="utf-8", newline="\n")
    return report


def line(row: Row) -> str:
    """Write a row as its file holds it: one line, keys in order."""
    ordered = {key: row[key] for key in KEYS if key in row}
    return json.dumps(ordered, ensure_ascii=False, default=_number) + "\n"


def _number(value: object) -> float:
    if isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
        return float(value)
    raise TypeError(f"{value!r} cannot be written without loss")


def main(args: Sequence[str] | None = None) -> int:
    """Renew all files; 1 where rows fail that no "xfail" excuses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mark", action="store_true", help='give rows that fail an "xfail"')
    mark = parser.parse_args(args).mark
    extractor = Extractor()
    report = [entry for path, rows in files() for entry in promote(path, rows, extractor, mark=mark)]
    sys.stdout.write("".join(f"{entry}\n" for entry in report))
    marked = sum("xfail" in row for _, rows in files() for row in rows)
    sys.stdout.write(f"{sum(len(rows) for _, rows in files())} rows, {marked} known to fail\n")
    return int(any("FAILS" in entry for entry in report))


if __name__ == "__main__":
    sys.exit(main())
