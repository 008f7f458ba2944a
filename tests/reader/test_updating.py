"""The index under the reader's hands: deleted, spoilt, its indexer killed, another at work."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.cache import Cache, cache_of
from index.collection import Collection
from reader.app import QuaereApp
from reader.places import places
from tests.reader.driving import Driver, copied, reader


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return {int(each) for each in listed.split()}


def indexers() -> set[int]:
    """Those of them that index."""
    found = set()
    for each in children():
        command = Path(f"/proc/{each}/cmdline")
        if command.exists() and b"--until-eof" in command.read_bytes():
            found.add(each)
    return found


@contextmanager
def another_copy(root: Path) -> Iterator[Cache]:
    """Another process has the turn to index."""
    cache = Cache(cache_of(places().cache, root.resolve()))
    with cache.lock(wait=True):
        yield cache


def said(drive: Driver) -> list[str]:
    return [note.message for note in drive.app._notifications]


async def test_a_cache_that_is_deleted_is_noticed_said_and_made_anew(tmp_path: Path) -> None:
    root = copied(tmp_path)
    async with reader(root) as drive:
        await drive.indexed()
        articles = len(drive.app.collection.articles())
        await drive.press("s")
        await drive.type("banks")
        with another_copy(root):
            # Nobody may make it anew yet: what is seen meanwhile is what is looked at.
            shutil.rmtree(places().cache)
            with another_copy(root):
                await drive.type(" fail")
                told = [each for each in said(drive) if "index is gone" in each]
                assert len(told) == 1 and "made anew" in told[0]
                assert "made anew" in drive.app.lacking or "Another copy" in drive.app.lacking
                await drive.press("escape", "escape", "Q", "escape", "F", "escape", "A")
                await drive.type("why")
                assert "Nothing found" not in drive.text() and "No passage" not in drive.text()
                assert [each for each in said(drive) if "index is gone" in each] == told
        await drive.indexed()
        assert len(drive.app.collection.articles()) == articles
        assert drive.app.lacking == "" and drive.app.status == ""


async def test_a_spoilt_search_index_is_said_once_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuaereApp, "NOTIFICATION_TIMEOUT", 600.0)  # what was said stays
    root = copied(tmp_path)
    async with reader(root) as drive:
        await drive.indexed()
        drive.app.collection.close()
        (generation,) = drive.app.collection.cache_folder.glob("gen-*")
        for path in (generation / "search").iterdir():
            if path.suffix in (".seg", ".toc"):
                path.write_bytes(os.urandom(path.stat().st_size))
        await drive.press("s")
        for letter in "banks":
            await drive.pilot.press(letter)
        await drive.settle()
        await drive.indexed()
        told = said(drive)
        assert len([each for each in told if "damaged" in each]) == 1, told
        assert drive.app.collection.search("banks").total > 0
        await drive.until(lambda: "Nothing found" not in drive.text(), "hits")
        assert not generation.exists()


async def test_an_indexer_that_is_killed_is_begun_again_once_then_by_hand(tmp_path: Path) -> None:
    root = copied(tmp_path, "energy-grid-queue.md")
    for path in list(root.iterdir()):
        path.unlink()
    for number in range(4):
        (root / f"{number}.md").write_text(f"# Number {number}\n\nA text on banks.\n")
    Collection.of(root, places().cache).sync(jobs=1)
    (root / "new.md").write_text("# New\n\nA text on rivers.\n")
    with another_copy(root):
        async with reader(root) as drive:
            first: set[int] = set()
            await drive.until(lambda: "another copy" in drive.app.status, "the first indexer")
            first = indexers()
            for each in first:
                os.kill(each, signal.SIGKILL)
            await drive.until(
                lambda: indexers() - first and "another copy" in drive.app.status, "a second one"
            )
            assert not any("could not" in each for each in said(drive))
            for each in indexers() - first:
                os.kill(each, signal.SIGKILL)
            await drive.until(lambda: "4 of 5 read" in drive.app.status, "what was read")
            await drive.settle()
            assert "F7" in drive.app.status
            assert "4 of 5 read" in drive.text()
            assert indexers() == set()
            # It lasts, whatever is asked meanwhile.
            await drive.press("s")
            await drive.type("xyzzy")
            assert "4 of 5 read" in drive.app.status and "4 of 5 read" in drive.app.lacking
            await drive.press("escape", "escape", "f7")
            await drive.until(lambda: "another copy" in drive.app.status, "a third one")
            for each in indexers():
                os.kill(each, signal.SIGKILL)
            await drive.until(indexers, "a fourth one")
            for each in indexers():
                os.kill(each, signal.SIGKILL)
            await drive.until(lambda: "4 of 5 read" in drive.app.status, "what was read")
    async with reader(root) as drive:
        await drive.indexed()
        assert len(drive.app.collection.articles()) == 5
        assert drive.app.status == ""
        await drive.press("f7")
        await drive.indexed()
        assert "The index is up to date" in said(drive)


async def test_another_copy_that_indexes_is_spoken_of_and_looked_at(tmp_path: Path) -> None:
    root = copied(tmp_path)
    with another_copy(root):
        async with reader(root) as drive:
            await drive.until(lambda: "another copy" in drive.app.status, "that it waits")
            assert "another copy of Quaere" in drive.text()
            await drive.until(lambda: "Another copy" in drive.text(), "why nothing is listed")


async def test_once_the_other_copy_is_done_the_rest_is_read(tmp_path: Path) -> None:
    root = copied(tmp_path)
    held = another_copy(root)
    held.__enter__()
    async with reader(root) as drive:
        await drive.until(lambda: "another copy" in drive.app.status, "that it waits")
        held.__exit__(None, None, None)
        await drive.indexed()
        assert drive.app.status == ""
        assert drive.app.collection.articles()
