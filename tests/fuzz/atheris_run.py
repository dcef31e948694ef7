"""Fuzzing led by coverage, for long runs by hand: ``python -m tests.fuzz.atheris_run TARGET [FOLDER] [OPTIONS]``.

TARGET is ``text`` (any characters), ``document`` (what the strategies make), ``reader`` (bytes in any format) or
``audit``; the rest (such as ``-max_total_time=600``) goes to libFuzzer, which keeps in FOLDER what found something new.
It ends at the first failure and writes the input to a file; the same command with that file tries it again. It needs
atheris: ``pip install '.[fuzz]'``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

TARGETS = ("text", "document", "reader", "audit")


def target(name: str) -> Callable[[bytes], object]:
    """Give what is tried with the bytes that libFuzzer makes."""
    import atheris

    with atheris.instrument_imports(include=["kzreform"]):
        from hypothesis import given, settings

        from kzreform.extraction import Extractor
        from kzreform.records import Document
        from tests.fuzz import budget, invariants, strategies, test_readers

    extractor = Extractor()
    folder = Path(tempfile.mkdtemp())

    def document(data: bytes) -> Document:
        return Document(id="fuzz", text=data.decode("utf-8", "surrogateescape"), published="2024-06-10")

    def read(data: bytes) -> None:
        names = test_readers.NAMES
        test_readers.read(folder, names[data[0] % len(names)] if data else "", data[1:])

    def audited(data: bytes) -> None:
        invariants.relate(document(data), extractor.extract(document(data)))

    @settings(**budget.COMMON)
    @given(document=strategies.any_document())
    def made(document: Document) -> None:
        invariants.extract(extractor, document)

    return {
        "text": lambda data: invariants.extract(extractor, document(data)),
        "document": made.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
        "reader": read,
        "audit": audited,
    }[name]


def seeds(name: str) -> Path:
    """Give a folder with inputs to begin with."""
    from tests.fuzz import strategies, test_readers

    folder = Path(tempfile.mkdtemp())
    inputs = [text.encode() for text in strategies.seeds()] if name in ("text", "audit") else []
    if name == "reader":
        names = test_readers.NAMES
        inputs = [bytes([names.index(kind)]) + data for kind, data in test_readers.valid().items()]
    for number, data in enumerate(inputs):
        (folder / f"{number}").write_bytes(data)
    return folder


def main(arguments: list[str]) -> int:
    """Fuzz until something fails or the time is over."""
    if len(arguments) < 2 or arguments[1] not in TARGETS:
        sys.stderr.write(
            f"usage: python -m tests.fuzz.atheris_run {'|'.join(TARGETS)} [FOLDER] [libFuzzer's options]\n"
        )
        return 2
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed: pip install '.[fuzz]' (it has wheels for Linux and macOS only)\n")
        return 2
    tried = target(arguments[1])
    # The last folder is only read from, unless it is the only one.
    atheris.Setup([arguments[0], *arguments[2:], str(seeds(arguments[1]))], tried)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
