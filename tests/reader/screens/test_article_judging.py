"""What readers dismiss and mark themselves, in the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Finding, Span
from reader.notes.judgements import Judgements, is_own
from reader.store import Store
from tests.reader.driving import Driver, copied, reader
from tests.reader.screens.panel import ONE, foot, keys, listed, marked, title, to_the_text

# Dismissing


async def dismiss_the_first_risk(drive: Driver) -> Finding:
    await drive.press("enter", "w", "r")
    await to_the_text(drive)
    await drive.press("g", "tab")
    gone = drive.article.current
    assert gone is not None and gone.kind == "risk"
    assert gone in listed(drive)
    await drive.press("x")
    assert keys([gone]).isdisjoint(keys(listed(drive)) | marked(drive))
    return gone


async def test_a_dismissed_mark_is_gone_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
        await drive.press("U")
        assert gone in listed(drive)
        await drive.press("U")
        assert "Nothing was removed" in drive.text()


async def test_dismissals_survive_restart_editing_moving_and_indexing_anew(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
        await drive.press("tab", "x")
        number = len(listed(drive))

    path = root / ONE
    text = path.read_text()
    path.write_text(text.replace("\n## ", "\nSomebody added a plain sentence here.\n\n## ", 1))
    path.rename(root / "renamed.md")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "r")
        if not drive.article.panel.whole:  # as it was left, if that was kept in time
            await drive.press("w")
        assert gone.text not in [each.text for each in listed(drive)]
        assert len(listed(drive)) == number

    with_rebuilt_index = reader(root)
    async with with_rebuilt_index as drive:
        drive.app.collection.sync(rebuild=True, jobs=1)
        await drive.indexed()
        await drive.press("enter", "r")
        if not drive.article.panel.whole:  # as it was left, if that was kept in time
            await drive.press("w")
        assert gone.text not in [each.text for each in listed(drive)]


async def test_dismissed_findings_are_listed_and_can_be_brought_back(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        gone = await dismiss_the_first_risk(drive)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r", "X")
        assert " ".join(gone.text.split())[:30] in drive.text()
        await drive.press("U")
        assert keys([gone]) <= keys(listed(drive))
        await to_the_text(drive)
        await drive.press("X")
        assert "Nothing was dismissed" in drive.text()


async def test_in_the_panel_the_next_one_is_chosen_after_a_dismissal(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r", "enter")
        before = listed(drive)
        assert drive.article.focused_list is drive.article.panel.picks
        await drive.press("j", "x")
        assert listed(drive) == [before[0], *before[2:]]
        assert drive.article.panel.picks.key == (before[2].kind, before[2].start, before[2].end)


async def test_two_quick_presses_are_two_dismissals_of_different_marks(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        await drive.press("g", "tab")
        first = drive.article.current
        assert first is not None
        await drive.pilot.press("x", "x")
        await drive.settle()
        kept = drive.article.as_kept().judged
        places = [(each.judgement.kind, each.span) for each in kept]
        assert ("risk", Span(first.start, first.end)) in places
        assert len(places) == len(set(places))
        for _ in kept:
            await drive.press("U")
        assert first in listed(drive)
        assert drive.article.as_kept().judged == []


async def test_what_another_program_dismissed_meanwhile_comes_back_too(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        await drive.press("g", "tab")
        screen, gone = drive.article, drive.article.current
        assert gone is not None and screen.article is not None and screen.file is not None
        with Store(drive.app.store.file.parent) as other:
            Judgements(other).dismiss(screen.article, screen.file, gone)
        await drive.press("x")
        assert gone not in listed(drive)
        await drive.press("X", "U")
        assert gone in listed(drive) and screen.as_kept().judged == []


async def test_going_back_shows_what_was_changed_in_the_same_article_elsewhere(
    tmp_path: Path,
) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "r")
        await to_the_text(drive)
        first = drive.article
        assert first.article is not None
        drive.app.open_article(first.article.id, section=0)
        await drive.settle()
        second = drive.article
        assert second is not first
        await drive.press("minus", "g", "tab")
        gone = second.current
        assert gone is not None
        await drive.press("x")
        there = marked(drive)
        drive.app.pop_screen()
        await drive.settle()
        assert drive.article is first
        assert "marks 10 %" in title(drive)
        assert keys([gone]).isdisjoint(keys(listed(drive)) | marked(drive))
        assert marked(drive) == there


async def test_undo_says_what_it_did(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await dismiss_the_first_risk(drive)
        await drive.press("X", "U", "U")
        assert "It is dismissed again" in drive.text()
        await drive.press("g", "C", "U")
        assert "It is not marked as a claim any more" in drive.text()


async def test_own_marks_without_a_place_are_listed_and_can_be_taken_away(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c")
        await to_the_text(drive)
        await drive.press("g", "right_parenthesis", "right_parenthesis", "C")
        (own,) = (each for each in listed(drive) if is_own(each))
    path = root / ONE
    path.write_text(path.read_text().replace(own.text, "The weather was fine."))
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c")
        assert not any(map(is_own, listed(drive)))
        await to_the_text(drive)
        await drive.press("X")
        assert "1 mark of your own without a place" in drive.text()
        assert "claim · marked by you" in drive.text()
        await drive.press("U")
        assert drive.article.as_kept().judged == []
        await drive.press("X")
        assert "Nothing was dismissed" in drive.text()


# Adding


@pytest.mark.parametrize(("key", "kind"), [("C", "claim"), ("R", "risk")])
async def test_a_sentence_becomes_a_finding_of_the_readers_own(
    tmp_path: Path, key: str, kind: str
) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "c" if kind == "claim" else "r")
        await to_the_text(drive)
        await drive.press("minus", "minus", "g", "v", "right", "right", "right", key)
        (own,) = (each for each in listed(drive) if is_own(each))
        assert own.kind == kind
        assert keys([own]) <= marked(drive)
        assert "marked by you" in "\n".join(drive.lines(drive.article.panel.picks))
        await drive.press("i")
        assert "marked by you" in foot(drive)
    path = root / ONE
    path.write_text(path.read_text().replace("\n## ", "\nOne more sentence.\n\n## ", 1))
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "p")
        (again,) = (each for each in listed(drive) if is_own(each))
        assert again.text == own.text
        await to_the_text(drive)
        drive.article.set_current(again)
        await drive.press("x")
        assert not any(map(is_own, listed(drive)))
        await drive.press("U")
        assert sum(map(is_own, listed(drive))) == 1


async def test_a_figure_lends_its_sentence(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        await to_the_text(drive)
        await drive.press("g", "tab", "R", "p")
        (own,) = (each for each in listed(drive) if is_own(each))
        assert Span(own.start, own.end) == drive.article.view.cursor_span
