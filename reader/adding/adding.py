"""The whole way of one source into a collection: get it, read it, compare it, write it.

An address or standard input becomes a Markdown file (front matter and the text, as Quaere reads
it), with the bytes as they came in `.originals` beside it. A file is copied as it is: its owner
has chosen its form. Whatever no article can be read from is not saved.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import BinaryIO, Literal, Protocol
from urllib.parse import unquote, urlsplit

from index.article import Article
from index.collection import MAX_BYTES, Unlistable, Unreadable, is_article, read_bytes
from reader.adding.addresses import has_scheme, parse_address
from reader.adding.as_markdown import body_of
from reader.adding.chapters import chapters_of
from reader.adding.earlier import same_file, saved_before, why_worse
from reader.adding.errors import NotAdded
from reader.adding.fetching import Web
from reader.adding.kinds import extension_of, sniffed, with_charset
from reader.adding.naming import is_portable, stem_of
from reader.adding.shelf import Shelf
from reader.adding.stamps import Stamp, front_matter, stamped_markdown, stamped_page

Status = Literal["added", "updated", "unchanged"]
_FEW_WORDS = 100
_FEW_CHARACTERS = 500
_TEXTS = (".md", ".markdown", ".txt")
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for: a title of one's own, only the bytes as they came, a worse copy too."""

    title: str | None = None
    original: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A source that is in the collection now.

    `path` and `original` are relative to it; `url` is where the bytes came from; `notes` are
    sentences about what a reader should know.
    """

    source: str
    path: str
    status: Status
    title: str
    url: str | None = None
    original: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Got:
    """Bytes without a home; `urls` are the address they came from and the one that was asked."""

    data: bytes
    extension: str
    name: str
    charset: str = ""
    urls: tuple[str, ...] = ()


class Reader(Protocol):
    """What reads bytes as the article they would be in a file called `name`."""

    def read(self, data: bytes, name: str) -> Article:
        """Raises Unreadable, or OSError if there is no room for them."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds sources to the collection of a shelf; each call stands for itself."""

    shelf: Shelf
    apart: Reader
    web: Web = field(default_factory=Web)
    wishes: Wishes = Wishes()

    def add(self, source: str, standard_input: BinaryIO | None = None) -> Added:
        """Save an address, a file, or standard input ("-"); raises NotAdded."""
        try:
            if source == "-":
                return self._save(source, _piped(standard_input or sys.stdin.buffer))
            if _is_file(source):
                return self._copy(source)
            return self._save(source, self._fetched(source))
        except Unreadable as error:
            raise NotAdded(str(error)) from error
        except Unlistable as error:
            raise NotAdded(f"was not saved: the folder cannot be listed ({error})") from error

    def add_chapters(self, source: str) -> list[Added]:
        """Save each chapter of a book, a file or an address, as Markdown; raises NotAdded.

        The book is kept with the originals. Chapters that are there already are not saved again.
        """
        try:
            got = _file(Path(source)) if _is_file(source) else self._fetched(source)
            chapters = chapters_of(self._read(got.data, got.name, got.extension))
            if len(chapters) < 2:
                raise NotAdded("has no chapters to save one by one")
            original = self.shelf.put_original(stem_of(got.name), got.extension, got.data)
            stamp = Stamp(original=original, saved=_now())
            done = [self._add_chapter(each, stamp) for each in chapters]
        except Unreadable as error:
            raise NotAdded(str(error)) from error
        if all(each.status == "unchanged" for each in done):
            self.shelf.take_back(original)
        url = got.urls[0] if got.urls else None
        return [replace(each, source=source, url=url) for each in done]

    def _add_chapter(self, chapter: Article, stamp: Stamp) -> Added:
        title = chapter.title
        text = (front_matter(chapter, title, stamp) + body_of(chapter)).encode("utf-8", "replace")
        for file in sorted(self.shelf.folder.glob(f"{escape(stem_of(title))}*.md")):
            if self._earlier_text(file.name) == chapter.text:
                return Added("", file.name, "unchanged", title, notes=_is_there_as(file.name))
        same = self._read(text, stem_of(title), ".md").text == chapter.text
        doubt = () if same else ("Markdown cannot say all of it word for word",)
        name = self.shelf.put(stem_of(title), ".md", text)
        return Added("", name, "added", title, None, stamp.original, doubt)

    def _earlier_text(self, path: str) -> str | None:
        earlier = self._earlier(path)
        return earlier.text if earlier is not None else None

    # What comes without a home

    def _fetched(self, source: str) -> _Got:
        asked = parse_address(source).url
        fetched = self.web.fetch(source)
        name = _last_part(fetched.url)
        extension = extension_of(fetched.data, fetched.media_type, name)
        return _Got(fetched.data, extension, name, fetched.charset, (fetched.url, asked))

    def _save(self, source: str, got: _Got) -> Added:
        article = self._read(self._to_read(got), got.name, got.extension)
        title = self.wishes.title or article.title
        url = got.urls[0] if got.urls else ""
        before = saved_before(self.shelf.folder, list(got.urls)) if got.urls else None
        notes = [*(_thin(article) if got.urls else ()), *_grave(article)]
        old = self._earlier(before)
        if before is not None and old is not None:
            if old.text_hash == article.text_hash and not self.wishes.replace:
                return Added(
                    source, before, "unchanged", old.title, url, None, _is_there_as(before)
                )
            worse = why_worse(article, old)
            if worse and not self.wishes.replace:
                raise NotAdded(f"{worse}; {before} was kept (--replace puts the new copy there)")
        elif (twin := same_file(self.shelf.folder, got.data)) is not None:
            return Added(source, twin, "unchanged", title, url or None, None, _is_there_as(twin))
        stamp = Stamp(url, got.urls[1] if got.urls else "", _now(), "")
        done = self._written(got, article, title, stamp, before, notes)
        return replace(done, source=source, url=url or None, notes=tuple(notes))

    def _to_read(self, got: _Got) -> bytes:
        """The bytes for the reader. A text that is given a title keeps its first line as text."""
        data = with_charset(got.data, got.charset)
        text = _utf8(data) if self.wishes.title and got.extension in _TEXTS else None
        if text is None:
            return data
        return stamped_markdown(text.removeprefix("\ufeff"), self.wishes.title, Stamp()).encode()

    def _written(
        self,
        got: _Got,
        article: Article,
        title: str,
        stamp: Stamp,
        before: str | None,
        notes: list[str],
    ) -> Added:
        stem = stem_of(title)
        if not self.wishes.original:
            original = self.shelf.put_original(stem, got.extension, got.data)
            try:
                text = self._markdown(got, article, title, replace(stamp, original=original))
                if text is not None:
                    path, status = self._put(stem, ".md", text, before, notes)
                    return Added("", path, status, title, None, original)
            except BaseException:
                self.shelf.take_back(original)
                raise
            self.shelf.take_back(original)
            notes.append("its text cannot be kept word for word as Markdown: saved as it came")
        data = stamped_page(got.data, stamp) if got.extension in _PAGES else got.data
        path, status = self._put(stem, got.extension, data, before, notes)
        return Added("", path, status, title)

    def _markdown(self, got: _Got, article: Article, title: str, stamp: Stamp) -> bytes | None:
        """The file of an article, None if it would not be read as that article again."""
        own = _utf8(got.data) if got.extension in (".md", ".markdown") else None
        texts = [stamped_markdown(own, self.wishes.title, stamp)] if own is not None else []
        texts.append(front_matter(article, title, stamp) + body_of(article))
        for text in texts:
            data = text.encode("utf-8", "replace")
            try:
                again = self._read(data, stem_of(title), ".md")
            except Unreadable:
                continue
            if _says(again) == _says(article):
                return data
        return None

    def _put(
        self, stem: str, extension: str, data: bytes, before: str | None, notes: list[str]
    ) -> tuple[str, Status]:
        if before is None:
            return self.shelf.put(stem, extension, data), "added"
        if not before.endswith(extension):
            notes.append(f"is in the collection as {before} too")
            return self.shelf.put(stem, extension, data), "added"
        notes.append(f"was there already; the copy of before is {self.shelf.replace(before, data)}")
        return before, "updated"

    # Files

    def _copy(self, source: str) -> Added:
        path = Path(source)
        if path.is_dir():
            raise NotAdded("is a folder; name the files in it")
        data, _ = read_bytes(path)
        inside = _inside(path, self.shelf.folder)
        extension = path.suffix.lower()
        if not is_article(f"x{extension}"):
            found = extension_of(data, "", path.name)
            # Any text can be called plain text; a name that says otherwise is believed.
            extension = extension if extension and found in (".txt", ".md") else found
        stem = path.name[: -len(path.suffix)] if path.suffix else path.name
        article = self._read(data, stem, extension)
        there = inside or same_file(self.shelf.folder, data)
        if there is not None:
            return Added(source, there, "unchanged", article.title, notes=_is_there_as(there))
        if self.wishes.title or not is_portable(stem + extension):
            stem = stem_of(self.wishes.title or stem)
        name = self.shelf.put(stem, extension, data)
        return Added(source, name, "added", article.title, notes=_grave(article))

    # Reading

    def _read(self, data: bytes, name: str, extension: str) -> Article:
        if not is_article(f"x{extension}"):
            kind = extension[1:].upper() or "file"
            raise NotAdded(f"is in a format that is not read here ({kind})")
        try:
            return self.apart.read(data, stem_of(name) + extension)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NotAdded(f"cannot be looked at: {reason}") from error

    def _earlier(self, path: str | None) -> Article | None:
        if path is None:
            return None
        try:
            data, _ = read_bytes(self.shelf.folder / path)
            return self._read(data, "earlier", Path(path).suffix.lower())
        except Unreadable:
            # What cannot be read cannot be the better text.
            return None


