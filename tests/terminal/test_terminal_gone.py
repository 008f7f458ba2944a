"""A terminal that is closed, stopped or stuck: the reader goes on well, or ends."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp
from tests.terminal.signs import an_article_is_open

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of threads")
ENDS_WITHIN = 20.0
TAKEN = b"\x1b[?1049h"
"""The second screen of a terminal is asked for: the program has the terminal."""
GIVEN_BACK = b"\x1b[?1049l"


def threads_of(app: PtyApp) -> int:
    return len(list(Path(f"/proc/{app.process.pid}/task").iterdir()))


def stop_and_go_on(app: PtyApp) -> None:
    for _ in range(3):
        before = len(app.raw)
        app.kill(signal.SIGSTOP)
        app.kill(signal.SIGCONT)
        app.wait_for_bytes(TAKEN, before)


def test_a_reader_that_was_stopped_goes_on_with_every_key(sample_articles: Path) -> None:
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.rest()
        threads = threads_of(app)
        stop_and_go_on(app)
        # A second thread that reads keys would take some of them.
        app.press("/")
        for letter in "qwertzuiopasdfghjkl":
            app.press(letter)
        app.wait_for("qwertzuiopasdfghjkl")
        app.rest()
        assert threads_of(app) <= threads + 1


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1, 0.2, 0.3])
def test_a_reader_that_ends_does_not_take_the_terminal_again(
    sample_articles: Path, after: float
) -> None:
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.kill(signal.SIGTERM)
        app.pump(time.monotonic() + after)
        app.kill(signal.SIGCONT)  # many who say TERM say CONT after it
        assert app.wait_for_end(ENDS_WITHIN) == 128 + signal.SIGTERM
        assert app.raw.rfind(TAKEN) < app.raw.rfind(GIVEN_BACK)


def test_the_first_screen_of_all_is_as_sturdy(tmp_path: Path) -> None:
    with PtyApp(cwd=tmp_path, newcomer=True) as app:
        app.wait_for(lambda screen: any(row.strip() for row in screen))
        app.rest()
        threads = threads_of(app)
        stop_and_go_on(app)
        app.rest()
        assert threads_of(app) <= threads + 1
        app.kill(signal.SIGTERM)
        assert app.wait_for_end(ENDS_WITHIN) == 128 + signal.SIGTERM


def test_a_window_closed_while_much_is_drawn_ends_the_reader(sample_articles: Path) -> None:
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        for _ in range(40):
            app.press("space", "b")
        app.hang_up()
        # The kernel says HUP, then CONT: what was drawn anew for the second had nowhere to go.
        app.wait_for_end(ENDS_WITHIN)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_reader_whose_terminal_is_stuck_ends_when_told_to(
    sample_articles: Path, name: str
) -> None:
    number = int(getattr(signal, name))
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.rest()
        for _ in range(200):
            app.press("space", "b")  # nobody reads what is drawn
        while app.works():
            time.sleep(0.05)
        app.kill(number)
        assert app.process.wait(ENDS_WITHIN) == 128 + number
