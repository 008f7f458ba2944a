"""Nothing that an article says reaches the terminal as a command: not on any screen of the reader,
not from any command. The harmless words beside each payload are shown: silence is no success."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.terminal.hostile import (
    EVERYWHERE,
    MARKUP,
    PAYLOADS,
    Hostile,
    folder_with_hostile_name,
    make,
)
from tests.terminal.pty_app import PtyApp
from tests.terminal.signs import the_facets_are_counted, without
from tests.terminal.visiting import Scene, environment, visible, visiting

BODY = ("heading", "paragraph", "item", "quote", "code", "inline code", "table", "link",
        "entities", "double entities", "risk")  # fmt: skip
PAGE = ("page heading", "page text", "page entities", "page code", "page link")


@dataclass(frozen=True, slots=True)
class Payloads(Scene):
    """Every payload in every place, with a hostile note."""

    hostile: Hostile


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Payloads:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = make(folder)
    scene = Payloads(hostile.planter, hostile.root, environment(folder), hostile)
    note, tag = (hostile.planter.one(place, PAYLOADS[0]) for place in ("note", "note tag"))
    first = next(each for each in hostile.planter.planted if each.place == "paragraph")
    quote = f"Here is {first.safe}"
    scene.run("index", hostile.root)
    scene.run("notes", "add", hostile.body, "--quote", quote, "--note", note.text,
              "--tag", tag.text)  # fmt: skip
    return scene


# Screens


def test_the_library(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.read_until(scene.safe("title", "author", "file name"))
        assert MARKUP in visit.seen


def test_the_list_of_unreadable_files(scene: Payloads) -> None:
    with visiting(scene, scene.hostile.unreadable) as visit:
        visit.wait_for("18 unreadable")
        visit.press("x")
        visit.wait_for("Files that could not be read")
        visit.settle()
        visit.read_until(scene.safe("unreadable file"))


def test_a_folder_whose_name_is_hostile(scene: Payloads, tmp_path: Path) -> None:
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


def test_an_article_with_payloads_in_every_kind_of_block(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.open_article("Body")
        visit.press("home")  # another visit may have left it at any place
        visit.wait_for("12 min")
        visit.settle()
        visit.read_until(scene.safe(*BODY))


@pytest.mark.parametrize(
    ("title", "places"),
    [("page title", PAGE), ("plain title", ("plain",)), ("Une page", ("Latin-1",))],
    ids=["saved page", "plain text", "Latin-1 text"],
)
def test_articles_of_other_formats(scene: Payloads, title: str, places: tuple[str, ...]) -> None:
    with visiting(scene) as visit:
        visit.open_article(next(iter(scene.safe(title)), title))
        visit.read_until(scene.safe(*places))


def test_an_article_whose_title_looks_like_markup(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.open_article("boo")
        visit.wait_for(f"Quaere · {MARKUP}")
        visit.press("h")
        visit.wait_for("Highlighted")


def test_outline_and_panels(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.open_article("Body")
        visit.press("home")  # another visit may have left it at any place
        visit.wait_for("12 min")
        visit.settle()
        visit.press("o")
        visit.settle(0.5)
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


def test_search_hits(scene: Payloads) -> None:
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


def test_a_long_list_of_hits(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        visit.send(f"title:body {EVERYWHERE}")
        visit.wait_for(" sections in ")
        # What comes beside the hits later would be taken for the page that was turned.
        visit.wait_for(the_facets_are_counted)
        visit.settle(0.5)
        visit.read_until(scene.safe("heading", "paragraph"), key="pagedown")


def test_facets_beside_the_hits(scene: Payloads) -> None:
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


def test_passages_and_sections_like_theirs(scene: Payloads) -> None:
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


def test_questions(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.press("Q")
        visit.wait_for(" questions in ")
        visit.read_until(scene.safe("heading", "page heading"), key="pagedown")


def test_highlights_and_export(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.press("H")
        visit.read_until(scene.safe("note", "note tag"), key="j")
        visit.press("e")
        visit.wait_for("Export highlights and notes")
        visit.wait_for("File")


def test_help_and_palette(scene: Payloads) -> None:
    with visiting(scene) as visit:
        visit.press("?")
        visit.wait_for("Keys: ")
        visit.press("escape")
        visit.wait_for(without("Keys: "))
        visit.press("ctrl+p")
        visit.wait_for("Find an action by name")


def test_what_is_pasted_into_a_field(scene: Payloads) -> None:
    """As UTF-8 text; a terminal takes escape characters out of what is pasted by itself."""
    pasted = [scene.hostile.planter.one("pasted", payload) for payload in PAYLOADS[14:18]]
    text = b"\x1b[200~" + " ".join(each.text for each in pasted).encode() + b"\x1b[201~"
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        visit.send(text)
        visit.wait_for(pasted[0].safe)
        visit.settle()


def test_settings_that_are_complained_of(scene: Payloads, tmp_path: Path) -> None:
    name, action = (scene.hostile.planter.one("settings", payload) for payload in PAYLOADS[14:16])
    (tmp_path / "config.toml").write_text(
        f"{json.dumps(name.text)} = 1\n[keys]\n{json.dumps(action.text)} = 'x'\n"
    )
    complaining = replace(scene, env={**scene.env, "QUAERE_CONFIG_DIR": str(tmp_path)})
    with visiting(complaining) as visit:
        visit.wait_for(name.safe)
        visit.wait_for(action.safe)


# Commands


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
    scene: Payloads, arguments: tuple[str, ...], places: tuple[str, ...]
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


def test_the_progress_of_indexing_and_the_list_of_skipped_files(scene: Payloads) -> None:
    hostile = scene.hostile
    with PtyApp("index", hostile.unreadable, "--rebuild", env=scene.env, columns=100) as app:
        assert app.wait_for_end() == 0
    scene.assert_harmless(bytes(app.raw), "\x1b[K")
    shown = visible(bytes(app.raw))
    assert sorted(word for word in scene.safe("unreadable file") if word not in shown) == []
