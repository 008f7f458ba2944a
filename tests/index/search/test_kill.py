"""A writer killed in the middle of a commit leaves what was before, or what is after."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import index
from index.search.engine import WhooshEngine
from index.search.language import parse
from tests.index.search.killed import sections

ROOT = Path(index.__file__).parents[1]
BEFORE = {"a": 4, "c": 3}
AFTER = {"a": 5, "b": 5, "c": 3}


def run(folder: Path, operation: int) -> subprocess.CompletedProcess[str]:
    """Let a child write and die before its n-th file operation."""
    return subprocess.run(
        [sys.executable, "-m", "tests.index.search.killed", str(folder), str(operation)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = WhooshEngine.create(tmp_path / "search")
    engine.replace(sections("a", "before", 4), ())
    engine.replace(sections("c", "before", 3), ())
    engine.close()
    return tmp_path / "search"


# A commit has some 30 operations on files; the new table of contents gets its name near the end.
@pytest.mark.parametrize("operation", [3, 7, 11, 15, 19, 22, 24, 25, 26, 27, 28, 29, 30])
def test_a_killed_commit_happened_or_did_not(folder: Path, operation: int) -> None:
    child = run(folder, operation)
    if child.returncode != -signal.SIGKILL:
        pytest.skip(f"the commit has fewer operations: {child.stdout}{child.stderr}")
    engine = WhooshEngine.open(folder)
    articles = engine.articles()
    assert articles in (BEFORE, AFTER)
    committed = articles == AFTER
    count = sum(articles.values())
    assert engine.count() == count
    assert engine.search(parse("common"), 100)[0] == count
    assert engine.search(parse('"common word1"'), 100)[0] == len(articles)
    assert engine.search(parse("after"), 100)[0] == (10 if committed else 0)
    assert engine.search(parse("before"), 100)[0] == (3 if committed else 7)

    engine.replace(sections("d", "later", 1), ())
    assert engine.articles() == {**articles, "d": 1}
    engine.close()
    left = {file.name for file in folder.iterdir()}
    assert not [name for name in left if ".toc." in name]
    assert sum(name.endswith(".toc") for name in left) == 1


@pytest.mark.parametrize("operation", [44, 50, 56, 62, 66])
def test_killed_while_merging_nothing_is_lost(tmp_path: Path, operation: int) -> None:
    """Small segments are merged in a commit of its own, when the new sections are in already."""
    folder = tmp_path / "search"
    engine = WhooshEngine.create(folder)
    engine.replace(sections("a", "before", 4) + sections("c", "before", 3), ())
    for n in range(7):
        engine.replace(sections(f"e{n}", "before", 1), ())
    engine.close()
    child = run(folder, operation)
    assert child.returncode == -signal.SIGKILL, f"{child.stdout}{child.stderr}"
    assert articles_in(folder) == {**AFTER, **{f"e{n}": 1 for n in range(7)}}


def test_first_and_last_operation_tell_the_two_states_apart(folder: Path) -> None:
    assert run(folder, 1).returncode == -signal.SIGKILL
    assert articles_in(folder) == BEFORE
    whole = run(folder, 10_000)
    assert whole.returncode == 0, whole.stderr
    assert articles_in(folder) == AFTER


def articles_in(folder: Path) -> Mapping[str, int]:
    """What a fresh reader sees."""
    engine = WhooshEngine.open(folder)
    found = engine.articles()
    engine.close()
    return found
