"""What the extractor is called."""

from __future__ import annotations

from pathlib import Path

from kzreform.keeping import extractor_version


def test_a_users_patterns_make_another_extractor(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("# nothing\n")
    first = extractor_version([own])
    assert first != extractor_version()
    assert first == extractor_version([own])
    own.write_text("# nothing else\n")
    assert first != extractor_version([own])
    assert extractor_version([tmp_path / "none.toml"]) != extractor_version()
