"""The one thing that goes wrong in this room."""

from __future__ import annotations


class NotAdded(Exception):
    """A source that was not saved; `str` of it goes on from the source's name ("is empty")."""
