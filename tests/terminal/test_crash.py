"""When it breaks: plain words, a log without a word of anybody's, notes kept, and a way on.

The errors are put in by a program that starts the reader with one key changed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader import crashes
from tests.terminal.pty_app import READER, PtyApp, wait_until_gone
from tests.terminal.signs import an_article_is_open, the_library_is_shown
from tests.terminal.test_app_in_terminal import assert_terminal_is_restored

SECRET = "The secret sentence of an article"
BREAKS = f"""
import sys
from reader.app import QuaereApp
from reader.cli import main
from reader.widgets.article_view import ArticleView

def broken(self, *_):
    quoted = {SECRET!r}
    raise ValueError(quoted + "\\x1b]0;title\\x07")

WHERE
main()
"""
PLACES = {
    "an action of the application": "QuaereApp.action_export = broken",
    "drawing": "ArticleView.render_line = broken",
    "a worker": (
        "QuaereApp.action_export = lambda self: self.run_worker(lambda: broken(self), thread=True)"
    ),
    "a timer": "QuaereApp.action_export = lambda self: self.set_timer(0.01, lambda: broken(self))",
}


def breaking(where: str) -> tuple[str, ...]:
    return (sys.executable, "-P", "-c", BREAKS.replace("WHERE", PLACES[where]))


def notes(folder: Path) -> list[object]:
    command = [*READER, "notes", "list", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
    found: list[object] = json.loads(done.stdout)["notes"]
    return found


def log() -> Path:
    return Path(os.environ["QUAERE_CACHE_DIR"], crashes.FOLDER, crashes.FILE)


@pytest.mark.parametrize("where", PLACES)
def test_an_error_is_told_in_plain_words_and_logged_without_any_text(
    sample_articles: Path, where: str
) -> None:
    with PtyApp("open", sample_articles, program=breaking(where)) as app:
        app.wait_for("The thirs")
        app.press("enter")
        if where != "drawing":
            app.wait_for(an_article_is_open)
            app.wait_for("Claims")
            app.press(")", "h")
            app.wait_for("Highlighted")
            app.press("e")
        app.wait_for("Enter goes on where you were")
        assert_terminal_is_restored(app)
        said = app.raw[app.raw.rfind(b"\x1b[?1049l") :]
        assert b"ValueError" in said and b"nobody foresaw" in said
        assert b"Traceback" not in app.raw and SECRET.encode() not in app.raw
        assert b"\x1b]0;title" not in app.raw
        app.press("q", "enter")
        assert app.wait_for_end() == 3
    written = log().read_text()
    assert "builtins.ValueError" in written and "broken" in written
    assert SECRET not in written and str(sample_articles) not in written
    assert log().stat().st_mode & 0o777 == 0o600
    assert log().parent.stat().st_mode & 0o777 == 0o700
    if where != "drawing":
        assert len(notes(sample_articles)) == 1


def test_one_goes_on_where_one_was(sample_articles: Path) -> None:
    with PtyApp("open", sample_articles, program=breaking("an action of the application")) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for("Claims")
        title = app.screen[0][:40]  # what is being done may stand behind it
        assert title.strip() != "Quaere ·"
        app.press("e")
        app.wait_for("Enter goes on where you were")
        app.press("enter")
        app.wait_for(lambda screen: screen[0].startswith(title))
        app.press("e")
        app.wait_for("Enter goes on where you were")
        app.press("enter")
        app.wait_for(the_library_is_shown)
        app.press("q")
        assert app.wait_for_end() == 0
        assert_terminal_is_restored(app)


def test_with_debug_all_is_shown(sample_articles: Path) -> None:
    program = breaking("an action of the application")
    with PtyApp(
        "open", sample_articles, program=program, env={"QUAERE_DEBUG": "1"}, columns=200
    ) as app:
        app.wait_for("The thirs")
        app.press("e")
        app.wait_for_end()
        assert b"Traceback" in app.raw
        assert_terminal_is_restored(app)


def test_the_log_is_short_and_of_one_user(tmp_path: Path) -> None:
    for _ in range(400):
        try:
            raise KeyError(SECRET) from ValueError(SECRET)
        except KeyError as error:
            crash = crashes.keep(error, "SearchScreen", tmp_path)
    files = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert files == ["crash.log", "crash.log.1"]
    assert all(path.stat().st_size < 70_000 for path in (tmp_path / "log").iterdir())
    assert crash.log is not None and SECRET not in crash.log.read_text()
    assert "KeyError in SearchScreen" in crash.told and SECRET not in crash.told


def test_a_log_that_cannot_be_written_is_only_left_out(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in its place")
    crash = crashes.keep(ValueError(SECRET), "", tmp_path)
    assert crash.log is None and "written in" not in crash.told
    other = tmp_path / "other"
    (other / "log").mkdir(parents=True)
    target = tmp_path / "target"
    target.touch()
    (other / "log" / "crash.log").symlink_to(target)
    assert crashes.keep(ValueError(SECRET), "", other).log is None
    assert target.read_text() == ""


# Signals


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("at", ["article", "search", "start screen"])
def test_a_signal_ends_it_cleanly(
    sample_articles: Path, tmp_path: Path, name: str, at: str
) -> None:
    number = getattr(signal, name)
    arguments = ("open", sample_articles) if at != "start screen" else ()
    with PtyApp(*arguments, cwd=tmp_path) as app:
        if at == "start screen":
            app.wait_for("Quaere reads a folder")
        else:
            app.wait_for("The thirs")
            app.press("enter" if at == "article" else "s")
            app.wait_for(an_article_is_open if at == "article" else "in all articles")
        app.kill(number)
        assert app.wait_for_end(30) == 128 + number
        assert_terminal_is_restored(app)
        assert b"Traceback" not in app.raw
        assert wait_until_gone(list(app.children()), 30) == []


@pytest.mark.parametrize("name", ["SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGABRT", "SIGALRM"])
def test_signals_that_nobody_should_send_end_it_as_cleanly(
    sample_articles: Path, name: str
) -> None:
    number = getattr(signal, name)
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.press("a")
        app.wait_for("Tags, with spaces")
        app.press("q", "w", "x", "z")
        app.wait_for("qwxz")
        app.kill(number)
        assert app.wait_for_end(30) == 128 + number
        assert_terminal_is_restored(app)
        assert b"Traceback" not in app.raw
    with PtyApp("open", sample_articles) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.press("a")
        app.wait_for("qwxz")
        app.kill(signal.SIGTERM)
        app.wait_for_end(30)


def test_the_reader_outlives_its_indexer(tmp_path: Path) -> None:
    """Killed for want of memory, say: it is tried once more, then told, and one reads on."""
    root = tmp_path / "articles"
    root.mkdir()
    for number in range(400):
        (root / f"{number}.md").write_text(f"# Number {number}\n\n## Why?\n\n{'Because. ' * 300}\n")
    with PtyApp(root) as app:
        killed = set[int]()
        deadline = time.monotonic() + 60
        while len(killed) < 2:
            found = {p for p, line in app.children().items() if "reader index" in line} - killed
            for each in found:
                os.kill(each, signal.SIGKILL)
            killed |= found
            assert app.pump(time.monotonic() + 0.1) or time.monotonic() < deadline
        app.wait_for("F7 goes on")
        app.press("?")
        app.wait_for("Keys: ")
        app.kill(signal.SIGTERM)
        assert app.wait_for_end(30) == 128 + signal.SIGTERM
        assert_terminal_is_restored(app)
