"""What can go wrong with searching. Light, so that whoever only reports it loads nothing else."""

from __future__ import annotations


class QueryError(Exception):
    """A query that cannot be read; `position` is the code point in it where that shows."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


class EngineDamaged(Exception):
    """The index cannot be read, or was made by another version: throw it away and make it anew."""


class EngineUnavailable(Exception):
    """The library behind the engine is missing or not the one we know; the text says what to do."""


class EngineUntrusted(EngineDamaged, EngineUnavailable):
    """The index is not ours alone: it is not opened, and made anew elsewhere."""


class EngineBusy(Exception):
    """Another process writes to the index."""
