"""All questions of the collection, filtered while typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Label, Static

from index.article import QuestionEntry
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.screens.room import Room
from reader.widgets.entries import HitKey, counted, question_entries
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import PickList
from reader.widgets.top_bar import TopBar


class QuestionsScreen(Room):
    """Questions under their articles."""

    WHERE: ClassVar[Where] = "questions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("questions")]

    def __init__(self) -> None:
        super().__init__()
        self._answered: str | None = None
        self._opens_first = False
        self._latest: Latest[str, list[QuestionEntry]] = Latest(self, self._look, self._found)

    def compose(self) -> ComposeResult:
        """Filter, count, list."""
        yield TopBar()
        with Horizontal(id="ask"):
            yield Label("Questions")
            yield Input(placeholder="that hold these words", id="query")
        yield Static("", id="understood", markup=False)
        yield PickList(empty="", id="questions").add_class("list")
        yield KeyBar(self.WHERE)

    def on_mount(self) -> None:
        """Show all of them."""
        self.query_one(TopBar).place = f"Quaere · {self.quaere.collection.name} · questions"
        self.show_status(self.quaere.status, self.quaere.share)
        self.query_one("#query").focus()
        self.collection_changed()

    def collection_changed(self) -> None:
        """There may be more now."""
        self._latest.ask(self.query_one("#query", Input).value)

    def _look(self, match: str) -> list[QuestionEntry]:
        return [q for q in self.quaere.collection.questions(match) if q.answered]

    def _found(self, match: str, found: list[QuestionEntry]) -> None:
        articles = len({each.article for each in found})
        told = f"{counted(len(found), 'question')} in {counted(articles, 'article')}"
        self.query_one("#understood", Static).update(told)
        picks = self.query_one(PickList)
        empty = "No question holds these words." if match.strip() else "No questions yet."
        picks.fill(question_entries(found), key=picks.key, empty=empty)
        self._answered = match
        if self._opens_first:
            self._opens_first = False
            picks.pick()

    # Actions

    def action_questions_open(self) -> None:
        """Read the answer."""
        self.query_one(PickList).pick()

    def action_questions_down(self) -> None:
        """Next question."""
        self.query_one(PickList).move(1)

    def action_questions_up(self) -> None:
        """Previous question."""
        self.query_one(PickList).move(-1)

    def action_questions_page_down(self) -> None:
        """A page on."""
        self.query_one(PickList).page(1)

    def action_questions_page_up(self) -> None:
        """A page back."""
        self.query_one(PickList).page(-1)

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        self._opens_first = False
        self._latest.ask(message.value)

    @on(Input.Submitted, "#query")
    def _submitted(self, message: Input.Submitted) -> None:
        if message.value == self._answered:
            self.query_one(PickList).pick()
        else:
            # What is listed belongs to the words before.
            self._opens_first = True

    @on(PickList.Picked)
    def _open(self, message: PickList.Picked) -> None:
        key: HitKey = message.key
        self.quaere.open_article(key.article, section=key.section)
