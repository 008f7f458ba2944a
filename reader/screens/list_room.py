"""What the rooms that are lists share: moving, opening, and the two ways of narrowing a list.

`ListRoom` is a list; a `FilterRoom` has a field that comes up when it is asked for and narrows what
is there already; a `QueryRoom` has its field always open and asks anew for whatever is typed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from index.text import fold
from reader.actions import Where
from reader.bindings import bindings
from reader.latest import Latest
from reader.screens.room import Memory, Room
from reader.widgets.key_bar import KeyBar
from reader.widgets.pick_list import PickList
from reader.widgets.query_field import QueryField
from reader.widgets.top_bar import TopBar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class ListRoom(Room):
    """A screen whose main part is a list to pick from."""

    WHERE: ClassVar[Where]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    @property
    def picks(self) -> PickList:
        """The list that the keys move in: the one that has the focus, else the main one."""
        focused = self.focused
        return focused if isinstance(focused, PickList) else self.main

    @property
    def main(self) -> PickList:
        """The main list of the screen."""
        return self.query_one("#list", PickList)

    def show_place(self, *facts: str) -> None:
        """Say at the top where one is: the collection, then these facts."""
        about = " · ".join(("Quaere", self.quaere.collection.name, *facts))
        self.query_one(TopBar).place = about

    def say_understood(self, told: str) -> None:
        """The line above the list: what it holds."""
        self.query_one("#understood", Static).update(told)

    def action_list_open(self) -> None:
        """Open what is under the cursor."""
        self.picks.pick()

    def action_list_down(self) -> None:
        """Next entry."""
        self.picks.move(1)

    def action_list_up(self) -> None:
        """Previous entry."""
        self.picks.move(-1)

    def action_list_page_down(self) -> None:
        """A page on."""
        self.picks.page(1)

    def action_list_page_up(self) -> None:
        """A page back."""
        self.picks.page(-1)

    def action_list_top(self) -> None:
        """First entry."""
        self.picks.to_end(first=True)

    def action_list_bottom(self) -> None:
        """Last entry."""
        self.picks.to_end(first=False)

    def action_list_filter(self) -> None:
        """Type what the list is to hold."""
        field = next(iter(self.query(".narrows").results(Input)), None)
        if field is not None:
            field.display = True
            # At once, not later: the next key may be here already.
            self.set_focus(field)


class FilterRoom(ListRoom):
    """A list that is whole until a field is opened that narrows it."""

    FILTER: ClassVar[str]
    EMPTY: ClassVar[str]

    def compose(self) -> ComposeResult:
        """Bar, what stands above the list, list, field, keys."""
        yield TopBar()
        yield from self.head()
        yield PickList(empty=self.EMPTY, id="list").add_class("list")
        yield from self.foot()
        yield Input(placeholder=self.FILTER, id="filter", classes="narrows")
        yield KeyBar(self.WHERE)

    def head(self) -> Iterable[Widget]:
        """What stands above the list."""
        return ()

    def foot(self) -> Iterable[Widget]:
        """What stands below the list."""
        return ()

    def memory(self) -> Memory:
        """What stands in the filter."""
        return {"filter": self.typed} if self.typed else {}

    def take_up(self, memory: Memory) -> None:
        """Filter by what stood there."""
        if typed := memory.get("filter"):
            field = self.query_one("#filter", Input)
            field.display = True
            field.value = typed

    def on_mount(self) -> None:
        """Ready to move in the list; what it holds is asked for."""
        self.show_status(self.quaere.status, self.quaere.share)
        self.main.focus()
        self.collection_changed()

    @abstractmethod
    def show_list(self) -> None:
        """Show the entries that hold the wanted words."""

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one("#filter", Input).value

    @property
    def wanted(self) -> list[str]:
        """The words that are asked for, folded."""
        return fold(self.typed).split()

    def go_back(self) -> bool:
        """Close the filter."""
        field = self.query_one("#filter", Input)
        if not field.display:
            return False
        field.value = ""
        field.display = False
        self.main.focus()
        return True

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        self.show_list()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.main.focus()
        self.filtered()

    def filtered(self) -> None:
        """The filter was left with enter."""


class QueryRoom(ListRoom, Generic[Question, Answer]):
    """A field and what answers it: asked in a thread at every key, only the last answer shown."""

    LABEL: ClassVar[str]
    PLACEHOLDER: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._answered: Question | None = None
        self._opens_first = False
        self.key_before: object = None
        self._latest: Latest[Question, Answer] = Latest(self, self.look, self._found)

    def compose(self) -> ComposeResult:
        """Field, how it was read, the list, keys."""
        yield TopBar()
        with Horizontal(id="ask"):
            yield Label(self.LABEL)
            yield QueryField(placeholder=self.PLACEHOLDER, id="query", classes="narrows")
        yield Static("", id="understood", markup=False)
        yield from self.body()
        yield KeyBar(self.WHERE)

    def body(self) -> ComposeResult:
        """The list and what stands beside it."""
        yield PickList(id="list").add_class("list")

    def on_mount(self) -> None:
        """Ready to type."""
        self.show_place(self.LABEL.lower())
        self.show_status(self.quaere.status, self.quaere.share)
        self.field.focus()
        self.collection_changed()

    @property
    def field(self) -> QueryField:
        """Where one types."""
        return self.query_one("#query", QueryField)

    def memory(self) -> Memory:
        """What stands in the field."""
        return {"query": self.field.value}

    def take_up(self, memory: Memory) -> None:
        """Ask what stood there."""
        self.field.put(memory.get("query", ""))

    def collection_changed(self) -> None:
        """There may be more to find now."""
        self.ask_again()

    def ask_again(self) -> None:
        """Ask for what stands in the field."""
        question = self.question()
        if question is None:
            self._latest.forget()
            self._answered = None
            self.show_nothing_asked()
        else:
            self._latest.ask(question)

    @abstractmethod
    def question(self) -> Question | None:
        """What is asked now; None if there is nothing to ask."""

    @abstractmethod
    def look(self, question: Question) -> Answer:
        """The answer; runs in a thread."""

    @abstractmethod
    def found(self, question: Question, answer: Answer) -> bool:
        """Show the answer to the last question; whether its list is one to open from."""

    @abstractmethod
    def show_nothing_asked(self) -> None:
        """Show what there is before anything was asked."""

    def _found(self, question: Question, answer: Answer) -> None:
        # The cursor stays where it is if the same was asked again, else it goes to the best.
        self.key_before = self.main.key if question == self._answered else None
        self._answered = question
        if self.found(question, answer) and self._opens_first:
            self.entered()
        self._opens_first = False

    def entered(self) -> None:
        """Enter was pressed in the field, and its answer is shown."""
        self.main.pick()

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._opens_first = False
        self.ask_again()

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        if self.question() == self._answered:
            self.entered()
        else:
            # What is listed belongs to what was asked before.
            self._opens_first = True
