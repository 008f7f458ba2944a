"""Two who index, one who searches, and one who deletes the cache under them: nothing unexpected.

The full run: python -m pytest -m long tests/endurance/test_writers.py
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from index.collection import Collection, children
from reader.places import places
from tests.conftest import PROJECT

FEW, MANY = 3, 60
ARTICLES = 120


class Several:
    """One collection, and processes that all work on its index at once."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = folder / "articles"
        self.root.mkdir()
        sentence = "A run on deposits of {} million, which may cost depositors dearly. "
        for number in range(ARTICLES):
            text = f"# Bank {number}\n\n## Why do banks fail?\n\n{sentence.format(number) * 20}\n"
            (self.root / f"{number}.md").write_text(text)

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            children.python("reader", command[0], str(self.root), *command[1:]),
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def delete(self, what: str) -> None:
        cache = places().cache
        if what == "all":
            shutil.rmtree(cache, ignore_errors=True)
        for folder in (cache / "collections").glob("*"):
            if what == "name":
                (folder / "current").unlink(missing_ok=True)
            for generation in folder.glob("gen-*"):
                if what != "name":
                    gone = generation if what == "generation" else generation / "search"
                    shutil.rmtree(gone, ignore_errors=True)

    def go(self) -> str:
        """One round; what went wrong in it."""
        what = self.chance.choice(("all", "all", "generation", "search", "name"))
        running = [self.start("index", "--jobs", "1")]
        time.sleep(self.chance.uniform(0.2, 2.0))  # the moment is what is tried here
        self.delete(what)
        running += [self.start("index", "--jobs", "1"), self.start("search", "deposits")]
        if self.chance.random() < 0.5:
            time.sleep(self.chance.uniform(0.1, 1.0))
            self.delete(what)
        said = [(each.communicate(timeout=300)[1], each.returncode) for each in running]
        if any("unexpected" in told or "Traceback" in told for told, _ in said):
            return f"{what}: {said}"
        if any(status not in (0, 1, 3) for _, status in said):
            return f"{what}: {said}"
        collection = Collection(self.root, places().cache)
        collection.sync(jobs=1)
        found = collection.search("deposits").total
        collection.close()
        return "" if found == ARTICLES else f"{what}: {found} found, {said}"


def test_a_few_deletions_under_two_who_index(tmp_path: Path) -> None:
    several = Several(tmp_path, 8)
    assert [wrong for wrong in (several.go() for _ in range(FEW)) if wrong] == []


@pytest.mark.long
def test_many_deletions_under_two_who_index(tmp_path: Path) -> None:
    several = Several(tmp_path, 20261123)
    assert [wrong for wrong in (several.go() for _ in range(MANY)) if wrong] == []
