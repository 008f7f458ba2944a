"""What a person keeps may come from an enemy too: imported notes, settings, searches, templates."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.text import clean
from reader.export import FORMATS
from reader.store import Store, searches
from reader.store.file import FILE_NAME
from reader.store.searches import SavedSearch
from tests.index.formats.making import LOREM
from tests.terminal.hostile import PAYLOADS, Planted, Planter
from tests.terminal.item_formats import toml
from tests.terminal.pty_app import PtyApp
from tests.terminal.visiting import Scene, Visit, environment, visible, visiting


def quote(number: int) -> str:
    """What a note is about: each has a sentence of its own."""
    return f"This is sentence {number} of an article about silt in the harbour."


@dataclass(frozen=True, slots=True)
class Belongings(Scene):
    """A harmless article, and notes of all sources on it that mean harm."""

    article: Path


def readwise(notes: list[Planted]) -> str:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Highlight", "Title", "Author", "URL", "Note", "Tags", "Location", "Date"])
    for n, each in enumerate(notes):
        told = each.text
        writer.writerow([quote(n), "Silt", told, "", told, told, 1, "2026-10-01"])
    return made.getvalue()


def kindle(notes: list[Planted]) -> str:
    head, added = "Silt (Somebody)", "Added on Monday, 4 May 2020 23:37:18"
    return "".join(
        f"{head}\r\n- Your Highlight on location {10 * n}-{10 * n + 4} | {added}\r\n\r\n"
        f"{quote(n)}\r\n==========\r\n"
        f"{head}\r\n- Your Note on location {10 * n + 4} | {added}\r\n\r\n"
        f"{each.text}\r\n==========\r\n"
        for n, each in enumerate(notes, len(PAYLOADS))
        if "\r" not in each.text
    )


def web_annotations(notes: list[Planted]) -> str:
    return json.dumps(
        [
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "type": "Annotation",
                "body": [
                    {"type": "TextualBody", "value": each.text, "purpose": "commenting"},
                    {"type": "TextualBody", "value": each.text, "purpose": "tagging"},
                ],
                "target": {"source": each.text, "title": "Silt", "selector": [selector(n)]},
            }
            for n, each in enumerate(notes, 2 * len(PAYLOADS))
        ]
    )


def selector(number: int) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": quote(number)}


SOURCES: dict[str, Callable[[list[Planted]], str]] = {
    "readwise.csv": readwise,
    "clippings.txt": kindle,
    "notes.json": web_annotations,
}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Belongings:
    folder = tmp_path_factory.mktemp("belongings")
    root, planter = folder / "shelf", Planter()
    root.mkdir()
    article = root / "silt.md"
    text = "\n\n".join(map(quote, range(3 * len(PAYLOADS))))
    article.write_text(f"---\ntitle: Silt\n---\n\n{text}\n\n## Who pays?\n\n{LOREM}\n")
    scene = Belongings(planter, root, environment(folder), article)
    scene.run("index", root)
    for name, made in SOURCES.items():
        (folder / name).write_text(made(planter.plant(name)), newline="")
        told = scene.run("notes", "import", folder / name, root)
        assert told.returncode == 0
        scene.assert_harmless(told.stdout + told.stderr)
    return scene


def test_imported_notes_are_listed_and_shown(scene: Belongings) -> None:
    with visiting(scene) as visit:
        visit.press("H")
        visit.read_until(scene.safe("notes.json"), key="pagedown")
        visit.press("escape")
        visit.settle()
        visit.press("enter")
        visit.wait_for("Who pays?")


@pytest.mark.parametrize("name", FORMATS)
def test_exports_written_to_a_terminal(scene: Belongings, name: str) -> None:
    with PtyApp("export", scene.root, "--format", name, "--output", "-", env=scene.env) as app:
        assert app.wait_for_end() == 0
    scene.assert_harmless(bytes(app.raw), "\t")
    assert visible(bytes(app.raw)).strip()


def test_a_template_is_no_way_to_the_terminal(scene: Belongings, tmp_path: Path) -> None:
    """It may be somebody else's, and it may write what no article holds."""
    template = tmp_path / "mine.jinja"
    planted = scene.planter.one("template", PAYLOADS[0])
    template.write_text(f"{planted.text} {{{{ '\\x1b[2J\\x9b31m' }}}}", "utf-8")
    with PtyApp("export", scene.root, "--template", template, env=scene.env) as app:
        app.wait_for_end()
    scene.assert_harmless(bytes(app.raw), "\t")
    assert planted.safe in visible(bytes(app.raw))


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json")], ids=" ".join)
def test_notes_are_printed(scene: Belongings, arguments: tuple[str, ...]) -> None:
    with PtyApp("notes", arguments[0], scene.root, *arguments[1:], env=scene.env) as app:
        assert app.wait_for_end() == 0
    scene.assert_harmless(bytes(app.raw))
    assert scene.planter.planted[0].safe in visible(bytes(app.raw))


