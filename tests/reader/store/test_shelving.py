"""What is said of articles by hand, and how it is found when a file was moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.notes.model import ArticleRef
from reader.store import Store, reading, sessions, shelving
from reader.store.following import Following
from reader.store.shelving import Shelved
from tests.reader.store.conftest import Clock

PAGE = "https://news.example/rates"
HERE = ArticleRef("/articles/rates.md", "one text", PAGE, "Rates")
SAID = Shelved(HERE, archived=True, favourite=True, tags=("bank", "later"))


def test_what_was_said_last_is_kept(store: Store, clock: Clock) -> None:
    shelving.save(store, [SAID, Shelved(replace(HERE, path="/articles/b.md", text_hash="b"))])
    clock.advance(5)
    shelving.save(store, [replace(SAID, archived=False)])
    found = shelving.find(store, HERE)
    assert found is not None
    assert (found.archived, found.favourite, found.tags) == (False, True, ("bank", "later"))
    assert [each.article.path for each in shelving.every(store)] == ["/articles/b.md", HERE.path]


def test_a_moved_file_is_known_by_its_text_or_its_address(store: Store) -> None:
    shelving.save(store, [SAID])
    moved = replace(HERE, path="/articles/moved.md", source=None)
    edited = replace(HERE, path="/articles/moved.md", text_hash="another text")
    for ref in (moved, edited):
        found = shelving.find(store, ref)
        assert found is not None and found.archived
    assert shelving.find(store, replace(edited, source=None)) is None


def test_articles_of_one_site_or_name_are_not_taken_for_each_other(
    store: Store, tmp_path: Path
) -> None:
    first = ArticleRef(str(tmp_path / "first.md"), "first", "Reuters", "First")
    shelving.save(store, [Shelved(first, archived=True)])
    reading.save(store, reading.ReadingPlace(first, state="read", section=4))
    other = ArticleRef(str(tmp_path / "other.md"), "other", "Reuters", "Other")
    assert shelving.find(store, other) is None
    assert reading.find(store, other) is None
    # The address of a site that several pages name: the file it was said of is still there.
    Path(first.path).touch()
    shelving.save(store, [Shelved(replace(first, source=PAGE))])
    assert shelving.find(store, replace(other, source=PAGE)) is None


def test_many_are_found_without_looking_at_the_disk() -> None:
    kept = [(HERE, 1), (ArticleRef("/gone.md", "gone", "https://x.example/", "Gone"), 2)]
    two_of_a_site = ["https://x.example/"] * 2
    found = Following(kept, [HERE.path, "/new.md", "/two.md"], [PAGE, *two_of_a_site])
    assert found.of(HERE.path, "whatever", None) == 1
    assert found.of("/new.md", "gone", None) == 2
    assert found.of("/new.md", "unknown", "https://x.example/") is None
    alone = Following(kept, [HERE.path, "/new.md"], [PAGE, "https://x.example/"])
    assert alone.of("/new.md", "unknown", "https://x.example/") == 2
    assert alone.of("/new.md", "unknown", PAGE) is None


def test_what_another_store_says_later_is_taken_in_once(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with Store(tmp_path / "other", clock=clock) as other:
        shelving.save(store, [SAID])
        clock.advance(60)
        shelving.save(other, [replace(SAID, tags=("new",))])
        assert shelving.take_in(store, other) == 1
        assert shelving.take_in(store, other) == 0
    found = shelving.find(store, HERE)
    assert found is not None and found.tags == ("new",)


def test_the_last_session_of_each_collection(store: Store) -> None:
    assert sessions.get(store, Path("/articles")) is None
    sessions.put(store, Path("/articles"), "[]")
    sessions.put(store, Path("/articles"), "[1]")
    sessions.put(store, Path("/others"), "[2]")
    assert sessions.get(store, Path("/articles")) == "[1]"
