"""Articles made by hand, for tests of findings: no file, no format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Article, Block, BlockKind, Finding, Metadata, Span
from index.findings.extraction import extract
from index.sections import sections_of
from index.sentences import sentence_spans

Piece = tuple[BlockKind, str]


def article_of(*pieces: Piece | str) -> Article:
    """An article of the given blocks; a bare string is a paragraph. Cells are split at " | "."""
    blocks: list[Block] = []
    text = ""
    for piece in pieces:
        kind: BlockKind = "paragraph" if isinstance(piece, str) else piece[0]
        words = piece if isinstance(piece, str) else piece[1]
        text += "\n\n" if text else ""
        start = len(text)
        text += words
        blocks.append(_block(kind, start, words))
    sentences = [
        span
        for block in blocks
        if block.kind not in ("heading", "row", "code")
        for span in sentence_spans(text, block.start, block.end)
    ]
    return Article(
        "0" * 16, "test.txt", "text", Metadata("Test"), text, tuple(blocks),
        sections_of(text, blocks), tuple(sentences), (), "",
    )  # fmt: skip


def _block(kind: BlockKind, start: int, words: str) -> Block:
    cells: Sequence[Span] = ()
    if kind == "row":
        cells = [
            Span(start + match.start(), start + match.end())
            for match in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", words)
        ]
    return Block(kind, start, start + len(words), 2 if kind == "heading" else 0, cells=tuple(cells))


def found(kind: str, *pieces: Piece | str) -> list[Finding]:
    """The findings of one kind, at or above one half."""
    return [
        finding
        for finding in extract(article_of(*pieces))
        if finding.kind == kind and finding.score >= 0.5
    ]
