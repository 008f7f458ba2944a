"""A part of a mapped file as a file of its own, without a copy.

Whoosh copies every part of every segment into memory when it opens an index, which takes twice the
size of the index; `index.search.engine` gives it this instead. It imports nothing of Whoosh.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 4_096
"""Bytes read at once: posting lists and their heads are small, and most reads jump."""


def window(part: memoryview) -> io.BufferedReader:
    """`part` as a file to read. `part` must not be released before the file is closed."""
    return io.BufferedReader(_Window(part), _BUFFER)


class _Window(io.RawIOBase):
    def __init__(self, part: memoryview) -> None:
        self._part = part
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: len(self._part)}[whence]
        if start + offset < 0:
            raise ValueError("a place before the beginning")
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        into = memoryview(buffer).cast("B")
        found = self._part[self._place : self._place + len(into)]
        into[: len(found)] = found
        self._place += len(found)
        return len(found)
