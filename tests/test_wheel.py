"""What is installed: all of the two packages, the manual, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zipfile import ZipFile

import pytest

from index import __version__
from tests.conftest import PROJECT

PACKAGES = ("index", "reader")
NEEDED = (*PACKAGES, "docs", "tests", "sample_articles", "README.md", "LICENSE", "pyproject.toml")
# Patterns say what kind of file may be where: a new kind is a decision.
ALLOWED = (
    r"(index|reader)/[a-z0-9_/]+\.py",
    r"(index|reader)/py\.typed",
    r"index/[a-z0-9_/-]+\.(json|tsv|tsv\.gz|txt|bin)",
    r"reader/[a-z0-9_/-]+\.(json|tcss)",
    r"quaere-[0-9.]+\.data/data/share/quaere/docs/[a-zA-Z]+\.md",
    r"quaere-[0-9.]+\.data/data/share/man/man1/quaere\.1",
    r"quaere-[0-9.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|top_level\.txt)",
    r"quaere-[0-9.]+\.dist-info/licenses/LICENSE",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of all that is in a wheel of the project, built from a copy of it."""
    try:
        new_enough = int(version("setuptools").partition(".")[0]) >= 77
    except PackageNotFoundError:
        new_enough = False
    if not new_enough:
        pytest.skip("setuptools 77 is needed to build a wheel")
    folder = tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        ours = PROJECT / name
        if ours.is_dir():
            shutil.copytree(ours, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ours, folder)
    code = "from setuptools.build_meta import build_wheel; build_wheel('built')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (built,) = (folder / "built").glob("*.whl")
    assert built.name == f"quaere-{__version__}-py3-none-any.whl"
    with ZipFile(built) as archive:
        return archive.namelist()


def test_nothing_is_in_it_that_should_not_be(wheel: list[str]) -> None:
    strange = [name for name in wheel if not any(re.fullmatch(each, name) for each in ALLOWED)]
    assert strange == []


def test_all_files_of_the_packages_are_in_it(wheel: list[str]) -> None:
    ours = {
        path.relative_to(PROJECT).as_posix()
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert ours - set(wheel) == set()


def test_the_manual_is_in_it(wheel: list[str]) -> None:
    inside = {Path(name).name for name in wheel if ".data/data/" in name}
    assert {path.name for path in (PROJECT / "docs").glob("*.md")} <= inside
    assert "quaere.1" in inside
