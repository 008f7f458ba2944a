"""A word is looked up in a program of the reader's own: one argument, no shell, clean text back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.dictionary import NotLookedUp, look_up, word_of
from reader.screens.name import NameScreen
from reader.screens.text_screen import TextScreen
from reader.settings import Settings, read_settings
from tests.reader.driving import reader

ECHO = (sys.executable, "-c", "import sys; print('asked:', sys.argv[1:])")


def test_the_word_is_one_argument_and_no_option() -> None:
    assert look_up(ECHO, "to be; rm -rf $HOME") == "asked: ['to be; rm -rf $HOME']"
    assert look_up((*ECHO, "-w", "{}", "en"), "cat") == "asked: ['-w', 'cat', 'en']"
    assert look_up(ECHO, "--version") == "asked: ['version']"


def test_what_is_said_cannot_reach_the_terminal() -> None:
    said = look_up((sys.executable, "-c", r"print('a\x1b]0;x\x07b')"), "x")
    assert "\x1b" not in said
    assert said.startswith("a")


@pytest.mark.parametrize(
    ("command", "word", "why"),
    [
        (("/nowhere/dict",), "x", "cannot be started: no such file or directory."),
        ((sys.executable, "-c", ""), "x", "has nothing on “x”."),
        (ECHO, "--", "There is nothing to look up."),
    ],
)
def test_what_fails_is_one_sentence(command: tuple[str, ...], word: str, why: str) -> None:
    with pytest.raises(NotLookedUp) as told:
        look_up(command, word)
    assert str(told.value).endswith(why)


def test_words_are_taken_without_what_stands_around_them() -> None:
    assert word_of(" “Hazard\nratio”, ") == "Hazard ratio"
    assert word_of("word " * 40) == ""


def test_the_setting_is_a_list_of_words(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('dictionary = ["dict", "{}"]')
    assert read_settings(tmp_path).dictionary == ("dict", "{}")
    file.write_text('dictionary = "dict"')
    assert read_settings(tmp_path).problems == (
        'config.toml: dictionary must be a list of words like ["dict", "{}"]',
    )


async def test_what_is_selected_is_looked_up(samples: Path) -> None:
    async with reader(samples, settings=Settings(dictionary=ECHO)) as read:
        await read.indexed()
        await read.press("enter")
        await read.until(lambda: read.article.article, "the article")
        await read.press("right_square_bracket", "v")
        selected = read.app.screen.get_selected_text()
        assert selected
        await read.press("T")
        await read.until(lambda: isinstance(read.app.screen, TextScreen), "an answer")
        assert f"asked: [{word_of(selected)!r}]" in read.text()


async def test_where_nothing_is_selected_the_word_is_typed(samples: Path) -> None:
    async with reader(samples, settings=Settings(dictionary=ECHO)) as read:
        await read.press("T")
        assert isinstance(read.app.screen, NameScreen)
        await read.type("hazard")
        await read.press("enter")
        await read.until(lambda: isinstance(read.app.screen, TextScreen), "an answer")
        assert "asked: ['hazard']" in read.text()


async def test_without_a_program_it_says_how_to_name_one(samples: Path) -> None:
    async with reader(samples) as read:
        await read.press("T")
        told = [each.message for each in read.app._notifications]
        assert told == ['Name a program in config.toml first: dictionary = ["dict", "{}"]']
