"""The application as far as it explains itself, and lets itself be set."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import constants
from textual.app import SuspendNotSupported, SystemCommand
from textual.screen import Screen
from textual.theme import Theme

from reader.actions import Where
from reader.ending import wait_in_background
from reader.going import Going
from reader.keymap import Keymap, keymap
from reader.options import BY_NAME, Option
from reader.places import Places
from reader.settings import FILE_NAME, Settings, read_settings
from reader.settings_file import NotWritten, Value, write_setting
from reader.store import Store, StoreError, preferences
from reader.themes import DARK, OURS, has_few_colours, in_few_colours
from reader.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from reader.screens.settings import Chosen


class Helping(Going):
    """Help, legend, manual, tour; settings and the theme."""

    settings: Settings
    keymap: Keymap
    places: Places
    store: Store
    is_new: bool = False
    """Whether the tour is to be shown: nobody has seen it yet."""

    @abstractmethod
    def say(self, message: str, severity: str = "information") -> None:
        """A short message in the corner."""

    # Settings

    def choose_theme(self) -> str | None:
        """Take the theme of the settings, before anything is drawn; why it cannot be, if so."""
        for theme in OURS:
            self.register_theme(theme)
        known = self.settings.theme in self.available_themes
        self.theme = self.settings.theme if known else DARK.name
        if has_few_colours(self.console):
            self.theme = in_few_colours(self.current_theme.dark)
        return None if known else f"there is no theme “{self.settings.theme}”; it is {DARK.name}"

    def begin(self) -> None:
        """The application stands: what is chosen holds, and a newcomer is welcomed."""
        self._asked_for: dict[str, object] = {}
        self._to_write = 0
        self._writing = asyncio.Lock()
        self.use(self.settings)
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        for problem in (*self.settings.problems, *self.keymap.problems):
            self.say(problem, "warning")
        if self.is_new:
            self.action_tour()

    def use(self, settings: Settings) -> None:
        """Let what is set hold at once, as far as it can."""
        measured = settings.measure != self.settings.measure
        self.settings = settings
        self.keymap = keymap(settings.keys, settings.preset)
        self.set_keymap(self.keymap.changed)
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.motion else "none"
        for screen in self.screen_stack:
            for bar in screen.query(KeyBar):
                bar.refresh()
            if measured:
                # Not loaded before an article is opened: the library comes first.
                from reader.widgets.article_view import ArticleView

                for view in screen.query(ArticleView):
                    view.measure = settings.measure

    def change(self, option: Option, value: Value | None) -> None:
        """Keep a setting in the file, and let it hold; None: as it comes."""
        if option.name == "theme":
            self.theme = str(value or option.default)
            return  # kept when the theme has changed
        self._write(option, value)

    def _theme_changed(self, theme: Theme) -> None:
        if theme.name != self.settings.theme:
            self._write(BY_NAME["theme"], theme.name)

    def _write(self, option: Option, value: Value | None) -> None:
        self._asked_for[option.name] = (
            option.default if value is None else option.kind.accept(value)
        )
        self._show_settings()
        self.run_worker(self._written(option, value), group="setting")

    async def _written(self, option: Option, value: Value | None) -> None:
        """One after the other, in the order of the keys; what holds is then read from the file."""
        self._to_write += 1
        async with self._writing:
            told = ""
            try:
                await asyncio.to_thread(write_setting, self.places.config, option.path, value)
            except NotWritten as error:
                told = str(error)
                self.say(told, "error")
            # A file that is being edited just now must not take away what holds.
            settings = await asyncio.to_thread(read_settings, self.places.config, self.settings)
            for problem in () if told else settings.problems:
                if problem not in self.settings.problems:
                    self.say(problem, "warning")
        self._to_write -= 1
        if not self._to_write:
            self._asked_for.clear()
            self.use(settings)
            self._show_settings()

    def _show_settings(self) -> None:
        from reader.screens.settings import SettingsScreen

        if isinstance(self.screen, SettingsScreen):
            self.screen.show_values()

    def _chosen(self) -> Chosen:
        from reader.screens.settings import Chosen

        own = self.settings
        values: dict[str, object] = {
            name: getattr(own, name) for name in BY_NAME if hasattr(own, name)
        }
        values |= {"theme": self.theme, "keys.preset": own.preset}
        values |= {f"colours.{colour}": meaning for colour, meaning in own.colours.items()}
        values |= self._asked_for
        ours = [theme.name for theme in OURS]
        others = sorted(name for name in self.available_themes if name not in ours)
        return Chosen(values, [*ours, *others])

    def action_settings(self) -> None:
        """Look at the settings, and change them."""
        from reader.screens.settings import SettingsScreen

        file = self.places.config / FILE_NAME
        self.push_screen(SettingsScreen(self._chosen, self.change, file))

    def action_theme(self) -> None:
        """Choose among all themes."""
        self.search_themes()

    # Help

    def action_help(self) -> None:
        """Show the keys that work here."""
        from reader.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.where, self.keymap.at(self.where)))

    def action_legend(self) -> None:
        """Say what colours and signs mean."""
        from reader.screens.legend import LegendScreen

        self.push_screen(LegendScreen(self.settings.colours))

    def action_manual(self) -> None:
        """Read the manual."""
        from reader.screens.manual import ManualScreen

        self.push_screen(ManualScreen())

    def action_tour(self) -> None:
        """Show what a newcomer needs to know."""
        from reader.screens.tour import SEEN, TourScreen

        def seen(_: None) -> None:
            # Where nothing can be kept it is shown again.
            with suppress(StoreError):
                preferences.put(self.store, SEEN, "seen")

        self.push_screen(TourScreen(self.keymap), seen)

    def action_dictionary(self) -> None:
        """Ask the reader's own program for what is selected, else for a word that is typed."""
        from reader.dictionary import word_of
        from reader.screens.name import NameScreen

        if not self.settings.dictionary:
            sample = BY_NAME["dictionary"].sample
            self.say(f"Name a program in config.toml first: dictionary = {sample}", "warning")
        elif word := word_of(self.screen.get_selected_text() or ""):
            self._look_up(word)
        else:

            def named(typed: str | None) -> None:
                if typed and (word := word_of(typed)):
                    self._look_up(word)

            self.push_screen(NameScreen("Look up", "A word or two", "", lambda _: None), named)

    def _look_up(self, word: str) -> None:
        from reader.dictionary import NotLookedUp, look_up

        def work() -> None:
            try:
                said = look_up(self.settings.dictionary, word)
            except NotLookedUp as error:
                self.call_later(self.say, str(error), "warning")
            else:
                self.call_later(self._show_text, word, said)

        self.run_worker(work, thread=True, group="looking up")

    def _show_text(self, title: str, text: str) -> None:
        from reader.screens.text_screen import TextScreen

        self.push_screen(TextScreen(title, text.splitlines()))

    def action_suspend(self) -> None:
        """Back to the shell; fg goes on here."""
        waited = False
        with suppress(SuspendNotSupported), self.suspend():
            waited = wait_in_background()
        self.refresh()
        if not waited:
            self.say("There is no shell here to go back to.")

    def action_go_palette(self) -> None:
        """Find an action by name."""
        self.action_command_palette()

    @property
    def where(self) -> Where:
        """The place in the table of actions where one is."""
        for screen in reversed(self.screen_stack):
            where: Where | None = getattr(screen, "WHERE", None)
            if where is not None:
                return where
        return "everywhere"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The command palette: every action that works here."""
        for action in self.keymap.at(self.where):
            target = "app." if action.where == "everywhere" else "screen."

            def run(name: str = f"{target}{action.method}") -> None:
                self.call_later(self.run_action, name)

            yield SystemCommand(action.help, action.shown_keys, run)


def not_seen_yet(store: Store) -> bool:
    """Whether the tour was never shown; not where that cannot be known."""
    from reader.screens.tour import SEEN

    try:
        return preferences.get(store, SEEN) is None
    except StoreError:
        return False
