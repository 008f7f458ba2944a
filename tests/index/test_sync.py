"""Bringing the index up to date: what changed, what moved, what broke, whatever is killed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.collection import Collection, CollectionDamaged
from index.folder import article_id
from index.progress import Event, ManyNewFiles
from index.worker import Done, Task
from index.workers import Workers
from tests.index.shelf import ARTICLE, Shelf


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


def test_of_two_copies_the_better_one_is_found(shelf: Shelf) -> None:
    whole = ARTICLE.format(word="quicksilver", title="On quicksilver")
    (shelf.root / "b.md").write_text(whole)
    (shelf.root / "a.md").write_text(whole + "\n## What next?\n\nNobody knows what comes next.\n")
    shelf.sync()
    assert shelf.found("quicksilver") == ["a.md"]
    assert [s.path for s in shelf.collection.articles() if s.copy_of is None] == ["a.md"]
    assert [file.name for file in shelf.collection.copies(article_id("a.md"))] == ["b.md"]
    assert shelf.collection.problem() is None
    (shelf.root / "a.md").unlink()
    shelf.sync()
    assert shelf.found("quicksilver") == ["b.md"]
    assert shelf.collection.problem() is None


def test_a_copy_stands_in_when_the_better_one_cannot_be_read_any_more(shelf: Shelf) -> None:
    whole = ARTICLE.format(word="quicksilver", title="On quicksilver")
    (shelf.root / "b.md").write_text(whole)
    (shelf.root / "a.md").write_text(whole + "\n## What next?\n\nNobody knows what comes next.\n")
    shelf.sync()
    (shelf.root / "a.md").write_bytes(b"")
    shelf.sync()
    assert shelf.found("quicksilver") == ["b.md"]


def test_a_text_that_lost_most_of_its_words_is_named(shelf: Shelf) -> None:
    path = shelf.write("a.md", "amber")
    path.write_text(path.read_text() + "And much more was said about it. " * 40)
    shelf.sync()
    shelf.write("a.md", "amber")
    ((name, why),) = shelf.sync().worse
    assert name == "a.md" and why.startswith("was saved again with ")


def test_what_an_older_version_has_read_is_read_again_and_keeps_its_findings(shelf: Shelf) -> None:
    shelf.write("a.md", "amber")
    shelf.sync()
    (generation,) = shelf.collection.cache_folder.glob("gen-*")
    with closing(sqlite3.connect(generation / "catalog.sqlite")) as db, db:
        db.execute("UPDATE files SET reading=reading - 1")
        db.execute("UPDATE findings SET score=0.875")
    assert shelf.sync().updated == 1
    assert {f.score for f in shelf.collection.findings(article_id("a.md"))} == {0.875}
    assert shelf.sync().unchanged == 1


def test_a_time_far_ahead_is_as_sure_as_another(shelf: Shelf) -> None:
    os.utime(shelf.write("a.md", "amber"), (4_000_000_000, 4_000_000_000))
    shelf.sync()
    (generation,) = shelf.collection.cache_folder.glob("gen-*")
    with closing(sqlite3.connect(generation / "catalog.sqlite")) as db:
        assert db.execute("SELECT racy FROM files").fetchall() == [(0,)]


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
