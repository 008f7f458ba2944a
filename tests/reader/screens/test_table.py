"""A table on its own is as wide as it is, and is scrolled sideways."""

from __future__ import annotations

from pathlib import Path

from reader.screens.table import TableScreen
from reader.screens.text_screen import TextScreen
from tests.reader.driving import reader

PORTS = "\n".join(
    [
        "| Port | " + " | ".join(f"Dues in year {n}" for n in range(2010, 2022)) + " |",
        "|---" * 13 + "|",
        *(f"| {name} | " + " | ".join(f"{n} million" for n in range(12)) + " |"
          for name in ("Hesk", "港口", "Oslo [b]")),
    ]
)  # fmt: skip
TEXT = f"# Ports\n\nThe dues of ports.\n\n## Who pays?\n\nEverybody does, as shown.\n\n{PORTS}\n"


async def test_a_wide_table_is_shown_in_its_own_width_and_scrolled(tmp_path: Path) -> None:
    root = tmp_path / "articles"
    root.mkdir()
    (root / "a.md").write_text(TEXT)
    async with reader(root, size=(80, 40)) as drive:
        await drive.indexed()
        await drive.press("enter", "ctrl+t")
        shown = drive.app.screen
        assert isinstance(shown, TableScreen)
        assert "Who pays?" in drive.text()
        lines = shown.content().plain.splitlines()
        assert [line.count("│") for line in lines if "─" not in line] == [12] * 4
        assert lines[3].startswith("港口     │")
        assert "Oslo [b]" in drive.text()
        assert "Dues in year 2021" not in drive.text()
        await drive.press(*["l"] * 40)
        assert "Dues in year 2021" in drive.text()
        await drive.press(*["h"] * 40)
        assert "Dues in year 2010" in drive.text()
        await drive.press("escape")
        assert not isinstance(drive.app.screen, TextScreen)


async def test_where_there_is_no_table_it_says_so(samples: Path) -> None:
    async with reader(samples) as drive:
        await drive.indexed()
        await drive.press("enter", "ctrl+t")
        assert "There is no table in view." in drive.text()
