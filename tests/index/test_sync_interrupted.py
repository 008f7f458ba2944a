"""A sync that is broken off, by a full disk, a killed worker or its own end, loses nothing."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.cache import MARKED, SEARCH
from index.catalog import Catalog, KnownFile
from index.collection import CannotIndex, Collection
from index.folder import FileState, article_id
from index.packing import pack_article
from index.search.engine import WhooshEngine
from index.worker import Done, ToRead
from index.workers import _Worker
from tests.index.search.dump import held
from tests.index.shelf import ARTICLE, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


class Killed(BaseException):
    """Stands for the end of the process at a given step."""


@pytest.mark.parametrize("step", ["put", "replace", "agree", "put_findings"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sync_that_ends_at_any_step_is_finished_by_the_next(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    shelf.write("old.md", "amber")
    shelf.write("gone.md", "copper")
    shelf.sync()
    shelf.write("old.md", "basalt", title="Changed")
    shelf.write("new.md", "quicksilver")
    (shelf.root / "gone.md").unlink()
    owner: type = WhooshEngine if step == "replace" else Catalog
    whole = getattr(owner, step)

    def killed(*given: object) -> object:
        if when == "after":
            whole(*given)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        with pytest.raises(Killed):
            shelf.sync()
    shelf.sync()
    assert shelf.collection.problem() is None
    assert shelf.found("basalt") == ["old.md"]
    assert shelf.found("quicksilver") == ["new.md"]
    assert shelf.found("amber") == []
    assert shelf.found("copper") == []
    assert all(summary.figures for summary in shelf.collection.articles())


def test_a_full_disk_leaves_the_index_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    shelf.write("b.md", "basalt")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "replace", full)
        with pytest.raises(CannotIndex, match="no space left"):
            shelf.sync()
    assert shelf.found("amber") == ["a.md"]
    assert not list(shelf.collection.cache_folder.glob("damaged-*"))
    shelf.sync()
    assert shelf.found("basalt") == ["b.md"]


def test_a_catalog_that_may_not_grow_is_not_taken_for_damaged(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    (generation,) = shelf.collection.cache_folder.glob("gen-*")
    catalog = Catalog(generation / "catalog.sqlite")
    pages = catalog._db._db.execute("PRAGMA page_count").fetchone()[0]
    catalog._db._db.execute(f"PRAGMA max_page_count={pages}")
    article = shelf.collection.read(article_id("a.md"))
    large = pack_article(replace(article, id="another", text=article.text * 400))
    file = KnownFile(b"c.md", "another", FileState(1, 1, 1, 1), False, None, None)
    with pytest.raises(OSError, match="No space left"):
        catalog.put([(file, large)], ())
    catalog.close()


def test_an_article_that_takes_too_long_to_look_through_says_so(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.md", "amber")
    take = _Worker.take

    def took_too_long(worker: _Worker) -> Done | None:
        if isinstance(worker.task, ToRead):
            return take(worker)
        worker._process.send_signal(signal.SIGPROF)
        worker._process.wait()
        return None

    with monkeypatch.context() as patch:
        patch.setattr(_Worker, "take", took_too_long)
        shelf.sync()
    why = "took longer than 10 s to look through"
    assert shelf.collection.marked(article_id("a.md")) == ((), why)
    # That will not be different the next time: it is not tried again before the file changes.
    shelf.sync()
    assert shelf.collection.marked(article_id("a.md")) == ((), why)
    shelf.write("a.md", "basalt")
    shelf.sync()
    assert shelf.collection.marked(article_id("a.md"))[1] is None


def test_what_was_broken_off_from_outside_is_tried_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.md", "amber")
    with monkeypatch.context() as patch:
        patch.setattr(_Worker, "take", _died)
        shelf.sync()
    assert shelf.collection.skipped() == [("a.md", "was broken off")]
    report = shelf.sync()
    assert report.skipped_files == []
    assert shelf.found("amber") == ["a.md"]


def test_what_is_known_stays_when_reading_it_again_is_broken_off(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    shelf.write("a.md", "basalt")
    with monkeypatch.context() as patch:
        patch.setattr(_Worker, "take", _died)
        shelf.sync()
    assert shelf.found("amber") == ["a.md"]
    shelf.sync()
    assert shelf.found("basalt") == ["a.md"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_copies_that_were_not_grouped_are_grouped_by_the_next_sync(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    whole = ARTICLE.format(word="quicksilver", title="On quicksilver")
    for name in ("a.md", "b.md"):
        (shelf.root / name).write_text(whole)
    group = Catalog.group_copies

    def killed(catalog: Catalog) -> None:
        if when == "after":
            group(catalog)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Catalog, "group_copies", killed)
        with pytest.raises(Killed):
            shelf.sync()
    shelf.sync()
    assert len(shelf.found("quicksilver")) == 1
    assert shelf.collection.problem() is None


def test_an_article_in_another_language_has_figures_only_and_says_so(shelf: Shelf) -> None:
    (shelf.root / "a.md").write_text(
        "# Die Mühle\n\n## Warum steht sie still?\n\nDie Mühle steht seit dem Frühjahr, weil der "
        "Fluss zu wenig Wasser führt und die Behörde das Wehr nicht öffnen lässt. Es kostet den "
        "Müller 43.000 Euro im Jahr, und niemand weiß, ob es im nächsten Sommer besser wird.\n"
    )
    shelf.sync()
    findings, why = shelf.collection.marked(article_id("a.md"))
    assert [finding.text for finding in findings] == ["43.000 Euro"]
    assert why is not None and why.startswith("is in German: only money, percents and dates")


def _died(worker: _Worker) -> None:
    """Whatever the worker did, it is killed before it can answer."""
    worker._process.kill()
    worker._process.wait()


def _kill(shelf: Shelf, lines: int) -> None:
    """Start the indexer and kill it when it has said so many things."""
    environment = {**os.environ, "QUAERE_CACHE_DIR": str(shelf.cache)}
    command = [sys.executable, "-P", "-m", "reader", "index", str(shelf.root),
               "--progress", "json", "--jobs", "1"]  # fmt: skip
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert child.stdout is not None
    for _ in range(lines):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def test_whatever_is_killed_twice_the_next_sync_mends_it(shelf: Shelf, tmp_path: Path) -> None:
    """The indexer is killed at random moments, twice in a row; then the index is as a fresh one
    would be: the same sections with the same words at the same places, and their findings."""
    chance = random.Random(7)
    for number in range(40):
        shelf.write(f"{number}.md", f"word{number}")
    for attempt in range(6):
        shelf.write(f"{chance.randrange(40)}.md", f"again{attempt}", title="changed")
        (shelf.root / f"{chance.randrange(40)}.md").unlink(missing_ok=True)
        _kill(shelf, chance.randrange(1, 6))
        shelf.write(f"{chance.randrange(40)}.md", f"twice{attempt}", title="changed")
        _kill(shelf, chance.randrange(1, 9))
        shelf.sync()
        assert shelf.collection.problem() is None
        fresh = Collection(shelf.root, tmp_path / f"fresh{attempt}")
        fresh.sync(jobs=1)
        assert held(shelf.collection) == held(fresh)
        assert shelf.collection.articles() == fresh.articles()
        for each in fresh.articles():
            assert shelf.collection.findings(each.id) == fresh.findings(each.id)
        fresh.close()


@pytest.mark.parametrize("engine", [0, 1])
@pytest.mark.parametrize("operation", range(1, 55, 9))
def test_killed_within_a_commit_twice_the_index_is_as_a_fresh_one(
    shelf: Shelf, tmp_path: Path, engine: int, operation: int
) -> None:
    """At any operation on a file of either index, in the first sync and in one after a change."""
    shelf.write("a.md", "amber")
    shelf.write("b.md", "basalt")
    for word in ("copper", "diamond"):
        child = subprocess.run(
            [sys.executable, "-m", "tests.index.killed_sync", str(shelf.root), str(shelf.cache),
             (SEARCH, MARKED)[engine], str(operation)],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert child.returncode in (0, -signal.SIGKILL), child.stderr
        shelf.write("a.md", word)
    shelf.sync()
    assert shelf.collection.problem() is None
    fresh = Collection(shelf.root, tmp_path / "fresh")
    fresh.sync(jobs=1)
    assert held(shelf.collection) == held(fresh)
    fresh.close()
