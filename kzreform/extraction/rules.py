"""Load the pattern files of a language: lexicons, snippets and patterns, strictly checked and compiled."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec
import regex

from kzreform.errors import PatternError, ReadError, TimeLimitError
from kzreform.extraction.currencies import currency_lexicons
from kzreform.extraction.trie import trie
from kzreform.files import whole
from kzreform.records import DIGITS, Bound, Direction, Kind, Role, Status, sound
from kzreform.regexes import check
from kzreform.toml import parsed

Yields = Literal["quantity", "date", "reference", "cue"]
Cell = str | int | Decimal

#: Seconds of the processor's time that one pattern may spend on one piece of text.
TIMEOUT = 2.0

#: In a text of so many characters no pattern that ships comes near that; to watch a match takes longer than many a
#: match does.
_SHORT = 2000

#: The priority of a pattern in a user's file that gives none.
USER_PRIORITY = 100


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a cue says of the figure beside it."""

    bound: Bound | None = None
    role: Role | None = None
    direction: Direction | None = None
    status: Status | None = None
    weight: int = 0


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with the expected surface in ``[[ ]]`` and, where it matters, how it is read."""

    text: str
    value: str | None = None
    high: str | None = None
    unit: str | None = None
    date: str | None = None


class _PatternTable(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    yields: Yields
    regex: str
    kind: Kind | None = None
    unit: str | None = None
    value: str | None = None
    lexicon: str | None = None
    form: str | None = None
    offset: int = 0
    open: Literal["since", "until"] | None = None
    anchor: Literal["number"] | None = None
    priority: int | None = None
    side: Literal["before", "after"] | None = None
    sets: Cue | None = None
    kinds: list[Kind] | None = None
    examples: list[str | Example] = []
    counter_examples: list[str] = []


class _PatternFile(msgspec.Struct, forbid_unknown_fields=True):
    description: str = ""
    lexicon: dict[str, Any] = {}
    snippets: dict[str, str] = {}
    pattern: list[_PatternTable] = []


class Pattern(msgspec.Struct, frozen=True, dict=True):
    """A pattern and what it yields; compiled when it is first used, for few texts need all of them."""

    name: str
    file: str
    yields: Yields
    regex: str
    source: str
    kind: Kind | None
    unit: str | None
    value: str | None
    lexicon: str | None
    form: str | None
    offset: int
    open: Literal["since", "until"] | None
    anchor: Literal["number"] | None
    priority: int
    side: Literal["before", "after"] | None
    sets: Cue | None
    kinds: list[Kind] | None
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    #: Whether it comes from a user's file, and not with the program.
    users: bool = False

    @functools.cached_property
    def compiled(self) -> Any:
        """The compiled regex."""
        if self.side != "before":
            return _compiled(self.source, 0)
        # A cue before a figure ends where the figure begins: matched backwards from there it fails or holds at once.
        source = rf"(?:{self.source})\G" if _ENDED.search(self.source) else self.source
        return _compiled(source, regex.REVERSE)


class Rules(msgspec.Struct, frozen=True):
    """The patterns and lexicons of one language."""

    language: str
    patterns: tuple[Pattern, ...]
    lexicons: Mapping[str, Mapping[str, Cell]]
    snippets: Mapping[str, str]
    #: Whether a user's files are among them: their snippets reach the patterns that ship, too.
    users: bool = False
    # Every document asks for the same regexes; putting them together again costs more than keeping them.
    made: dict[str, Any] = msgspec.field(default_factory=dict)

    def yielding(self, *what: Yields) -> tuple[Pattern, ...]:
        """Give the patterns that yield one of ``what``, in file order."""
        return tuple(pattern for pattern in self.patterns if pattern.yields in what)

    def lexicon(self, name: str) -> Mapping[str, Cell]:
        """Give a lexicon by name; an unknown name is an empty one."""
        return self.lexicons.get(name, {})

    def limit(self, length: int) -> dict[str, float]:
        """Give what limits the time of a match in a text of so many characters, as ``regex`` takes it."""
        return {"timeout": TIMEOUT} if self.users or length > _SHORT else {}

    def compile(self, source: str) -> Any:
        """Compile a regex that uses the snippets and lexicons of these rules."""
        if source not in self.made:
            self.made[source] = _compiled(_expand(source, self.snippets, self.lexicons), 0)
        return self.made[source]

    @property
    def example_count(self) -> int:
        """How many examples and counter-examples the patterns carry."""
        return sum(len(pattern.examples) + len(pattern.counter_examples) for pattern in self.patterns)


@functools.lru_cache(maxsize=8)
def _shipped(language: str) -> tuple[tuple[str, str], ...]:
    folder = resources.files("kzreform.patterns") / language
    if not folder.is_dir():
        raise PatternError(f"no patterns for the language {language!r}")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple((name, (folder / name).read_text(encoding="utf-8")) for name in names)


@functools.lru_cache(maxsize=8)
def _own(language: str) -> Rules:
    return _assemble(language, _shipped(language))


def load_rules(language: str = "en", extra: Iterable[Path] = ()) -> Rules:
    """Load the patterns that ship for a language, and a user's own files on top.

    Raises PatternError for a file that cannot be read, an unknown key or a regex that does not compile.

    >>> rules = load_rules("en")
    >>> any(pattern.kind == "money" for pattern in rules.patterns)
    True
    """
    if not (extra := list(extra)):
        return _own(language)
    texts = []
    for path in extra:
        try:
            texts.append((str(path), whole(path).decode("utf-8")))
        except ReadError as error:
            raise PatternError(error.message) from error
        except UnicodeDecodeError as error:
            raise PatternError(f"{path}: not UTF-8 text") from error
    return _assemble(language, _shipped(language), texts)


def matches(pattern: Pattern, text: str) -> list[Any]:
    """Give the pattern's matches in a text; raises ``TimeLimitError`` where that takes longer than TIMEOUT seconds."""
    try:
        return list(pattern.compiled.finditer(text, timeout=TIMEOUT))
    except TimeoutError as error:
        raise too_slow(pattern) from error


