"""The reader as people start it, in a terminal of their size, and however it ends."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks import generator
from tests.terminal.pty_app import READER, Condition, NotSeen, PtyApp, wait_until_gone
from tests.terminal.signs import an_article_is_open, other_than, without

ENDS_WITHIN = 20.0
MANY = 120


def last_place(raw: bytearray, sequence: bytes) -> int:
    return bytes(raw).rfind(sequence)


def assert_terminal_is_restored(app: PtyApp) -> None:
    """The main screen is back, the cursor shown, the mouse and pasting as they were."""
    for switched_on, switched_off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),
        (b"\x1b[?25l", b"\x1b[?25h"),
        (b"\x1b[?1003h", b"\x1b[?1003l"),
        (b"\x1b[?2004h", b"\x1b[?2004l"),
    ):
        assert last_place(app.raw, switched_off) > last_place(app.raw, switched_on) > -1


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path) -> dict[str, str]:
    """An index of the sample articles that is up to date; personal data is each test's own."""
    folder = tmp_path_factory.mktemp("indexed")
    env = {"HOME": str(folder), "QUAERE_CACHE_DIR": str(folder / "cache")}
    command = [*READER, "index", str(sample_articles)]
    subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True)
    return {"QUAERE_CACHE_DIR": env["QUAERE_CACHE_DIR"]}


def titles(folder: Path) -> int:
    return sum(path.suffix in {".md", ".txt", ".html"} for path in folder.iterdir())


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_the_library_is_shown_and_q_leaves(sample_articles: Path, columns: int, rows: int) -> None:
    with PtyApp("open", sample_articles, columns=columns, rows=rows) as app:
        app.wait_for(f"{titles(sample_articles)} articles")
        app.wait_for("The thirs")
        assert len(app.screen) == rows
        app.press("q")
        assert app.wait_for_end() == 0
        assert_terminal_is_restored(app)
        assert b"Traceback" not in app.raw


def test_without_a_path_the_collection_opened_last_is_shown(
    sample_articles: Path, cache: dict[str, str]
) -> None:
    for arguments in ((sample_articles,), ()):
        with PtyApp(*arguments, cwd=Path("/"), env=cache) as app:
            app.wait_for(f"Quaere · {sample_articles.name}")
            app.press("q")
            assert app.wait_for_end() == 0


def test_a_lone_article_is_opened_at_once(sample_articles: Path) -> None:
    with PtyApp(sample_articles / "energy-grid-queue.md") as app:
        app.wait_for("Quaere · Waiting for a wire")
        app.press("ctrl+q")
        assert app.wait_for_end() == 0


@pytest.mark.parametrize("in_article", [False, True], ids=["library", "article"])
def test_the_window_may_change_its_size(
    sample_articles: Path, cache: dict[str, str], in_article: bool
) -> None:
    with PtyApp(sample_articles, env=cache) as app:
        app.wait_for("The thirs")
        if in_article:
            app.press("enter")
            app.wait_for(an_article_is_open)
        for columns, rows in ((60, 20), (100, 30), (20, 5), (200, 60), (60, 40)):
            app.resize(columns, rows)
            app.wait_for(fills(columns))
            assert app.process.poll() is None
        app.press("?")
        app.wait_for("Keys: ")
        app.press("escape")
        app.wait_for(without("Keys: "))
        app.press("ctrl+q")
        assert app.wait_for_end() == 0
        assert_terminal_is_restored(app)


def fills(columns: int) -> Callable[[list[str]], bool]:
    """The bar at the top and the footer are drawn anew."""

    def the_screen_is_redrawn(screen: list[str]) -> bool:
        return screen[0].startswith(" Quaere ·"[:columns]) and bool(screen[-1].strip())

    return the_screen_is_redrawn