def test_saved_searches(scene: Belongings) -> None:
    with Store(Path(scene.env["QUAERE_DATA_DIR"])) as store:
        for payload in PAYLOADS[::2]:
            each = scene.planter.one("search", payload)
            searches.save(store, SavedSearch(each.safe + each.text, f"silt {each.text}"))
            searches.remember(store, each.text)
    with visiting(scene) as visit:
        visit.press("s")
        visit.wait_for("in all articles")
        visit.press("ctrl+l")
        visit.settle()
        visit.read_until(scene.safe("search"), key="pagedown")
    for arguments in (["silt @nothing"], ["@nothing"]):
        with PtyApp("search", scene.root, *arguments, env=scene.env) as app:
            app.wait_for_end()
        scene.assert_harmless(bytes(app.raw))


def test_settings_of_somebody_else(scene: Belongings, tmp_path: Path) -> None:
    """A theme, keys, what a colour means: each is named where it is of no use or shown."""
    theme, colour = scene.planter.plant("settings")[:2]
    (tmp_path / "config.toml").write_text(
        f"theme = {toml(theme.text)}\ndictionary = 7\n"
        f"[colours]\nyellow = {toml(colour.text)}\n[keys]\npreset = {toml(theme.text)}\n"
    )
    env = {**scene.env, "QUAERE_CONFIG_DIR": str(tmp_path)}
    with Visit(Belongings(scene.planter, scene.root, env, scene.article), scene.root) as visit:
        visit.wait_for(theme.safe)  # at once: what is said goes again
        visit.press("H")
        visit.wait_for(colour.safe)
        visit.press("f2")
        visit.settle(0.3)
    scene.assert_harmless(bytes(visit.raw))


def test_the_data_folder_of_somebody_else(scene: Belongings, tmp_path: Path) -> None:
    """Whoever made it wrote into it what they liked, past every door of ours."""
    theirs = Path(scene.env["QUAERE_DATA_DIR"])
    with Store(theirs) as store:
        store.back_up("test").rename(tmp_path / FILE_NAME)
    planted = scene.planter.plant("merged")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as database:
        known = [row[0] for row in database.execute("SELECT id FROM highlight")]
        for each, identity in zip(planted, known, strict=False):
            database.execute(
                "UPDATE highlight SET note = ?, title = ?, heading = ?, changed = '2999-01-01'"
                " WHERE id = ?",
                (each.text, each.text, each.text, identity),
            )
        database.commit()
    told = scene.run("notes", "merge", tmp_path)
    scene.assert_harmless(told.stdout + told.stderr)
    with closing(sqlite3.connect(theirs / FILE_NAME)) as database:
        kept = [row[0] for row in database.execute("SELECT note FROM highlight")]
    assert {each.safe for each in planted} <= {note.split()[0] for note in kept}
    assert [note for note in kept if clean(note) != note] == []
