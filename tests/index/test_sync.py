"""Bringing the index up to date: what changed, what moved, what broke, whatever is killed."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalog import Catalog, KnownFile
from index.collection import CannotIndex, Collection, CollectionDamaged
from index.folder import FileState, article_id
from index.progress import Event, ManyNewFiles, SyncReport
from index.search.engine import WhooshEngine
from index.worker import Done, Task, ToRead
from index.workers import Workers, _Worker

ARTICLE = """---
title: {title}
---

A lead about {word} that says a little and stops there.

## Why does {word} matter?

Because {word} was found in 12% of cases, and nobody can rule out that it harms the others, which
is why the ministry asked for a second look before the winter.
"""


class Shelf:
    """A folder of articles and its index."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "articles"
        self.root.mkdir()
        self.cache = folder / "cache"
        self.collection = Collection(self.root, self.cache)

    def write(self, name: str, word: str, title: str | None = None) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(word=word, title=title or f"On {word}"))
        # Older than the moment of the look: a file that has only just changed is read again.
        os.utime(path, (1_700_000_000, 1_700_000_000))
        return path

    def sync(self) -> SyncReport:
        return self.collection.sync(jobs=1)

    def found(self, query: str) -> list[str]:
        return sorted({hit.path for hit in self.collection.search(query).hits})


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_before_the_first_sync_everything_is_empty(shelf: Shelf) -> None:
    assert shelf.collection.articles() == []
    assert shelf.collection.search("anything").hits == ()
    assert shelf.collection.counts() == (0, 0)


def test_new_articles_are_read_searched_and_have_findings(shelf: Shelf) -> None:
    shelf.write("a.md", "quicksilver")
    shelf.write("deep/b.md", "amber")
    report = shelf.sync()
    assert (report.added, report.unchanged) == (2, 0)
    assert shelf.found("quicksilver") == ["a.md"]
    (summary, _) = shelf.collection.articles()
    assert summary.title == "On quicksilver"
    assert summary.figures >= 1
    assert shelf.collection.problem() is None


def test_what_has_not_changed_is_not_read_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    tasks: list[Task] = []
    every = Workers.each

    def watched(self: Workers, given: Iterable[Task], count: int) -> Iterator[Done]:
        found = list(given)
        tasks.extend(found)
        return every(self, found, count)

    monkeypatch.setattr(Workers, "each", watched)
    report = shelf.sync()
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    assert tasks == []
    shelf.write("b.md", "basalt")
    shelf.sync()
    # Read once, and looked through for findings once.
    assert len(tasks) == 2


def test_an_edited_article_is_found_by_its_new_words_only(shelf: Shelf) -> None:
    path = shelf.write("a.md", "amber")
    shelf.sync()
    path.write_text(ARTICLE.format(word="basalt", title="On amber"))
    report = shelf.sync()
    assert report.updated == 1
    assert shelf.found("basalt") == ["a.md"]
    assert shelf.found("text:amber OR question:amber") == []


