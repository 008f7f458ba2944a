"""Disks that are full or may not be written to: what the commands then say, and what they keep.

    python -m tests.endurance.disks SCENE FOLDER HOW

HOW is a number of kilobytes that are left, or how something is locked: "mount" or "modes". Runs
in a mount namespace of its own, so that its mounts end with it, or without the rights that let
root pass over modes (`test_disks` sees to both).
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from index.cache import cache_of
from index.collection import Collection
from reader.screens.tour import SEEN
from reader.store import Store, highlights, preferences
from reader.store.schema import STEPS
from tests.endurance.litter import in_cache, in_data
from tests.index.search.dump import held
from tests.index.shelf import ARTICLE
from tests.reader.store.highlights_made import made
from tests.terminal.pty_app import READER, PtyApp

SIZE = "8m"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


class Home:
    """A collection, and a home with notes, index and exports; frozen `by_modes` or by mounts."""

    def __init__(self, folder: Path, *, by_modes: bool = False) -> None:
        self.folder = folder
        self.by_modes = by_modes
        self.root, self.home = folder / "articles", folder / "home"
        self.exports = self.home / "exports"
        self.environment = {
            **os.environ,
            "HOME": str(self.home),
            "QUAERE_DATA_DIR": str(self.home / "data"),
            "QUAERE_CACHE_DIR": str(self.home / "cache"),
            "QUAERE_CONFIG_DIR": str(self.home / "config"),
        }
        for each in (self.root, self.home):
            each.mkdir(exist_ok=True)

    def write(self, name: str, word: str, times: int = 1) -> None:
        """An article about a word, so many times as long."""
        file = self.root / name
        file.write_text("\n".join(ARTICLE.format(word=word, title=word) for _ in range(times)))
        os.utime(file, (1_700_000_000, 1_700_000_000))

    def quaere(self, *arguments: object) -> Said:
        """Run a command: whatever happens, one that fails says why in a sentence."""
        done = subprocess.run(
            [*READER, *map(str, arguments)], env=self.environment, cwd=self.folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = Said(done.returncode, done.stdout.strip(), done.stderr.strip())
        assert "Traceback" not in said.err and "unexpected" not in said.err, said.err
        assert said.status in (0, 1, 2, 3), (arguments, said)
        explained = said.err.endswith(".") or arguments[0] == "doctor"
        assert said.status < 2 or explained, (arguments, said)
        return said

    def found(self, word: str) -> bool:
        """Whether a search finds a word."""
        said = self.quaere("search", self.root, word)
        assert said.status in (0, 1), said
        return said.status == 0

    def freeze(self, place: Path) -> None:
        """Let nothing below a folder be written any more: by its modes, or by a mount."""
        if self.by_modes:
            for each in [place, *place.rglob("*")]:
                each.chmod(each.stat().st_mode & ~0o222)
        else:
            freeze(place)

    def assert_all_can_be_asked(self) -> None:
        """Everything that only reads works."""
        assert self.found("basalt")
        for command in (
            ("ask", self.root, "why does basalt matter?"),
            ("questions", self.root),
            ("findings", self.root),
            ("notes", "list", self.root),
            ("show", self.root / "0.md"),
            ("export", self.root, "--format", "csv"),
            ("doctor", self.root),
            ("stats", self.root),
            ("keys",),
        ):
            said = self.quaere(*command)
            assert said.status in ((0, 3) if command[0] == "doctor" else (0, 1)), (command, said)

    def assert_the_reader_opens(self) -> None:
        """The reader shows the library and an article, and can be left."""
        with PtyApp(self.root, env=self.environment, newcomer=True) as app:
            app.wait_for("articles, ")
            app.press("enter")
            app.wait_for("found in 12%")
            app.press("ctrl+q")
            assert app.wait_for_end() == 0
            assert b"Traceback" not in app.raw

    def assert_as_fresh(self) -> None:
        """The index holds what one made now would hold, and nothing lies about."""
        assert self.quaere("index", self.root).status == 0
        here, fresh = Collection(self.root, self.home / "cache"), self._fresh()
        assert here.problem() is None
        assert held(here) == held(fresh)
        assert here.articles() == fresh.articles()
        litter = in_cache(cache_of(self.home / "cache", self.root.resolve()))
        assert [*litter, *in_data(self.home / "data")] == []

    def _fresh(self) -> Collection:
        fresh = Collection(self.root, self.folder / "fresh")
        fresh.sync(jobs=1)
        return fresh


def settle(home: Home) -> str:
    """A few articles, their index, a note and an export; the id of the note."""
    for number, word in enumerate(("amber", "basalt", "copper")):
        home.write(f"{number}.md", word)
    assert home.quaere("index", home.root).status == 0
    made = home.quaere("notes", "add", home.root / "0.md", "--section", 1, "--note", "kept")
    assert made.status == 0, made
    with Store(home.home / "data") as store:
        preferences.put(store, SEEN, "seen")
    home.exports.mkdir()
    assert export(home).status == 0
    return made.out


def export(home: Home) -> Said:
    """All notes as JSON."""
    return home.quaere(
        "export", home.root, "--format", "json", "--output", home.exports / "all.json"
    )


def full(folder: Path, kilobytes: int) -> None:
    """All that is ours lies on a disk on which only so much room is left."""
    home = Home(folder)
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(home.home))
    made_id = settle(home)
    exported = (home.exports / "all.json").read_bytes()
    ballast = home.home / "ballast"
    fill(ballast, kilobytes)
    home.write("0.md", "amber")
    home.write("3.md", "diamond", times=300)
    indexed = home.quaere("index", home.root)
    assert indexed.status == 0 or "no space left" in indexed.err, indexed
    assert home.found("basalt")
    acknowledged = [made_id]
    for number in range(7):
        more = (
            home.quaere("notes", "add", home.root / "1.md", "--section", 1, "--note", "x" * 50_000)
            if number < 3
            else home.quaere("notes", "edit", made_id, "--note", f"{number} {'y' * 50_000}")
        )
        if more.status:
            assert "full" in more.err, more
            break
        acknowledged += [more.out] if number < 3 else []
    written = export(home)
    assert written.status == 0 or "space" in written.err, written
    assert written.status == 0 or (home.exports / "all.json").read_bytes() == exported
    assert home.quaere("notes", "list", home.root).status == 0
    print(f"{kilobytes} KB left: index {indexed.status}, {len(acknowledged)} notes, "
          f"export {written.status}")  # fmt: skip
    ballast.unlink()
    listed = home.quaere("notes", "list", home.root, "--json").out
    assert all(each in listed for each in acknowledged)
    assert export(home).status == 0
    assert not list(home.exports.glob(".*"))
    home.assert_as_fresh()


def upgrade(folder: Path, kilobytes: int) -> None:
    """The notes of an older version are to be brought up to date where there is no room."""
    home = Home(folder)
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(home.home))
    with Store(home.home / "data", steps=STEPS[:3]) as store:
        kept = [made(note="note " * 2000) for _ in range(20)]
        for each in kept:
            highlights.add(store, each)
    fill(home.home / "ballast", kilobytes)
    said = home.quaere("notes", "edit", kept[0].id, "--note", "x")
    assert said.status == 0 or "full" in said.err or "space" in said.err, said
    print(f"{kilobytes} KB left: upgrade {said.status}")
    (home.home / "ballast").unlink()
    assert home.quaere("notes", "edit", kept[0].id, "--note", "x").status == 0
    with Store(home.home / "data") as store:
        assert {each.id for each in highlights.every(store)} == {each.id for each in kept}
    assert in_data(home.home / "data") == []


def locked_cache(home: Home) -> None:
    """The index may not be written to: what it had before is used, and that is said."""
    made_id = settle(home)
    home.freeze(home.home / "cache")
    home.write("3.md", "diamond")
    assert home.quaere("index", home.root).status == 3
    said = home.quaere("search", home.root, "basalt")
    assert said.status == 0 and "this is what it had before" in said.err, said
    assert not home.found("diamond")
    home.assert_all_can_be_asked()
    assert home.quaere("notes", "edit", made_id, "--note", "changed").status == 0
    assert export(home).status == 0
    home.assert_the_reader_opens()


def locked_home(home: Home) -> None:
    """Nothing at home may be written to: all can be read, and what cannot be kept is said."""
    made_id = settle(home)
    before = home.quaere("notes", "list", home.root).out
    home.freeze(home.home)
    home.assert_all_can_be_asked()
    assert home.quaere("notes", "list", home.root).out == before
    for refused in (
        home.quaere("notes", "edit", made_id, "--note", "changed"),
        home.quaere("notes", "add", home.root / "1.md", "--section", 1, "--note", "more"),
    ):
        assert refused.status == 3 and "cannot be written to" in refused.err, refused
    home.write("0.md", "amber", times=2)
    assert home.quaere("index", home.root).status == 3
    assert home.quaere("notes", "list", home.root).status == 0
    home.assert_the_reader_opens()


def bare_home(home: Home) -> None:
    """Nothing was ever kept, and nothing can be: what would have to be is said."""
    home.write("0.md", "amber")
    home.freeze(home.home)
    assert home.quaere("show", home.root / "0.md").status == 0
    assert home.quaere("keys").status == 0
    for command in ("index", "questions", "findings"):
        refused = home.quaere(command, home.root)
        assert refused.status == 3 and "QUAERE_CACHE_DIR" in refused.err, refused
    refused = home.quaere("notes", "add", home.root / "0.md", "--section", 1, "--note", "x")
    assert refused.status == 3 and "QUAERE_DATA_DIR" in refused.err, refused
    assert home.quaere("doctor", home.root).status == 3


def locked_articles(home: Home) -> None:
    """Nothing is ever written into a collection: one that cannot be written to is as any other."""
    settle(home)
    home.freeze(home.root)
    home.assert_all_can_be_asked()
    home.assert_as_fresh()
    home.assert_the_reader_opens()


SCENES = {
    "cache": locked_cache,
    "home": locked_home,
    "bare": bare_home,
    "articles": locked_articles,
}


def mount(*arguments: str) -> None:
    """Mount something."""
    subprocess.run(["mount", *arguments], check=True)


def freeze(place: Path) -> None:
    """Let nothing below a folder be written any more, until it is unmounted."""
    mount("--bind", str(place), str(place))
    mount("-o", "remount,bind,ro", str(place))


def fill(ballast: Path, kilobytes: int) -> None:
    """Fill a disk but for so much."""
    free = os.statvfs(ballast.parent)
    left = free.f_bavail * free.f_frsize - kilobytes * 1024
    with ballast.open("wb") as file:
        file.write(bytes(max(0, left)))


def main() -> None:
    """Play a scene."""
    scene, folder, how = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if scene == "full":
        full(folder, int(how))
    elif scene == "upgrade":
        upgrade(folder, int(how))
    else:
        SCENES[scene](Home(folder, by_modes=how == "modes"))


if __name__ == "__main__":
    main()
