"""The cache folder: ours alone, one indexer at a time, generations switched by one rename."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.cache import Busy, Cache, CacheUnsafe, cache_of


def test_each_collection_has_a_folder_whose_name_tells_nothing(tmp_path: Path) -> None:
    one, two = cache_of(tmp_path, tmp_path / "secret"), cache_of(tmp_path, tmp_path / "other")
    assert one != two
    assert "secret" not in str(one.relative_to(tmp_path))
    assert cache_of(tmp_path, tmp_path / "secret", "a.md") != one


def test_the_folder_is_private_and_made_so_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "collections" / "x")
    assert cache.folder.stat().st_mode & 0o777 == 0o700
    cache.folder.chmod(0o755)
    assert Cache(cache.folder).folder.stat().st_mode & 0o777 == 0o700


def test_a_planted_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "collections").mkdir()
    (tmp_path / "collections" / "x").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheUnsafe, match="is a link"):
        Cache(tmp_path / "collections" / "x")


def test_a_way_that_others_can_bend_is_refused(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    with pytest.raises(CacheUnsafe, match="anybody may write"):
        Cache(open_to_all / "quaere" / "collections" / "x")
    assert list(open_to_all.iterdir()) == []
    open_to_all.chmod(0o1777)  # as /tmp is: what is ours there nobody else can rename
    Cache(open_to_all / "quaere" / "collections" / "x")
    ours = tmp_path / "link"
    ours.symlink_to(tmp_path)
    Cache(ours / "quaere" / "collections" / "x")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a link of somebody else")
def test_a_link_of_somebody_else_on_the_way_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    os.lchown(link, 12345, 12345)
    with pytest.raises(CacheUnsafe, match="is a link of somebody else"):
        Cache(link / "quaere" / "collections" / "x")


def test_a_generation_is_seen_only_once_it_is_current(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "x")
    assert cache.current() is None
    generation = cache.new_generation()
    assert cache.current() is None
    cache.make_current(generation)
    assert cache.current() == generation


def test_leftovers_are_swept_and_damage_is_kept_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "x")
    kept, leftover = cache.new_generation(), cache.new_generation()
    cache.make_current(kept)
    cache.sweep()
    assert kept.is_dir()
    assert not leftover.exists()
    cache.move_aside(kept)
    assert cache.current() is None
    assert len(list(cache.folder.glob("damaged-*"))) == 1


def test_a_pointer_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "x")
    (cache.folder / "current").write_text("../../etc")
    assert cache.current() is None


def test_only_one_process_indexes_and_its_death_frees_the_lock(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "x")
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from index.cache import Cache\n"
            "with Cache(Path(sys.argv[1])).lock(wait=True):\n"
            "    print('held', flush=True); sys.stdin.read()",
            str(cache.folder),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(Busy), cache.lock(wait=False):
        pass
    holder.kill()
    holder.wait()
    with cache.lock(wait=False):
        pass
    holder.stdout.close()
