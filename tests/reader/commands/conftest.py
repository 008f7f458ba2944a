"""`quaere` as a fixture."""

from tests.reader.commands.running import quaere

__all__ = ["quaere"]
