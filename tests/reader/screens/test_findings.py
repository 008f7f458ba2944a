"""The findings of a whole collection: kinds, filter, opening; a million of them in one list."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import FoundIn
from index.collection import Holder, Wanted
from reader.screens.findings import FindingsScreen
from reader.widgets.finding_entries import FoundKey
from reader.widgets.found_list import Awaited, FoundList
from reader.widgets.pick_list import PickList
from tests.reader.driving import Driver, copied, reader

ONE = "biotech-melvantinib-halden-3.md"
TWO = "reimbursement-melvantinib-price.txt"


def screen(drive: Driver) -> FindingsScreen:
    assert isinstance(drive.app.screen, FindingsScreen)
    return drive.app.screen


def told(drive: Driver) -> str:
    return str(screen(drive).query_one("#understood").render())


def expected(drive: Driver, wanted: Wanted) -> list[FoundIn]:
    return list(drive.app.collection.all_findings(wanted))


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_kinds_are_chosen_by_key_and_counted(samples: Path, size: tuple[int, int]) -> None:
    async with reader(samples, size=size) as drive:
        await drive.indexed()
        await drive.press("F")
        for key, wanted in (
            ("p", Wanted()),
            ("c", Wanted("claim")),
            ("r", Wanted("risk")),
            ("K", Wanted("risk", "hazard")),
            ("f", Wanted("figure")),
            ("K", Wanted("figure", figure_kind="percent")),
        ):
            await drive.press(key)
            found = expected(drive, wanted)
            articles = len({each.article for each in found})
            assert f"{len(found)} findings in {articles} articles" in told(drive)
            first = drive.picks.key
            assert isinstance(first, FoundKey) and first.article == found[0].article
            assert first.offset == found[0].finding.start
        await drive.press("G")
        last = drive.picks.key
        assert isinstance(last, FoundKey) and last.offset == found[-1].finding.start


async def test_the_filter_takes_words_and_values(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("F", "slash")
        drive.field("filter").value = ">30 % patients"
        await drive.settle()
        found = expected(drive, Wanted(least=30, unit="%", text="patients"))
        assert found and f"{len(found)} finding" in told(drive)
        assert "from 30 % up" in told(drive)
        drive.field("filter").value = "risk:hazard >3"
        await drive.settle()
        assert "exclude each other" in drive.text()
        drive.field("filter").value = "no article says this"
        await drive.settle()
        assert "No finding is like this" in drive.text()
        await drive.press("escape")
        assert len(expected(drive, Wanted())) == int(told(drive).split(" · ")[1].split()[0])


async def test_a_finding_is_opened_at_its_place_and_left_again(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE, TWO)) as drive:
        await drive.indexed()
        await drive.press("F", "r", "j", "j", "j")
        key = drive.picks.key
        await drive.press("enter")
        sentence = drive.article.view.cursor_span
        assert sentence.covers(key.offset)
        current = drive.article.current
        assert current is not None and (current.kind, current.start) == (key.kind, key.offset)
        await drive.press("escape")
        assert screen(drive) and drive.picks.key == key
        await drive.press("escape")
        assert not isinstance(drive.app.screen, FindingsScreen)


async def test_the_cursor_stays_when_the_index_has_something_new(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE, TWO)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("F", "r", "j", "j", "j")
        key = drive.picks.key
        (root / "another.md").write_text(
            "# Another\n\nThe bank may collapse and savers lose it all.\n"
        )
        drive.app.bring_up_to_date()
        await drive.indexed()
        assert "3 articles" in told(drive)
        assert drive.picks.key == key
        await drive.press("j", "enter", "escape")
        assert drive.picks.key != key and drive.picks.key.article == key.article


async def test_what_was_dismissed_is_said_to_be(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, ONE)) as drive:
        await drive.indexed()
        await drive.press("F", "r")
        assert "· dismissed" not in drive.text()
        await drive.press("enter", "x", "escape")
        assert "· dismissed" in drive.text()


async def test_only_the_place_that_was_dismissed_is_said_to_be(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    text = "# Grocers\n\nSales grew 12% in May, said the firm.\n\nCosts grew 12% in June.\n"
    (root / "grocers.md").write_text(text)
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("enter", "w", "f")
        if drive.article.focused is not drive.article.view:
            await drive.press("escape")
        await drive.press("g", "tab")
        current = drive.article.current
        assert current is not None and current.text == "12%"
        await drive.press("x", "escape", "escape", "F", "f")
        dismissed = [line for line in drive.lines() if "· dismissed" in line]
        assert len(dismissed) == 1
        assert drive.text().count("12%") >= 2
    (root / "grocers.md").write_text(text.replace("# Grocers\n", "# Grocers\n\nIt is late.\n"))
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("F", "f")
        assert sum("· dismissed" in line for line in drive.lines()) == 1


async def test_an_empty_collection_says_so(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "quiet.md").write_text("# Quiet\n")
    async with reader(root) as drive:
        await drive.indexed()
        await drive.press("F")
        assert "No findings yet" in drive.text()


def test_a_million_findings_are_listed_without_being_made() -> None:
    asked: list[str] = []

    def ask(article: str) -> None:
        asked.append(article)

    holders = [Holder(str(n), f"{n}.md", f"Article {n}", 100) for n in range(10_000)]
    listed = FoundList(holders, ask)
    assert len(listed) == 1_010_000
    tops = listed.tops
    assert len(tops) == len(listed) + 1
    for index in (0, 1, 2, 100, 101, 102, 505_000, len(listed) - 1):
        assert tops[index + 1] - tops[index] == listed[index].height
    assert not listed[0].pickable and listed[1].pickable and not listed[101].pickable
    assert set(asked) <= {"0", "1", "5000", "9999"}


async def test_the_cursor_moves_through_a_million_findings(samples: Path) -> None:
    holders = [Holder(str(n), f"{n}.md", f"Article {n}", 100) for n in range(10_000)]
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("F")
        picks = drive.app.screen.query_one(PickList)
        picks.fill(FoundList(holders, lambda _: None))
        picks.to_end(first=False)
        assert picks.key == Awaited("9999", 99)
        picks.page(-1)
        picks.move(-1)
        assert picks.key.article == "9999" and picks.key.place < 99
        await drive.settle()
        assert "…" in drive.text()
