"""Content-Encoding: bytes as they were sent -> bytes as they were meant, never more than allowed.

gzip and deflate, what the standard library can unpack without room for more than is asked for;
nothing else is asked of servers. A body that is not packed at all, whatever its header says, is
taken as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from reader.adding.errors import NotAdded

ACCEPTED = "gzip, deflate"
_MOST_LAYERS = 2
_GZIP = b"\x1f\x8b"


class Unpacker:
    """Takes what arrives, unpacks it, holds at most `limit` bytes of it."""

    def __init__(self, codings: Iterable[str], limit: int, too_large: NotAdded) -> None:
        """`codings` in the order of the header; raises NotAdded for one that is not known."""
        named = [coding.strip().lower() for line in codings for coding in line.split(",")]
        named = [coding for coding in named if coding not in ("", "identity", "none")]
        for coding in named:
            if coding not in ("gzip", "x-gzip", "deflate"):
                raise NotAdded(f"is packed as {coding[:20]!r}, which cannot be unpacked here")
        if len(named) > _MOST_LAYERS:
            raise NotAdded("is packed many times over")
        self._layers = [_Layer(coding, limit, too_large) for coding in reversed(named)]
        self._limit = limit
        self._too_large = too_large
        self._content = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes; raises NotAdded for damage and for too much."""
        for layer in self._layers:
            data = layer.unpack(data)
        if len(self._content) + len(data) > self._limit:
            raise self._too_large
        self._content += data

    def finish(self) -> bytes:
        """All of it; raises NotAdded if its end never came."""
        for number, layer in enumerate(self._layers):
            rest = layer.rest()
            for outer in self._layers[number + 1 :]:
                rest = outer.unpack(rest)
            self._content += rest
        return bytes(self._content)


class _Layer:
    """One coding; how it is to be unpacked shows in its first two bytes."""

    def __init__(self, coding: str, limit: int, too_large: NotAdded) -> None:
        self._coding = coding
        self._room = limit
        self._too_large = too_large
        self._waiting = b""
        self._plain = False
        self._inflate: zlib._Decompress | None = None

    def unpack(self, data: bytes) -> bytes:
        if self._plain:
            return data
        if self._inflate is None:
            self._waiting += data
            if len(self._waiting) < 2:
                return b""
            data, self._waiting = self._waiting, b""
            self._begin(data)
            if self._plain:
                return data
        return self._inflated(data)

    def rest(self) -> bytes:
        """What was held back; raises NotAdded if the end is missing."""
        if self._inflate is not None and not self._inflate.eof:
            raise NotAdded("broke off before its end")
        return self._waiting

    def _begin(self, data: bytes) -> None:
        if self._coding == "deflate":
            # Both are in use under this name (RFC 9110, 8.4.1.2): with zlib's head and without.
            has_head = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS)
        elif data.startswith(_GZIP):
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:
            self._plain = True

    def _inflated(self, data: bytes) -> bytes:
        content = b""
        while data and self._inflate is not None:
            if self._inflate.eof:
                # A gzip file may have several members; what else follows its end is padding.
                if not data.startswith(_GZIP) or self._coding == "deflate":
                    break
                self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                content += self._inflate.decompress(data, self._room + 1)
            except zlib.error as error:
                raise NotAdded(f"came damaged: its {self._coding} cannot be unpacked") from error
            if len(content) > self._room:
                raise self._too_large
            data = self._inflate.unused_data
        self._room -= len(content)
        return content
