"""A book -> its chapters, each an article of its own.

A chapter is what stands under a heading of the first level; what stands before the first is one
too, named as the book is. Nothing is parsed or written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.article import Article, Block


def chapters_of(book: Article) -> list[Article]:
    """The chapters of a book in order, those without text left out.

    The title of each is its heading, which leaves its text; all offsets are into that. The sections
    are those of the book and say nothing of the chapter.
    """
    return [
        _chapter(book, title, blocks)
        for title, blocks in _parts(book)
        if any(map(_is_text, blocks))
    ]


def _parts(book: Article) -> Iterator[tuple[str, list[Block]]]:
    title, blocks = book.title, list[Block]()
    for block in book.blocks:
        if block.kind == "heading" and block.level == 1:
            yield title, blocks
            title, blocks = " ".join(book.text[block.start : block.end].split()), []
        else:
            blocks.append(block)
    yield title, blocks


def _is_text(block: Block) -> bool:
    return block.kind != "heading"


def _chapter(book: Article, title: str, blocks: list[Block]) -> Article:
    start, end = blocks[0].start, blocks[-1].end
    return replace(
        book,
        text=book.text[start:end],
        blocks=tuple(_moved(block, -start) for block in blocks),
        metadata=replace(book.metadata, title=title),
    )


def _moved(block: Block, by: int) -> Block:
    return replace(
        block,
        start=block.start + by,
        end=block.end + by,
        inlines=tuple(replace(i, start=i.start + by, end=i.end + by) for i in block.inlines),
        cells=tuple(replace(c, start=c.start + by, end=c.end + by) for c in block.cells),
    )
