"""Draft -> Article: the one way from what a format read to canonical text and its offsets.

A format hands over raw pieces in reading order; here they are cleaned after their last decoding,
put together, and measured once. Nothing in here knows a format, and no format computes an offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

from index.article import (
    Article,
    Block,
    BlockKind,
    Dropped,
    DropReason,
    Format,
    Inline,
    InlineKind,
    Metadata,
    Origin,
    Span,
)
from index.formats.repeats import without_repeats
from index.languages import settle
from index.sections import heading_kind, sections_of
from index.sentences import sentence_spans
from index.text import clean, clean_line

PublishedFrom = Literal["front matter", "page", "url", "text"]
CELL_SEPARATOR = " | "
MAX_DROPPED = 500
"""Code points kept of a piece that was left out."""

_PROSE: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote", "caption", "footnote"})
_CLOSE: frozenset[BlockKind] = frozenset({"item", "row"})
_SPACES = re.compile("[ \n]{2,}|\n")
# Chinese and Japanese are written without spaces: there a line end is no word end.
_UNSPACED = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_IN_UNSPACED = re.compile(rf"(?<=[{_UNSPACED}])\n(?=[{_UNSPACED}])")
_SCHEMES = ("http", "https", "mailto")
_MAX_TARGET = 2000
_MAX_ANCHOR = 300
_MAX_TITLE = 400
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block in one style; `target` is the address of a link, as written."""

    text: str
    styles: frozenset[InlineKind] = frozenset()
    target: str | None = None


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as a format read it: decoded, not cleaned. `level` and `marker` as in `Block`.

    A row has `cells`, every other block `runs`.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[Run, ...], ...] = ()

    @property
    def plain(self) -> str:
        """The text as it was read, without its styles."""
        if self.cells:
            return " ".join(run.text for cell in self.cells for run in cell)
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Draft:
    """Everything a format found; the metadata are as written, `published` is an ISO date.

    `format` is set where the file's name does not tell it. `parser`, `encoding`, `doubts` and
    `origins` (metadata field -> where it stood) become the article's `Origin`.
    """

    blocks: list[RawBlock] = field(default_factory=list)
    title: str = ""
    authors: list[str] = field(default_factory=list)
    published: str | None = None
    published_from: PublishedFrom | None = None
    source: str | None = None
    language: str | None = None
    tags: list[str] = field(default_factory=list)
    dropped: list[tuple[DropReason, str]] = field(default_factory=list)
    format: Format | None = None
    parser: str = ""
    encoding: str = ""
    doubts: list[str] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def drop(self, why: DropReason, text: str) -> None:
        """Leave a piece out of the text, and say so."""
        self.dropped.append((why, text))

    def doubt(self, sentence: str) -> None:
        """Say what was guessed, or may be wrong or missing."""
        if sentence not in self.doubts:
            self.doubts.append(sentence)


@dataclass(slots=True)
class Piece:
    """A block with its clean text; spans in it count from its own start."""

    kind: BlockKind
    text: str
    level: int
    marker: str
    inlines: list[Inline]
    cells: list[Span]


def text_block(kind: BlockKind, text: str, level: int = 0, marker: str = "") -> RawBlock:
    """A block in one plain style."""
    return RawBlock(kind, (Run(text),), level, marker)