def test_a_folder_opened_by_mistake_is_not_read(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    for number in range(4):
        shelf.write(f"{number}.md", f"word{number}")
    with pytest.raises(ManyNewFiles) as many:
        shelf.collection.sync(jobs=1, most_new=3)
    assert many.value.count == 4
    assert len(shelf.collection.articles()) == 1
    assert shelf.collection.sync(jobs=1, most_new=4).added == 4


def test_a_touched_article_is_unchanged(shelf: Shelf) -> None:
    path = shelf.write("a.md", "amber")
    shelf.sync()
    path.touch()
    assert shelf.sync().unchanged == 1
    assert shelf.sync().unchanged == 1


def test_a_moved_article_is_said_to_have_moved(shelf: Shelf) -> None:
    path = shelf.write("a.md", "amber")
    shelf.sync()
    (shelf.root / "new").mkdir()
    path.rename(shelf.root / "new" / "b.md")
    report = shelf.sync()
    assert (report.moved, report.added, report.removed) == (1, 0, 0)
    assert shelf.found("amber") == ["new/b.md"]
    assert shelf.collection.articles()[0].figures >= 1


def test_a_deleted_article_is_gone(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    shelf.write("b.md", "basalt").unlink()
    shelf.sync()
    (shelf.root / "a.md").unlink()
    assert shelf.sync().removed == 1
    assert shelf.found("amber") == []
    assert shelf.collection.articles() == []


def test_files_that_cannot_be_read_are_named_and_stop_nothing(shelf: Shelf) -> None:
    shelf.write("good.md", "amber")
    (shelf.root / "empty.md").write_bytes(b"")
    (shelf.root / "binary.txt").write_bytes(bytes(range(256)) * 40)
    os.mkfifo(shelf.root / "pipe.md")
    report = shelf.sync()
    assert report.added == 1
    assert {name for name, _ in report.skipped_files} == {"binary.txt", "empty.md", "pipe.md"}
    assert shelf.found("amber") == ["good.md"]
    assert shelf.sync().skipped == 3


def test_two_spellings_of_one_name_are_one_article_and_the_other_is_named(shelf: Shelf) -> None:
    shelf.write("caf\u00e9.md", "amber")
    shelf.write("cafe\u0301.md", "basalt")
    report = shelf.sync()
    assert report.added == 1
    assert "other code points" in report.skipped_files[0][1]


def test_progress_is_told_in_the_promised_events(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    events: list[Event] = []
    shelf.collection.sync(jobs=1, report=events.append)
    assert events[0] == {"event": "start", "files": 1}
    kinds = [event["event"] for event in events]
    assert kinds[-1] == "done"
    assert "committed" in kinds
    article = next(event for event in events if event["event"] == "article")
    assert article == {
        "event": "article", "path": "a.md", "status": "added", "why": None, "done": 1, "total": 1,
    }  # fmt: skip


def test_several_processes_do_the_same_as_one(shelf: Shelf) -> None:
    for number in range(60):
        shelf.write(f"{number}.md", f"word{number}")
    assert shelf.collection.sync(jobs=2).added == 60
    assert shelf.found("word17") == ["17.md"]
    assert all(summary.figures for summary in shelf.collection.articles())


@pytest.mark.parametrize("what", ["catalog.sqlite", "search"])
def test_a_damaged_index_is_moved_aside_and_made_anew(shelf: Shelf, what: str) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    shelf.collection.close()
    (generation,) = shelf.collection.cache_folder.glob("gen-*")
    target = generation / what
    for path in [target] if target.is_file() else sorted(target.iterdir()):
        path.write_bytes(b"damaged")
    for journal in generation.glob("catalog.sqlite-*"):
        journal.unlink()
    with pytest.raises(CollectionDamaged):
        shelf.found("amber")
    assert shelf.sync().added == 1
    assert shelf.found("amber") == ["a.md"]
    assert list(shelf.collection.cache_folder.glob("damaged-*"))


def test_a_rebuild_keeps_the_old_index_until_the_new_one_is_whole(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    seen: list[list[str]] = []
    shelf.collection.sync(rebuild=True, jobs=1, report=lambda _: seen.append(shelf.found("amber")))
    assert all(found == ["a.md"] for found in seen)
    shelf.sync()
    assert len(list(shelf.collection.cache_folder.glob("gen-*"))) == 1


def test_an_index_lying_in_the_collection_is_never_opened(shelf: Shelf) -> None:
    planted = shelf.root / ".quaere"
    planted.mkdir()
    (planted / "_MAIN_1.toc").write_bytes(b"cos\nsystem\n(S'touch owned'\ntR.")
    shelf.write("a.md", "amber")
    before = sorted(path.name for path in shelf.root.rglob("*"))
    shelf.sync()
    assert sorted(path.name for path in shelf.root.rglob("*")) == before


def test_a_lone_file_is_a_collection_of_one(shelf: Shelf) -> None:
    path = shelf.write("a.md", "amber")
    shelf.write("b.md", "amber")
    lone = Collection.of(path, shelf.cache)
    assert lone.sync(jobs=1).added == 1
    assert [hit.path for hit in lone.search("amber").hits][:1] == ["a.md"]
    assert len(lone.articles()) == 1


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
    large = replace(article, id="another", text=article.text * 400)
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


def _died(worker: _Worker) -> None:
    """Whatever the worker did, it is killed before it can answer."""
    worker._process.kill()
    worker._process.wait()


def test_whatever_is_killed_the_next_sync_mends_it(shelf: Shelf) -> None:
    """The indexer is killed at random moments; afterwards the index is as a fresh one would be."""
    chance = random.Random(7)
    for number in range(40):
        shelf.write(f"{number}.md", f"word{number}")
    environment = {**os.environ, "QUAERE_CACHE_DIR": str(shelf.cache)}
    command = [sys.executable, "-P", "-m", "reader", "index", str(shelf.root),
               "--progress", "json", "--jobs", "1"]  # fmt: skip
    for attempt in range(8):
        shelf.write(f"{chance.randrange(40)}.md", f"again{attempt}", title="changed")
        (shelf.root / f"{chance.randrange(40)}.md").unlink(missing_ok=True)
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 6)):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    shelf.sync()
    assert shelf.collection.problem() is None
    names = sorted(path.name for path in shelf.root.glob("*.md"))
    assert [summary.path for summary in shelf.collection.articles()] == names
    for path in shelf.root.glob("*.md"):
        word = path.read_text().split("about ")[1].split()[0]
        assert path.name in shelf.found(word)
