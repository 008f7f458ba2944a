"""Pasted text passes the door before any field takes it in."""

from __future__ import annotations

from textual import events

from index.text import clean


def cleaned(event: events.Event) -> events.Event:
    """The event, its text cleaned if it is a paste; for the `on_event` of an application."""
    if isinstance(event, events.Paste) and not event.is_forwarded:
        return events.Paste(clean(event.text))
    return event
