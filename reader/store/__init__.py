"""All personal data, in one SQLite file. No screens, no articles; nothing that can be rebuilt."""

from reader.store.connection import Store
from reader.store.errors import StoreDamaged, StoreError, StoreTooNew

__all__ = ["Store", "StoreDamaged", "StoreError", "StoreTooNew"]
