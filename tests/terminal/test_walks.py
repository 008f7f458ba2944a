"""Every screen, every box and every action of the reader meets everything hostile there is.

What there is comes from the source and from the table of actions: what is new and not walked to
fails here. A walk is recorded, so it is known what was really shown and done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions import ACTIONS
from reader.store import Store, collections
from tests.terminal import walks
from tests.terminal.hostile import folder_with_hostile_name
from tests.terminal.pty_app import PtyApp
from tests.terminal.recording import all_screens
from tests.terminal.signs import the_library_is_shown
from tests.terminal.walks import Walk
from tests.terminal.worlds import World

ANSWERED_WITHIN = 0.8
"""Seconds of CPU that a key may cost the reader, all its threads together: twice what any did when
this was written, for machines that are half as fast."""
NOTHING_FOREIGN = {
    "HelpScreen", "LegendScreen", "ManualScreen", "PageScreen", "TourScreen", "SettingsScreen",
    "QuaereApp",
}  # fmt: skip
"""Boxes that show nothing but words of ours."""
OF_TEXTUAL = {"CommandPalette", "Screen"}


@pytest.fixture
def walk(world: World) -> Iterator[Walk]:
    """A walk that begins in the library."""
    with Walk(world, world.record, world.root, world.record.program()) as walk:
        walk.wait_for(the_library_is_shown)
        walk.wait_until_alone()
        walk.rest()
        yield walk


def test_every_screen_and_every_action(world: World, walk: Walk) -> None:
    walk.take(walks.LIBRARY)
    walk.take(walks.ANYWHERE)
    walk.open("Body")
    walk.take(("export", "back ArticleScreen", "colon", "type art", "back ArticleScreen"))
    walk.take(walks.READING)
    walk.open(world.planter.safe("page title").pop())
    walk.take(("article.whole", "space", "article.whole", "back LibraryScreen"))
    walk.take((*walks.SEARCHING, *walks.ASKING, *walks.LISTING, *walks.LEAVING))
    assert walk.wait_for_end() == 0
    assert world.copied(bytes(walk.raw)) >= 2
    a_question_about_many_files(world)
    the_start_screen(world)

    world.record.look()
    known = {action.method for action in ACTIONS}
    assert sorted(known - world.record.actions) == []
    assert sorted(all_screens() - set(world.record.screens)) == []
    assert set(world.record.screens) - all_screens() == OF_TEXTUAL
    safe = {each.safe for each in world.planter.planted}
    silent = [
        screen
        for screen, seen in walk.seen_on.items()
        if not any(word in seen for word in safe) and screen not in NOTHING_FOREIGN | OF_TEXTUAL
    ]
    assert silent == []
    print(*sorted(((cost, step) for step, cost in walk.costs.items()), reverse=True)[:9], sep="\n")
    assert {step: cost for step, cost in walk.costs.items() if cost > ANSWERED_WITHIN} == {}


def a_question_about_many_files(world: World) -> None:
    folder = world.root.parent / "many"
    folder.mkdir(exist_ok=True)
    root = folder_with_hostile_name(folder, world.planter)
    named = world.planter.planted[-3]
    program = world.record.program(ask_over=0)
    with PtyApp("open", root, env=world.env, cwd=root, program=program) as app:
        app.wait_for("Read them all?")
        app.wait_for(named.safe)
        app.press("n")
        app.wait_for(the_library_is_shown)
    world.assert_harmless(bytes(app.raw))


def the_start_screen(world: World) -> None:
    """It lists what was opened before, a folder with a hostile name among it."""
    nothing = world.root.parent / "nothing"
    nothing.mkdir(exist_ok=True)
    with Store(Path(world.env["QUAERE_DATA_DIR"])) as store:
        collections.remember(store, nothing / "gone")
    with PtyApp(env=world.env, cwd=nothing, program=world.record.program()) as app:
        app.wait_for("Quaere reads a folder")
        app.wait_for(world.planter.planted[-3].safe)
        app.press("down")
        app.rest()
        app.press("escape")
        app.wait_for_end()
    world.assert_harmless(bytes(app.raw))
