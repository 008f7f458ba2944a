"""Everything hostile there is in one collection, with the belongings of a hostile person."""

from __future__ import annotations

import base64
import json
import re
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.collection import read_file
from index.text import clean
from reader.notes.book import Notes, ref_of
from reader.store import Store, reading_time, searches
from reader.store.searches import SavedSearch
from tests.terminal.hostile import PAYLOADS, Hostile, make
from tests.terminal.item_formats import toml
from tests.terminal.items import Item, make_items
from tests.terminal.recording import Record
from tests.terminal.visiting import Scene, environment

_COPYING = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


@dataclass(frozen=True, slots=True)
class World(Scene):
    """All hostile articles and items in one collection, and a hostile person's belongings."""

    hostile: Hostile
    items: tuple[Item, ...]
    record: Record

    def copied(self, raw: bytes, *allowed: str) -> int:
        """How often a text was copied by way of the terminal; it is clean, and all else as well."""
        assert self.planter.live(raw) == []
        self.assert_harmless(_COPYING.sub(b"", raw), *allowed)
        found = (base64.b64decode(text).decode() for text in _COPYING.findall(raw))
        copied = [text.replace("\r\n", "\n") for text in found]  # tables have such ends
        assert [text for text in copied if clean(text) != text] == []
        return len(copied)


def make_world(folder: Path) -> World:
    """All of it below a folder."""
    hostile = make(folder)
    planter, root = hostile.planter, hostile.root
    items = make_items(root / "items", planter)
    env = {**environment(folder), "EDITOR": "true", "PATH": "/usr/bin:/bin"}
    world = World(planter, root, env, hostile, tuple(items), Record(folder / "record"))
    shutil.copy(hostile.body, root / f"{planter.one('copy', PAYLOADS[0]).text}.md")
    _settings(world)
    world.run("index", root)
    _notes(world)
    with Store(Path(env["QUAERE_DATA_DIR"])) as store:
        for payload in PAYLOADS[::3]:
            each = planter.one("search", payload)
            searches.save(store, SavedSearch(each.safe + each.text, f"silt {each.text}"))
            searches.remember(store, each.text)
        for file in (hostile.body, *hostile.title_files[:3]):
            article = read_file(file)
            heading = next(each.heading for each in article.sections if each.heading)
            today = date.today().isoformat()
            reading_time.add(store, today, ref_of(article, file), 600.0, [heading])
    return world


def _settings(world: World) -> None:
    """A colour with a hostile meaning, and a dictionary that answers with payloads."""
    told, meaning = (world.planter.one(place, PAYLOADS[0]) for place in ("dictionary", "colour"))
    folder = Path(world.env["QUAERE_CONFIG_DIR"])
    folder.mkdir(parents=True)
    command = [sys.executable, "-c", f"print({told.text!r})"]
    (folder / "config.toml").write_text(
        f"dictionary = {json.dumps(command)}\n[colours]\nyellow = {toml(meaning.text)}\n"
    )


def _notes(world: World) -> None:
    """Notes that are where they were, that may be elsewhere, and whose text is gone."""
    file = world.root / "changing.md"
    sentences = [f"Sentence {n} tells of the silt in harbour {n}, at length." for n in range(6)]
    file.write_text("# Changing\n\n## What is left?\n\n" + "\n\n".join(sentences))
    article = read_file(file)
    with Store(Path(world.env["QUAERE_DATA_DIR"])) as store:
        for payload, sentence in zip(PAYLOADS, sentences, strict=False):
            note, tag = (world.planter.one(place, payload) for place in ("note", "note tag"))
            start = article.text.index(sentence)
            Notes(store).add(
                article, file, start, start + len(sentence), note=note.text, tags=[tag.text]
            )
    moved = sentences[3].replace("tells of", "says")
    changed = [sentences[0], moved, moved, sentences[2], f"{sentences[4]} It grows."]
    file.write_text("# Changing\n\n## What is left?\n\n" + "\n\n".join(changed))
    world.run("index", world.root)