def _says(article: Article) -> tuple[object, ...]:
    """What must survive: the text, and which lines of it are headings that ask."""
    return article.text, [(s.start, s.heading, s.kind) for s in article.sections]


def _grave(article: Article) -> tuple[str, ...]:
    """Doubts worth a word when an article is saved: that it is none, or not all of it."""
    return tuple(doubt for doubt in article.origin.doubts if doubt.startswith("It looks like"))


def _thin(article: Article) -> Iterator[str]:
    """A word of doubt for what may be the stub before a paywall, or a page made by scripts."""
    words = len(article.text.split())
    if words < _FEW_WORDS and len(article.text) < _FEW_CHARACTERS:
        yield f"only {words} words were found in it; look whether that is the article"


def _is_there_as(path: str) -> tuple[str, ...]:
    return (f"is in the collection already, as {path}",)


def _is_file(source: str) -> bool:
    """Whether a source is a file, and not an address; raises NotAdded if it is neither."""
    if not source.lower().startswith(("http:", "https:")) and _is_there(source):
        return True
    if not has_scheme(source):
        raise NotAdded("does not exist; an address begins with http:// or https://")
    return False


def _is_there(source: str) -> bool:
    try:
        Path(source).stat()
    except (OSError, ValueError):
        return False
    return True


def _inside(path: Path, folder: Path) -> str | None:
    """The path of a file within the collection, if it is one of its articles."""
    place, root = path.resolve(), folder.resolve()
    if not place.is_relative_to(root):
        return None
    parts = place.relative_to(root).parts
    hidden = any(part.startswith(".") for part in parts)
    return None if hidden or not is_article(parts[-1]) else "/".join(parts)


def _piped(stream: BinaryIO) -> _Got:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NotAdded(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise NotAdded("is empty")
    return _Got(data, sniffed(data), "pasted text")


def _file(path: Path) -> _Got:
    if path.is_dir():
        raise NotAdded("is a folder; name the files in it")
    data, _ = read_bytes(path)
    return _Got(data, path.suffix.lower(), path.stem)


def _last_part(url: str) -> str:
    """The name a page would have as a file: the last part of its path, else its host."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or (parts.hostname or "page")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
