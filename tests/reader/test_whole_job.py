"""The whole job from the keyboard: open, search, read by questions, mark, quit, go on, export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.export import FORMATS
from reader.screens.library import LibraryScreen
from tests.reader.driving import Driver, copied, reader

ARTICLES = (
    "biotech-melvantinib-halden-3.md",
    "reimbursement-melvantinib-price.txt",
    "oncology-pipeline-week.html",
    "shipping-strait-of-hesk.md",
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_whole_job(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(tmp_path, *ARTICLES)
    monkeypatch.chdir(tmp_path)

    async with reader(root, size=size) as drive:
        await drive.indexed()
        await search_and_open(drive)
        await three_questions_on(drive)
        await step_through_risks(drive)
        await mark_two_places(drive)
        left_at = drive.article.view.top_offset()
        await drive.press("ctrl+q")

    async with reader(root, size=size) as drive:
        await drive.indexed()
        await the_place_and_the_marks_are_there(drive, left_at)
        await export(drive)

    notes = json.loads((tmp_path / "articles-notes.json").read_text())
    assert "liver" in json.dumps(notes)


async def search_and_open(drive: Driver) -> None:
    assert isinstance(drive.app.screen, LibraryScreen)
    assert len(drive.picks.entries) == len(ARTICLES)
    await drive.press("s")
    await drive.type('"hazard ratio"')
    listed = drive.lines()
    assert any("Melvantinib" in line for line in listed)
    assert any("hazard ratio" in line.lower() for line in listed)
    await drive.press("down", "up", "enter")
    shown = drive.article
    assert shown.article is not None
    section = shown.article.section_at(shown.view.cursor)
    assert "hazard ratio" in shown.article.text[section.start : section.end].lower()


async def three_questions_on(drive: Driver) -> None:
    shown = drive.article
    assert shown.article is not None
    await drive.press("g")
    seen: list[int] = []
    for _ in range(3):
        await drive.press("right_square_bracket")
        section = shown.view.current_section()
        assert section is not None
        seen.append(section.number)
    questions = [each.number for each in shown.article.questions]
    assert seen == questions[:3]


async def step_through_risks(drive: Driver) -> None:
    shown = drive.article
    await drive.press("r")
    if drive.app.size.width < 90:
        assert shown.has_class("-side")
        await drive.press("escape")
    assert shown.panel.facet == "risk"
    starts: list[int] = []
    for _ in range(3):
        await drive.press("tab")
        assert shown.current is not None
        assert shown.current.kind == "risk"
        starts.append(shown.current.start)
    assert starts == sorted(set(starts))


async def mark_two_places(drive: Driver) -> None:
    await drive.press("h")
    await drive.press("right_parenthesis", "right_parenthesis", "a")
    await drive.type("ask about the liver")
    await drive.press("tab")
    await drive.type("safety trial")
    await drive.press("ctrl+s")
    shown = drive.article
    assert shown.article is not None and shown.file is not None
    kept = drive.app.notes.for_article(shown.article, shown.file)
    assert len(kept) == 2
    assert {each.state for each in kept} == {"ok"}
    noted = next(each.highlight for each in kept if each.highlight.note)
    assert (noted.note, noted.tags) == ("ask about the liver", ("safety", "trial"))


async def the_place_and_the_marks_are_there(drive: Driver, left_at: int) -> None:
    # The library opens on the article that was read last.
    await drive.press("enter")
    assert drive.article.view.top_offset() == left_at
    await drive.press("H")
    assert any("ask about the liver" in line for line in drive.lines())


async def export(drive: Driver) -> None:
    await drive.press("e", *["down"] * list(FORMATS).index("json"), "enter")
