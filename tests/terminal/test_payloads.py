"""Nothing that an article says reaches the terminal as a command: not on any screen of the reader,
not from any command. The harmless words beside each payload are shown: silence is no success."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.terminal.hostile import (
    EVERYWHERE,
    MARKUP,
    PAYLOADS,
    Hostile,
    folder_with_hostile_name,
    foreign_controls,
    make,
)
from tests.terminal.pty_app import READER, NotSeen, PtyApp
from tests.terminal.signs import (
    an_article_is_open,
    other_than,
    the_facets_are_counted,
    the_library_is_shown,
    without,
)

BODY = ("heading", "paragraph", "item", "quote", "code", "inline code", "table", "link",
        "entities", "double entities", "risk")  # fmt: skip
PAGE = ("page heading", "page text", "page entities", "page code", "page link")


@dataclass(frozen=True, slots=True)
class Scene:
    """The hostile collection, indexed, with a hostile note; `env` leads to its index and notes."""

    hostile: Hostile
    env: Mapping[str, str]

    def safe(self, *places: str) -> set[str]:
        """The harmless words of some places."""
        return self.hostile.planter.safe(*places)

    def assert_harmless(self, raw: bytes, *allowed: str) -> None:
        """No payload came through, nor any other control that the program has no use for."""
        assert self.hostile.planter.live(raw) == []
        assert foreign_controls(raw) - set(allowed) == set()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = make(folder)
    names = ("data", "cache", "config")
    places = {f"QUAERE_{name.upper()}_DIR": str(folder / name) for name in names}
    env = {"HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **places}
    note, tag = (hostile.planter.one(place, PAYLOADS[0]) for place in ("note", "note tag"))
    first = next(each for each in hostile.planter.planted if each.place == "paragraph")
    quote = f"Here is {first.safe}"
    for command in (
        ["index", str(hostile.root)],
        ["notes", "add", str(hostile.body), "--quote", quote, "--note", note.text, "--tag",
         tag.text],
    ):  # fmt: skip
        done = subprocess.run([*READER, *command], env={**os.environ, **env}, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    return Scene(hostile, env)


class Visit(PtyApp):
    """The reader on the hostile collection; keeps in mind all that stood on the screen."""

    def __init__(self, scene: Scene, root: Path) -> None:
        super().__init__("open", root, env=scene.env, cwd=root, columns=140, rows=50)
        self.seen = ""

    def press_and_see(self, key: str) -> None:
        """Presses a key and waits until the screen changes."""
        before = self.screen
        self.press(key)
        self.wait_for(other_than(before))
        self.settle()

    def look(self) -> None:
        """Takes the screen in."""
        self.seen += self.text

    def read_until(self, wanted: set[str], key: str = "space", pages: int = 80) -> None:
        """Turns pages with a key until all wanted words were on the screen."""
        for _ in range(pages):
            self.look()
            missing = sorted(word for word in wanted if word not in self.seen)
            if not missing:
                return
            try:
                self.press_and_see(key)
            except NotSeen as error:
                raise NotSeen(f"never shown: {missing}\n{error}") from None
        raise NotSeen(f"not shown on {pages} pages: {missing}")

    def open_article(self, words: str) -> None:
        """From the library, the one article with these words in its title."""
        self.press_and_see("/")
        self.send(words)
        self.wait_for(" 1 shown")
        self.press("enter")
        self.wait_for(an_article_is_open)
        self.settle(0.5)  # the text is wrapped once more when the panels beside it are there


@contextmanager
def visiting(scene: Scene, root: Path | None = None) -> Iterator[Visit]:
    """A visit that begins in the library and whose whole output is judged when it ends."""
    with Visit(scene, root or scene.hostile.root) as visit:
        visit.wait_for(the_library_is_shown)
        visit.wait_until_alone()
        visit.settle()
        yield visit
        visit.look()
        assert visit.process.poll() is None, "the reader ended by itself"
    scene.assert_harmless(bytes(visit.raw))


# Screens


def test_the_library(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.read_until(scene.safe("title", "author", "file name"))
        assert MARKUP in visit.seen


def test_the_list_of_unreadable_files(scene: Scene) -> None:
    with visiting(scene, scene.hostile.unreadable) as visit:
        visit.wait_for("18 unreadable")
        visit.press("x")
        visit.wait_for("Files that could not be read")
        visit.settle()
        visit.read_until(scene.safe("unreadable file"))


def test_a_folder_whose_name_is_hostile(scene: Scene, tmp_path: Path) -> None:
    root = folder_with_hostile_name(tmp_path, scene.hostile.planter)
    named = scene.hostile.planter.planted[-3]
    with visiting(scene, root) as visit:
        visit.wait_for("Harmless")
        visit.wait_for(named.safe)
        for key, sign in (("H", "No highlights yet"), ("e", "File"), ("escape", "No highlights")):
            visit.press(key)
            visit.wait_for(sign)
            visit.settle()
        visit.press("Q")
        visit.wait_for("What is it?")


def test_an_article_with_payloads_in_every_kind_of_block(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.open_article("Body")
        visit.read_until(scene.safe(*BODY))


@pytest.mark.parametrize(
    ("title", "places"),
    [("page title", PAGE), ("plain title", ("plain",)), ("Une page", ("Latin-1",))],
    ids=["saved page", "plain text", "Latin-1 text"],
)
def test_articles_of_other_formats(scene: Scene, title: str, places: tuple[str, ...]) -> None:
    with visiting(scene) as visit:
        visit.open_article(next(iter(scene.safe(title)), title))
        visit.read_until(scene.safe(*places))


def test_an_article_whose_title_looks_like_markup(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.open_article("boo")
        visit.wait_for(f"Quaere · {MARKUP}")
        visit.press("h")
        visit.wait_for("Highlighted")


def test_outline_and_panels(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.open_article("Body")
        visit.press("o")
        visit.read_until(scene.safe("heading"))
        visit.press("escape")
        visit.settle(0.5)
        for key in "wrr":
            visit.press(key)
            visit.settle()
        visit.seen = ""
        visit.read_until(scene.safe("risk"))
        for key in "fci":
            visit.press(key)
            visit.settle()


def test_search_hits(scene: Scene) -> None:
    places = ("title", "heading", "paragraph", "code", "table", "page text", "plain", "Latin-1")
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        for place in places:
            planted = [each for each in scene.hostile.planter.planted if each.place == place]
            for each in planted[::15]:
                visit.send(each.safe)
                visit.wait_for(each.mark)
                visit.press("ctrl+u")
                visit.wait_for("in all articles")


def test_a_long_list_of_hits(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        visit.send(f"title:body {EVERYWHERE}")
        visit.wait_for(" sections in ")
        # What comes beside the hits later would be taken for the page that was turned.
        visit.wait_for(the_facets_are_counted)
        visit.settle(0.5)
        visit.read_until(scene.safe("heading", "paragraph"), key="pagedown")


def test_facets_beside_the_hits(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("Narrow down")
        visit.send(EVERYWHERE)
        visit.wait_for(" sections in ")
        visit.press("ctrl+n")
        visit.settle()
        visit.press("enter")
        visit.wait_for("only ")
        visit.look()
        assert any(word in visit.seen for word in scene.safe("author", "page author"))


def test_passages_and_sections_like_theirs(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("A")
        visit.wait_for("Type a question")
        visit.send(f"Why does the {EVERYWHERE} paragraph matter?")
        visit.wait_for(" passages in ")
        visit.press("enter")
        visit.settle()
        visit.press("m")
        visit.wait_for("more like “")
        visit.settle()


def test_questions(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("Q")
        visit.wait_for(" questions in ")
        visit.read_until(scene.safe("heading", "page heading"), key="pagedown")


def test_highlights_and_export(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("H")
        visit.read_until(scene.safe("note", "note tag"), key="j")
        visit.press("e")
        visit.wait_for("Export highlights and notes")
        visit.wait_for("File")


def test_help_and_palette(scene: Scene) -> None:
    with visiting(scene) as visit:
        visit.press("?")
        visit.wait_for("Keys: ")
        visit.press("escape")
        visit.wait_for(without("Keys: "))
        visit.press("ctrl+p")
        visit.wait_for("Find an action by name")


def test_what_is_pasted_into_a_field(scene: Scene) -> None:
    """As UTF-8 text; a terminal takes escape characters out of what is pasted by itself."""
    pasted = [scene.hostile.planter.one("pasted", payload) for payload in PAYLOADS[14:18]]
    text = b"\x1b[200~" + " ".join(each.text for each in pasted).encode() + b"\x1b[201~"
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        visit.send(text)
        visit.wait_for(pasted[0].safe)
        visit.settle()


def test_settings_that_are_complained_of(scene: Scene, tmp_path: Path) -> None:
    name, action = (scene.hostile.planter.one("settings", payload) for payload in PAYLOADS[14:16])
    (tmp_path / "config.toml").write_text(
        f"{json.dumps(name.text)} = 1\n[keys]\n{json.dumps(action.text)} = 'x'\n"
    )
    complaining = replace(scene, env={**scene.env, "QUAERE_CONFIG_DIR": str(tmp_path)})
    with visiting(complaining) as visit:
        visit.wait_for(name.safe)
        visit.wait_for(action.safe)


# Commands


def visible(raw: bytes) -> str:
    """Output without styles."""
    return re.sub("\x1b\\[[0-9;]*m", "", raw.decode())


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        (("show", "{body}"), (*BODY, "link target")),
        (("show", "{title}"), ()),
        (("search", "{root}", EVERYWHERE, "--limit", "200"), ("paragraph", "page text")),
        (("search", "{root}", "matter", "--limit", "200"), ("heading", "page heading")),
        (("search", "{root}", "\x1b]0;pwned\x07"), ()),
        (("ask", "{root}", "Why could losses reach 12%?", "--limit", "50"), ()),
        (("questions", "{root}"), ("heading", "page heading")),
        (("findings", "{root}", "--kind", "risk"), ("risk",)),
        (("findings", "{root}"), ("risk",)),
        (("notes", "list", "{root}"), ("note", "note tag")),
        (("notes", "list", "{body}"), ("note", "note tag")),
        (("export", "{root}", "--format", "markdown"), ("note",)),
        (("doctor", "{root}"), ()),
    ],
    ids=lambda value: " ".join(value[:1]) if isinstance(value, tuple) else None,
)
def test_commands_on_a_terminal(
    scene: Scene, arguments: tuple[str, ...], places: tuple[str, ...]
) -> None:
    hostile = scene.hostile
    paths = {"root": hostile.root, "body": hostile.body, "title": hostile.title_files[0]}
    command = [argument.format(**paths) for argument in arguments]
    with PtyApp(*command, env=scene.env, cwd=hostile.root, columns=100) as app:
        assert app.wait_for_end() in (0, 1)
    raw = bytes(app.raw)
    scene.assert_harmless(raw)
    assert b"\x1b]0;pwned" not in raw
    shown = visible(raw)
    assert sorted(word for word in scene.safe(*places) if word not in shown) == []
    assert shown.strip()


def test_the_progress_of_indexing_and_the_list_of_skipped_files(scene: Scene) -> None:
    hostile = scene.hostile
    with PtyApp("index", hostile.unreadable, "--rebuild", env=scene.env, columns=100) as app:
        assert app.wait_for_end() == 0
    scene.assert_harmless(bytes(app.raw), "\x1b[K")
    shown = visible(bytes(app.raw))
    assert sorted(word for word in scene.safe("unreadable file") if word not in shown) == []
