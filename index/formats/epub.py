"""An EPUB -> Draft: its chapters in reading order, each a section under its title.

Pages of a book have no furniture to take away, so all of a chapter's text stays; what goes, and is
put down as dropped, are whole pages: covers, contents, imprints, and what is not in the line of
reading.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.article import DropReason
from index.formats.archive import Archive
from index.formats.decoding import Unreadable, decode
from index.formats.dom import Found, blocks_of
from index.formats.draft import MAX_DROPPED, Draft, RawBlock, Run, text_block
from index.formats.headings import promote
from index.formats.htmltree import parse_page
from index.formats.notemarks import kinds, mark_notes
from index.formats.package import Entry, Package, describe_book, encrypted_files, open_package
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CHARACTERS = 20_000_000
_FRONT = 8
"""A title stands among the first blocks of its chapter."""
_SHORT_WORDS = 400
_LINKED = 0.7
_TITLE_WORDS = 60
_NO_CHAPTERS: dict[str, DropReason] = {
    "cover": "boilerplate", "title-page": "boilerplate", "titlepage": "boilerplate",
    "halftitlepage": "boilerplate", "copyright-page": "boilerplate", "copyright": "boilerplate",
    "imprint": "boilerplate", "toc": "navigation", "landmarks": "navigation", "loi": "navigation",
    "lot": "navigation", "loa": "navigation", "lov": "navigation", "page-list": "navigation",
    "index": "navigation",
}  # fmt: skip
_BY_NAME = re.compile(
    r"(?:^|[_-])(?P<kind>cover|titlepage|halftitle|copyright|imprint|toc)(?:[_-]?page)?(?:[_-]|$)"
    r"|(?:^|[_-])title[_-]?page",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"©|\(c\) ?\d{4}|\bISBN\b|\ball rights reserved\b|\bcopyright\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the spine that holds text, its title and blocks."""

    file: str
    title: str
    blocks: tuple[RawBlock, ...]


def read(data: bytes) -> Draft:
    """The draft of a whole book, its chapters as sections; raises Unreadable."""
    draft = Draft(parser="the book's chapters in the order of its package")
    archive = Archive(data)
    package = open_package(archive)
    describe_book(draft, package)
    for chapter in _chapters(archive, package, draft):
        draft.blocks += chapter.blocks
    return draft


def chapters(data: bytes) -> list[Draft]:
    """One draft for each chapter, described as the book is; raises Unreadable."""
    book = Draft(parser="one chapter of a book")
    archive = Archive(data)
    package = open_package(archive)
    describe_book(book, package)
    found = list(_chapters(archive, package, book))
    return [
        replace(
            book,
            blocks=list(chapter.blocks),
            title=chapter.title or book.title,
            authors=list(book.authors),
            tags=list(book.tags),
            dropped=[],
            doubts=list(book.doubts),
            origins=book.origins | ({"title": "the chapter's heading"} if chapter.title else {}),
        )
        for chapter in found
    ]


def _chapters(archive: Archive, package: Package, draft: Draft) -> list[Chapter]:
    """The chapters of a book; raises Unreadable if there is none that can be read."""
    encrypted = encrypted_files(archive)
    if package.spine and all(file in encrypted for file, _ in package.spine):
        raise Unreadable("is protected: its chapters are encrypted (DRM)")
    titles: dict[str, Entry] = {}
    for entry in package.contents:
        titles.setdefault(entry.file, entry)
    found: list[Chapter] = []
    lost = characters = 0
    shift = 0
    for file, linear in package.spine:
        if file in encrypted:
            draft.doubt("Chapters are missing: they are encrypted (DRM).")
            continue
        try:
            root = _page(archive, file)
        except Unreadable as error:
            if str(error).startswith(("is a bomb", "is encrypted")):
                raise
            lost += 1
            draft.doubt(f"A chapter is missing: {file} {error}.")
            continue
        if root is None:
            continue
        noted = mark_notes(root)
        pieces = list(blocks_of(root))
        characters += sum(len(each.block.plain) for each in pieces)
        if characters > _MAX_CHARACTERS:
            raise Unreadable("holds more text than a book")
        if (why := _why_no_chapter(file, linear, root, pieces, package, draft.title)) is not None:
            shown = " ".join(" ".join(each.block.plain.split()) for each in pieces)
            draft.drop(why, f"{posixpath.basename(file)}: {shown}"[:MAX_DROPPED])
            continue
        chapter, shift = _chapter(file, noted.blocks(pieces), titles.get(file), shift)
        if chapter.blocks:
            found.append(chapter)
    if not found:
        raise Unreadable(
            "is damaged: none of its chapters can be read" if lost else "holds no text"
        )
    return found


