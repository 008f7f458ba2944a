"""The documentation says what is so: what is made from tables is fresh, what is named exists."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType

import click
import pytest

from reader.cli import quaere
from reader.commands.completions import SHELLS
from reader.manual import PAGES, pages
from tests.conftest import PROJECT
from tests.terminal.pty_app import READER

DOCS = PROJECT / "docs"
GENERATE = "python docs/generate.py"
WRITTEN = [PROJECT / "README.md", *sorted(DOCS.glob("*.md"))]


def read(path: Path) -> str:
    return path.read_text("utf-8")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_made_from_tables_is_fresh() -> None:
    made: dict[str, str] = load(DOCS / "generate.py").files()
    stale = [name for name, text in made.items() if (PROJECT / name).read_text("utf-8") != text]
    assert stale == [], GENERATE


def test_dependencies_are_listed_with_their_licences() -> None:
    """As they are here; where other versions are installed, what we ask for ourselves."""
    generate = load(DOCS / "generate.py")
    lines = read(PROJECT / generate.DEPENDENCIES).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][2:]
    listed = {row[0]: row for row in rows}
    needed: dict[str, str] = generate.needed()
    ours = {name: asked for name, asked in needed.items() if asked.startswith("`")}
    assert {n: row[1] for n, row in listed.items() if row[1].startswith("`")} == ours, GENERATE
    for name in needed.keys() & listed.keys():
        about = distribution(name)
        if about.version == listed[name][2]:
            assert listed[name][3] == generate.licence(about), GENERATE
    if all(distribution(name).version == listed[name][2] for name in ours):
        assert needed.keys() == listed.keys(), GENERATE


FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python|Mozilla|MPL|CNRI")


def test_every_licence_goes_with_ours() -> None:
    rows = re.findall(r"^\| (\S+) \| .* \| (.+) \|$", read(DOCS / "dependencies.md"), re.M)
    assert len(rows) > 20
    assert [row for row in rows[2:] if not FREE.search(row[1])] == []


def test_the_man_page_is_one() -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not here to read the man page")
    command = ["groff", "-man", "-Tutf8", "-ww", str(DOCS / "quaere.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    plain = re.sub(".\x08", "", done.stdout)
    assert "quaere - read and search long articles in the terminal" in " ".join(plain.split())


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_commands_can_be_typed_as_they_are_written(path: Path) -> None:
    blocks = re.findall(r"```(?:sh)?\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    if path.name == "commands.md":
        return  # made from the commands themselves
    for line in "\n".join(blocks).splitlines():
        command = line.rpartition("| ")[2]
        if command.startswith("quaere "):
            parse(quaere, shlex.split(command, comments=True)[1:])


def parse(command: click.Command, words: list[str]) -> None:
    """Raises UsageError where an option or a command does not exist."""
    if (
        isinstance(command, click.Group)
        and words
        and words[0] in command.list_commands(click.Context(command))
    ):
        below = command.get_command(click.Context(command), words[0])
        assert below is not None
        parse(below, words[1:])
    elif not isinstance(command, click.Group):
        command.make_context("quaere", list(words))


FEATURES = re.findall(r"^\| (.+?) \| (yes|no) \| .* \|(.*)\|$", read(DOCS / "features.md"), re.M)


@pytest.mark.parametrize(
    ("feature", "answer", "test"), [pytest.param(*row, id=row[0]) for row in FEATURES]
)
def test_every_feature_that_is_promised_is_tested(feature: str, answer: str, test: str) -> None:
    if answer == "no":
        assert feature in ("images in the terminal", "text to speech", "Windows")
        return
    path, _, name = test.strip("` ").partition("::")
    assert re.search(rf"def {name}\(", read(PROJECT / path))


PROMISES = re.findall(r"^\| (.+?) \| (.+?) \| (`tests/.+`) \|$", read(DOCS / "SECURITY.md"), re.M)


@pytest.mark.parametrize(
    ("promise", "tests"), [pytest.param(row[0], row[2], id=row[0][:40]) for row in PROMISES]
)
def test_every_promise_of_security_is_tested(promise: str, tests: str) -> None:
    for test in re.findall("`([^`]+)`", tests):
        path, _, name = test.partition("::")
        assert re.search(rf"^(?:async )?def {name}\(", read(PROJECT / path), re.M), test


def test_every_promise_is_read() -> None:
    section = read(DOCS / "SECURITY.md").partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(PROMISES) == len(rows) - 1 > 15


def test_every_row_of_the_features_is_read() -> None:
    rows = [line for line in read(DOCS / "features.md").splitlines() if line.startswith("| ")]
    assert len(FEATURES) == len(rows) - 1 > 30


def test_every_page_of_the_manual_is_there() -> None:
    assert [page.path.stem for page in pages()] == list(PAGES)


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_are_printed_and_read_by_their_shell(shell: str, tmp_path: Path) -> None:
    command = [*READER, "completions", shell]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "_QUAERE_COMPLETE" in printed
    script = tmp_path / "script"
    script.write_text(printed)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here to read the script")
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("quaere se", "plain,search"),
        ("quaere ~/ar", "file,~/ar"),
        ("quaere index ar", "file,ar"),
        ("quaere search x y --lim", "plain,--limit"),
        ("quaere keys --preset v", "plain,vim"),
    ],
)
def test_completions_know_commands_options_and_files(typed: str, offered: str) -> None:
    asked = {
        "_QUAERE_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    command = [sys.executable, "-P", "-m", "reader"]
    done = subprocess.run(
        command, env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert offered in done.stdout.splitlines()
