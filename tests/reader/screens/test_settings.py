"""Settings in the reader: what is chosen holds at once, and is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.options import OPTIONS
from reader.places import places
from reader.screens.help import HelpScreen
from reader.screens.settings import SettingsScreen
from reader.settings import FILE_NAME, read_settings
from reader.widgets.pick_list import PickList
from tests.reader.driving import Driver, reader


async def go_to(read: Driver, name: str) -> None:
    if not isinstance(read.app.screen, SettingsScreen):
        await read.press("f2")
    read.app.screen.query_one(PickList).go_to(name)
    await read.settle()


def kept() -> object:
    return read_settings(places().config)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_setting_is_there_with_its_value_and_meaning(
    samples: Path, size: tuple[int, int]
) -> None:
    async with reader(samples, size=size) as read:
        await read.press("f2")
        for option in OPTIONS:
            await go_to(read, option.name)
            seen = " ".join(read.text().replace("│", " ").split())
            assert option.meaning in seen
        assert "esc close" in read.text()


async def test_a_theme_is_drawn_at_once_and_remembered(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "theme")
        await read.press("right")
        assert read.app.theme == "quaere-light"
        await read.press("l")
        assert read.app.theme == "quaere-paper"
        await read.until(lambda: read_settings(places().config).theme == "quaere-paper", "kept")
    async with reader(samples, settings=read_settings(places().config)) as read:
        assert read.app.theme == "quaere-paper"


async def test_a_theme_from_the_palette_is_remembered_too(samples: Path) -> None:
    async with reader(samples) as read:
        read.app.theme = "nord"
        await read.until(lambda: read_settings(places().config).theme == "nord", "kept")


async def test_a_measure_is_stepped_or_typed_and_holds_in_the_open_article(samples: Path) -> None:
    async with reader(samples) as read:
        await read.indexed()
        await read.press("enter")
        await go_to(read, "measure")
        await read.press("left")
        await read.until(lambda: read.app.settings.measure == 76, "76")
        await read.press("enter", *["backspace"] * 2, "6", "5", "enter")
        await read.until(lambda: read.app.settings.measure == 65, "65")
        assert read_settings(places().config).measure == 65
        await read.press("escape")
        assert read.article.view.measure == 65


async def test_keys_pressed_fast_count_each_and_the_last_one_is_kept(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "measure")
        for _ in range(5):
            await read.pilot.press("left")
        await read.until(lambda: read.app.settings.measure == 60, "60")
        assert read_settings(places().config).measure == 60


async def test_a_value_that_cannot_be_is_not_taken(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "measure")
        await read.press("enter", "5", "enter")
        assert "measure must be a number of columns, 40 to 120." in read.text()
        await read.press("escape")
        await go_to(read, "theme")
        await read.press("enter", "z", "enter")
        assert "theme must be the name of a theme." in read.text()
        assert not (places().config / "config.toml").exists()


async def test_a_preset_of_keys_holds_at_once(samples: Path) -> None:
    async with reader(samples) as read:
        await read.indexed()
        await go_to(read, "keys.preset")
        await read.press("left")
        await read.until(lambda: read.app.settings.preset == "less", "less")
        await read.press("escape", "question_mark")
        assert isinstance(read.app.screen, HelpScreen)
        assert "/  &" in [each.shown_keys for each in read.app.keymap.at("library")]
        await read.press("escape", "ampersand")
        assert read.field("filter").display


async def test_motion_can_be_switched_off(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "motion")
        await read.press("enter")
        await read.until(lambda: not read.app.settings.motion, "no motion")
        assert str(read.app.animation_level) == "none"
        await read.press("enter")
        await read.until(lambda: read.app.settings.motion, "motion")
        assert read.app.animation_level == "full"


async def test_words_of_ones_own_are_typed_and_taken_away(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "colours.pink")
        await read.press("right")
        await read.type("to [check]")
        await read.press("enter")
        await read.until(lambda: read.app.settings.colours == {"pink": "to [check]"}, "pink")
        assert "to [check]" in read.text()
        await read.press("d")
        await read.until(lambda: read.app.settings.colours == {}, "no meaning")


async def test_what_cannot_be_written_is_one_sentence(samples: Path) -> None:
    file = places().config / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n")
    file.chmod(0o400)
    async with reader(samples) as read:
        await go_to(read, "watch")
        await read.press("enter")
        await read.until(lambda: read.app._notifications, "a message")
        told = [each.message for each in read.app._notifications]
        assert told == [f"config.toml is read-only; {file} was left as it is."]
        assert file.read_text() == "# mine\n"


async def test_what_is_no_setting_is_refused_and_a_number_may_be_a_word(samples: Path) -> None:
    async with reader(samples) as read:
        await go_to(read, "measure")
        await read.press("enter")
        read.field("value").value = "9" * 5000
        await read.press("enter")
        assert "measure must be" in " ".join(read.text().split())
        await read.press("escape")
        await go_to(read, "colours.yellow")
        await read.press("enter")
        read.field("value").value = "2026"
        await read.press("enter")
        await read.until(lambda: "yellow" in read_settings(places().config).colours, "kept")
        assert read_settings(places().config).colours["yellow"] == "2026"


async def test_control_characters_of_the_file_are_not_drawn(samples: Path) -> None:
    file = places().config / FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('dictionary = ["dict\\u001b]0;owned\\u0007", "{}"]\n')
    async with reader(samples, settings=read_settings(file.parent)) as read:
        await go_to(read, "dictionary")
        assert "owned" in read.text() and "\x1b" not in read.text()
        await read.press("enter")
        assert not read.field("value").display and "cannot be typed here" in read.text()


@pytest.mark.parametrize("wrong", ["measure = = 70\n", f"measure = {'7' * 5000}\n"])
async def test_a_file_that_is_half_written_takes_nothing_away(samples: Path, wrong: str) -> None:
    file = places().config / FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('measure = 60\n[keys]\npreset = "vim"\n')
    async with reader(samples, settings=read_settings(file.parent)) as read:
        file.write_text(wrong)
        await go_to(read, "motion")
        await read.press("right")
        await read.until(lambda: not read.app._to_write, "the answer")
        assert (read.app.settings.measure, read.app.settings.preset) == (60, "vim")
        assert "nothing was changed" in " ".join(read.text().replace("▌", " ").split())
        assert file.read_text() == wrong