def _page(archive: Archive, file: str) -> HtmlElement | None:
    data = archive.read(file)
    try:
        return parse_page(decode(data, html=True))
    except Unreadable as error:
        if str(error) == "is empty":
            return None
        raise


def _why_no_chapter(
    file: str,
    linear: bool,
    root: HtmlElement,
    pieces: list[Found],
    package: Package,
    title: str,
) -> DropReason | None:
    """Why a page of the spine is no part of the text; None if it is a chapter."""
    if not linear:
        return "navigation"
    said = {package.kinds.get(file, "")}
    body = next(root.iter("body"), root)
    for element in (body, *list(body)[:2]):
        said |= kinds(element)
    if len(body) == 1:
        said |= {kind for inside in body[0] for kind in kinds(inside) if inside.tag == "nav"}
    words = [word for each in pieces for word in words_of(each.block.plain)]
    if not words:
        return "boilerplate" if said & _NO_CHAPTERS.keys() else None
    if len(words) > _SHORT_WORDS and not said & {"toc", "landmarks", "page-list"}:
        return None
    for kind in sorted(said):
        if kind in _NO_CHAPTERS:
            return _NO_CHAPTERS[kind]
    if len(words) <= _SHORT_WORDS and _BY_NAME.search(posixpath.basename(file).split(".")[0]):
        return "boilerplate"
    text = "\n".join(each.block.plain for each in pieces)
    if len(words) <= _SHORT_WORDS and len(_IMPRINT.findall(text)) >= 2:
        return "boilerplate"
    if _link_share(pieces) > _LINKED and len(pieces) > 2:
        return "navigation"
    is_title = (
        len(words) <= _TITLE_WORDS and words_of(pieces[0].block.plain) == words_of(title) != ()
    )
    return "boilerplate" if is_title and not _has_prose(pieces) else None


def _has_prose(pieces: list[Found]) -> bool:
    return any(len(each.block.plain.split()) > 15 for each in pieces)


def _link_share(pieces: list[Found]) -> float:
    runs = [run for each in pieces for run in each.block.runs]
    total = sum(len(run.text.strip()) for run in runs)
    return sum(len(run.text.strip()) for run in runs if "link" in run.styles) / max(1, total)


def _chapter(
    file: str, blocks: list[RawBlock], entry: Entry | None, shift: int
) -> tuple[Chapter, int]:
    """A chapter with its title as a heading at its depth in the contents; the shift of levels.

    Books begin every chapter's headings at any level they like; the contents say how deep a chapter
    lies. A file that the contents do not name goes on as the one before it.
    """
    heading = next((n for n, b in enumerate(blocks[:_FRONT]) if b.kind == "heading"), None)
    if entry is not None:
        wanted = words_of(entry.title)
        place = next(
            (n for n, b in enumerate(blocks[:_FRONT]) if words_of(b.plain) == wanted), None
        )
        if place is None and heading is None:
            blocks.insert(0, text_block("heading", entry.title, 1))
            place = 0
        elif place is not None and blocks[place].kind != "heading":
            blocks[place] = RawBlock("heading", blocks[place].runs, 1)
        heading = place if place is not None else heading
    if entry is not None and heading is not None:
        shift = entry.depth + 1 - blocks[heading].level
    blocks = [
        replace(b, level=max(1, b.level + shift)) if b.kind == "heading" else b for b in blocks
    ]
    title = " ".join(blocks[heading].plain.split()) if heading is not None else ""
    return Chapter(file, title, tuple(promote(list(_joined_titles(blocks))))), shift


def _joined_titles(blocks: list[RawBlock]) -> Iterator[RawBlock]:
    """The blocks, with "Chapter 3" and the title below it, both headings, as one heading."""
    previous: RawBlock | None = None
    for block in blocks:
        if previous is not None and block.kind == "heading" and _is_number(previous):
            runs = (*previous.runs, Run(": "), *block.runs)
            previous = RawBlock("heading", runs, min(previous.level, block.level))
            continue
        if previous is not None:
            yield previous
        previous = block
    if previous is not None:
        yield previous


_NUMBER = re.compile(
    r"\W*(?:(?:chapter|part|kapitel|teil|chapitre|cap[ií]tulo|capitolo|hoofdstuk|глава|часть)\s+)?"
    r"(?:\d{1,3}|[ivxlc]{1,7})\W*",
    re.IGNORECASE,
)


def _is_number(block: RawBlock) -> bool:
    return block.kind == "heading" and _NUMBER.fullmatch(block.plain.strip()) is not None
