"""What the tests of the formats share: reading a text, looking at it, and what always holds."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

from index.article import Article, BlockKind
from index.formats import read_article
from index.formats.repeats import same_words
from index.text import clean

PROSE = {"paragraph", "item", "quote", "caption", "footnote"}


def read(text: str | bytes, path: str = "folder/some-file.md") -> Article:
    data = text.encode() if isinstance(text, str) else text
    article = read_article(data, path, id="0123456789abcdef")
    check(article)
    return article


def texts(article: Article, *kinds: BlockKind) -> list[str]:
    """The text of every block of these kinds (of all kinds, if none is named)."""
    return [
        article.text[block.start : block.end]
        for block in article.blocks
        if not kinds or block.kind in kinds
    ]


def headings(article: Article) -> list[str]:
    return [section.heading or "" for section in article.sections[1:]]


def styled(article: Article, kind: str) -> list[str]:
    """The pieces of text in a style."""
    return [
        article.text[inline.start : inline.end]
        for block in article.blocks
        for inline in block.inlines
        if inline.kind == kind
    ]


def dropped(article: Article, why: str) -> list[str]:
    return [drop.text for drop in article.dropped if drop.why == why]


def check(article: Article) -> None:
    """What holds for every article, whatever it was made from."""
    text = article.text
    assert clean(text) == text
    assert article.text_hash == sha256(text.encode()).hexdigest()
    _check_title(article)
    _check_blocks(article)
    _check_sections(article)
    _check_sentences(article)
    for drop in article.dropped:
        assert drop.text.strip() and "\n" not in drop.text and clean(drop.text) == drop.text


def _check_title(article: Article) -> None:
    title = article.title
    assert title.strip() == title != "" and "\n" not in title and clean(title) == title
    if len(article.sections) > 1:
        assert not same_words(article.sections[1].heading or "", title)


def _check_blocks(article: Article) -> None:
    text = article.text
    for block in article.blocks:
        piece = text[block.start : block.end]
        assert piece and 0 <= block.start < block.end <= len(text)
        assert block.kind == "code" or "\n" not in piece
        assert block.kind == "row" or piece.strip("\n") == piece
        assert block.kind in ("row", "code") or piece.strip() == piece
        for inline in block.inlines:
            assert block.start <= inline.start < inline.end <= block.end
            assert (inline.target is None) == (inline.kind != "link")
            if inline.target is not None:
                scheme = inline.target.split(":")[0].lower()
                assert inline.target[0] == "#" or scheme in ("http", "https", "mailto")
                assert clean(inline.target) == inline.target
        assert list(block.inlines) == sorted(block.inlines, key=lambda i: (i.start, -i.end, i.kind))
        for cell, following in pairwise(block.cells):
            assert cell.end <= following.start
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
        assert bool(block.cells) == (block.kind == "row")
    for before, after in pairwise(article.blocks):
        assert text[before.end : after.start] in ("\n", "\n\n")
    if article.blocks:
        assert article.blocks[0].start == 0 and article.blocks[-1].end == len(text)


def _check_sections(article: Article) -> None:
    sections = article.sections
    assert sections[0].kind == "lead" and sections[0].heading is None
    assert sections[0].start == 0 and sections[-1].end == len(article.text)
    for before, after in pairwise(sections):
        assert before.end == after.start
    for number, section in enumerate(sections):
        assert section.number == number
        assert section.start <= section.body_start <= section.end <= section.answer_end
        assert (section.asks is None) == (section.kind in ("lead", "topic"))
        if number:
            assert section.heading is not None
            assert article.text[section.start :].startswith(section.heading)
            assert section.level in range(1, 7)
    starts = [block.start for block in article.blocks if block.kind == "heading"]
    assert starts == [section.start for section in sections[1:]]


def _check_sentences(article: Article) -> None:
    for before, after in pairwise(article.sentences):
        assert before.end <= after.start
    for sentence in article.sentences:
        block = article.blocks[article.block_at(sentence.start)]
        assert block.kind in PROSE
        assert block.start <= sentence.start < sentence.end <= block.end
