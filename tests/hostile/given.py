"""The table of what is given beside texts: extractions to compare, manifests, patterns, floors, corpora."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kzreform.keeping import Store
from kzreform.records import Document
from tests.conftest import figure
from tests.hostile.packed import SENTENCE

DEEP = 100_000
_FIGURE = {"document": "a", "start": 4, "end": 6, "text": "5%", "kind": "percent", "value": 5, "unit": "percent"}
_NEVER = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)"


@dataclass(frozen=True)
class Given:
    """A bad file: what it is, how it is made, and part of the one line that refuses it.

    The line names the file ``names``. ``read`` says that the file is read, and that the document fails.
    """

    what: str
    lay: Callable[[Path], object]
    said: str
    read: bool = False
    names: str = "BAD"


def holds(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text.encode("utf-8", "surrogatepass"))


def link(name: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(name)


def a_figure(**fields: object) -> Callable[[Path], object]:
    return holds(json.dumps(_FIGURE | fields))


def numbered(value: str) -> Callable[[Path], object]:
    return holds(json.dumps(_FIGURE | {"value": 0}).replace('"value": 0', f'"value": {value}'))


def overlapping(path: Path) -> None:
    """Write figures that all overlap, and no two alike in both files."""
    shift = path.name == "BAD"
    rows = (_FIGURE | {"start": 2 * n + shift, "end": 9_000 + 2 * n} for n in range(700))
    path.write_text("\n".join(map(json.dumps, rows)))


def a_pattern(regex: str, more: str = "", before: str = "") -> Callable[[Path], object]:
    table = f'[[pattern]]\nname = "own"\nyields = "quantity"\nkind = "percent"\nunit = "percent"\nregex = \'{regex}\'\n'
    return holds(before + table + more)


def a_date(regex: str, form: str) -> Callable[[Path], object]:
    return holds(f'[[pattern]]\nname = "own"\nyields = "date"\nform = "{form}"\npriority = 900\nregex = \'{regex}\'\n')


def a_corpus(*statements: str) -> Callable[[Path], object]:
    """Make a corpus that somebody else has written into."""

    def lay(path: Path) -> None:
        document = Document(id="a", text=SENTENCE)
        start = SENTENCE.index("5%")
        with Store.open(path, write=True, create=True) as store:
            store.add(document, [figure(document="a", start=start, end=start + 2, item="share of women", date="2023")])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                connection.execute(statement)

    return lay


def seen(table: str, column: str, computed: str) -> Callable[[Path], object]:
    """Put a view in the place of a table, one column of which is computed."""

    def lay(path: Path) -> None:
        a_corpus()(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
            chosen = ", ".join(
                f'{computed if name == column else f"{chr(34)}{name}{chr(34)}"} AS "{name}"' for name in names
            )
            for trigger in ("figures_added", "figures_removed", "figures_changed"):
                connection.execute(f"DROP TRIGGER {trigger}")
            connection.execute(f"ALTER TABLE {table} RENAME TO kept")
            connection.execute(f"CREATE VIEW {table} AS SELECT {chosen} FROM kept")

    return lay


def damaged(path: Path) -> None:
    a_corpus()(path)
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE figures", b"CREATE \xaa\xffBLE figures"))


def beside(ending: str, lay: Callable[[Path], object]) -> Callable[[Path], object]:
    def both(path: Path) -> None:
        a_corpus()(path)
        lay(path.with_name(path.name + ending))

    return both


#: What is no file, wherever one is asked for.
PLACES = (
    Given("a named pipe into which nobody writes", os.mkfifo, "a named pipe into which nobody has written"),
    Given("zeros without end", link("/dev/zero"), "too large"),
    Given("a link to itself", lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
    Given("a folder", Path.mkdir, "Is a directory"),
    Given("nothing", lambda path: None, "No such file"),
)

FIGURES = (
    Given("a value that is NaN", a_figure(value="NaN"), "a value is no number"),
    Given("a value that signals", a_figure(value="sNaN"), "a value is no number"),
    Given("an end of a range that is infinite", a_figure(value_high="-Infinity"), "a value is no number"),
    Given("1e999999999", numbered("1e999999999"), "a value is no number of at most 1,000 digits"),
    Given("1e-999999999", numbered("1e-999999999"), "a value is no number of at most 1,000 digits"),
    Given("a value of a million digits", a_figure(value="9" * 1_000_000), "of at most 1,000 digits"),
    Given("an end before the start", a_figure(start=6, end=4), "no place in a text"),
    Given("a start before the text", a_figure(start=-6), "no place in a text"),
    Given("brackets, 100,000 deep", holds("[" * DEEP), "line 1: not what extract writes (nested too deeply)"),
    Given("objects, 100,000 deep", holds('\n{"a":' + '{"a":' * DEEP), "line 2: not what extract writes (nested"),
    Given("700 figures that all overlap those of the other file", overlapping, "they cannot be of one text"),
    *PLACES,
    Given("noise without end", link("/dev/urandom"), "line 1"),
)

MANIFESTS = (
    Given("brackets, 100,000 deep", holds("[" * DEEP), "nested too deeply"),
    Given("a file with a NUL in its name", holds('[{"file": "a\\u0000b"}]'), "holds a NUL character"),
    Given("a file called -", holds('[{"file": "-"}]'), "-: no such file", names="-"),
    *PLACES,
)

PATTERNS = (
    Given("brackets, 100,000 deep", holds("a = " + "[" * DEEP), "nested too deeply"),
    Given("a table of 100,000 parts", holds("[" + ".".join("a" * DEEP) + "]"), "a key of a hundred parts"),
    Given("an integer of 5,000 digits", a_pattern("(?P<number>5)", f"priority = {'9' * 5_000}"), "not TOML"),
    Given(
        "groups in groups, 2,000 deep", a_pattern("(?:" * 2_000 + "(?P<number>5)" + ")" * 2_000), "nested too deeply"
    ),
    Given("a group a billion times", a_pattern("(?P<number>[0-9]){999999999}"), "more than 100,000 pieces"),
    Given("a thousand times a thousand times", a_pattern("(?P<number>(?:a{1000}){1000})"), "more than 100,000 pieces"),
    Given("a group that calls itself", a_pattern("(?P<number>(?&number))"), "it calls a group, (?&number)"),
    Given("a value of a billion digits", a_pattern("women", 'value = "1e999999999"'), "key 'value': no number"),
    Given("a value that is NaN", a_pattern("women", 'value = "NaN"'), "key 'value': no number"),
    Given("a value that is a word", a_pattern("women", 'value = "many"'), "key 'value': no number"),
    Given("a scale that is NaN", holds("[lexicon.scales]\nzillion = nan\n"), "key 'zillion': no number"),
    Given(
        "a name that clears the screen",
        holds('[[pattern]]\nname = "\\u001b[2J"\nyields = "date"\nregex = "x"'),
        "control",
    ),
    Given(
        "snippets that come to 30^7 letters",
        a_pattern(
            "{{a0}}",
            before="[snippets]\n" + "".join(f"a{n} = '{f'{{{{a{n + 1}}}}}' * 30}'\n" for n in range(7)) + "a7 = 'x'\n",
        ),
        "its snippets come to too much",
    ),
    Given("a snippet of ours that does not compile", holds("[snippets]\nvalue = '('\n"), "snippets, key 'value'"),
    Given(
        "a date without the group of its form", a_date("rose", "year"), "gives no date of the form 'year'", read=True
    ),
    Given("a year that is a word", a_date("(?P<year>rose)", "day"), "gives no date of the form 'day'", read=True),
    Given("a range without its end", a_pattern("(?P<low>[0-9])(?P<high>x)?%"), "gives no number ('high')", read=True),
    *PLACES,
)

FLOORS = (
    Given("brackets, 100,000 deep", holds("a = " + "[" * DEEP), "nested too deeply"),
    Given(
        "rows that are a pipe",
        lambda path: (os.mkfifo(path.with_name("p")), holds("[s]\nrows = 'p'\n")(path)),
        "a named pipe",
        names="p",
    ),
    Given(
        "a text with half a character",
        lambda path: (
            holds(r'{"text": "\ud800 5%", "figures": []}')(path.with_name("r.jsonl")),
            holds("[s]\nrows = 'r.jsonl'\n")(path),
        ),
        "half a character",
        names="r.jsonl, line 1",
    ),
    *PLACES,
)

CORPORA = (
    Given("a value that is NaN", a_corpus("UPDATE figures SET value_text = 'NaN'"), "a value is no number"),
    Given(
        "a value of a billion digits", a_corpus("UPDATE figures SET value_text = '1e999999999'"), "at most 1,000 digits"
    ),
    Given("a value that is a word", a_corpus("UPDATE figures SET value_text = 'many'"), "a value is no number"),
    Given("a unit of bytes", a_corpus("UPDATE figures SET unit = x'ff00'"), "is damaged (a row that is no figure"),
    Given("a kind that is none", a_corpus("UPDATE figures SET kind = 'guess'"), "is damaged (a row that is no figure"),
    Given("a line that is a word", a_corpus("UPDATE figures SET line = 'x'"), "is damaged (a row that is no figure"),
    Given("a title of bytes", a_corpus("UPDATE documents SET title = x'ff00'"), "a row that is no document"),
    Given("a view that never ends in the place of the figures", seen("figures", "item", _NEVER), "'figures' is a view"),
    Given(
        "a view of 900 MB in the place of the documents", seen("documents", "title", "zeroblob(900000000)"), "is a view"
    ),
    Given(
        "a trigger that never ends",
        a_corpus(f"CREATE TRIGGER t BEFORE INSERT ON documents BEGIN SELECT {_NEVER}; END"),
        "a trigger 't' that we did not make",
    ),
    Given("bytes that are no text in the names of its tables", damaged, "is damaged; take a copy"),
    Given("a pipe for its log", beside("-wal", os.mkfifo), "is no file, and the corpus beside it"),
    Given(
        "zeros without end for its journal",
        beside("-journal", link("/dev/zero")),
        "is no file, and the corpus beside it",
    ),
    Given("a named pipe into which nobody writes", os.mkfifo, "is no file"),
    Given("zeros without end", link("/dev/zero"), "is no file"),
)
