"""Ways through the whole reader, as keys: every screen and box, every action of the table.

A step is the id of an action (its first key is pressed), the name of a key, words to type ("type
silt"), words to wait for ("see silt"), or a way back ("back LibraryScreen": escape until that
screen is on top).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from reader.actions import ACTIONS, KEY_NAMES
from tests.terminal.hostile import EVERYWHERE
from tests.terminal.pty_app import KEYS, PATIENCE
from tests.terminal.recording import Record
from tests.terminal.signs import an_article_is_open
from tests.terminal.visiting import Scene, Visit

Steps = tuple[str, ...]
_KEYS: Mapping[str, str] = {action.id: action.keys[0] for action in ACTIONS if action.keys}
_MOVING = (
    "list.down", "list.down", "list.up", "list.page-down", "list.page-up", "list.bottom",
    "list.top",
)  # fmt: skip

LIBRARY: Steps = (
    *(action.id for action in ACTIONS if action.id.startswith("library.by-")),
    "library.sort", "library.reverse", "library.group", "library.group", "library.group",
    "library.group", "library.group", "library.group", *_MOVING,
    "library.mark", "library.mark-all", "library.mark-all", "library.favourite", "library.read",
    "library.read", "library.archive", "library.archived", "library.undo", "library.archived",
    "library.tags", "type vessel", "enter", "library.tags", "type ve", "right", "escape",
    "library.skipped", "space", "space", "G", "back LibraryScreen", "index",
    "list.filter", f"type {EVERYWHERE}", "tab", "j", "escape", "library.continue",
    "back LibraryScreen",
)  # fmt: skip
ANYWHERE: Steps = (
    "help", "space", "list.filter", "type find", "back {here}", "legend", "back {here}", "tour",
    "space", "manual", "j", "enter", "space", "]", "back {here}", "settings", "j", "j", "l", "h",
    "back {here}", "theme", "type dark", "escape", "back {here}", "go.palette", "back {here}",
    "colon", "type art", "escape", "back {here}", "dictionary", "type silt", "back {here}",
    "export", "j", "j", "j", "j", "j", "j", "ctrl+f", "ctrl+t", "back {here}", "suspend",
)  # fmt: skip
READING: Steps = (
    "question.next", "question.previous", "panel.all", "finding.next", "finding.previous",
    "line.down", "line.up", "page.down", "page.up", "half.down", "half.up", "paragraph.next",
    "paragraph.previous", "sentence.next", "sentence.previous", "text.bottom", "text.top",
    "count", "question.next", "find", "type the", "enter", "find.next", "find.previous", "escape",
    "find.word", "a", "escape", "back ArticleScreen",
    "find", "type cell", "enter", "table", "l", "h", "back ArticleScreen", "escape",
    "panel.claims", "panel.risks", "panel.risk-kind", "panel.scope", "panel.order",
    "finding.next", "panel.reasons", "panel.focus", "j", "panel.focus", "panel.figures",
    "finding.next", "finding.elsewhere", "down", "back ArticleScreen", "panel.all",
    "outline", "j", "enter", "outline", "outline", "jump.back", "jump.forward", "article.origin",
    "space", "back ArticleScreen", "labels", "escape", "back ArticleScreen", "labels", "a",
    "back ArticleScreen",
    "place.keep", "a", "place.keep", "B", "place.go", "a", "place.go", "escape",
    "back ArticleScreen", "text.bottom", "link", "a", "back ArticleScreen", "text.top",
    "mode.question", "mode.question", "mode.focus", "mode.focus", "question.done", "wider",
    "narrower", "density.more", "density.less", "finding.next", "finding.dismiss",
    "finding.dismissed", "j", "back ArticleScreen", "sentence.next", "finding.claim",
    "sentence.next", "finding.risk", "undo", "finding.next", "finding.dismiss", "finding.dismissed",
    "dismissed.restore", "back ArticleScreen",
    "like", "down", "like.again", "back ArticleScreen", "select", "select.right", "select.left",
    "select.character", "select.character-back", "copy", "select", "select.right", "copy.source",
    "sentence.next", "highlight", "unhighlight", "undo", "sentence.next", "annotate",
    "type silt", "ctrl+t", "ctrl+o", "ctrl+s", "annotate-question", "escape", "back ArticleScreen",
    "accept", "attach", "file.folder", "file.edit",
)  # fmt: skip
"""Everything that is done with one article. Its file is looked at by an editor and not changed."""
_SEARCH = (f"type {EVERYWHERE}", "see  sections in ")
SEARCHING: Steps = (
    "go.search", *_SEARCH, "tab", *_MOVING, "search.sort", "search.sort", "search.collapse",
    "search.narrow", "enter", "search.widen", "enter", "search.clear",
    "search.save", "type more", "enter", "search.saved", "search.rename", "type other", "enter",
    "search.remove", "search.undo", "back LibraryScreen",
    "go.search", "type zephyrin", "search.complete", "ctrl+u", "type zefyrine", "see did you mean",
    "search.suggestion", "search.earlier", "search.earlier", "search.later", "search.ask",
    "back LibraryScreen", "go.search", *_SEARCH, "tab", "search.like", "back SearchScreen",
    "list.open", "series.next", "series.previous", "go.back", "back LibraryScreen",
)  # fmt: skip
ASKING: Steps = (
    "go.ask", f"type Why does the {EVERYWHERE} paragraph matter?", "see  passages in ", "tab",
    "ask.copy", "ask.highlight", "ask.undo", "ask.like", "back LibraryScreen",
)  # fmt: skip
LISTING: Steps = (
    "go.questions", "questions.group", "questions.all", "tab", "list.page-down",
    "back LibraryScreen",
    "go.findings", "findings.claims", "findings.figures", "findings.risks", "findings.kind",
    "findings.all", *_MOVING, "go.library",
    "go.highlights", *_MOVING, "highlights.edit", "type more", "ctrl+s", "highlights.accept",
    "highlights.candidate", "highlights.remove", "highlights.undo", "highlights.attach",
    "back HighlightsScreen", "go.library", "go.statistics", "j", "go.library",
    "library.restore", "go.library",
)  # fmt: skip
LEAVING: Steps = ("go.statistics", "leave", "quit")

_HANDING_OVER = {"suspend", "file.edit", "ctrl+o on NoteScreen"}
"""What gives the terminal to another program and comes back: keys are not heard meanwhile."""


class Walk(Visit):
    """A visit that is recorded, and that keeps in mind what was seen on which screen."""

    def __init__(self, scene: Scene, record: Record, root: Path, program: tuple[str, ...]) -> None:
        super().__init__(scene, root, program=program)
        self.record = record
        self.seen_on: dict[str, str] = {}
        self.costs: dict[str, float] = {}

    def take(self, steps: Steps, here: str = "LibraryScreen") -> None:
        """Walk; what the reader did is looked at after every step, and what that cost kept."""
        for step in steps:
            word, _, rest = step.format(here=here).partition(" ")
            if word == "see":
                self.wait_for(rest)
            elif word == "back":
                self._go_back_to(rest)
            elif word == "type":
                self._answer(rest, step)
            else:
                key = _KEYS.get(word, word)
                typed = KEYS.get(key, KEY_NAMES.get(key, key.replace("alt+", "\x1b")))
                self._answer(typed, step)

    @property
    def current(self) -> str:
        """The class of the screen that is on top."""
        self.record.look()
        return self.record.screens[-1]

    def _answer(self, typed: str, step: str) -> None:
        where, before, known = self.current, self.cpu_seconds(), self.record.keys
        shown = len(self.raw)
        self.send(typed)
        # On a busy machine it may take long until the terminal hands on what was typed.
        self._wait_until_it_came(known + (1 if typed.startswith("\x1b") else len(typed)))
        if {step, f"{step} on {where}"} & _HANDING_OVER:
            self.wait_for_bytes(b"\x1b[?1049h", shown)
        self.rest()
        if self.process.poll() is None:
            self.costs[f"{step} on {where}"] = self.cpu_seconds() - before
        self.look()
        self.seen_on[self.current] = self.seen_on.get(self.current, "") + self.text

    def _wait_until_it_came(self, keys: int) -> None:
        """Nothing need be painted, so it is the record that tells."""
        deadline = time.monotonic() + PATIENCE
        while self.record.keys < keys and self.process.poll() is None:
            assert time.monotonic() < deadline, f"a key did not come\n{self.text}"
            self.pump(time.monotonic() + 0.02)
            self.record.look()

    def _go_back_to(self, screen: str) -> None:
        for _ in range(8):
            if self.current == screen:
                return
            self._answer(KEYS["escape"], "escape")
        raise AssertionError(f"no way back to {screen} from {self.current}\n{self.text}")

    def open(self, words: str) -> None:
        """From the library, the first article with these words in its title."""
        self.take(("back LibraryScreen", "list.filter", f"type {words}", "enter"))
        self.wait_for(an_article_is_open)
        self.rest()
