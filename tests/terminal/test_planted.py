"""What lies in the collection, or where the reader is started, is never imported, opened or run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import children
from tests.index.search.test_unpickling import poison
from tests.terminal.pty_app import READER, PtyApp
from tests.terminal.signs import an_article_is_open, the_library_is_shown

MODULES = (
    "index", "whoosh", "sqlite3", "json", "lxml", "markdown_it", "textual", "rich", "yaml", "click",
    "platformdirs", "trafilatura", "pypdf", "rapidfuzz", "watchfiles", "sitecustomize",
    "usercustomize", "encodings", "multiprocessing", "quaere", "conftest",
)  # fmt: skip
"""Each as a module and as a package; `reader` itself stands apart."""
AS_QUAERE = (sys.executable, "-P", "-c", "from reader.cli import main; main()")
AS_MODULE = (sys.executable, "-m", "reader")


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A collection full of traps; each leaves a file in the folder `marks` beside it."""
    root, marks = tmp_path / "articles", tmp_path / "marks"
    root.mkdir()
    marks.mkdir()
    (root / "silt.md").write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays for silt.\n")
    for name in MODULES:
        plant(root / f"{name}.py", marks)
        (root / name).mkdir()
        plant(root / name / "__init__.py", marks)
    folders = (root, root / ".quaere", root / "quaere", root / ".config" / "quaere")
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(
            f'dictionary = ["touch", "{marks}/dictionary"]\ntheme = "planted"\n'
        )
        (folder / "quaere.sqlite").write_bytes(b"no database of ours")
        (folder / "template.md.jinja").write_text("{{ ().__class__ }} planted template")
    for folder in (root, root / "search", root / "gen-000000000000" / "search"):
        folder.mkdir(parents=True, exist_ok=True)
        plant_index(folder, marks / "index")
    (root / "current").write_text("gen-000000000000")
    for name in ("xdg-open", "gio", "python", "python3", "sh", "nano", "touch"):
        tool = root / name
        tool.write_text(f"#!/bin/sh\n: > {marks}/tool-{name}\n")
        tool.chmod(0o755)
    return root


def plant(file: Path, marks: Path) -> None:
    name = "-".join(file.relative_to(marks.parent).parts)
    file.write_text(f"open({str(marks / name)!r}, 'w').close()\n")


def plant_index(folder: Path, marker: Path) -> None:
    from whoosh.index import create_in

    from index.search.engine import SCHEMA

    create: Any = create_in
    create(str(folder), SCHEMA)
    poison(folder, marker, "both")


def marks_in(root: Path) -> list[str]:
    return sorted(path.name for path in (root.parent / "marks").iterdir())


@pytest.mark.parametrize("program", [READER, AS_QUAERE, AS_MODULE], ids=["-P", "quaere", "-m"])
def test_no_command_runs_what_was_planted(planted: Path, program: tuple[str, ...]) -> None:
    for arguments in (
        ["index", "."],
        ["search", ".", "silt"],
        ["show", "silt.md"],
        ["notes", "add", "silt.md", "--quote", "The harbour board"],
        ["export", ".", "--format", "json"],
        ["doctor", "."],
    ):
        done = subprocess.run([*program, *arguments], cwd=planted, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "planted" not in done.stdout
    assert marks_in(planted) == []


def test_a_planted_reader_is_not_run_either(planted: Path) -> None:
    (planted / "reader").mkdir()
    plant(planted / "reader" / "__init__.py", planted.parent / "marks")
    plant(planted / "reader" / "__main__.py", planted.parent / "marks")
    for program in (READER, AS_QUAERE):
        done = subprocess.run([*program, "index", "."], cwd=planted, capture_output=True)
        assert done.returncode == 0
    assert marks_in(planted) == []


@pytest.mark.parametrize("program", [READER, AS_MODULE], ids=["-P", "-m"])
def test_the_reader_runs_nothing_either(planted: Path, program: tuple[str, ...]) -> None:
    """Nor do the processes that it starts; with a path of relative places for modules, too."""
    with PtyApp(".", cwd=planted, program=program) as app:
        app.wait_for(the_library_is_shown)
        app.wait_until_alone()
        app.wait_for("1 unread")  # the table has it
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.wait_for("The harbour board pays")
        app.press("ctrl+q")
        assert app.wait_for_end() == 0
    assert marks_in(planted) == []


def test_the_traps_are_traps(planted: Path) -> None:
    """Else the tests above would prove nothing."""
    subprocess.run([sys.executable, "-c", "import click"], cwd=planted, check=True)
    loads = "import pickle; from pathlib import Path; Path('search').rename('x')"
    subprocess.run([sys.executable, "-P", "-c", loads], cwd=planted, check=True)
    opens = "from whoosh.index import open_dir; open_dir('x')"
    subprocess.run([sys.executable, "-P", "-c", opens], cwd=planted, capture_output=True)
    assert {"index", "articles-click-__init__.py"} <= set(marks_in(planted))


def test_children_are_given_little(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONBREAKPOINT", "LD_PRELOAD", "LD_AUDIT",
                 "BASH_ENV", "AWS_SECRET_ACCESS_KEY", "EDITOR", "PYTHONWARNINGS"):  # fmt: skip
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", "here", str(tmp_path)]))
    given = children.environment(QUAERE_CACHE_DIR="/cache")
    assert given["PYTHONPATH"] == str(tmp_path)
    assert given["QUAERE_CACHE_DIR"] == "/cache"
    assert given["HOME"] == os.environ["HOME"]
    assert "x" not in given.values()


def test_every_process_is_started_with_a_list_and_without_a_shell() -> None:
    """In the whole project nothing is handed to a shell, evaluated or loaded as a pickle."""
    root = Path(children.__file__).parents[1]
    for path in (*(root / "index").rglob("*.py"), *(root / "reader").rglob("*.py")):
        text = path.read_text("utf-8")
        for forbidden in ("shell=True", "os.system(", "os.popen(", "getoutput(", " eval(", " exec(",
                          "pickle.load(", "pickle.loads(", "yaml.load(", "mktemp("):  # fmt: skip
            if path.name == "unpickling.py" and forbidden.startswith("pickle"):
                continue
            assert forbidden not in text, f"{forbidden} in {path}"