def too_slow(pattern: Pattern) -> TimeLimitError:
    """Give the error for a pattern that takes too long: what it would have found must not be missing unsaid."""
    return TimeLimitError(f"the pattern {pattern.name!r} ({pattern.file}) takes more than {TIMEOUT:g} s")


def surface(match: Any) -> tuple[int, int]:
    """Give the span of a match's ``figure`` group, or of the whole match where it has none."""
    if "figure" in match.re.groupindex and match.start("figure") >= 0:
        return match.span("figure")  # type: ignore[no-any-return]
    return match.span()  # type: ignore[no-any-return]


def unmark(text: str) -> tuple[str, tuple[int, int]]:
    """Take the ``[[ ]]`` out of an example; give the text and the span they marked.

    >>> unmark("some [[5%]] of it")
    ('some 5% of it', (5, 7))
    """
    start, end = text.index("[["), text.rindex("]]")
    return text[:start] + text[start + 2 : end] + text[end + 2 :], (start, end - 2)


def _assemble(language: str, shipped: Sequence[tuple[str, str]], users: Sequence[tuple[str, str]] = ()) -> Rules:
    """Put pattern files together; a user's words and snippets reach our patterns too."""
    files = [(name, _parse(name, text)) for name, text in (*shipped, *users)]
    lexicons: dict[str, dict[str, Cell]] = {name: dict(table) for name, table in currency_lexicons(language).items()}
    snippets: dict[str, str] = {}
    for name, file in files:
        for lexicon, table in file.lexicon.items():
            lexicons.setdefault(lexicon, {}).update(_lexicon(name, lexicon, table))
        snippets.update(file.snippets)
    patterns: list[Pattern] = []
    taken: dict[str, str] = {}
    for order, (name, file) in enumerate(files):
        users_own = order >= len(shipped)
        for table in file.pattern:
            if table.name in taken:
                raise PatternError(f"{name}: pattern {table.name!r}: the name is taken by {taken[table.name]}")
            taken[table.name] = name
            # A user's pattern outranks ours unless it says otherwise: that is what it was written for.
            priority = table.priority if table.priority is not None else USER_PRIORITY if users_own else 0
            pattern = _pattern(name, table, priority, snippets, lexicons)
            patterns.append(pattern)
            if users_own:
                patterns[-1] = pattern = msgspec.structs.replace(pattern, users=True)
                _try_compiling(pattern)
    ours = {key for _, file in files[: len(shipped)] for key in file.snippets}
    for name, file in files[len(shipped) :]:
        for key in ours & file.snippets.keys():
            # It reaches our patterns, which are compiled only when they are needed.
            where = f"{name}: snippets, key {key!r}"
            try:
                _tried(where, _expand(file.snippets[key], snippets, lexicons))
            except (regex.error, KeyError) as error:
                raise PatternError(f"{where}: {error}") from error
    return Rules(language, tuple(patterns), lexicons, snippets, users=bool(users))


def _parse(name: str, text: str) -> _PatternFile:
    try:
        data = parsed(text, Decimal)
    except ValueError as error:
        raise PatternError(f"{name}: not TOML: {error}") from error
    try:
        return msgspec.convert(data, _PatternFile)
    except msgspec.ValidationError as error:
        raise PatternError(f"{name}: {_place(data, str(error))}") from error


def _place(data: dict[str, Any], message: str) -> str:
    # msgspec names the place as `$.pattern[2].regex`; users know their patterns by name.
    reason, _, path = message.partition(" - at `")
    if not path:
        return reason
    path = path.rstrip("`").removeprefix("$.")
    if found := re.match(r"pattern\[(\d+)\]\.?(.*)", path):
        table = data["pattern"][int(found[1])]
        path = f"pattern {table.get('name', found[1])!r}" + (f", key {found[2]!r}" if found[2] else "")
    return f"{path}: {reason}"


