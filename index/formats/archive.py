"""A zip file and the XML in it, guarded: the shared ground of EPUB, DOCX and ODT.

Nothing is unpacked to disk, so a member's name is only ever a key. What an archive says of its
sizes is not believed: members are read up to limits, and all of them together up to a budget.
"""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from index.formats.decoding import MAX_BYTES, Unreadable
from index.text import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_MEMBERS = 20_000
_MAX_TOTAL = 3 * MAX_BYTES
_MAX_RATIO = 300
_RATIO_FROM = 8_000_000
"""Members smaller than this may be packed as tightly as they like: in sum they are no bomb."""
_ENCRYPTED = 0x1


class Archive:
    """The members of a zip file held in memory."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable for what is no zip file, or has too many members."""
        if len(data) > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
        try:
            self._zip = ZipFile(BytesIO(data))
            self.names = self._zip.namelist()
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise Unreadable("is damaged: its zip archive cannot be opened") from error
        if len(self.names) > _MAX_MEMBERS:
            raise Unreadable("is a bomb: its zip archive has too many members")
        self._exact = set(self.names)
        self._by_lower = {name.lower(): name for name in reversed(self.names)}
        self._budget = _MAX_TOTAL

    def find(self, name: str) -> str | None:
        """The member of this name, upper and lower case aside; None if there is none."""
        return name if name in self._exact else self._by_lower.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises Unreadable if it is missing, damaged, encrypted, a bomb."""
        found = self.find(name)
        if found is None:
            raise Unreadable(f"is incomplete: {_shown(name)} is missing")
        info = self._zip.getinfo(found)
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("is encrypted with a password")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("is packed by a method that is not read here")
        limit = min(MAX_BYTES, self._budget)
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise Unreadable(f"is damaged: {_shown(name)} cannot be unpacked") from error
        packed = max(1, info.compress_size)
        if len(data) > limit or (len(data) > _RATIO_FROM and len(data) > _MAX_RATIO * packed):
            raise Unreadable("is a bomb: it unpacks to far more than it holds")
        self._budget -= len(data)
        return data

    def xml(self, name: str) -> _Element:
        """The root of an XML member; raises Unreadable as `read` does, and if it is not XML."""
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> _Element:
    """The root of an XML document; nothing is fetched, no entity of its own expands.

    Raises Unreadable, naming the document, if it is not well-formed or is nested too deeply.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise Unreadable("is nested too deeply") from error
        if "amplification" in str(error) or "entity loop" in str(error):
            raise Unreadable("is a bomb: its entities multiply") from error
        raise Unreadable(f"is damaged: {_shown(name)} is not well-formed XML") from error
    return root


def _shown(name: str) -> str:
    """The name of a member as people may see it."""
    return clean_line(name, limit=100)


def local(element: _Element) -> str:
    """An element's name without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; "" without one."""
    plainly = element.get(name)
    if plainly is not None:
        return plainly
    values = (v for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return str(next(values, ""))


def small(text: str) -> int:
    """The number that an attribute gives, from 0 to 9,999; -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else -1


def children(element: _Element, name: str) -> list[_Element]:
    """The children of a name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along a path of names, None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def plain(element: _Element | None) -> str:
    """All text in an element on one line, "" without one."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())


def resolved(folder: str, href: str) -> str:
    """The member an address within an archive names, seen from a folder of it.

    What leads out of the archive names no member: it can only be missing.
    """
    try:
        path = unquote(urlsplit(href.strip()).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""
