"""Saved searches and what was asked lately."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.store import Store, searches
from reader.store.searches import NameRefused, SavedSearch

RISKS = SavedSearch("risks", "risk:hazard", ('source:"Strait Review"', "asks:why"), "newest")


def test_a_saved_search_comes_back_as_it_was_also_after_a_restart(
    store: Store, folder: Path
) -> None:
    searches.save(store, RISKS)
    assert searches.find(store, "@Risks") == RISKS
    with Store(folder) as again:
        assert searches.every(again) == [RISKS]


def test_names_are_one_word_and_case_does_not_matter(store: Store) -> None:
    searches.save(store, SavedSearch("  @Water  and risk ", "water"))
    assert [each.name for each in searches.every(store)] == ["Water-and-risk"]
    with pytest.raises(NameRefused, match="Water-and-risk"):
        searches.save(store, SavedSearch("WATER and Risk", "other"))
    with pytest.raises(NameRefused, match="needs a name"):
        searches.save(store, SavedSearch(" @ ", "water"))


def test_renaming_keeps_all_else(store: Store) -> None:
    searches.save(store, RISKS)
    searches.save(store, SavedSearch("other", "water"))
    searches.rename(store, "risks", "RISKS")
    searches.rename(store, "risks", "dangers")
    assert searches.find(store, "dangers") == SavedSearch("dangers", *_rest(RISKS))
    assert searches.find(store, "risks") is None
    with pytest.raises(NameRefused):
        searches.rename(store, "dangers", "Other")
    with pytest.raises(KeyError):
        searches.rename(store, "gone", "anything")


def _rest(search: SavedSearch) -> tuple[str, tuple[str, ...], str]:
    return search.query, search.only, search.sort


def test_what_was_removed_can_be_saved_again(store: Store) -> None:
    searches.save(store, RISKS)
    removed = searches.remove(store, "risks")
    assert searches.every(store) == []
    searches.save(store, removed)
    assert searches.every(store) == [RISKS]
    with pytest.raises(KeyError):
        searches.remove(store, "nothing")


def test_history_has_the_latest_first_each_once_and_does_not_grow_for_ever(store: Store) -> None:
    for query in ("water", "risk", "water"):
        searches.remember(store, query)
    assert searches.recent(store) == ["water", "risk"]
    for number in range(searches.KEPT + 20):
        searches.remember(store, f"query {number}")
    kept = searches.recent(store, 10_000)
    assert len(kept) == searches.KEPT and kept[0] == f"query {searches.KEPT + 19}"
