"""Bytes -> Article: one module per format, registered in one table.

To add a format, write a module with `read(data) -> Draft` beside the others and give it one
line in `_READERS` and one per extension in `EXTENSIONS`. Parsers are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from index.article import Article, Format
from index.formats.decoding import MAX_BYTES, Unreadable

if TYPE_CHECKING:
    from index.formats.draft import Draft

__all__ = ["EXTENSIONS", "MAX_BYTES", "READING", "Unreadable", "read_article"]

READING = 1
"""Raised when files are read otherwise; what another version has read is read again."""

EXTENSIONS: Mapping[str, Format] = MappingProxyType(
    {
        ".md": "markdown",
        ".markdown": "markdown",
        ".mdown": "markdown",
        ".txt": "text",
        ".text": "text",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".epub": "epub",
        ".pdf": "pdf",
        ".docx": "docx",
        ".odt": "odt",
        ".eml": "html",
        ".mhtml": "html",
        ".mht": "html",
    }
)
"""Every file name extension that is read, in lower case, and its format."""

_READERS: Mapping[Format, str] = MappingProxyType(
    {
        "markdown": "markdown",
        "text": "plaintext",
        "html": "webpage",
        "epub": "epub",
        "pdf": "pdf",
        "docx": "docx",
        "odt": "odt",
    }
)
_READERS_OF: Mapping[str, str] = MappingProxyType(
    {".eml": "mail", ".mhtml": "mime", ".mht": "mime"}
)
"""Extensions whose files are containers of another format, which only their reader can tell."""


PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})
"""Extensions of pages of which the whole can be shown."""


class _Reader(Protocol):
    def read(self, data: bytes) -> Draft:
        """What a file holds; raises Unreadable."""


class _PageReader(Protocol):
    def read(self, data: bytes, *, whole: bool = False) -> Draft:
        """What a page holds, all that it shows with `whole`; raises Unreadable."""


def read_article(data: bytes, path: str, *, id: str, whole: bool = False) -> Article:
    """The article in a file's bytes; `path` tells the format and is shown to people.

    With `whole` nothing of a saved page is left out: its navigation and all. Raises Unreadable,
    with one plain reason, for what holds no article.
    """
    from index.formats.draft import build

    extension = PurePath(path).suffix.lower()
    format = EXTENSIONS.get(extension)
    if format is None:
        raise Unreadable("is in no format that is read here")
    name = _READERS_OF.get(extension, _READERS[format])
    module = import_module(f"index.formats.{name}")
    if whole and extension in PAGES:
        draft = cast(_PageReader, module).read(data, whole=True)
    else:
        draft = cast(_Reader, module).read(data)
    return build(draft, id=id, path=path, format=draft.format or format)
