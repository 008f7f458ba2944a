"""A saved web page -> Draft.

trafilatura says which text of a page is the article; it reshapes that text, though, and loses some
headings on the way. So its answer is used as a mask: the page's own blocks are walked in order, and
those stay whose words are in it, with the headings that stand above them and the lines among them.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from index.formats.boilerplate import is_a, why_dropped
from index.formats.byline import take_authorship, take_metadata
from index.formats.decoding import Unreadable, decode
from index.formats.dom import Found, as_question, blocks_of
from index.formats.draft import MAX_DROPPED, Draft, RawBlock
from index.formats.headings import promote
from index.formats.htmltree import parse_page
from index.formats.mask import Mask, Words
from index.formats.pagedata import base_address, describe_page
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADER = 6
_HEADER_WORDS = 25
_BODY_WORDS = 25
_BYLINE_WITHIN = 12
_BYLINE_LENGTH = 200
_RECURS = 3
_REFRAIN = 60
_MAX_DROPS = 60
_MANY_ELEMENTS = 20_000
"""From here on trafilatura skips its second opinions, which cost seconds."""
_TOO_MANY_ELEMENTS = 60_000
"""From here on it costs seconds without them, and is not asked at all."""


def read(data: bytes) -> Draft:
    """The draft of a saved page; raises Unreadable."""
    text = decode(data, html=True)
    root = parse_page(text)
    if root is None:
        raise Unreadable("holds no text")
    draft = Draft()
    asked = describe_page(draft, root, text)
    found = [
        replace(each, asked=True) if asked and words_of(each.block.plain) in asked else each
        for each in blocks_of(root, base=base_address(draft, root))
    ]
    kept = Mask(found, *_main_text(root)).kept()
    if not any(kept):
        raise Unreadable("holds no text")
    _without_furniture(found, kept)
    _take_header(draft, found, kept)
    _take_byline(draft, found, kept)
    _put_down(draft, found, kept)
    draft.blocks += promote([as_question(f) for f, keep in zip(found, kept, strict=True) if keep])
    return draft


def _main_text(root: HtmlElement) -> tuple[Words, Counter[Words]]:
    """The words of the article as trafilatura sees it, and its lines; nothing if it sees none."""
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    elements = sum(1 for _ in root.iter())
    if elements > _TOO_MANY_ELEMENTS:
        return (), Counter()
    try:
        document = trafilatura.bare_extraction(
            root,
            include_comments=False,
            include_tables=True,
            fast=elements > _MANY_ELEMENTS,
        )
    except Exception:  # noqa: BLE001  (whatever foreign rules stumble over is read without them)
        document = None
    if not isinstance(document, trafilatura.settings.Document) or document.body is None:
        return (), Counter()
    lines = Counter(words_of(line) for line in (document.text or "").split("\n"))
    return words_of(" ".join(map(str, document.body.itertext()))), lines


def _without_furniture(found: list[Found], kept: list[bool]) -> None:
    """Let go of share lines, teasers and lists of other articles that the mask has let through."""
    before = list(kept)
    in_list = False
    times = Counter(each.block.plain for n, each in enumerate(found) if kept[n])
    for n, each in enumerate(found):
        text = each.block.plain.strip()
        if not kept[n] or each.block.kind in ("code", "row"):
            continue
        if in_list:
            in_list = each.block.kind != "heading" and len(text.split()) < _BODY_WORDS
        if is_a("related", text) or is_a("reply", text):
            in_list = True
        recurs = times[each.block.plain] >= _RECURS and len(text) <= _REFRAIN
        is_refrain = recurs and each.block.kind == "paragraph"
        kept[n] = not (in_list or is_refrain) and why_dropped(text) is None
    if not any(kept):
        kept[:] = before


def _take_header(draft: Draft, found: list[Found], kept: list[bool]) -> None:
    """Take the lines of the article's head that are metadata for what they are."""
    standing = [n for n, keep in enumerate(kept) if keep][:_HEADER]
    for n in standing:
        block = found[n].block
        text = " ".join(block.plain.split())
        if block.kind in ("paragraph", "item", "caption") and len(text.split()) <= _HEADER_WORDS:
            kept[n] = not take_metadata(draft, text)


def _take_byline(draft: Draft, found: list[Found], kept: list[bool]) -> None:
    """Author and date, where the page's data name none, from the lines just above the text."""
    first = kept.index(True) if any(kept) else 0
    for n in range(max(0, first - _BYLINE_WITHIN), min(first + _BYLINE_WITHIN, len(found))):
        block = found[n].block
        if not kept[n] and block.kind != "row" and len(block.plain) < _BYLINE_LENGTH:
            for line in block.plain.split("\n"):
                take_authorship(draft, " ".join(line.split()))


def _put_down(draft: Draft, found: list[Found], kept: list[bool]) -> None:
    """Put what is left out down as dropped, one entry for each stretch of the page."""
    stretch: list[Found] = []
    for n, each in enumerate([*found, None]):
        if each is not None and not kept[n]:
            stretch.append(each)
            continue
        if stretch:
            in_nav = any(region.tag == "nav" for f in stretch for region in f.regions)
            text = " · ".join(_shown(f.block) for f in stretch[:_MAX_DROPS])
            draft.drop("navigation" if in_nav else "boilerplate", text[:MAX_DROPPED])
            stretch = []
    del draft.dropped[_MAX_DROPS:]


def _shown(block: RawBlock) -> str:
    return " ".join(block.plain.split())
