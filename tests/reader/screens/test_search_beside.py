"""What search does beside finding: facets, orders, completion, saved searches, earlier queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from index.article import SearchResult
from reader.screens.search import SearchScreen
from reader.series import Place
from reader.store.searches import SavedSearch
from reader.widgets.chosen_bar import ChosenBar
from reader.widgets.pick_list import PickList
from reader.widgets.side_list import SideList
from tests.reader.driving import Driver, reader


def understood(drive: Driver) -> str:
    return str(drive.app.screen.query_one("#understood", Static).render())


def hits(drive: Driver) -> list[tuple[str, int]]:
    picks = drive.app.screen.query_one("#list", PickList)
    return [(e.key.article, e.key.section) for e in picks.entries if isinstance(e.key, Place)]


def of(result: SearchResult) -> list[tuple[str, int]]:
    return [(hit.article, hit.section) for hit in result.hits]


def side(drive: Driver) -> PickList:
    return drive.app.screen.query_one(SideList).picks


async def opened(drive: Driver, query: str = "") -> None:
    await drive.indexed()
    await drive.press("s")
    await drive.type(query)


async def choose(drive: Driver, facet: str) -> None:
    """Move to a value of a facet in the side and take it."""
    keys = [entry.key for entry in side(drive).entries if entry.pickable]
    at = keys.index(facet)
    await drive.press("g", *["down"] * at, "enter")


# Facets


async def test_a_facet_narrows_the_hits_to_the_number_it_says_and_is_taken_away_again(
    samples: Path,
) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water")
        before = hits(drive)
        (facet,) = [f for f in drive.app.collection.facets("water", typing=True)
                    if f.name == "format"]  # fmt: skip
        value = facet.values[-1]
        await drive.press("ctrl+n")
        await choose(drive, value.query)
        assert len(hits(drive)) == value.count < len(before)
        assert tuple(drive.app.screen.query_one(ChosenBar).chosen) == (value.query,)
        assert drive.focused_list is side(drive)
        await drive.press("enter")
        assert hits(drive) == before
        assert not drive.app.screen.query_one(ChosenBar).display
        await choose(drive, value.query)
        await drive.press("escape")
        assert drive.app.focused is drive.field("query")
        await drive.press("ctrl+r")
        assert hits(drive) == before


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "quaere-light"])
async def test_what_narrows_is_drawn_in_every_theme(samples: Path, theme: str) -> None:
    async with reader(samples) as drive:
        await opened(drive)
        drive.app.theme = theme
        await drive.press("ctrl+n")
        await choose(drive, "format:html")
        assert "format:html ✕" in drive.text()


async def test_facets_alone_are_a_search(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive)
        await drive.press("ctrl+n")
        await choose(drive, "format:html")
        await choose(drive, "format:text")
        shown = {drive.app.collection.read(article).format for article, _ in hits(drive)}
        assert shown == {"html", "text"}
        await drive.press("x")
        assert hits(drive) == []


async def test_a_facet_with_many_values_shows_the_others_on_request(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "the")
        await drive.press("ctrl+n")
        many = drive.lines(side(drive))
        at = next(n for n, line in enumerate(many) if "more …" in line)
        assert at
        keys = [entry.key for entry in side(drive).entries if entry.pickable]
        more = next(n for n, key in enumerate(keys) if not isinstance(key, str))
        await drive.press("g", *["down"] * more, "enter")
        assert len(drive.lines(side(drive))) > len(many)


async def test_in_a_narrow_terminal_facets_lie_over_the_hits_and_escape_closes_them(
    samples: Path,
) -> None:
    async with reader(samples, size=(80, 24)) as drive:
        await opened(drive, "water")
        assert not drive.app.screen.query_one(SideList).display
        await drive.press("ctrl+n")
        assert drive.app.screen.query_one(SideList).display
        assert side(drive).entries
        assert "Narrow down" in drive.text()
        await drive.press("escape")
        assert not drive.app.screen.query_one(SideList).display
        assert isinstance(drive.app.screen, SearchScreen)


# Orders


async def test_orders_go_round_and_say_what_they_are(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water")
        best = hits(drive)
        said = set()
        for sort in ("newest", "oldest", "title", "risks"):
            await drive.press("ctrl+o")
            wanted = drive.app.collection.search("water", limit=60, typing=True, sort=sort)
            assert hits(drive) == of(wanted)
            said.add(understood(drive).split(" · ")[-1])
        assert len(said) == 4
        await drive.press("ctrl+o")
        assert hits(drive) == best


async def test_one_section_of_each_article_with_the_number_of_the_others(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water")
        await drive.press("ctrl+t")
        articles = [article for article, _ in hits(drive)]
        assert len(articles) == len(set(articles)) > 1
        assert any("more section" in line for line in drive.lines())


# Going on with a word


async def test_tab_goes_on_with_fields_and_values_and_again_takes_the_next(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water auth")
        await drive.press("tab")
        assert drive.field("query").value == "water author:"
        choices = drive.app.collection.complete("water author:").choices
        await drive.press("tab")
        assert drive.field("query").value == f"water author:{choices[0].text}"
        await drive.press("tab")
        assert drive.field("query").value == f"water author:{choices[1].text}"
        assert hits(drive)


async def test_the_right_key_takes_what_the_field_proposes(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "cryptosp")
        await drive.press("right")
        assert drive.field("query").value == "cryptosporidium"


async def test_without_anything_to_go_on_with_tab_leads_through_the_lists(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water ")
        await drive.press("tab")
        assert drive.focused_list is drive.app.screen.query_one("#list", PickList)
        await drive.press("tab")
        assert drive.focused_list is side(drive)


# What was asked before


async def test_what_was_opened_is_remembered_also_after_a_restart(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "hazard ratio")
        await drive.press("enter", "escape")
        await drive.press(*["backspace"] * len("hazard ratio"))
        await drive.type("barley")
        await drive.press("enter")
    async with reader(samples) as drive:
        await opened(drive)
        assert any("barley" in line for line in drive.lines())
        await drive.type("typed")
        await drive.press("up")
        assert drive.field("query").value == "barley"
        await drive.press("ctrl+up")
        assert drive.field("query").value == "hazard ratio"
        assert "hazard" in understood(drive)
        await drive.press("ctrl+down", "ctrl+down")
        assert drive.field("query").value == "typed"


async def test_earlier_queries_are_picked_from_the_list(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "barley")
        await drive.press("enter", "escape")
        await drive.press(*["backspace"] * len("barley"))
        await drive.press("enter")
        assert drive.field("query").value == "barley"
        assert hits(drive)


# Saved searches


async def save(drive: Driver, name: str) -> None:
    await drive.press("ctrl+s")
    await drive.type(name)
    await drive.press("enter")


async def test_a_search_is_saved_with_its_facets_and_order_and_found_again(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "water")
        await drive.press("ctrl+n")
        await choose(drive, "format:text")
        await drive.press("escape", "ctrl+o")
        found, order = hits(drive), understood(drive).split(" · ")[-1]
        await save(drive, "dry towns")
    async with reader(samples) as drive:
        await opened(drive)
        line = next(line for line in drive.lines() if "@dry-towns" in line)
        assert line.split()[-1] == str(len(found))
        await drive.type("@dry")
        await drive.press("enter")
        assert hits(drive) == found
        assert understood(drive).endswith(order)


async def test_saved_searches_are_one_key_away_renamed_removed_and_brought_back(
    samples: Path,
) -> None:
    async with reader(samples) as drive:
        await opened(drive, "barley")
        await save(drive, "fields")
        await drive.press("ctrl+l")
        assert isinstance(side(drive).key, SavedSearch)
        await drive.press("r")
        await drive.type("salty")
        await drive.press("enter")
        assert any("@salty" in line for line in drive.lines(side(drive)))
        await drive.press("d")
        assert "None yet" in drive.text()
        await drive.press("U")
        assert any("@salty" in line for line in drive.lines(side(drive)))
        await drive.press("enter")
        assert drive.field("query").value == "barley"
        assert drive.app.focused is drive.field("query")


async def test_a_name_that_is_taken_is_not_taken_again(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, "barley")
        await save(drive, "one")
        await save(drive, "One")
        assert "There is a saved search @One already" in drive.text()
        await drive.press("escape")
        assert isinstance(drive.app.screen, SearchScreen)


async def test_nothing_is_not_saved(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive)
        await drive.press("ctrl+s")
        assert isinstance(drive.app.screen, SearchScreen)
        assert "nothing to save" in drive.text()


# Nothing found


async def test_what_is_tried_instead_finds_something(samples: Path) -> None:
    async with reader(samples) as drive:
        await opened(drive, '"water hazard" source:nowhere')
        assert hits(drive) == []
        tries = [entry for entry in drive.picks.entries if entry.pickable]
        assert tries
        await drive.press("enter")
        assert hits(drive)


# What was marked


async def test_notes_are_found_as_soon_as_they_are_written_and_no_longer_when_removed(
    samples: Path,
) -> None:
    async with reader(samples) as drive:
        await opened(drive, "liver")
        await drive.press("enter", "a")
        await drive.type("ask the registrar")
        await drive.press("ctrl+s", "escape")
        await drive.press(*["backspace"] * len("liver"))
        await drive.type("note:registrar")
        assert len(hits(drive)) == 1
        await drive.press("enter", "d", "escape")
        await drive.type(" ")
        assert hits(drive) == []
