"""How a file was read: `show --dropped`, `doctor FILE`, and in the article."""

from __future__ import annotations

from pathlib import Path

from reader.screens.text_screen import TextScreen
from tests.reader.commands.running import Runner
from tests.reader.driving import copied, reader

PASTED = "freight-after-hesk.txt"
SAMPLES = Path(__file__).resolve().parents[3] / "sample_articles"


def test_what_was_left_out_is_shown_with_the_reason(quaere: Runner) -> None:
    ran = quaere("show", "--dropped", SAMPLES / PASTED)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[lines.index("  Leave a Reply") - 1] == "not part of the article"
    assert "stands twice" in lines


def test_where_nothing_was_left_out_that_is_said(quaere: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A title\n\nWords that all belong to the article.\n")
    assert quaere("show", "--dropped", tmp_path / "a.md").out == "Nothing was left out.\n"


def test_doctor_says_how_a_file_was_read(quaere: Runner) -> None:
    ran = quaere("doctor", SAMPLES / PASTED, "--json")
    assert ran.status == 0
    checks = {check["name"]: check for check in ran.json["checks"]}
    assert checks["read as"]["detail"].startswith("text")
    assert "questions" in checks["text"]["detail"]
    assert checks["left out"]["remedy"].startswith("quaere show --dropped ")


def test_doctor_says_why_a_file_cannot_be_read(quaere: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    checks = quaere("doctor", tmp_path / "a.md", "--json").json["checks"]
    assert checks[-1]["detail"].endswith("a.md is empty")


async def test_the_article_screen_says_how_it_was_read(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, PASTED)) as drive:
        await drive.indexed()
        await drive.press("enter", "I")
        assert isinstance(drive.app.screen, TextScreen)
        assert "How this article was read" in drive.text()
        assert PASTED in drive.text()


async def test_the_whole_page_can_be_seen_and_left_again(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "banking-week-deposits.html")) as drive:
        await drive.indexed()
        await drive.press("enter")
        article = drive.article.article
        assert article is not None
        furniture = article.dropped[0].text.split(" · ")[0]
        assert furniture not in article.text
        await drive.press("W")
        whole = drive.article.article
        assert whole is not None and furniture in whole.text
        await drive.press("W")
        assert drive.article.article == article


async def test_what_is_no_page_says_so(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, PASTED)) as drive:
        await drive.indexed()
        await drive.press("enter", "W")
        assert "Nothing but a saved page has" in drive.text()