@pytest.mark.parametrize(
    ("key", "sign"),
    [("", "The thirs"), ("enter", an_article_is_open), ("H", "No highlights yet")],
    ids=["library", "article", "highlights"],
)
def test_what_is_typed_into_a_field_is_seen(
    sample_articles: Path, cache: dict[str, str], key: str, sign: Condition
) -> None:
    with PtyApp(sample_articles, columns=80, rows=24, env=cache) as app:
        app.wait_for("The thirs")
        app.press(key)
        app.wait_for(sign)
        app.press("/")
        app.wait_for("F1 all keys")  # "?" is a letter now: a field has the focus
        app.send("zebra")
        app.wait_for("zebra")


@pytest.mark.parametrize("rows", [40, 24])
def test_the_help_can_be_read_to_its_end(
    sample_articles: Path, cache: dict[str, str], rows: int
) -> None:
    with PtyApp(sample_articles, columns=80, rows=rows, env=cache) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.press("?")
        app.wait_for("Keys: ")
        app.wait_for("esc close")
        seen = app.text
        while "your place is kept" not in seen:
            before = app.screen
            app.press("space")
            app.wait_for(other_than(before))
            seen += app.text


def test_no_colour_is_respected(sample_articles: Path, cache: dict[str, str]) -> None:
    with PtyApp(sample_articles, env={**cache, "NO_COLOR": "1"}) as app:
        app.wait_for("The thirs")
        styles = b" ".join(re.findall(rb"\x1b\[([0-9;]*)m", app.raw)).decode()
    levels = re.findall(r"\b[34]8;2;(\d+;\d+;\d+)", styles)
    assert {each for each in levels if len(set(each.split(";"))) > 1} == set(), "not grey"
    others = set(re.split("[ ;]", re.sub(r"\b[34]8;2;\d+;\d+;\d+", "", styles)))
    assert others & {f"{ground}{hue}" for ground in (3, 4, 9, 10) for hue in range(1, 7)} == set()


def test_a_newcomer_is_shown_the_tour_once(sample_articles: Path, cache: dict[str, str]) -> None:
    with PtyApp(sample_articles, columns=80, rows=24, env=cache, newcomer=True) as app:
        app.wait_for("any key to begin")
        app.press("x")
        app.wait_for("The thirs")
        app.wait_for(without("any key to begin"))
        app.press("q")
        assert app.wait_for_end() == 0
    with PtyApp(sample_articles, columns=80, rows=24, env=cache, newcomer=True) as app:
        app.wait_for("The thirs")
        app.press("q")
        assert app.wait_for_end() == 0
        assert b"any key to begin" not in app.raw


def test_sixteen_colours_are_the_terminals_own(
    sample_articles: Path, cache: dict[str, str]
) -> None:
    env = {**cache, "TERM": "xterm", "COLORTERM": ""}
    with PtyApp(sample_articles, env=env) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.press("ctrl+q")
        assert app.wait_for_end() == 0
        styles = b";".join(re.findall(rb"\x1b\[([0-9;]*)m", app.raw))
    assert not re.search(rb"(^|;)[34]8;[25];", styles)
    assert re.search(rb"(^|;)(3[1-7]|9[1-7])(;|$)", styles), "no colour at all"


def test_suspended_it_gives_the_terminal_to_the_shell_and_goes_on_where_it_was(
    sample_articles: Path, cache: dict[str, str]
) -> None:
    """In a shell that knows jobs, with a program between that knows nothing of them."""
    shell = ("bash", "--norc", "--noprofile", "--noediting", "-i")
    with PtyApp(program=shell, env={**cache, "PS1": "ready> "}) as app:
        app.wait_for("ready> ")
        app.send(f"env {shlex.join([*READER, 'open', str(sample_articles)])}\r")
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.press("ctrl+z")
        app.wait_for("Stopped")
        assert_terminal_is_restored(app)
        shown = len(app.raw)
        app.send("fg\r")
        app.wait_for(lambda _: b"\x1b[?1049h" in app.raw[shown:])
        app.wait_for(an_article_is_open)
        app.press("?")
        app.wait_for("Keys: Article")
        app.press("escape")
        app.wait_for(without("Keys: "))
        app.press("ctrl+q")
        app.wait_for("ready> ")
        assert_terminal_is_restored(app)


