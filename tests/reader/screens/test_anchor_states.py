"""What becomes of highlights while their article is edited, moved, deleted under the open app."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import TextArea

from reader.notes.everywhere import notes_in
from reader.notes.model import Anchored
from reader.screens.article import ArticleScreen
from reader.screens.highlights import HighlightsScreen
from reader.screens.note import NoteScreen
from reader.widgets.article_paint import NOTE_SIGN
from tests.reader.driving import Driver, reader

NAME = "rates.md"
OTHER = "ruling.md"
TEXT = """\
# On rates

The central bank raised its key rate by half a point on Thursday.

## Why did the bank act now?

Inflation has been above target for eleven months. Wage growth reached 5.2 % in the third quarter, \
the highest figure since records began. Nobody at the bank wants to wait for better data.

## What could go wrong?

A second increase in spring would hit builders hardest. Lenders may have to raise fresh capital.
"""
QUOTE = "Wage growth reached 5.2 % in the third quarter, the highest figure since records began."
EDITED = QUOTE.replace("reached 5.2 %", "was 5.4 %")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / NAME).write_text(TEXT)
    (folder / OTHER).write_text("# The ruling\n\nThe court struck the rule down on Friday.\n")
    return folder


async def marked(drive: Driver) -> str:
    """The quote highlighted in the open article; its id."""
    await drive.indexed()
    summary = next(each for each in drive.app.collection.articles() if each.path == NAME)
    drive.app.open_article(summary.id)
    await drive.until(
        lambda: isinstance(drive.app.screen, ArticleScreen) and drive.article.article is not None
    )
    await drive.settle()
    article = drive.article.article
    assert article is not None
    drive.article.view.go_to(article.text.index(QUOTE))
    await drive.press("h")
    (note,) = listed(drive)
    assert note.highlight.selector.exact == QUOTE
    return note.highlight.id


def listed(drive: Driver) -> list[Anchored]:
    groups = notes_in(drive.app.notes, drive.app.collection)
    return [each for group in groups for each in group.notes]


def signed(drive: Driver) -> list[str]:
    """The rows with the sign of a note beside them."""
    view = drive.article.view
    rows = [view.render_line(y).text for y in range(view.size.height)]
    return [row.replace(NOTE_SIGN, "").strip(" ▎") for row in rows if NOTE_SIGN in row]


async def sync(drive: Driver) -> None:
    drive.app.bring_up_to_date()
    await drive.indexed()
    await drive.settle()


async def test_a_changed_quote_is_shown_with_both_texts_and_accepted_by_one_key(
    root: Path,
) -> None:
    async with reader(root) as drive:
        identity = await marked(drive)
        (root / NAME).write_text(TEXT.replace(QUOTE, EDITED))
        await sync(drive)
        (note,) = listed(drive)
        assert (note.state, note.current_text) == ("moved", EDITED)
        await drive.press("H")
        shown = drive.text()
        assert "was │ Wage growth reached 5.2 %" in shown
        assert "now │ Wage growth was 5.4 %" in shown
        await drive.press("O")
        (note,) = listed(drive)
        assert (note.highlight.id, note.state) == (identity, "ok")
        assert note.highlight.selector.exact == EDITED
        assert "moved" not in "\n".join(drive.lines())


async def test_it_is_accepted_in_the_article_as_well(root: Path) -> None:
    async with reader(root) as drive:
        await marked(drive)
        (root / NAME).write_text(TEXT.replace(QUOTE, EDITED))
        await sync(drive)
        article = drive.article.article
        assert article is not None
        drive.article.view.go_to(article.text.index(EDITED))
        await drive.press("O")
        assert [each.state for each in listed(drive)] == ["ok"]
        await drive.press("O")
        assert "no highlight here that is not sure" in drive.text()


async def test_a_suspect_shows_its_places_in_turn(root: Path) -> None:
    async with reader(root) as drive:
        await marked(drive)
        section = TEXT[TEXT.index("## Why") : TEXT.index("## What")]
        (root / NAME).write_text(TEXT.replace(section, f"{section}{section}"))
        await sync(drive)
        (note,) = listed(drive)
        assert note.state == "suspect"
        first, second = note.candidates
        assert note.start == first.start
        await drive.press("H")
        assert "suspect" in drive.text()
        await drive.press("n", "O")
        (note,) = listed(drive)
        assert (note.state, note.start) == ("ok", second.start)


async def test_an_orphan_is_attached_to_what_is_chosen(root: Path) -> None:
    async with reader(root) as drive:
        identity = await marked(drive)
        (root / NAME).write_text(TEXT.replace(f" {QUOTE}", ""))
        await sync(drive)
        assert [each.state for each in listed(drive)] == ["orphan"]
        await drive.press("H")
        assert "orphan" in drive.text()
        await drive.press("O")
        assert "P attaches it" in drive.text()
        await drive.press("P")
        assert isinstance(drive.app.screen, ArticleScreen)
        article = drive.article.article
        assert article is not None
        # It opens where it was lost: under the same question.
        section = article.section_at(drive.article.view.cursor)
        assert section.heading == "Why did the bank act now?"
        wanted = "Nobody at the bank wants to wait for better data."
        drive.article.view.go_to(article.text.index(wanted))
        await drive.press("P")
        (note,) = listed(drive)
        assert (note.highlight.id, note.state, note.current_text) == (identity, "ok", wanted)
        await drive.press("P")
        assert "No highlight of this article has lost its place" in drive.text()


@pytest.mark.parametrize("name", ["renamed.md", "deeper/rates.md"])
async def test_a_moved_article_keeps_its_highlights(root: Path, name: str) -> None:
    async with reader(root) as drive:
        identity = await marked(drive)
        (root / name).parent.mkdir(exist_ok=True)
        (root / NAME).rename(root / name)
        await sync(drive)
        (note,) = listed(drive)
        assert (note.highlight.id, note.state) == (identity, "ok")


async def test_a_deleted_article_leaves_its_highlights_listed(root: Path) -> None:
    async with reader(root) as drive:
        await marked(drive)
        (root / NAME).unlink()
        await sync(drive)
        assert [each.state for each in listed(drive)] == ["orphan"]
        await drive.press("H")
        assert isinstance(drive.app.screen, HighlightsScreen)
        assert any("Wage growth" in line for line in drive.lines())
        await drive.press("enter")
        assert "can still be exported" in drive.text()
        (root / NAME).write_text(TEXT)
        await sync(drive)
        assert [each.state for each in listed(drive)] == ["ok"]


async def test_an_article_saved_again_under_another_name_takes_the_highlights(root: Path) -> None:
    source = "---\nsource: https://example.org/rates\n---\n"
    (root / NAME).write_text(source + TEXT)
    async with reader(root) as drive:
        identity = await marked(drive)
        (root / NAME).unlink()
        again = TEXT.replace("on Thursday", "late on Thursday evening")
        (root / "rates-2.md").write_text(source + again)
        await sync(drive)
        (note,) = listed(drive)
        assert (note.highlight.id, note.state) == (identity, "ok")


async def test_a_note_on_a_question_needs_no_quote(root: Path) -> None:
    async with reader(root) as drive:
        await marked(drive)
        await drive.press("B")
        await drive.type("Ask Ana")
        await drive.press("ctrl+s")
        about = next(each for each in listed(drive) if not each.highlight.selector.exact)
        assert (about.highlight.note, about.heading) == ("Ask Ana", "Why did the bank act now?")
        assert signed(drive) == ["Why did the bank act now?"]
        await drive.press("g", "B")
        await drive.type("Old")
        await drive.press("ctrl+s")
        assert signed(drive) == ["On rates", "Why did the bank act now?"]
        await drive.press("H")
        assert any("on: Why did the bank act now?" in line for line in drive.lines())


async def test_a_note_that_cannot_be_kept_stays_on_the_screen(root: Path) -> None:
    async with reader(root) as drive:
        await marked(drive)
        with drive.app.store.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")  # as on a full disk
        long = "far too long a thought " * 700
        await drive.press("a")
        drive.app.screen.query_one(TextArea).text = long
        await drive.press("ctrl+s")
        assert isinstance(drive.app.screen, NoteScreen)
        assert drive.app.screen.query_one(TextArea).text == long
        assert "The disk is full" in drive.text()
        with drive.app.store.reading() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        await drive.press("ctrl+s")
        assert [each.highlight.note for each in listed(drive)] == [long.strip()]