def build(draft: Draft, *, id: str, path: str, format: Format) -> Article:
    """The article of a draft. `path` names it where nothing else does.

    Everything is clean and on one line (code excepted); the title is not repeated in the text.
    """
    pieces = [piece for raw in draft.blocks if (piece := _piece(raw)) is not None]
    title = clean_line(draft.title)
    if not title:
        title = _take_title(pieces)
        draft.origins["title"] = "the first heading" if title else "the name of the file"
        title = title or _file_name(path)
    pieces, repeats = without_repeats(pieces, title)
    text, blocks = _laid_out(pieces)
    _settle_date(draft)
    _settle_language(draft, f"{title}\n{text}")
    metadata = Metadata(
        title=title,
        authors=_each_once(clean_line(author, 200) for author in draft.authors),
        published=draft.published,
        published_from=draft.published_from if draft.published else None,
        source=link_target(draft.source or ""),
        language=draft.language,
        tags=_each_once(clean_line(tag, 100) for tag in draft.tags),
    )
    dropped = [*repeats, *(Dropped(why, clean_line(t, MAX_DROPPED)) for why, t in draft.dropped)]
    sentences = (
        sentence
        for block in blocks
        if block.kind in _PROSE
        for sentence in sentence_spans(text, block.start, block.end)
    )
    return Article(
        id=id,
        path=path,
        format=format,
        metadata=metadata,
        text=text,
        blocks=blocks,
        sections=sections_of(text, blocks, metadata.language),
        sentences=tuple(sentences),
        dropped=tuple(drop for drop in dropped if drop.text),
        text_hash=sha256(text.encode()).hexdigest(),
        origin=Origin(
            draft.parser,
            draft.encoding,
            tuple(clean_line(doubt, MAX_DROPPED) for doubt in draft.doubts),
            tuple((field, clean_line(where, 100)) for field, where in draft.origins.items()),
        ),
    )


def _settle_language(draft: Draft, text: str) -> None:
    """Take the language the file declares, or, if it has none or a wrong one, that of its words."""
    declared = draft.language
    draft.language, doubt = settle(declared, text)
    if doubt:
        draft.doubt(doubt)
    if draft.language and (doubt or not declared):
        draft.origins["language"] = "the words of the text"


def _settle_date(draft: Draft) -> None:
    """A date is a day or none; "March 2026" is worth a word, not a day of our choice.

    Nor is it a day to come, unless the front matter says so; a day more is for the time zones.
    """
    day = draft.published
    if day is None:
        return
    if not _DAY.fullmatch(day):
        draft.doubt(f"the date is given as {day} only")
    elif draft.published_from != "front matter" and day > str(date.today() + timedelta(1)):
        draft.doubt(f"the date is left open: {day} is still to come")
    else:
        return
    draft.published = draft.published_from = None
    draft.origins.pop("published", None)


def link_target(address: str) -> str | None:
    """An address that may be followed and shown, or None: only web pages and mail."""
    address = "".join(clean_line(address, _MAX_TARGET + 1).split())
    if len(address) > _MAX_TARGET:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    return address if parts.netloc or parts.scheme.lower() == "mailto" else None


def _followed(target: str) -> str | None:
    """A target that may be followed: what `link_target` lets through, or a place in the text."""
    if target.startswith("#"):
        return clean_line(target, _MAX_ANCHOR) if 1 < len(target) < _MAX_ANCHOR else None
    return link_target(target)


def _piece(raw: RawBlock) -> Piece | None:
    """A raw block with clean text, or None if nothing of it is left."""
    inlines: list[Inline] = []
    cells: list[Span] = []
    if raw.kind == "code":
        text = _code(raw.plain)
    elif raw.kind == "row":
        text = _row(raw.cells, inlines, cells)
    else:
        text = _line(raw.runs, inlines)
    if not text:
        return None
    level = min(max(raw.level, 1), 6) if raw.kind == "heading" else max(raw.level, 0)
    marker = clean_line(raw.marker, 12) if raw.marker else ""
    return Piece(raw.kind, text, level, marker, inlines, cells)


def _code(text: str) -> str:
    lines = clean(text).rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(line.rstrip() for line in lines)


def _row(cells: Iterable[tuple[Run, ...]], inlines: list[Inline], spans: list[Span]) -> str:
    parts: list[str] = []
    start = 0
    for runs in cells:
        found: list[Inline] = []
        parts.append(_line(runs, found))
        inlines += (Inline(i.kind, i.start + start, i.end + start, i.target) for i in found)
        spans.append(Span(start, start + len(parts[-1])))
        start += len(parts[-1]) + len(CELL_SEPARATOR)
    if not any(parts):
        inlines.clear()
        spans.clear()
        return ""
    return CELL_SEPARATOR.join(parts)


