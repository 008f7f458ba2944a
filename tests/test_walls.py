"""The walls of the house: what may not be imported where, and what stays light."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"textual", "rich", "whoosh", "trafilatura", "lxml", "markdown_it", "yaml", "rapidfuzz"}


def loaded_by(statement: str) -> set[str]:
    """Top-level names of the modules that a statement loads in a fresh interpreter."""
    program = f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(done.stdout.decode().splitlines()[-1].split())


def test_the_index_package_knows_no_screens() -> None:
    every = "; ".join(
        f"import {'.'.join(path.relative_to(ROOT).with_suffix('').parts)}"
        for path in sorted((ROOT / "index").rglob("*.py"))
        if path.name != "__init__.py"
    )
    assert not loaded_by(every) & {"reader", "textual", "rich"}


def test_what_a_person_keeps_lives_without_screens() -> None:
    loaded = loaded_by(
        "import reader.notes.book, reader.notes.everywhere, reader.store, reader.export,"
        " reader.importing.attaching"
    )
    assert "textual" not in loaded


def test_importing_index_or_asking_the_version_is_light() -> None:
    assert not loaded_by("import index") & HEAVY
    assert not loaded_by("import reader.cli") & HEAVY


@pytest.mark.parametrize("command", ["search", "show", "index", "questions", "findings", "notes"])
def test_commands_need_no_textual(command: str) -> None:
    assert "textual" not in loaded_by(f"import reader.commands.{command}")


def test_whoosh_comes_under_its_maintained_name_in_the_one_version_that_was_read() -> None:
    assert version("whoosh3") == "3.54.0"
    assert "whoosh3==3.54.0" in (requires("quaere") or [])
    assert "whoosh3" in (ROOT / "README.md").read_text()


def test_no_file_is_a_maze() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("index", "reader", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 400
    }
    assert not long


def test_only_one_module_speaks_to_whoosh() -> None:
    users = {
        str(path.relative_to(ROOT))
        for folder in ("index", "reader")
        for path in (ROOT / folder).rglob("*.py")
        if any(
            line.strip().startswith(("import whoosh", "from whoosh"))
            for line in path.read_text().splitlines()
        )
    }
    assert users == {"index/search/engine.py"}


HIDING = """
import importlib.util, pkgutil, sys
HIDDEN = {"fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "curses", "syslog"}

class Hiding:
    def find_spec(self, name, path=None, target=None):
        if name in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hiding())
for name in HIDDEN:
    sys.modules.pop(name, None)
import index, reader
for package in (index, reader):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        needs = {"reader.web": "textual_serve"}.get(module.name, "sys")  # an optional part
        if not module.name.endswith("__main__") and importlib.util.find_spec(needs):
            importlib.import_module(module.name)
print("all", *HIDDEN & set(sys.modules))
"""


def test_every_module_can_be_imported_without_what_only_posix_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HIDING], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "all\n", done.stderr