def test_without_a_shell_it_does_not_wait_for_ever(
    sample_articles: Path, cache: dict[str, str]
) -> None:
    """As a terminal's window that was opened for it alone."""
    with PtyApp("open", sample_articles, env=cache) as app:
        app.wait_for("The thirs")
        app.press("ctrl+z")
        app.wait_for("There is no shell here")
        app.press("?")
        app.wait_for("Keys: ")
        app.press("escape")
        app.wait_for(without("Keys: "))
        app.press("q")
        assert app.wait_for_end() == 0
        assert_terminal_is_restored(app)


# However it ends


@pytest.fixture
def many_articles(tmp_path: Path) -> Path:
    """Enough that indexing is still running when a test looks."""
    folder = tmp_path / "many"
    generator.write(folder, MANY)
    return folder


def indexing_started(app: PtyApp) -> list[int]:
    """The processes of the indexer, once it has workers."""
    deadline = time.monotonic() + 60
    while True:
        children = app.children()
        if any("index.worker" in line for line in children.values()):
            return list(children)
        if not app.pump(min(deadline, time.monotonic() + 0.1)) and time.monotonic() > deadline:
            raise NotSeen(f"no worker of the indexer: {children}")


def assert_nothing_is_left(app: PtyApp, known: list[int]) -> None:
    assert wait_until_gone(known, ENDS_WITHIN) == []
    assert wait_until_gone(list(app.children()), ENDS_WITHIN) == []
    assert app.family() == {}


def test_a_killed_reader_leaves_no_process_behind(many_articles: Path) -> None:
    with PtyApp(many_articles) as app:
        indexer = indexing_started(app)
        app.kill(signal.SIGKILL)
        assert app.wait_for_end() == -signal.SIGKILL
        assert_nothing_is_left(app, indexer)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_reader_that_is_asked_to_end_does_so_cleanly(many_articles: Path, name: str) -> None:
    number = signal.Signals[name]
    with PtyApp(many_articles) as app:
        app.wait_for("Quaere · many")
        indexer = indexing_started(app)
        app.kill(number)
        assert app.wait_for_end(ENDS_WITHIN) in (0, 128 + number)
        assert_terminal_is_restored(app)
        assert_nothing_is_left(app, indexer)


def test_a_closed_window_ends_the_reader(many_articles: Path) -> None:
    with PtyApp(many_articles) as app:
        indexer = indexing_started(app)
        app.hang_up()
        app.wait_for_end(ENDS_WITHIN)
        assert_nothing_is_left(app, indexer)


def test_quitting_ends_the_indexer_and_the_next_start_goes_on(many_articles: Path) -> None:
    with PtyApp(many_articles) as app:
        indexer = indexing_started(app)
        app.press("q")
        assert app.wait_for_end(ENDS_WITHIN) == 0
        assert_nothing_is_left(app, indexer)
    with PtyApp(many_articles) as app:
        app.wait_for(f"{MANY} articles", timeout=90)


# Nothing that was said to be kept is lost


def notes_in(path: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [*READER, "notes", "list", str(path), "--json"],
        capture_output=True, text=True, env=os.environ, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    notes: list[dict[str, object]] = json.loads(done.stdout)["notes"]
    return notes


def test_a_highlight_survives_a_kill_right_after_it_was_made(
    sample_articles: Path, cache: dict[str, str]
) -> None:
    assert notes_in(sample_articles) == []
    with PtyApp(sample_articles, env=cache) as app:
        app.wait_for("The thirs")
        app.press("enter")
        app.wait_for(an_article_is_open)
        app.wait_for("Claims")
        app.press(")", "h")
        app.wait_for("Highlighted")
        app.kill(signal.SIGKILL)
        app.wait_for_end()
    kept = notes_in(sample_articles)
    assert len(kept) == 1
    assert kept[0]["state"] == "ok"
    assert str(kept[0]["quote"]).strip()
