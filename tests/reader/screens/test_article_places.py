"""What leads elsewhere: labels, links and notes, places with a letter, counts, the file."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.geometry import Offset

from reader.notes.model import ArticleRef
from reader.screens import article_places
from reader.screens.article import ArticleScreen
from reader.screens.labels import LETTERS, LabelScreen, labels_for
from reader.screens.letter import LetterScreen
from reader.screens.link import LinkScreen
from reader.store import Store, bookmarks
from tests.reader.driving import PATIENCE, Driver, reader

TEXT = """---
title: A piece with links
---

The lead has one [address](https://a.example/x?q=1) and a note.[^1] It also has
[a way down](#who-pays) and says that the fee rose by 12% in 2025.

## Why does it matter?

Because the strait is narrow. The strait was closed in March. Ships wait.

- An item about the strait.

## Who pays?

Everybody pays, and [the office](mailto:desk@a.example) keeps the books.

[^1]: The note says where it comes from.
"""
APPENDING = "import sys; open(sys.argv[1], 'a').write('\\n\\nA new last line.\\n')"
OTHER = "# Another piece\n\n## What else?\n\nNothing else at all.\n"


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Driver]:
    root = folder / "articles"
    if not root.exists():
        root.mkdir()
        (root / "a.md").write_text(TEXT)
        (root / "b.md").write_text(OTHER)
    async with reader(root, size=size) as drive:
        await drive.indexed()
        drive.app.open_article(
            next(a.id for a in drive.app.collection.articles() if a.path == "a.md")
        )
        await drive.settle()
        yield drive


def at(drive: Driver, words: str) -> int:
    assert drive.article.article is not None
    return drive.article.article.text.index(words)


def label_at(drive: Driver, cell: Offset) -> str:
    assert isinstance(drive.app.screen, LabelScreen)
    return next(label for label, each in drive.app.screen.targets.items() if each.cell == cell)


def cell_of(drive: Driver, words: str) -> Offset:
    view = drive.article.view
    cell = view.cell_of(at(drive, words))
    assert cell is not None
    return view.content_region.offset + cell


# Labels


@pytest.mark.parametrize("count", [0, 1, 26, 27, 51, 300, 676, 5000])
def test_labels_are_short_and_none_begins_another(count: int) -> None:
    labels = labels_for(count)
    assert len(labels) == min(count, len(LETTERS) ** 2)
    assert len(set(labels)) == len(labels)
    assert not any(a != b and b.startswith(a) for a in labels for b in labels)
    assert all(len(label) == 1 for label in labels) or count > 26


@pytest.mark.parametrize("words", ["Why does it matter?", "Who pays?", "the fee rose"])
async def test_a_label_leads_to_what_is_in_view(tmp_path: Path, words: str) -> None:
    async with opened(tmp_path) as drive:
        place = at(drive, words)
        findings = [f.start for f in drive.article._findings if f.is_marked(0.16)]
        if words == "the fee rose":
            place = findings[0]
        view = drive.article.view
        cell = view.cell_of(place)
        assert cell is not None
        cell = view.content_region.offset + cell
        await drive.press("semicolon")
        await drive.press(*label_at(drive, cell))
        assert isinstance(drive.app.screen, ArticleScreen)
        sentence = view.cursor_span
        assert sentence.start <= place < sentence.end or view.cursor == place
        await drive.press("ctrl+o")
        assert view.top_offset() == 0


async def test_labels_stand_on_outline_and_panel_too(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(140, 40)) as drive:
        outline = drive.article.query_one("#outline")
        line = next(line for line, key in outline.in_view() if key == 2)  # type: ignore[attr-defined]
        await drive.press("semicolon")
        await drive.press(*label_at(drive, outline.content_region.offset + Offset(0, line)))
        here = drive.article.view.current_section()
        assert here is not None
        assert here.number == 2


async def test_a_key_that_is_no_label_leaves(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        for key in ("exclamation_mark", "escape", "1"):
            await drive.press("semicolon")
            assert isinstance(drive.app.screen, LabelScreen)
            await drive.press(key)
            assert isinstance(drive.app.screen, ArticleScreen)


async def test_labels_go_when_the_screen_gets_another_size(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await drive.press("semicolon")
        assert isinstance(drive.app.screen, LabelScreen)
        await drive.pilot.resize_terminal(70, 20)
        await drive.settle()
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_labels_go_when_the_text_is_another(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        screen = drive.article
        await drive.press("semicolon")
        assert isinstance(drive.app.screen, LabelScreen)
        changed = TEXT.replace("The lead", "The very first words and the lead")
        (tmp_path / "articles" / "a.md").write_text(changed)
        drive.app.bring_up_to_date()
        await drive.until(lambda: screen.article and "very first" in screen.article.text)
        await drive.settle()
        assert drive.article is screen


# Links and notes


async def test_an_address_is_shown_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(article_places, "open_address", given.append)
    async with opened(tmp_path) as drive:
        address = cell_of(drive, "address")
        await drive.press("u")
        await drive.press(*label_at(drive, address))
        assert isinstance(drive.app.screen, LinkScreen)
        assert "https://a.example/x?q=1" in drive.text()
        assert given == []
        await drive.press("escape")
        assert given == []
        await drive.pilot.click(offset=address)
        await drive.settle()
        assert isinstance(drive.app.screen, LinkScreen)
        await drive.press("enter")
        assert given == ["https://a.example/x?q=1"]
        await drive.pilot.click(offset=address)
        await drive.press("y")
        assert drive.app.clipboard == "https://a.example/x?q=1"


async def test_a_note_is_gone_to_and_left_again(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 14)) as drive:
        view = drive.article.view
        await drive.pilot.click(offset=cell_of(drive, "[1]"))
        await drive.settle()
        assert view.cursor == at(drive, "The note says")
        note = cell_of(drive, "The note says")
        await drive.press("u")
        if isinstance(drive.app.screen, LabelScreen):
            await drive.press(*label_at(drive, note))
        assert view.cursor_span.covers(at(drive, "[1]"))
        await drive.press("ctrl+o")
        assert view.cursor == at(drive, "The note says")


async def test_an_anchor_leads_to_its_heading(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 14)) as drive:
        await drive.pilot.click(offset=cell_of(drive, "a way down"))
        await drive.settle()
        here = drive.article.view.current_section()
        assert here is not None
        assert here.heading == "Who pays?"


async def test_without_a_link_in_view_it_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 9)) as drive:
        drive.article.view.go_to(at(drive, "Because"), place="top")
        await drive.press("u")
        assert isinstance(drive.app.screen, ArticleScreen)


# Words


async def test_a_word_of_the_sentence_is_found_by_its_label(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        view = drive.article.view
        view.go_to(at(drive, "Because"))
        cell = cell_of(drive, "strait is narrow")
        await drive.press("asterisk")
        await drive.press(*label_at(drive, cell))
        assert view.cursor == at(drive, "The strait was closed")
        assert drive.article.focused is view
        await drive.press("n")
        assert view.cursor == at(drive, "An item")


async def test_selected_words_are_found_as_they_stand(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        view = drive.article.view
        await drive.pilot.double_click(offset=cell_of(drive, "strait is narrow"))
        await drive.press("asterisk")
        assert view.selection_span() is None
        assert view.cursor == at(drive, "The strait was closed")


# Places with a letter


async def test_a_place_is_kept_under_a_letter_and_gone_to(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 14)) as drive:
        view = drive.article.view
        view.go_to(at(drive, "Ships wait"))
        await drive.press("M", "k", "g", "apostrophe")
        assert isinstance(drive.app.screen, LetterScreen)
        assert "Why does it matter?" in drive.text()
        await drive.press("k")
        assert view.cursor == at(drive, "Ships wait")
        await drive.press("apostrophe", "apostrophe")
        assert view.cursor == 0
    async with opened(tmp_path) as drive:
        await drive.press("g", "apostrophe", "k")
        assert drive.article.view.cursor == at(drive, "Ships wait")


async def test_a_capital_leads_here_from_another_article(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        drive.article.view.go_to(at(drive, "Ships wait"))
        await drive.press("M", "K")
        other = next(a.id for a in drive.app.collection.articles() if a.path == "b.md")
        drive.app.open_article(other)
        await drive.settle()
        await drive.press("apostrophe")
        assert "A piece with links" in drive.text()
        await drive.press("K")
        await drive.settle()
        assert drive.article.view.cursor == at(drive, "Ships wait")


async def test_a_letter_is_taken_though_what_has_one_is_still_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, size=(100, 14)) as drive:
        view, read_on, known_in = drive.article.view, Event(), bookmarks.known_in

        def slowly(store: Store, article: ArticleRef) -> list[bookmarks.Bookmark]:
            assert read_on.wait(PATIENCE)
            return known_in(store, article)

        monkeypatch.setattr(bookmarks, "known_in", slowly)
        view.go_to(at(drive, "Ships wait"))
        await drive.pilot.press("M", "h")
        read_on.set()
        await drive.settle()
        assert not drive.article._notes
        read_on.clear()
        view.go_to(0)
        await drive.pilot.press("apostrophe", "h")
        read_on.set()
        await drive.settle()
        assert isinstance(drive.app.screen, ArticleScreen)
        assert view.cursor == at(drive, "Ships wait")


async def test_a_letter_without_a_place_is_said_and_escape_leaves(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await drive.press("apostrophe", "x")
        assert isinstance(drive.app.screen, ArticleScreen)
        await drive.press("M", "1", "escape")
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_in_a_changed_text_the_letter_leads_to_its_section(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        drive.article.view.go_to(at(drive, "Ships wait"))
        await drive.press("M", "k")
    (tmp_path / "articles" / "a.md").write_text(TEXT.replace("The lead", "The very first words"))
    async with opened(tmp_path) as drive:
        await drive.press("apostrophe", "k")
        here = drive.article.view.current_section()
        assert here is not None
        assert here.heading == "Why does it matter?"


# Counts


async def test_a_count_says_how_often(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 10)) as drive:
        view = drive.article.view
        await drive.press("5", "j")
        assert view.scroll_y == 5
        await drive.press("3", "k", "j")
        assert view.scroll_y == 3
        await drive.press("g", "2", "right_square_bracket")
        assert view.cursor == at(drive, "Everybody pays")
        await drive.press("1", "G")
        assert view.cursor == at(drive, "Why does it")
        await drive.press("g", "1", "0", "j")
        assert view.scroll_y == 10
        await drive.press("g", "0", "j")
        assert view.scroll_y == 1


async def test_a_count_is_not_kept_for_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 10)) as drive:
        await drive.press("5", "j", "2")
        await drive.pilot.click(offset=(50, 5))
        await drive.press("j")
        assert drive.article.view.scroll_y == 6


async def test_the_count_is_shown_while_it_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path) as drive:
        await drive.press("1", "2")
        assert "· 12" in drive.text().split("\n")[0]
        await drive.press("j")
        assert "· 12" not in drive.text().split("\n")[0]


# The file


async def test_the_file_is_edited_and_shown_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []
    monkeypatch.setattr(article_places, "open_folder", told.append)
    monkeypatch.setattr(App, "suspend", nullcontext)
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "{APPENDING}"')
    async with opened(tmp_path) as drive:
        await drive.press("J")
        assert [os.path.realpath(each) for each in told] == [
            os.path.realpath(tmp_path / "articles")
        ]
        await drive.press("V")
        await drive.indexed()
        await drive.until(lambda: "A new last line." in drive.text())
