"""Files that could not be read: named once by whoever finds them, listed by `quaere index`."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from index.collection import CannotIndex, Collection, children
from tests.conftest import PROJECT
from tests.reader.commands.running import Runner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "a.md").write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays.\n")
    (root / "empty.md").touch()
    (root / "nothing.md").symlink_to(root / "gone")
    return root


def test_they_are_named_when_they_are_found_and_then_by_index_alone(
    quaere: Runner, folder: Path
) -> None:
    first = quaere("search", folder, "harbour").err
    assert "empty.md: is empty" in first and "nothing.md: is a link to nothing" in first
    for command in (("search", folder, "harbour"), ("ask", folder, "Who pays?")):
        assert quaere(*command).err == ""
    (folder / "new.md").touch()
    assert quaere("search", folder, "harbour").err == "skipped new.md: is empty\n"
    listed = quaere("index", folder).err
    assert all(name in listed for name in ("empty.md", "nothing.md", "new.md"))


def test_where_nothing_could_be_indexed_nothing_is_said_to_be_missing(
    quaere: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CannotIndex("the index cannot be kept: no space left on device")

    monkeypatch.setattr(Collection, "sync", full)
    ran = quaere("search", folder, "bank")
    assert ran.status == 3
    assert "no space left" in ran.err and "nothing found" not in ran.err


def test_an_index_that_is_interrupted_says_what_is_kept(folder: Path) -> None:
    for number in range(400):
        text = f"# Number {number}\n\nA text on banks.\n" * 20
        (folder / f"{number}.md").write_text(text)
    command = [*children.python("reader", "index", str(folder)), "--progress", "json"]
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert child.stdout is not None
    for line in child.stdout:
        if '"committed"' in line:
            os.kill(child.pid, signal.SIGINT)
            break
    _, said = child.communicate()
    assert child.returncode == 130
    assert "files are read, and kept" in said and "quaere index" in said
    assert "of 403" in said
