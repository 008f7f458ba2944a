"""Ask: the passages that answer a question, word for word, each with why it was taken."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from index.article import Answer
from index.collection import CollectionDamaged, QueryError
from reader.actions import Where
from reader.bindings import bindings
from reader.citing import cited
from reader.notes.model import Highlight
from reader.screens.keeping_room import KeepingRoom
from reader.screens.like import LikeScreen
from reader.screens.list_room import QueryRoom
from reader.series import Place, series_at
from reader.widgets.entries import counted
from reader.widgets.pick_list import PickList
from reader.widgets.search_entries import answer_entries, text_entry, together

SHOWN = 12
_START = (
    ("Type a question", "as you would ask a person: Why did depositors leave?"),
    ("enter", "into the passages; there y copies one with its source, h keeps it"),
)
_NOTHING = "No passage answers that: ask in other words, or search with fewer (s)."


class AskScreen(KeepingRoom, QueryRoom[str, list[Answer] | str]):
    """A question, and sentences that answer it under their sections and articles."""

    WHERE: ClassVar[Where] = "ask"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask")]
    LABEL = "Ask"
    PLACEHOLDER = "a question"

    def __init__(self, question: str = "") -> None:
        """`question` is asked at once."""
        super().__init__()
        self._first = question
        self._marked: list[str] = []

    def on_mount(self) -> None:
        """Ask what was asked already."""
        if self._first:
            self.field.put(self._first)

    # Asking

    def question(self) -> str | None:
        """What is asked."""
        return self.field.value if self.field.value.strip() else None

    def look(self, question: str) -> list[Answer] | str:
        """The passages, or why there can be none."""
        try:
            return together(self.quaere.collection.ask(question, limit=SHOWN))
        except QueryError as error:
            return error.reason

    def found(self, question: str, answer: list[Answer] | str) -> bool:  # noqa: ARG002
        """Show the passages."""
        if isinstance(answer, str):
            self.say_understood(answer)
            return False
        articles = len({each.article for each in answer})
        told = f"{counted(len(answer), 'passage')} in {counted(articles, 'article')}"
        self.say_understood(told if answer else "")
        self.main.fill(
            answer_entries(answer), key=self.key_before, empty=self.quaere.lacking or _NOTHING
        )
        return bool(answer)

    def show_nothing_asked(self) -> None:
        """How to ask."""
        self.main.fill([text_entry(_START)])
        self.say_understood("")

    def entered(self) -> None:
        """Into the passages: there letters are keys."""
        if self.main.key is not None:
            self.main.focus()

    def go_back(self) -> bool:
        """From the passages back to the question."""
        if self.focused is self.field:
            return False
        self.field.focus()
        return True

    # What can be done with a passage

    @property
    def _passage(self) -> Answer | None:
        key = self.main.key
        return key if isinstance(key, Answer) else None

    @on(PickList.Picked, "#list")
    def _open(self, message: PickList.Picked) -> None:
        places = {
            entry.key: _place(entry.key)
            for entry in self.main.entries
            if isinstance(entry.key, Answer)
        }
        series = series_at(self.field.value, places.values(), places[message.key])
        self.quaere.open_place(series.here, series)

    def action_ask_copy(self) -> None:
        """Copy the passage with its source."""
        if (answer := self._passage) is not None:
            self.run_worker(partial(self._cite, answer), thread=True, group="copying")

    def _cite(self, answer: Answer) -> None:
        try:
            text = cited(answer.quote, self.quaere.collection.read(answer.article), answer.section)
        except (KeyError, CollectionDamaged):
            self.quaere.call_later(self.quaere.say, "The article is gone meanwhile.", "warning")
        else:
            self.quaere.call_later(self.quaere.copy_to_clipboard, text)
            self.quaere.call_later(self.quaere.say, "Copied with its source")

    def action_ask_highlight(self) -> None:
        """Keep the passage as a highlight."""
        answer = self._passage
        if answer is None:
            return

        def kept(highlight: Highlight | None) -> None:
            if highlight is None:
                self.quaere.say("The article has changed meanwhile; ask again.", "warning")
                return
            self._marked.append(highlight.id)
            self.quaere.say(
                f"Kept as a highlight; {self.quaere.key('go.highlights')} lists them, "
                f"{self.quaere.key('ask.undo')} undoes this"
            )
            self.quaere.tell_notes_changed()

        self._keeper.when_kept(lambda: self._keeper.keep(partial(self._mark, answer), kept))

    def _mark(self, answer: Answer) -> Highlight | None:
        """Highlight the passage; None if the article reads otherwise by now."""
        collection, app = self.quaere.collection, self.quaere
        article, file = collection.read(answer.article), collection.file_of(answer.article)
        if article.text[answer.start : answer.end] != answer.quote:
            return None
        return app.notes.add(article, file, answer.start, answer.end, colour=app.last_colour)

    def action_ask_undo(self) -> None:
        """Remove the highlight that was made last."""
        if not self._marked:
            self.quaere.say("Nothing was highlighted here.")
            return
        identity, notes = self._marked.pop(), self.quaere.notes

        def removed(_: None) -> None:
            self.quaere.say("The highlight is removed")
            self.quaere.tell_notes_changed()

        self._keeper.when_kept(lambda: self._keeper.keep(lambda: notes.remove(identity), removed))

    def action_ask_like(self) -> None:
        """More like the section of the passage."""
        if (answer := self._passage) is not None:
            self.quaere.push_screen(LikeScreen(Place(answer.article, answer.section)))


def _place(answer: Answer) -> Place:
    return Place(answer.article, answer.section, answer.start)
