"""An index that is deleted, killed or spoilt under somebody's hands: noticed, said, made anew."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from index.cache import Cache, CacheUnsafe
from index.collection import Collection, CollectionDamaged


def _indexed(tmp_path: Path, count: int = 3) -> Collection:
    root = tmp_path / "articles"
    root.mkdir()
    for number in range(count):
        text = f"# Bank {number}\n\n## Why do banks fail?\n\nA run on deposits, {number} times.\n"
        (root / f"{number}.md").write_text(text)
    collection = Collection(root, tmp_path / "cache")
    collection.sync(jobs=1)
    return collection


def _spoil(generation: Path) -> None:
    """What a bad disk leaves of the search index: files of the same names and sizes."""
    for path in (generation / "search").glob("*.seg"):
        path.write_bytes(os.urandom(path.stat().st_size))


def test_an_index_that_was_deleted_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    collection = _indexed(tmp_path)
    assert collection.search("deposits").total
    shutil.rmtree(tmp_path / "cache")
    for _ in range(2):
        with pytest.raises(CollectionDamaged, match="the index is gone"):
            collection.articles()
        with pytest.raises(CollectionDamaged, match="the index is gone"):
            collection.search("deposits")
    collection.sync(jobs=1)
    assert collection.search("deposits").total == 3


def test_it_is_not_so_either_for_one_who_never_asked_before(tmp_path: Path) -> None:
    collection = _indexed(tmp_path)
    shutil.rmtree(tmp_path / "cache")
    with pytest.raises(CollectionDamaged):
        collection.articles()
    # But where there never was an index there is nothing, and that is all.
    assert Collection(collection.root, tmp_path / "cache").articles() == []


@pytest.mark.parametrize("content", ["rubbish", "gen-000000000000", "../../etc", ""])
def test_a_name_of_the_current_index_that_leads_nowhere_is_damage(
    tmp_path: Path, content: str
) -> None:
    collection = _indexed(tmp_path)
    (collection.cache_folder / "current").write_text(content)
    other = Collection(collection.root, tmp_path / "cache")
    with pytest.raises(CollectionDamaged, match="gone"):
        other.articles()
    done = other.sync(jobs=1)
    assert done.anew is not None
    assert len(other.articles()) == 3


def test_what_a_reader_finds_damaged_is_put_aside_by_its_name(tmp_path: Path) -> None:
    collection = _indexed(tmp_path)
    collection.close()
    (generation,) = collection.cache_folder.glob("gen-*")
    _spoil(generation)
    with pytest.raises(CollectionDamaged) as found:
        collection.search("deposits")
    told = str(found.value)
    assert "is damaged" in told
    assert "Errno" not in told and "Error" not in told and "(" not in told
    assert found.value.generation == generation.name
    done = collection.sync(jobs=1, damaged=found.value.generation)
    assert done.anew is not None
    assert collection.search("deposits").total == 3
    # Whoever says so later speaks of one that is not the current one any more.
    assert collection.sync(jobs=1, damaged=found.value.generation).unchanged == 3


def test_a_cache_that_is_deleted_while_it_is_made_is_made_again(tmp_path: Path) -> None:
    collection = _indexed(tmp_path, 40)
    times = iter(range(2))

    def deletes(event: dict[str, object]) -> None:
        if event["event"] in ("article", "committed") and next(times, None) is not None:
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)

    collection.sync(rebuild=True, jobs=1, report=deletes)
    assert len(collection.articles()) == 40
    assert collection.search("deposits").total == 40


def test_who_has_to_wait_for_another_process_says_so(tmp_path: Path) -> None:
    collection = _indexed(tmp_path)
    events: list[object] = []
    waits = threading.Event()

    def hears(event: dict[str, object]) -> None:
        events.append(event["event"])
        waits.set()

    with Cache(collection.cache_folder).lock(wait=True):
        other = Collection(collection.root, tmp_path / "cache")
        thread = threading.Thread(target=lambda: other.sync(jobs=1, report=hears))
        thread.start()
        assert waits.wait(60)
        assert events == ["waiting"]
    thread.join(60)
    assert events[-1] == "done"


def test_a_lock_whose_folder_was_deleted_is_nobodys(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache" / "collections" / "x")
    with cache.lock(wait=False) as is_ours:
        assert is_ours()
        shutil.rmtree(tmp_path / "cache")
        assert not is_ours()
        with cache.lock(wait=False) as again:
            assert again() and not is_ours()


def test_all_that_is_made_is_ours_alone_whatever_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        collection = _indexed(tmp_path)
        assert os.umask(0) == 0  # and it is as it was
    finally:
        os.umask(before)
    assert collection.search("deposits").total == 3
    for path in (tmp_path / "cache", *(tmp_path / "cache").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_how_much_the_index_knows_of_the_folder(tmp_path: Path) -> None:
    collection = _indexed(tmp_path)
    assert collection.coverage() == (3, 3)
    (collection.root / "new.md").write_text("# New\n\nA text.\n")
    assert collection.coverage() == (3, 4)
    lone = Collection(collection.root, tmp_path / "cache", only="new.md")
    assert lone.coverage() == (0, 1)
    lone.sync(jobs=1)
    assert lone.coverage() == (1, 1)


def test_what_is_wrong_with_the_cache_folder_names_it_and_what_to_run(tmp_path: Path) -> None:
    folder = tmp_path / "quaere"
    wanted = folder / "collections" / "x"
    folder.write_text("a file")
    with pytest.raises(CacheUnsafe, match=f"{folder}, .* is no folder; remove it"):
        Cache(wanted)
    folder.unlink()
    folder.symlink_to(tmp_path / "nothing")
    with pytest.raises(CacheUnsafe, match=f"{folder}, .* is a link to nothing; remove it"):
        Cache(wanted)
    folder.unlink()
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(CacheUnsafe, match=f"run: chmod 700 {folder}") as found:
        Cache(wanted)
    assert found.value.closable == folder
