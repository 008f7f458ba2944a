"""Places with a letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.store import Store, bookmarks
from reader.store.bookmarks import Bookmark
from tests.reader.store.highlights_made import ARTICLE

OTHER = replace(ARTICLE, path="/elsewhere/other.md", text_hash="0" * 64, source="https://o.example")
PLACE = Bookmark("a", ARTICLE, section=2, offset=40)


def known(store: Store, *, here: bool = True) -> list[tuple[str, int]]:
    found = bookmarks.known_in(store, ARTICLE if here else OTHER)
    return [(each.letter, each.offset) for each in found]


def test_a_letter_is_one_place_in_an_article(store: Store) -> None:
    bookmarks.put(store, PLACE)
    bookmarks.put(store, replace(PLACE, offset=99))
    bookmarks.put(store, replace(PLACE, article=OTHER, offset=7))
    assert known(store) == [("a", 99)]
    assert known(store, here=False) == [("a", 7)]


def test_a_capital_is_one_place_everywhere(store: Store) -> None:
    bookmarks.put(store, replace(PLACE, letter="A"))
    bookmarks.put(store, replace(PLACE, letter="A", article=OTHER, offset=7))
    bookmarks.put(store, replace(PLACE, letter="z"))
    assert known(store) == [("z", 40), ("A", 7)]


def test_a_moved_file_keeps_its_places_and_its_own_come_first(store: Store) -> None:
    bookmarks.put(store, PLACE)
    moved = replace(ARTICLE, path="/moved/rates.md")
    assert [each.offset for each in bookmarks.known_in(store, moved)] == [40]
    bookmarks.put(store, replace(PLACE, article=moved, offset=1))
    assert [each.offset for each in bookmarks.known_in(store, moved)] == [1]


def test_articles_of_one_site_do_not_share_their_letters(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "first.md"
    file.write_text("An article.")
    first = replace(ARTICLE, path=str(file), source="https://site.example/")
    second = replace(first, path=str(tmp_path / "second.md"), text_hash="2" * 64)
    bookmarks.put(store, replace(PLACE, article=first))
    assert bookmarks.known_in(store, second) == []
    file.unlink()  # Now the second may well be the first, moved and edited.
    assert [each.offset for each in bookmarks.known_in(store, second)] == [40]


def test_a_source_that_is_no_address_leads_nowhere(store: Store) -> None:
    bookmarks.put(store, replace(PLACE, article=replace(ARTICLE, source="The Paper")))
    other = replace(OTHER, source="The Paper")
    assert bookmarks.known_in(store, other) == []


def test_places_of_another_store_are_taken_in_where_letters_are_free(
    store: Store, tmp_path: Path
) -> None:
    bookmarks.put(store, PLACE)
    bookmarks.put(store, replace(PLACE, letter="Q"))
    with Store(tmp_path / "there") as there:
        for letter in "abQR":
            bookmarks.put(there, replace(PLACE, letter=letter, article=ARTICLE, offset=5))
        assert bookmarks.take_in(store, there) == 2
        assert bookmarks.take_in(store, there) == 0
    assert known(store) == [("a", 40), ("b", 5), ("Q", 40), ("R", 5)]
