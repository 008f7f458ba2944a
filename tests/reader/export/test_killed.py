"""An export killed at any operation on a file is finished by the next, whatever changed since."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.export import FORMATS
from reader.export.saving import Saver
from reader.parts import part_name, sweep
from reader.store import Store
from tests.conftest import PROJECT
from tests.reader.export.documents import two_articles
from tests.reader.export.test_again import without_last


def killed(name: str, folder: Path, operation: int) -> int:
    """Let a child export and die before its n-th operation; how it ended."""
    command = [sys.executable, "-m", "tests.reader.export.killed", name, str(folder)]
    return subprocess.run([*command, str(operation)], cwd=PROJECT, check=False).returncode


@pytest.mark.parametrize("name", ["json", "obsidian"])
@pytest.mark.parametrize("operation", range(1, 7))
def test_the_next_export_takes_up_what_a_killed_one_left(
    name: str, operation: int, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    assert killed(name, tmp_path, operation) in (0, -signal.SIGKILL)
    for part in exports.glob(".*"):
        os.utime(part, (0, 0))
    changed = without_last(two_articles())
    with Store(tmp_path / "data") as store:
        saved = Saver(store, FORMATS[name], tmp_path / "articles").save_into(changed, exports)
    assert sorted(each.file for each in saved) == sorted(exports.iterdir())
    assert len(saved) == 2


def test_an_export_has_some_operations_to_be_killed_at(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    assert killed("json", tmp_path, 6) == -signal.SIGKILL
    assert killed("json", tmp_path, 1000) == 0


def test_only_what_is_surely_dead_is_swept(tmp_path: Path) -> None:
    old, young, theirs = tmp_path / part_name(), tmp_path / part_name(), tmp_path / ".mine.part"
    for each in (old, young, theirs):
        each.write_text("half")
    for each in (old, theirs):
        os.utime(each, (0, 0))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted((young, theirs))
