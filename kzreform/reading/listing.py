"""From a name to files: a directory, a glob pattern or a file; links that lead in a circle lead nowhere."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from kzreform.errors import ReadError
from kzreform.reading.registry import READERS

_SOUGHT = frozenset(extension for extension, format_ in READERS.items() if not format_.rows)


def files(path: str) -> list[str | ReadError]:
    """Give the files that a name means, and in their places what went wrong; raises ``ReadError`` where it means none.

    >>> files("report.txt")
    ['report.txt']
    """
    if not path:  # which Path would take for the directory we are in
        raise ReadError("an empty name: no such file")
    if os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises for names that are too long
        return _below(path)
    if glob.has_magic(path) and not os.path.lexists(path):
        matching: list[str | ReadError] = [*sorted({match for match in _matches(path) if _is_file(Path(match))})]
        if not matching:
            raise ReadError(f"{path}: no file matches this pattern")
        return matching
    return [path]


def _below(folder: str) -> list[str | ReadError]:
    """Give the texts below a directory, sorted, and what of it cannot be looked into."""
    found: list[str] = []
    errors: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=errors.append):
        found += [str(file) for file in (Path(place, name) for name in names) if _is_sought(file)]
    if not found and not errors:
        raise ReadError(f"{folder}: the directory holds no texts ({', '.join(sorted(_SOUGHT))})")
    unread = [ReadError(f"{error.filename}: cannot be looked into ({error.strerror or error})") for error in errors]
    return [*sorted(found), *unread]


def _is_sought(file: Path) -> bool:
    # "~$report.docx" is how Word marks a document that is open.
    return file.suffix.lower() in _SOUGHT and not file.name.startswith("~$") and _is_file(file)


def _is_file(file: Path) -> bool:
    """Say whether this is a file and no pipe, socket or device; what cannot be asked is found out when it is read."""
    try:
        return file.is_file()
    except OSError:
        return True


def _matches(pattern: str) -> Iterator[str]:
    """Give what matches a pattern; ``**`` does not go into links, which glob follows however often they lead round."""
    parts = Path(pattern).parts
    if "**" not in parts:
        yield from glob.glob(pattern)  # noqa: PTH207  # Path.glob takes no absolute patterns
        return
    at = parts.index("**")
    base, rest = os.path.join(*parts[:at], ""), parts[at + 1 :] or ("*",)  # noqa: PTH118  # "" stays ""
    for start in glob.glob(base) if base else [""]:  # noqa: PTH207
        for place, folders, _ in os.walk(start or os.curdir):
            folders[:] = [name for name in folders if not name.startswith(".")]  # as glob leaves them out
            inside = Path(place) if start else Path(place).relative_to(os.curdir)
            yield from _matches(str(Path(glob.escape(str(inside)), *rest)))
