"""Where somebody stopped reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.store import Store, exports, reading
from tests.reader.store.conftest import Clock
from tests.reader.store.highlights_made import ARTICLE, elsewhere

PLACE = reading.ReadingPlace(
    ARTICLE, section=3, offset=812, panel="findings", state="reading", progress=0.4
)


def test_the_last_place_is_kept(store: Store, clock: Clock) -> None:
    reading.save(store, PLACE)
    clock.advance(60)
    later = replace(PLACE, section=5, offset=2000, state="read", progress=1.0)
    reading.save(store, later)
    assert reading.find(store, ARTICLE) == replace(later, updated="2026-11-22T09:31:00Z")


def test_an_article_never_opened_has_no_place(store: Store) -> None:
    assert reading.find(store, ARTICLE) is None


def test_a_moved_file_keeps_its_place_and_its_own_place_comes_first(store: Store) -> None:
    reading.save(store, PLACE)
    moved = replace(ARTICLE, path="/elsewhere/rates.md")
    found = reading.find(store, moved)
    assert found is not None
    assert found.offset == 812
    reading.save(store, replace(PLACE, article=moved, offset=5))
    found = reading.find(store, moved)
    assert found is not None
    assert found.offset == 5


def test_the_places_of_a_folder(store: Store) -> None:
    reading.save(store, PLACE)
    reading.save(store, replace(PLACE, article=elsewhere("/other/a.md")))
    assert list(reading.under(store, Path("/articles"))) == [ARTICLE.path]


def test_exports_are_remembered_by_their_file(store: Store) -> None:
    file = Path("/exports/notes.md")
    assert exports.digest_of(store, file) is None
    exports.remember(store, file, "first")
    exports.remember(store, file, "second")
    assert exports.digest_of(store, file) == "second"
