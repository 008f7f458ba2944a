"""Keys come faster than screens go: whatever is pressed twice is done once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset
from textual.screen import Screen

from reader.screens.labels import LabelScreen, Target
from reader.screens.letter import LetterScreen
from reader.screens.question import QuestionScreen
from tests.reader.driving import reader

DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "a": lambda: LetterScreen("Where to?", ""),
    "s": lambda: LabelScreen([Target(Offset(1, 1), lambda: None)], "what is chosen"),
    "y": lambda: QuestionScreen("It is.", "Is it so?"),
    "escape": lambda: QuestionScreen("It is.", "Is it so?"),
}


@pytest.mark.parametrize("key", DIALOGS)
async def test_a_key_that_was_pressed_twice_answers_once(samples: Path, key: str) -> None:
    async with reader(samples) as read:
        await read.indexed()
        given: list[object] = []
        read.app.push_screen(DIALOGS[key](), given.append)
        await read.settle()
        character = key if len(key) == 1 else None
        for _ in range(3):
            read.app.post_message(events.Key(key, character))
        await read.settle()
        assert len(given) == 1
        assert not any(screen.is_modal for screen in read.app.screen_stack)
        assert read.app.is_running
