"""What is installed works: from a wheel and from an editable install, each in an environment of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

_LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")


def command(*args: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(arg) for arg in args], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout, so that building leaves no traces in it."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("packaging") / "checkout", ignore=_LEFT_OUT))


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    # --no-isolation: the build needs nothing that is not here, and so no network.
    command(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "wheels", cwd=checkout)
    (wheel,) = (checkout / "wheels").glob("*.whl")
    return wheel


def fresh(folder: Path, wheel: Path) -> Path:
    """Make a new environment with a wheel installed and this one's dependencies; gives its programs' folder."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    command(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    site = command(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # As a path entry, not a site directory: its own .pth files, an editable kzreform among them, stay out.
    (Path(site) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def sample(programs: Path, cwd: Path) -> list[dict[str, object]]:
    figures = json.loads(command(programs / "kzreform", "extract", "--sample", "--format", "json", cwd=cwd))
    assert isinstance(figures, list)
    return figures


def test_the_wheel_holds_the_data_and_nothing_at_the_top(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kzreform"}
    assert "kzreform/py.typed" in names
    for data in (*(ROOT / "patterns").rglob("*.toml"), *(ROOT / "corpus").iterdir()):
        if data.is_file():
            assert f"kzreform/{data.relative_to(ROOT).as_posix()}" in names
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kzreform").rglob("*.py")}
    assert sources <= set(names)


def test_a_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    programs = fresh(tmp_path / "env", wheel)
    place = command(programs / "python", "-c", "import kzreform; print(kzreform.__file__)", cwd=tmp_path)
    assert str(tmp_path) in place
    assert len(sample(programs, tmp_path)) >= 100


def test_an_editable_install_runs(checkout: Path, tmp_path: Path) -> None:
    # What `pip install -e` asks of setuptools, without the isolated environment that pip would fetch it into.
    build = "from setuptools.build_meta import build_editable; build_editable('editable')"
    (checkout / "editable").mkdir()
    command(sys.executable, "-c", build, cwd=checkout)
    programs = fresh(tmp_path / "env", next((checkout / "editable").glob("*.whl")))
    place = command(programs / "python", "-c", "import kzreform; print(kzreform.__file__)", cwd=tmp_path)
    assert str(checkout) in place
    assert len(sample(programs, tmp_path)) >= 100


@pytest.fixture(scope="module")
def sdist(checkout: Path) -> Path:
    """The source distribution, unpacked."""
    command(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", "sources", cwd=checkout)
    (archive,) = (checkout / "sources").glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(checkout / "sources", filter="data")
    return archive.with_name(archive.name.removesuffix(".tar.gz"))


def test_the_source_distribution_holds_all_that_a_checkout_does(sdist: Path, checkout: Path) -> None:
    left_out = {"build", "sources", "wheels", "editable", "kzreform.egg-info"}
    for folder, folders, files in os.walk(checkout):
        place = Path(folder).relative_to(checkout)
        folders[:] = [
            name for name in folders if name != "__pycache__" and not (folder == str(checkout) and name in left_out)
        ]
        missing = [str(place / name) for name in files if not (sdist / place / name).is_file()]
        assert [name for name in missing if name != "MANIFEST.in"] == []


def test_the_source_distribution_is_tested_as_a_checkout_is(sdist: Path) -> None:
    tests = ("tests/reading/test_decode.py", "tests/reading/test_sample.py", "tests/extraction/test_numbers.py")
    told = command(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, cwd=sdist)
    assert " passed" in told
    place = command(sys.executable, "-c", "import kzreform; print(kzreform.__file__)", cwd=sdist)
    assert str(sdist) in place
