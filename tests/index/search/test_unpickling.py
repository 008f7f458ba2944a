"""The second wall: a poisoned index that got past the first runs nothing."""

from __future__ import annotations

import pickle
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from whoosh import columns, legacy
from whoosh import index as tables
from whoosh.codec import whoosh3
from whoosh.filedb import structfile
from whoosh.filedb.filestore import FileStorage

from index.collection import Collection, CollectionDamaged
from index.search import unpickling
from index.search.engine import SCHEMA, WhooshEngine
from index.search.errors import EngineDamaged
from index.search.unpickling import Forbidden


class Marks:
    """A pickle that makes a folder when it is opened."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def clean(self) -> None:
        """Whoosh asks this of a schema."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.mkdir, (self.marker,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_that_calls_is_refused(tmp_path: Path, protocol: int) -> None:
    marker = tmp_path / "marker"
    with pytest.raises(Forbidden, match="no index of ours"):
        unpickling.loads(pickle.dumps([1, Marks(marker)], protocol))
    assert not marker.exists()


@pytest.mark.parametrize(
    "name",
    [
        "os system", "builtins eval", "builtins getattr", "builtins __import__", "posix system",
        "whoosh.util.loading find_object", "whoosh.codec.whoosh3 loads", "subprocess Popen",
        "whoosh.codec.whoosh3 W3Segment.__init__", "collections namedtuple", "codecs encode",
    ],
)  # fmt: skip
def test_names_are_listed_one_by_one(name: str) -> None:
    module, _, attribute = name.partition(" ")
    for written in (
        f"c{module}\n{attribute}\n.".encode(),
        b"\x80\x04\x8c" + bytes([len(module)]) + module.encode()
        + b"\x8c" + bytes([len(attribute)]) + attribute.encode() + b"\x93.",
        f"(i{module}\n{attribute}\n.".encode(),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            unpickling.loads(written)
    with pytest.raises(Forbidden):
        unpickling.loads(b"Psomething\n.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    WhooshEngine.create(tmp_path / "search").close()
    return tmp_path / "search"


def test_it_stands_wherever_whoosh_reads_a_pickle(folder: Path) -> None:
    """And a release that reads them elsewhere shows here: all its modules are looked through."""
    assert legacy.toc_loaders == {}
    with closing(WhooshEngine.open(folder)) as engine:
        assert engine.count() == 0
    ours = (unpickling.MODULE, unpickling.load, unpickling.loads)
    for module in (columns, structfile, tables, whoosh3):
        assert any(value is each for value in vars(module).values() for each in ours)
    stock = (pickle, pickle.load, pickle.loads)
    for name, module in list(sys.modules.items()):
        if name.startswith("whoosh"):
            held = [each for each, value in vars(module).items() if any(value is s for s in stock)]
            assert held == [], name


@pytest.mark.parametrize("slot", ["schema", "segments", "both"])
def test_a_poisoned_table_of_contents_is_damage_and_runs_nothing(folder: Path, slot: str) -> None:
    marker = folder.parent / "marker"
    poison(folder, marker, slot)
    if slot == "schema":
        WhooshEngine.open(folder).close()  # ours is used in its place, and that one never read
    else:
        with pytest.raises(EngineDamaged):
            WhooshEngine.open(folder).count()
    assert not marker.exists()


def poison(folder: Path, marker: Path, slot: str) -> None:
    """Put a payload into the newest table of contents."""
    storage: Any = FileStorage(str(folder))  # type: ignore[no-untyped-call]
    toc: Any = tables.TOC
    schema = SCHEMA if slot == "segments" else Marks(marker)
    segments = [] if slot == "schema" else [Marks(marker)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "ensure_schema", lambda given: given)
        newest = toc._latest_generation(storage, "MAIN")
        toc(schema, segments, newest + 1).write(storage, "MAIN")


def test_a_poisoned_index_is_put_aside_and_made_anew(tmp_path: Path) -> None:
    root, marker = tmp_path / "articles", tmp_path / "marker"
    root.mkdir()
    (root / "a.md").write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays for the silt.\n")
    collection = Collection(root, tmp_path / "cache")
    collection.sync(jobs=1)
    assert collection.search("silt").total
    for generation in collection.cache_folder.glob("gen-*"):
        poison(generation / "search", marker, "both")
    with pytest.raises(CollectionDamaged):
        Collection(root, tmp_path / "cache").search("silt")
    done = collection.sync(jobs=1)
    assert done.anew is not None and "made anew" in done.anew
    assert done.told[0] == done.anew
    assert collection.search("silt").total
    assert len(list(collection.cache_folder.glob("damaged-*"))) == 1
    assert not marker.exists()


@pytest.mark.parametrize("what", ["generation", "catalog", "search", "file in search"])
def test_links_in_the_cache_are_put_aside_and_never_followed(tmp_path: Path, what: str) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "a.md").write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays for the silt.\n")
    collection = Collection(root, tmp_path / "cache")
    collection.sync(jobs=1)
    collection.close()
    (generation,) = collection.cache_folder.glob("gen-*")
    linked = {
        "generation": generation,
        "catalog": generation / "catalog.sqlite",
        "search": generation / "search",
        "file in search": next((generation / "search").glob("*.seg")),
    }[what]
    elsewhere = tmp_path / "elsewhere"
    shutil.move(linked, elsewhere)
    before = sorted(path.name for path in elsewhere.rglob("*"))
    linked.symlink_to(elsewhere)
    with pytest.raises(CollectionDamaged):
        Collection(root, tmp_path / "cache").search("silt")
    assert collection.sync(jobs=1).anew
    assert collection.search("silt").total
    assert sorted(path.name for path in elsewhere.rglob("*")) == before
    for _ in range(2):
        collection.sync(rebuild=True, jobs=1)
    assert elsewhere.exists()
