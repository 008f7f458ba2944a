"""A visit to a hostile collection: what is pressed there, what is seen, how it is judged."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.hostile import Planter, foreign_controls
from tests.terminal.pty_app import READER, NotSeen, PtyApp
from tests.terminal.signs import an_article_is_open, other_than, the_library_is_shown


@dataclass(frozen=True, slots=True)
class Scene:
    """A hostile collection, indexed; `env` leads to its index and notes."""

    planter: Planter
    root: Path
    env: Mapping[str, str]

    def safe(self, *places: str) -> set[str]:
        """The harmless words of some places."""
        return self.planter.safe(*places)

    def assert_harmless(self, raw: bytes, *allowed: str) -> None:
        """No payload came through, nor any other control that the program has no use for."""
        assert self.planter.live(raw) == []
        assert foreign_controls(raw) - set(allowed) == set()

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        """A command in this scene, not in a terminal; it must not fail."""
        done = subprocess.run(
            [*READER, *map(str, arguments)], env={**os.environ, **self.env}, capture_output=True
        )
        assert done.returncode in (0, 1), done.stderr.decode()
        return done


def environment(folder: Path) -> dict[str, str]:
    """A user whose places lie in a folder."""
    names = ("data", "cache", "config")
    places = {f"QUAERE_{name.upper()}_DIR": str(folder / name) for name in names}
    return {"HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **places}


class Visit(PtyApp):
    """The reader on the hostile collection; keeps in mind all that stood on the screen."""

    def __init__(self, scene: Scene, root: Path, program: Sequence[str] = READER) -> None:
        super().__init__(
            "open", root, env=scene.env, cwd=root, columns=140, rows=50, program=program
        )
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
    with Visit(scene, root or scene.root) as visit:
        visit.wait_for(the_library_is_shown)
        visit.wait_until_alone()
        visit.settle()
        yield visit
        visit.look()
        assert visit.process.poll() is None, "the reader ended by itself"
    scene.assert_harmless(bytes(visit.raw))


def visible(raw: bytes) -> str:
    """Output without styles."""
    return re.sub("\x1b\\[[0-9;]*m", "", raw.decode())
