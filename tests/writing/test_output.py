"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzreform.errors import KzreformError
from kzreform.writing import opened


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    file.chmod(0o640)
    with opened(str(file)) as output:
        output.write("new ₸")
        assert file.read_text() == "old"
    assert file.read_text(encoding="utf-8") == "new ₸"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")

    def fail() -> None:
        with opened(str(file)) as output:
            output.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    file, link = tmp_path / "real.json", tmp_path / "link.json"
    file.write_text("old")
    link.symlink_to(file)
    with opened(str(link)) as output:
        output.write("new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_a_device_is_written_as_it_is() -> None:
    with opened("/dev/null") as output:
        output.write("gone")
    assert not Path("/dev/null").is_file()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KzreformError, match="is a directory"), opened(str(tmp_path)):
        pass


def test_a_name_that_ends_as_folders_do_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KzreformError, match="is a directory"), opened(f"{tmp_path}/new.csv/"):
        pass
    assert list(tmp_path.iterdir()) == []
