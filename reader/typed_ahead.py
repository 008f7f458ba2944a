"""Keys one after the other: each meets the screen and the field that the one before led to.

Textual sends every key to the widgets at once and looks up what it does when it comes back from
them. Of keys that are hit in one burst, over a slow line or ahead of a slow screen, the later ones
would then go where the first ones lead away from, or to a screen that has no widgets yet.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")
Typed = events.Key | events.Paste
PATIENCE = 0.25
"""Seconds after which a key that has not come back no longer holds up those behind it."""
LONGEST = 1.0
"""Seconds that keys wait for what a screen is to show."""
_STEP = 0.03


class KeyReached(Message):
    """Follows a key from widget to widget: what comes to us before it, the key has led to."""

    def __init__(self, event: Typed, *, again: bool) -> None:
        """`again`: the key is done with, and this follows what it led to."""
        super().__init__()
        self.event, self.again = event, again


@dataclass(frozen=True, slots=True)
class _Way:
    """A key under way: where it was sent, on which screen, and when."""

    event: Typed
    first: Widget | Screen[Any]
    screen: Screen[Any]
    since: float


class TypedAhead(App[Result]):
    """An application that lets a key wait until the one before has done what it does."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[Typed] = deque()
        self._way: _Way | None = None
        self._coming: Screen[Any] | None = None
        """A screen that was just opened: its widgets, and the focus in it, come later."""
        self._began = 0.0
        """When it was, or when the last key was sent on its way."""
        self._will_look = False

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text wait for their turn, all else goes on as ever."""
        if not isinstance(event, Typed) or not self.screen_stack:
            await super().on_event(event)
        elif not event.is_forwarded:
            self._ahead.append(event)
            await self._go_on()
        elif self.screen.is_mounted:
            await super().on_event(event)
        else:
            # It took so long to come back that another screen opened meanwhile.
            self._ahead.appendleft(_again(event))
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        """Send those that wait on their way, one by one, as far as the way is free."""
        while self._ahead and self._is_free():
            event = self._ahead.popleft()
            way = _Way(event, self.focused or self.screen, self.screen, monotonic())
            self._began = way.since
            await super().on_event(event)
            if not event.is_forwarded:
                self._watch_for_another(way)
            elif way.first.post_message(KeyReached(event, again=False)):
                self._way = way
        if self._ahead and not self._will_look:
            self._will_look = True
            self.set_timer(_STEP, self._look_again)

    async def _look_again(self) -> None:
        self._will_look = False
        await self._go_on()

    def _is_free(self) -> bool:
        """Whether the next one can go, and will meet what it is meant for."""
        if not self.screen_stack:
            return False
        if self._way is not None and self._is_lost(self._way):
            self._way = None
        if self._coming is not self.screen and not self.screen.is_mounted:
            self._wait_for(self.screen)
        if self._way is not None or self._coming is self.screen:
            return False
        awaits = getattr(self.screen, "awaits", False)
        return not awaits or monotonic() - self._began > LONGEST

    def _is_lost(self, way: _Way) -> bool:
        """Whether nothing more will be heard of it: it closed its screen, or takes too long."""
        return way.screen not in self.screen_stack or monotonic() - way.since > PATIENCE

    async def on_key_reached(self, message: KeyReached) -> None:
        """A key was done with, or all that it led to."""
        way = self._way
        if way is None or way.event is not message.event:
            return
        self._watch_for_another(way)
        then = KeyReached(way.event, again=True)
        # Where its screen has gone, nothing comes back from it.
        if not message.again and way.screen is self.screen and way.first.post_message(then):
            return
        self._way = None
        if self._ahead:
            # What was asked for meanwhile, as the focus, stands before this in the queue.
            self.call_later(self._go_on)

    def _watch_for_another(self, way: _Way) -> None:
        if self.screen_stack and self.screen is not way.screen:
            self._wait_for(self.screen)

    def _wait_for(self, screen: Screen[Any]) -> None:
        """Until it has dealt with all that it has to do when it is opened."""
        self._coming, self._began = screen, monotonic()
        if not screen.call_later(self.call_later, self._came, screen):
            self._coming = None

    async def _came(self, screen: Screen[Any]) -> None:
        if self._coming is screen:
            self._coming = None
        await self._go_on()


def _again(event: Typed) -> Typed:
    """The same, as if it had just been typed."""
    if isinstance(event, events.Key):
        return events.Key(event.key, event.character)
    return events.Paste(event.text)
