"""Small articles for the tests of notes: written down as text, headings marked with "## "."""

from __future__ import annotations

import hashlib
import re

from index.article import Article, Block, Metadata, Section, Span


def make_article(
    written: str,
    *,
    title: str = "An article",
    path: str = "article.md",
    source: str | None = None,
    authors: tuple[str, ...] = (),
    published: str | None = None,
    tags: tuple[str, ...] = (),
) -> Article:
    """An article whose paragraphs are parted by empty lines and whose headings begin with "## "."""
    text = ""
    blocks: list[Block] = []
    for piece in written.split("\n\n"):
        heading = piece.startswith("## ")
        start = len(text) + 2 * bool(text)
        text += ("\n\n" if text else "") + piece.removeprefix("## ")
        blocks.append(Block("heading" if heading else "paragraph", start, len(text), 2 * heading))
    return Article(
        id=hashlib.sha256(path.encode()).hexdigest()[:16],
        path=path,
        format="markdown",
        metadata=Metadata(
            title=title, authors=authors, published=published, source=source, tags=tags
        ),
        text=text,
        blocks=tuple(blocks),
        sections=_sections(text, blocks),
        sentences=tuple(Span(*found.span()) for found in re.finditer(r"\S[^.?!\n]*[.?!]?", text)),
        dropped=(),
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def _sections(text: str, blocks: list[Block]) -> tuple[Section, ...]:
    headings = [block for block in blocks if block.kind == "heading"]
    first = headings[0].start if headings else len(text)
    sections = [Section(0, None, "lead", None, None, 0, 0, first, first)]
    for number, block in enumerate(headings, start=1):
        end = headings[number].start if number < len(headings) else len(text)
        heading = text[block.start : block.end]
        asks = heading.endswith("?")
        sections.append(
            Section(
                number,
                heading,
                "question" if asks else "topic",
                "other" if asks else None,
                2,
                block.start,
                min(block.end + 2, end),
                end,
                end,
            )
        )
    return tuple(sections)
