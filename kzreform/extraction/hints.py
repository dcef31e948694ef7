r"""Tell from a pattern's regex where its matches can begin and what they must contain, so that it is tried only there.

The hints err on the safe side: a regex that is not understood is tried everywhere.

>>> hints = Hints({}, {"mail": r"\S+@\S+"})
>>> hint = hints.of(r"(?<!\w)(?:half|a quarter) of")
>>> sorted(hint.starts), sorted(hint.needs), hint.after_nonword
(['a quar', 'half o'], ['a quarter of', 'half of'], True)
>>> hints.of("{{mail}}")
Hint(starts=None, needs=frozenset({'@'}), after_nonword=False, at_opening=False)
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kzreform.extraction.fold import fold

#: The longest beginning that is told, the most beginnings and needs of one pattern, and the most strings of a part of
#: it that are followed one by one.
_LENGTH, _STARTS, _NEEDS, _EXACT = 6, 600, 600, 64

#: The most pairs of beginnings that are put together in full.
_PAIRS = 1500

#: Needs that are met more often than this, by each character of a text, tell nothing.
_COMMON = 0.1

#: Zero-width marks in the strings of an analysis: no word character before; the beginning of the text.
_NONWORD, _OPENING = "\x01", "\x02"


class Hint(NamedTuple):
    """What the folded text of a match begins with (None: anything) and contains one of (empty: no telling)."""

    starts: frozenset[str] | None = None
    needs: frozenset[str] = frozenset()
    after_nonword: bool = False
    at_opening: bool = False


class Hints:
    r"""Give hints; ``\L<name>`` in a regex stands for one of a lexicon's words, ``{{name}}`` for a snippet."""

    def __init__(self, lexicons: Mapping[str, Iterable[str]], snippets: Mapping[str, str]) -> None:
        self.lexicons, self.snippets = lexicons, snippets
        # Snippets recur: those that are one item by themselves are read once.
        self._known: dict[str, _Node | None] = {}

    def of(self, source: str) -> Hint:
        """Give the hint of a regex without case."""
        try:
            node = _Analysis(source, self).whole()
        except _Unclear:
            return Hint()
        return _hint(node)

    def words(self, name: str) -> _Node:
        r"""Give the node of ``\L<name>``."""
        key = f"\\L<{name}>"
        if (node := self._known.get(key)) is None:
            self._known[key] = node = _strings(fold(word) for word in self.lexicons[name])
        return node

    def snippet(self, name: str) -> _Node | None:
        """Give the node of a snippet that is one item, whatever stands around it; None for other snippets."""
        if name not in self._known:
            self._known[name] = None  # so that snippets that use each other end
            self._known[name] = _Analysis(self.snippets[name], self).single()
        return self._known[name]


class _Unclear(Exception):
    """A regex holds something whose matches the analysis cannot tell."""


class _Node(NamedTuple):
    """What a part of a regex matches: beginnings (and whether each is all of it), all its strings, its needs."""

    starts: frozenset[tuple[str, bool]]
    exact: frozenset[str] | None = None
    needs: tuple[frozenset[str], ...] = ()
    ahead: bool = False
    #: How it ends: 2 always in what is no word character, 1 so or empty, 0 otherwise.
    ends: int = 0

    def all_needs(self) -> tuple[frozenset[str], ...]:
        return self.needs if self.exact is None else (*self.needs, frozenset(map(_bare, self.exact)))


def _strings(strings: Iterable[str]) -> _Node:
    exact = frozenset(strings)
    starts = _limited((string, True) for string in exact)
    ends = min((_ending(_bare(string)) for string in exact), default=0)
    if len(exact) <= _EXACT:
        return _Node(starts, exact, ends=ends)
    return _Node(starts, None, (exact,), ends=ends)


def _ending(string: str) -> int:
    return 0 if string[-1:].isalnum() or string.endswith("_") else 2 if string else 1


_EMPTY = _Node(frozenset({("", True)}), frozenset({""}), ends=1)
_ANYTHING = _Node(frozenset({("", False)}))