def _lexicon(file: str, name: str, table: Any) -> dict[str, Cell]:
    if not isinstance(table, dict):
        raise PatternError(f"{file}: lexicon {name!r}: expected a table of words")
    for word, value in table.items():
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise PatternError(f"{file}: lexicon {name!r}, key {word!r}: expected text or a number")
        if not isinstance(value, str) and not sound(Decimal(value)):
            raise PatternError(f"{file}: lexicon {name!r}, key {word!r}: no number of at most {DIGITS:,} digits")
    return {word.lower(): value for word, value in table.items()}


def _pattern(
    file: str,
    table: _PatternTable,
    priority: int,
    snippets: Mapping[str, str],
    lexicons: Mapping[str, Mapping[str, Cell]],
) -> Pattern:
    where = f"{file}: pattern {table.name!r}"
    if not table.name.isprintable():
        raise PatternError(f"{where}: a name may hold no control characters")
    if table.value is not None and not _is_number(table.value):
        raise PatternError(f"{where}, key 'value': no number of at most {DIGITS:,} digits")
    if table.yields == "quantity" and table.kind is None:
        raise PatternError(f"{where}, key 'kind': a quantity needs one")
    if table.yields == "cue" and (table.sets is None or table.side is None):
        raise PatternError(f"{where}: a cue needs 'sets' and 'side'")
    try:
        source = _expand(table.regex, snippets, lexicons)
    except (regex.error, KeyError) as error:
        raise PatternError(f"{where}, key 'regex': {error}") from error
    examples = tuple(Example(entry) if isinstance(entry, str) else entry for entry in table.examples)
    for example in examples:
        if not re.search(r"\[\[.+\]\]", example.text):
            raise PatternError(f"{where}, key 'examples': mark the expected surface with [[ ]] in {example.text!r}")
    given = {name: getattr(table, name) for name in Pattern.__struct_fields__ if hasattr(table, name)}
    return Pattern(
        **{
            **given,
            "file": file,
            "priority": priority,
            "source": source,
            "examples": examples,
            "counter_examples": tuple(table.counter_examples),
        }
    )


def _is_number(text: str) -> bool:
    try:
        return sound(Decimal(text))
    except ArithmeticError:
        return False


def _try_compiling(pattern: Pattern) -> None:
    """Compile a user's pattern at once, for its errors; ours are known to compile."""
    where = f"{pattern.file}: pattern {pattern.name!r}"
    groups = _tried(f"{where}, key 'regex'", pattern.source).groupindex
    named = "number" in groups or {"low", "high"} <= set(groups)
    readable = named or pattern.value is not None or pattern.form is not None
    if pattern.yields == "quantity" and not readable:
        reason = "a quantity needs a group 'number', or 'low' and 'high', or a 'value'"
        raise PatternError(f"{where}, key 'regex': {reason}")


def _tried(where: str, source: str) -> Any:
    """Compile what a user wrote; raises PatternError for what does not compile, or only with all of the memory."""
    try:
        check(source)
        return _compiled(source, 0)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__
        raise PatternError(f"{where}: {reason}") from error


def _expand(source: str, snippets: Mapping[str, str], lexicons: Mapping[str, Mapping[str, Cell]]) -> str:
    for _ in range(8):  # snippets may use snippets; the bound keeps a circle from hanging
        if sum(len(snippets[found[1]]) for found in _SNIPPET.finditer(source)) > _LONGEST:
            raise regex.error("its snippets come to too much")
        expanded = _SNIPPET.sub(lambda found: snippets[found[1]], source)
        if expanded == source:
            break
        source = expanded
    else:
        raise regex.error("snippets refer to each other in a circle")
    return _LEXICON.sub(lambda found: _alternation(frozenset(lexicons[found[1]])), source)


#: So many characters snippets may come to: those that use each other would soon fill any memory.
_LONGEST = 1_000_000

_SNIPPET = re.compile(r"\{\{(\w+)\}\}")
_LEXICON = re.compile(r"\\L<(\w+)>")

#: A regex that matches only at the end of a text: it ends in ``$``, but for what is asked of the text before it.
_ENDED = re.compile(r"(?<!\\)\$(?:\(\?<[=!].*\))?\Z")


@functools.lru_cache(maxsize=1024)
def _compiled(source: str, flags: int) -> Any:
    return regex.compile(source, regex.IGNORECASE | flags)


@functools.lru_cache(maxsize=256)
def _alternation(words: frozenset[str]) -> str:
    # The named lists of `regex` are slow under IGNORECASE.
    return trie(words, {" ": r"[ \u00a0]"})