def _line(runs: tuple[Run, ...], inlines: list[Inline]) -> str:
    """The runs as one clean line; their styles are added to `inlines`."""
    if len(runs) == 1 and not runs[0].styles:
        return _folded(clean(runs[0].text)).strip()
    parts: list[str] = []
    styled: list[tuple[int, int, Run]] = []
    length, after_space = 0, True
    for run in runs:
        part = _folded(clean(run.text))
        if after_space:
            part = part.lstrip()
        if not part:
            continue
        parts.append(part)
        if run.styles:
            styled.append((length, length + len(part), run))
        length += len(part)
        after_space = part[-1].isspace()
    text = "".join(parts).rstrip()
    if not text.isascii() and (whole := clean(text)) != text:
        # Marks at the edge of a run combined with its neighbour: the text is right, and rather
        # than guess where the styles went they are left out.
        return whole.strip()
    inlines += _inlines(styled, text)
    return text


def _folded(text: str) -> str:
    if "\n" in text and not text.isascii():
        text = _IN_UNSPACED.sub("", text)
    return _SPACES.sub(" ", text) if "\n" in text or "  " in text else text


def _inlines(styled: list[tuple[int, int, Run]], text: str) -> list[Inline]:
    """One span per style, over neighbouring runs that share it, without spaces at its edges."""
    open_styles: dict[tuple[InlineKind, str | None], list[int]] = {}
    found: list[Inline] = []
    for start, end, run in styled:
        target = _followed(run.target) if run.target else None
        wanted = {(kind, target if kind == "link" else None) for kind in run.styles}
        wanted.discard(("link", None))
        for style in sorted(wanted):
            place = open_styles.get(style)
            if place is not None and place[1] == start:
                place[1] = end
                continue
            if place is not None:
                found.append(Inline(style[0], place[0], place[1], style[1]))
            open_styles[style] = [start, end]
    found += (Inline(kind, s, e, target) for (kind, target), (s, e) in open_styles.items())
    trimmed = (_trimmed(inline, text) for inline in found)
    kept = (inline for inline in trimmed if inline.start < inline.end)
    return sorted(kept, key=lambda i: (i.start, -i.end, i.kind))


def _trimmed(inline: Inline, text: str) -> Inline:
    start, end = inline.start, min(inline.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Inline(inline.kind, start, end, inline.target)


def _take_title(pieces: list[Piece]) -> str:
    """The first heading of level 1, which then is no longer part of the text.

    Where several headings share level 1 they divide the article, and only one that stands first
    of all and does not ask can be its title.
    """
    headings = [n for n, piece in enumerate(pieces) if piece.kind == "heading"]
    tops = [n for n in headings if pieces[n].level == 1]
    if not tops or tops[0] != headings[0] or len(pieces[tops[0]].text) > _MAX_TITLE:
        return ""
    divides = tops[0] > 0 or heading_kind(pieces[0].text) == "question"
    return "" if len(tops) > 1 and divides else pieces.pop(tops[0]).text


def _file_name(path: str) -> str:
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return clean_line(re.sub(r"[-_ ]+", " ", stem).strip()) or clean_line(name) or "Untitled"


def _laid_out(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text and its blocks: the only place where offsets are made."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    previous: BlockKind | None = None
    for piece in pieces:
        if previous is not None:
            close = piece.kind in _CLOSE and piece.kind == previous
            parts.append("\n" if close else "\n\n")
            length += len(parts[-1])
        previous = piece.kind
        start, end = length, length + len(piece.text)
        inlines = [Inline(i.kind, i.start + start, i.end + start, i.target) for i in piece.inlines]
        cells = [Span(cell.start + start, cell.end + start) for cell in piece.cells]
        level, marker = piece.level, piece.marker
        blocks.append(Block(piece.kind, start, end, level, marker, tuple(inlines), tuple(cells)))
        parts.append(piece.text)
        length = end
    return "".join(parts), tuple(blocks)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
