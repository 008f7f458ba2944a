"""The start screen: nothing was named, nothing is here, and still one gets to read."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Static

from reader.start import StartApp


def problem(app: StartApp) -> str:
    return str(app.query_one("#problem", Static).content)


async def test_a_folder_is_typed_and_opened(tmp_path: Path) -> None:
    app = StartApp([])
    async with app.run_test() as pilot:
        app.query_one(Input).value = str(tmp_path)
        await pilot.press("enter")
    assert app.return_value == tmp_path


async def test_what_cannot_be_opened_is_said_and_can_be_mended(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.touch()
    app = StartApp([])
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert problem(app) == "Type the path of a folder."
        app.query_one(Input).value = str(picture)
        await pilot.press("enter")
        assert problem(app) == "picture.png is not an article."
        app.query_one(Input).value = "/no/such [bold]folder"
        await pilot.press("enter")
        assert problem(app) == "There is no folder /no/such [bold]folder."
        await pilot.press("x")
        assert problem(app) == ""
        await pilot.press("escape")
    assert app.return_value is None


async def test_the_path_is_completed(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    app = StartApp([])
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        field.value = f"{tmp_path}/art"
        field.cursor_position = len(field.value)
        for _ in range(100):
            await pilot.pause()
            if field._suggestion:
                break
        await pilot.press("right", "enter")
    assert app.return_value == tmp_path / "articles"


async def test_what_was_open_before_is_one_key_away(tmp_path: Path) -> None:
    first, second, gone = (tmp_path / name for name in ("one", "two", "gone"))
    first.mkdir()
    second.mkdir()
    app = StartApp([first, gone, second])
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
    assert app.return_value == second
