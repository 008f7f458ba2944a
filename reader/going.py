"""Going from screen to screen, and back; screens are loaded when they are gone to."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from index.article import FindingKind
from reader.actions import Where
from reader.breaking import Breaking
from reader.screens.room import Room

if TYPE_CHECKING:
    from reader.series import Place, Series


def room_of(where: str) -> type[Room]:
    """The kind of screen that is opened without knowing more; KeyError if there is none."""
    module, name = _ROOMS[where]
    room: type[Room] = getattr(import_module(f"reader.screens.{module}"), name)
    return room


_ROOMS = {
    "search": ("search", "SearchScreen"),
    "ask": ("ask", "AskScreen"),
    "questions": ("questions", "QuestionsScreen"),
    "highlights": ("highlights", "HighlightsScreen"),
    "findings": ("findings", "FindingsScreen"),
    "statistics": ("statistics", "StatisticsScreen"),
}


class Going(Breaking[None]):
    """The application as far as it leads from one screen to another."""

    @abstractmethod
    def tell_notes_changed(self) -> None:
        """Let every screen know that highlights or reading places have changed."""

    def open_article(
        self,
        article: str,
        *,
        section: int | None = None,
        at: int = -1,
        kind: FindingKind | None = None,
    ) -> None:
        """Show an article at an offset, else at a section, else where it was left.

        With `kind` the finding of that kind which starts there is the current one.
        """
        from reader.screens.article import ArticleScreen

        self.push_screen(ArticleScreen(article, section=section, at=at, kind=kind))

    def open_place(self, place: Place, series: Series | None = None) -> None:
        """Show an article at a place that is one of a series to read in a row."""
        from reader.screens.article import ArticleScreen

        at = place.offset
        self.push_screen(ArticleScreen(place.article, section=place.section, at=at, series=series))

    def go_on(self, series: Series) -> None:
        """From one place of a series to another: back leads to where the series began."""
        self._back_to(self.screen_stack[-2], lambda: self.open_place(series.here, series))

    def action_go_search(self) -> None:
        """Search all articles."""
        self._go("search")

    def action_go_ask(self) -> None:
        """Ask a question."""
        self._go("ask")

    def action_go_questions(self) -> None:
        """List all questions."""
        self._go("questions")

    def action_go_highlights(self) -> None:
        """List highlights and notes."""
        self._go("highlights")

    def action_go_findings(self) -> None:
        """List the findings of the collection."""
        self._go("findings")

    def action_go_statistics(self) -> None:
        """What was read, week by week."""
        self._go("statistics")

    def action_go_library(self) -> None:
        """Back to the library."""
        self._back_to(self.screen_stack[0])

    def pop_room(self) -> None:
        """One screen back."""
        self._back_to(self.screen_stack[-2])

    def _back_to(self, ground: Screen[Any], then: Callable[[], None] | None = None) -> None:
        """Leave one screen after the other, each when all that was marked in it is kept."""
        screen = self.screen
        if screen is ground:
            if then is not None:
                then()
            return

        def leave() -> None:
            if self.screen is not screen:
                return
            if isinstance(screen, Room) and (work := screen.leaving()) is not None:
                self.run_worker(partial(self._keep, work), thread=True, group="keeping")
            self.about_to_leave()
            self.pop_screen()
            self._back_to(ground, then)

        if isinstance(screen, Room):
            screen.when_kept(leave)
        else:
            leave()

    @abstractmethod
    def say(self, message: str, severity: str = "information") -> None:
        """A short message in the corner."""

    @abstractmethod
    def end_session(self) -> None:
        """The program ends: keep what is to be found again."""

    def about_to_leave(self) -> None:
        """A screen is about to go: what is open may be noted down."""

    def _keep(self, work: Callable[[], None]) -> None:
        work()
        self.call_later(self.tell_notes_changed)

    def _go(self, where: Where) -> None:
        """The screen of that place: the one that is open already, or a new one."""
        screen = room_of(where)
        for open_one in self.screen_stack:
            if type(open_one) is screen:
                self._back_to(open_one)
                return
        self.push_screen(screen())

    def action_go_back(self) -> None:
        """Close what is open within the screen, else go to the screen before."""
        screen = self.screen
        if isinstance(screen, Room) and screen.go_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_room()

    def action_leave(self) -> None:
        """One screen back; from the library, out."""
        if len(self.screen_stack) > 1:
            self.pop_room()
        else:
            self.end_session()
            self.exit()