_TOKEN = re.compile(
    r"""(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
    |\{\{(?P<snippet>\w+)\}\}
    |(?P<same>\(\?P=\w+\))
    |(?P<open>\((?:\?(?:P?<[A-Za-z_]\w*>|<?[=!]|>|-?i?:))?)
    |(?P<close>\))
    |(?P<bar>\|)
    |(?P<repeat>(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})[?+]?)
    |\\L<(?P<words>\w+)>
    |(?P<escape>\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{\^?\w+\}|.))
    |(?P<zero>[$^])
    |(?P<any>\.)
    |(?P<characters>[A-Za-z ]+(?![{?*+])|[^{?*+])""",
    re.VERBOSE | re.DOTALL,
)
_NOT_AFTER_WORD = re.compile(r"(?:\\w|\[(?!\^)(?:\\.|[^\]\\])*?\\w(?:\\.|[^\]\\])*\])(?=\||\)|$)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}


def _hint(node: _Node) -> Hint:
    starts = {start for start, _ in node.starts}
    needs = _shortest(_best(node.all_needs()))
    if sum(map(_likely, needs)) > _COMMON:
        needs = frozenset()
    if "" in map(_bare, starts - {_OPENING}):
        return Hint(needs=needs)
    opening = {start for start in starts if _OPENING in start}
    return Hint(
        starts=frozenset(map(_bare, starts - opening)),
        needs=needs,
        after_nonword=all(start.startswith(_NONWORD) for start in starts - opening),
        at_opening=bool(opening),
    )


class _Analysis:
    """Read a regex from left to right, once."""

    def __init__(self, source: str, hints: Hints) -> None:
        self._source = source
        self._hints = hints
        self._at = 0

    def single(self) -> _Node | None:
        """Give the node if the regex is a single item."""
        token = _TOKEN.match(self._source)
        if token is None or token["repeat"] or token["snippet"]:
            return None
        self._at = token.end()
        node = self._item(token)
        return node if self._at == len(self._source) else None

    def whole(self) -> _Node:
        node = self._alternatives()
        if self._at < len(self._source):
            raise _Unclear
        return node

    def _alternatives(self) -> _Node:
        branches = [self._sequence()]
        while self._source.startswith("|", self._at):
            self._at += 1
            branches.append(self._sequence())
        return _either(branches)

    def _sequence(self) -> _Node:
        nodes: list[_Node] = []
        while self._at < len(self._source) and self._source[self._at] not in "|)":
            token = _TOKEN.match(self._source, self._at)
            if token is None:
                raise _Unclear
            self._at = token.end()
            if token["snippet"]:
                if (node := self._hints.snippet(token["snippet"])) is not None:
                    nodes.append(node)
                else:
                    self._source = self._hints.snippets[token["snippet"]] + self._source[self._at :]
                    self._at = 0
            elif token["repeat"]:
                if not nodes:
                    raise _Unclear
                nodes.append(_repeated(nodes.pop(), token["repeat"]))
            else:
                nodes.append(self._item(token))
        return _joined(nodes)

    def _item(self, token: re.Match[str]) -> _Node:
        if token["open"]:
            return self._group(token["open"])
        if token["set"]:
            return _set(token["set"])
        if token["words"]:
            return self._hints.words(token["words"])
        if token["escape"]:
            return _escape(token["escape"])
        if token["zero"]:
            return _strings([_OPENING]) if token["zero"] == "^" else _EMPTY
        if token["same"] or token["any"]:
            return _ANYTHING
        return _strings([fold(token["characters"])])

    def _group(self, opening: str) -> _Node:
        start = self._at
        if opening == "(?<!" and _NOT_AFTER_WORD.match(self._source, start):
            self._skip()
            return _strings([_NONWORD])
        node = self._alternatives()
        if not self._source.startswith(")", self._at):
            raise _Unclear
        self._at += 1
        if opening in ("(?!", "(?<!"):
            return _EMPTY
        if opening == "(?<=":
            mark = _NONWORD if node.ends == 2 else ""
            return _Node(frozenset({(mark, True)}), None, node.all_needs(), ends=1)
        if opening == "(?=":
            return node._replace(exact=None, needs=node.all_needs(), ahead=True, ends=1)
        return node

    def _skip(self) -> None:
        self._alternatives()
        self._at += 1


def _escape(token: str) -> _Node:
    body = token[1:]
    if body == "d":
        return _strings("0")
    if body == "s":
        return _strings(" ")
    if body == "A":
        return _strings([_OPENING])
    if body in ("b", "B", "Z"):
        return _EMPTY
    if body in ("w", "W", "S", "D") or body[0] in "pP":
        return _ANYTHING
    return _strings([fold(_character(body))])


def _character(body: str) -> str:
    if len(body) > 1:
        return chr(int(body[1:], 16))
    if body in _ESCAPED:
        return _ESCAPED[body]
    if body.isalnum():
        raise _Unclear
    return body


def _set(token: str) -> _Node:
    if "[:" in token[1:]:
        raise _Unclear
    body = token[1:-1]
    if body.startswith("^"):
        return _ANYTHING
    parts = re.findall(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{\^?\w+\}|.)|.", body, re.DOTALL)
    characters: set[str] = set()
    while parts:
        part = parts.pop(0)
        if len(part) > 1 and part[1] in "ds":
            characters |= {"0" if part[1] == "d" else " "}
            continue
        if len(part) > 1 and part[1] in "wWSDpP":
            return _ANYTHING
        first = last = _character(part[1:]) if len(part) > 1 else part
        if len(parts) > 1 and parts[0] == "-":
            _, end = parts.pop(0), parts.pop(0)
            last = _character(end[1:]) if len(end) > 1 else end
        if ord(last) - ord(first) > _EXACT:
            return _ANYTHING
        characters |= {fold(chr(code)) for code in range(ord(first), ord(last) + 1)}
    return _strings(characters)


def _either(branches: list[_Node]) -> _Node:
    if len(branches) == 1:
        return branches[0]
    exact: frozenset[str] | None = None
    if all(branch.exact is not None for branch in branches):
        exact = frozenset().union(*(branch.exact or () for branch in branches))
        exact = exact if len(exact) <= _EXACT else None
    needs = [_best(branch.all_needs()) for branch in branches]
    shared = frozenset().union(*needs) if all(needs) else frozenset()
    starts = _limited(start for branch in branches for start in branch.starts)
    ends = min(branch.ends for branch in branches)
    return _Node(starts, exact, (shared,) if 0 < len(shared) <= _NEEDS else (), ends=ends)


def _repeated(node: _Node, token: str) -> _Node:
    low, high = _times(token[:-1] if len(token) > 1 and token[-1] in "+?" else token)
    if low == 0:
        exact = node.exact | {""} if node.exact is not None and high == 1 else None
        starts = node.starts if high == 1 else ((start, False) for start, _ in node.starts)
        return _Node(frozenset(starts) | _EMPTY.starts, exact, ends=min(node.ends, 1))
    least = _joined([node] * min(low, 4))
    if low == high and low <= 4:
        return least
    starts = ((start, False) for start, _ in least.starts)
    return _Node(frozenset(starts), None, node.all_needs(), ends=node.ends)


def _times(token: str) -> tuple[int, int | None]:
    if token[0] != "{":
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[token[0]]
    low, comma, high = token[1:-1].partition(",")
    return int(low or 0), int(high) if high else None if comma else int(low)


def _joined(nodes: list[_Node]) -> _Node:
    telling = _telling(nodes)
    starts = _EMPTY.starts if telling == len(nodes) else _ANYTHING.starts
    for node in reversed(nodes[:telling]):
        starts = _limited(_meet(node.starts, starts) if node.ahead else _follow(node.starts, starts))
    exact: frozenset[str] | None = frozenset({""})
    run: frozenset[str] = frozenset({""})
    needs: list[frozenset[str]] = []
    for node in nodes:
        needs += node.needs
        if node.exact is None or len(run) * len(node.exact) > _EXACT:
            exact = None
            needs.append(frozenset(map(_bare, run)))
            run = node.exact if node.exact is not None else frozenset({""})
            continue
        run = frozenset(head + tail for head in run for tail in node.exact)
    ends = 1
    for node in nodes:
        ends = max(node.ends, ends) if node.ends else 0
    if exact is not None:
        return _Node(starts, run, tuple(needs), ends=ends)
    needs.append(frozenset(map(_bare, run)))
    return _Node(starts, None, (best,) if (best := _best(needs)) else (), ends=ends)


def _telling(nodes: list[_Node]) -> int:
    """Give how many nodes tell how the whole begins: those after a long or an open one do not."""
    length = 0
    for index, node in enumerate(nodes):
        length += 0 if node.ahead else min((len(start) for start, whole in node.starts if whole), default=_LENGTH)
        if length >= _LENGTH and not (nodes[index + 1 :] and nodes[index + 1].ahead):
            return index + 1
    return len(nodes)


def _follow(heads: frozenset[tuple[str, bool]], tails: frozenset[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    extended = [head for head, whole in heads if whole]
    for length in range(_LENGTH - 1, 0, -1):
        if len(extended) * len(tails) <= _PAIRS:
            break
        tails = frozenset(_clipped(tail, ended, length) for tail, ended in tails)
    for head in extended:
        for tail, ended in tails:
            yield head + tail, ended
    yield from heads - {(head, True) for head in extended}


def _meet(ahead: Iterable[tuple[str, bool]], starts: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Give the beginnings that agree with what a lookahead asks for, the longer one of each two."""
    wanted = {_bare(start) for start, _ in ahead}
    for start, _ in starts:
        bare = _bare(start)
        marks = start[: len(start) - len(start.lstrip(_NONWORD + _OPENING))]
        for want in wanted:
            if want.startswith(bare) or bare.startswith(want):
                yield (marks + max(want, bare, key=len)), False


def _limited(starts: Iterable[tuple[str, bool]]) -> frozenset[tuple[str, bool]]:
    kept = {_clipped(start, whole, _LENGTH) for start, whole in starts}
    for length in range(_LENGTH - 1, -1, -1):
        if len(kept) <= _STARTS:
            break
        kept = _without_longer({_clipped(start, whole, length) for start, whole in _without_longer(kept)})
    return frozenset(kept)


def _without_longer(starts: set[tuple[str, bool]]) -> set[tuple[str, bool]]:
    """Leave out the beginnings that another, open-ended one is a beginning of."""
    ended = {start for start, whole in starts if not whole}
    return {(start, whole) for start, whole in starts if not any(start[:end] in ended for end in range(1, len(start)))}


def _clipped(start: str, whole: bool, length: int) -> tuple[str, bool]:
    if start.isalpha():
        return start[:length], whole and len(start) <= length
    bare = start.lstrip(_NONWORD + _OPENING)
    marks = "" if bare is start else _OPENING if _OPENING in start[: -len(bare) or None] else _NONWORD
    # What follows a digit tells little, and a digit tells a lone letter from a word but no more.
    if "0" in bare and (digit := _TELLING.match(bare)):
        length = min(length, digit.end())
    return marks + bare[:length], whole and len(bare) <= length


_TELLING = re.compile(r"0.?|[a-z]0|[^0][^0]+(?=0)|[^0a-z](?=0)", re.DOTALL)


def _bare(string: str) -> str:
    return string.replace(_NONWORD, "").replace(_OPENING, "")


def _best(needs: Iterable[frozenset[str]]) -> frozenset[str]:
    """Give the needs that are met least often; none where all are often met."""
    usable = [need for need in needs if need and "" not in need and len(need) <= _NEEDS]
    return min(usable, key=lambda need: sum(map(_likely, need)), default=frozenset())


def _shortest(needs: frozenset[str]) -> frozenset[str]:
    """Leave out needs that contain another: they are met only where that is."""
    kept: list[str] = []
    for need in sorted(needs, key=len):
        if not any(other in need for other in kept):
            kept.append(need)
    return frozenset(kept)


@functools.lru_cache(maxsize=4096)
def _likely(string: str) -> float:
    """Give how often a string is about met in running text, from its length and make."""
    return math.prod(_CHANCES.get(character) or (0.07 if character.isalpha() else 0.003) for character in string)


#: How often characters are about met, beside letters and rare marks.
_CHANCES = {" ": 0.16, ".": 0.02, ",": 0.02, "-": 0.01, "(": 0.01, ")": 0.01, "0": 0.08}
