"""The article: outline, panels that follow the question, finding words, marking."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.article import Section
from reader.notes.model import Anchored
from reader.screens.article import ArticleScreen
from reader.screens.note import NoteScreen
from reader.store import highlights
from reader.widgets.pick_list import PickList
from tests.reader.driving import Driver, copied, reader

ONE = "shipping-strait-of-hesk.md"


def section(drive: Driver) -> Section:
    here = drive.article.view.current_section()
    assert here is not None
    return here


def kept(drive: Driver) -> list[Anchored]:
    shown = drive.article
    assert shown.article is not None and shown.file is not None
    return drive.app.notes.for_article(shown.article, shown.file)


@pytest.mark.parametrize(
    ("width", "outline", "side"), [(130, True, True), (100, True, False), (80, False, False)]
)
async def test_as_many_columns_as_there_is_room_for(
    tmp_path: Path, width: int, outline: bool, side: bool
) -> None:
    async with reader(copied(tmp_path, ONE), size=(width, 30)) as drive:
        await drive.indexed()
        await drive.press("enter")
        shown = drive.article
        assert shown.query_one("#outline").display is outline
        assert shown.panel.display is side
        await drive.press("r")
        assert shown.panel.display
        if width == 100:
            assert not shown.query_one("#outline").display
        if shown.focused is not shown.view:
            await drive.press("escape")
        assert shown.focused is shown.view


async def test_resizing_keeps_the_text_at_the_top(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE), size=(130, 40)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "right_square_bracket")
        before = section(drive)
        for width in (80, 60, 100, 130):
            await drive.pilot.resize_terminal(width, 24)
            await drive.settle()
            assert section(drive) == before


async def test_questions_are_stepped_through_and_end_is_said(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter")
        shown = drive.article.article
        assert shown is not None
        for question in shown.questions:
            await drive.press("right_square_bracket")
            assert section(drive) == question
        await drive.press("right_square_bracket")
        assert "last question" in drive.text()
        await drive.press("left_square_bracket", "left_square_bracket")
        assert section(drive).number < shown.questions[-1].number


async def test_the_outline_leads_to_a_question_and_back(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "o", "j", "j", "j", "enter")
        assert section(drive).number == 3
        assert drive.article.focused is drive.article.view
        await drive.press("ctrl+o")
        assert section(drive).number == 0


async def test_the_panel_follows_the_question_or_shows_the_whole_article(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "f")
        panel = drive.article.panel
        if drive.article.focused is not drive.article.view:
            await drive.press("escape")
        here = {key[1] for entry in panel.picks.entries if (key := entry.key)}
        part = section(drive)
        assert here and all(part.start <= start < part.end for start in here)
        await drive.press("w")
        everywhere = {key[1] for entry in panel.picks.entries if (key := entry.key)}
        assert here < everywhere


async def test_a_finding_leads_from_panel_to_text_and_back(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "r", "w")
        shown = drive.article
        if not isinstance(shown.focused, PickList):
            await drive.press("enter")
        await drive.press("j", "j")
        key = shown.panel.picks.key
        await drive.press("enter")
        assert shown.focused is shown.view
        assert shown.current is not None and shown.current.start == key[1]
        sentence = shown.view.cursor_span
        assert sentence.start <= key[1] < sentence.end
        await drive.press("enter")
        assert shown.focused_list is shown.panel.picks


async def test_words_are_found_in_the_text(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "slash")
        await drive.type("STRAIT")
        await drive.press("enter")
        shown = drive.article
        assert shown.article is not None
        first = shown.view.cursor
        await drive.press("n", "n", "N")
        assert shown.view.cursor > first
        found = shown.article.text[shown.view.cursor_span.start : shown.view.cursor_span.end]
        assert "strait" in found.lower()
        assert " of " in drive.text()
        await drive.press("escape")
        assert not shown.query_one("#find").display


async def test_a_sentence_is_highlighted_recoloured_removed_and_brought_back(
    tmp_path: Path,
) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "h")
        (one,) = kept(drive)
        span = drive.article.view.cursor_span
        assert (one.start, one.end, one.highlight.colour) == (span.start, span.end, "yellow")
        await drive.press("h")
        (one,) = kept(drive)
        assert one.highlight.colour == "green"
        await drive.press("d")
        assert kept(drive) == []
        await drive.press("U")
        assert len(kept(drive)) == 1


async def test_selected_words_are_highlighted(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "v", "j", "h")
        (one,) = kept(drive)
        shown = drive.article.article
        assert shown is not None and one.start is not None
        assert shown.text[one.start : one.end].count(".") >= 2
        assert drive.article.view.selection_span() is None


async def test_a_note_is_edited_where_there_is_one(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a")
        await drive.type("first")
        await drive.press("ctrl+s", "a")
        await drive.type(" and second")
        await drive.press("ctrl+t", "ctrl+s")
        (one,) = kept(drive)
        assert (one.highlight.note, one.highlight.colour) == ("first and second", "green")


async def test_another_note_stands_beside_the_one_that_is_there(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a")
        assert "another note" not in drive.text()
        await drive.type("first")
        await drive.press("ctrl+s", "v", "a")  # selected, and the same as the highlight
        assert "The note that is here" in drive.text()
        await drive.type(" changed")
        await drive.press("ctrl+n")
        assert "Another note on it" in drive.text()
        await drive.type("second")
        await drive.press("ctrl+n", "ctrl+n", "ctrl+s")
        one, two = sorted(kept(drive), key=lambda each: each.highlight.note)
        assert (one.highlight.note, two.highlight.note) == ("first", "second")
        assert (one.start, one.end) == (two.start, two.end)


async def test_a_note_that_is_left_changes_nothing(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "a")
        await drive.type("never mind")
        await drive.press("escape")
        assert isinstance(drive.app.screen, NoteScreen)  # it says that this would be lost
        await drive.type("!")
        await drive.press("escape")
        assert isinstance(drive.app.screen, NoteScreen)
        await drive.press("escape")
        assert kept(drive) == []
        assert isinstance(drive.app.screen, ArticleScreen)


async def test_the_sentence_is_copied_as_it_stands(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "y")
        span = drive.article.view.cursor_span
        assert drive.article.article is not None
        assert drive.app.clipboard == drive.article.article.text[span.start : span.end]


async def test_an_article_that_is_edited_while_open_keeps_place_and_marks(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "right_square_bracket", "h")
        before = section(drive)
        path = root / ONE
        text = path.read_text()
        path.write_text(text.replace("\n## ", "\nA sentence that is new.\n\n## ", 1))
        drive.app.collection.sync(jobs=1)
        drive.article.collection_changed()
        await drive.settle()
        assert section(drive).heading == before.heading
        (one,) = kept(drive)
        assert one.state == "ok"


async def test_one_article_is_opened_by_itself(tmp_path: Path) -> None:
    from index.collection import article_id

    root = copied(tmp_path, ONE)
    async with reader(root / ONE, article=article_id(ONE)) as drive:
        await drive.indexed()
        assert drive.article.article is not None
        assert drive.article.article.title == "Sixteen days at Hesk"


async def test_escape_leaves_the_selection_not_the_article(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "v", "j", "escape")
        assert isinstance(drive.app.screen, ArticleScreen)
        assert drive.article.view.selection_span() is None


@pytest.mark.parametrize("theme", ["ansi-light", "ansi-dark", "textual-light", "quaere-light"])
async def test_every_theme_can_be_read_in(tmp_path: Path, theme: str) -> None:
    async with reader(copied(tmp_path, ONE), size=(130, 40)) as drive:
        await drive.indexed()
        drive.app.theme = theme
        await drive.press("enter", "r", "question_mark", "escape")
        assert "Risks" in drive.text()


async def test_the_cursor_is_kept_with_the_place(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", *["right_square_bracket"] * 20)
        left = drive.article.view.cursor
        await drive.press("ctrl+q")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        assert drive.article.view.cursor == left


async def test_a_key_pressed_twice_meets_what_the_first_press_made(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter")
        drive.article.action_highlight()
        drive.article.action_highlight()
        drive.article.action_unhighlight()
        drive.article.action_unhighlight()
        drive.article.action_undo()
        await drive.settle()
        (one,) = kept(drive)
        assert one.highlight.colour == "green"


async def test_the_reader_stays_at_the_words_when_the_text_above_changes(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "space", "space")
        view = drive.article.view
        assert drive.article.article is not None
        top = drive.article.article.sentence_at(view.top_offset())
        assert top is not None
        words = drive.article.article.text[top.start : top.end]
        path = root / ONE
        path.write_text(path.read_text().replace("\n## ", "\nNew words.\n\n## ", 2))
        drive.app.collection.sync(jobs=1)
        drive.article.collection_changed()
        await drive.settle()
        article = drive.article.article
        assert article is not None
        assert article.text.count("New words.") == 2
        top_row = view.top_offset()
        assert words[:20] in article.text[top_row : top_row + 160]


async def test_notes_made_in_a_copy_are_seen_in_the_better_one(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "right_square_bracket", "h", "q")
        await drive.settle()
        whole = (root / ONE).read_text()
        better = whole + "\n## What comes after the strait?\n\n" + "More of it was said. " * 30
        (root / "better.md").write_text(better)
        drive.app.bring_up_to_date()
        await drive.indexed()
        (line,) = drive.lines()
        assert "(+1)" in line
        await drive.press("enter")
        assert drive.article.file is not None and drive.article.file.name == "better.md"
        (one,) = kept(drive)
        assert one.state == "ok"
        await drive.press("I")
        assert f"Copy: {ONE}" in drive.text()


async def test_what_was_marked_just_before_leaving_or_quitting_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(tmp_path, ONE)
    add, slow = highlights.add, Event()

    def slowly(*given: Any) -> None:
        slow.wait(1)
        add(*given)

    monkeypatch.setattr(highlights, "add", slowly)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter")
        article = drive.article
        article.action_highlight()
        article.view.next_sentence()
        article.action_highlight()
        drive.app.action_leave()
        slow.set()
        await drive.until(lambda: drive.app.screen is not article, "the library")
        assert len(highlights.every(drive.app.store)) == 2
        slow.clear()
        await drive.press("enter")
        article = drive.article
        article.view.go_bottom()
        article.action_highlight()
        article.view.previous_sentence()
        article.action_highlight()
        slow.set()
        await drive.app.action_quit()
        assert len(highlights.every(drive.app.store)) == 4
