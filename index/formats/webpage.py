"""A saved web page -> Draft.

trafilatura says which text of a page is the article; it reshapes that text, though, and loses some
headings on the way. So its answer is used as a mask: the page's own blocks are walked in order, and
those stay whose words are in it, with the headings that stand above them and the lines among them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.formats.decoding import Unreadable, decoded
from index.formats.dom import Found, blocks_of
from index.formats.draft import MAX_DROPPED, Draft, RawBlock
from index.formats.headings import promote
from index.formats.htmltree import parse_page, size_of
from index.formats.mask import Mask, Words
from index.formats.notemarks import mark_notes
from index.formats.pagedata import base_address, describe_page, is_known_question
from index.formats.pagedoubts import doubt_date, doubt_text
from index.formats.pagehead import take_head
from index.formats.repeats import words_of
from index.formats.trimming import trim

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MAX_DROPS = 60
_MANY_ELEMENTS = 20_000
"""From here on trafilatura skips its second opinions, which cost seconds."""
_TOO_MANY_ELEMENTS = 60_000
"""From here on it costs seconds without them, and is not asked at all."""
_TOO_DEEP = 250
"""The same: it looks at every table once more for each table around it."""
_TOO_LONG = 5_000_000
"""Code points of text from which on it would take the rest of a file's time."""
_MOST_BLOCKS = 100_000


def read(data: bytes, *, whole: bool = False) -> Draft:
    """The draft of a saved page; raises Unreadable.

    `whole`: everything that the page shows is kept, its navigation and all.
    """
    source = decoded(data, html=True)
    root = parse_page(source.text)
    if root is None:
        raise Unreadable("holds no text")
    draft = Draft(encoding=source.encoding, doubts=list(source.doubts))
    page = describe_page(draft, root, source.text)
    noted = mark_notes(root)
    found = _blocks(draft, root, page.questions)
    kept = [True] * len(found) if whole else _article(draft, root, found, page.is_article)
    if not any(kept):
        raise Unreadable("holds no text")
    notes = [noted.of(each.element) for each in found]
    _keep_notes(found, kept, notes)
    if whole:
        draft.parser = "every block of the page"
    else:
        take_head(draft, found, kept)
        _put_down(draft, found, kept)
    draft.blocks += promote(noted.blocks([f for f, keep in zip(found, kept, strict=True) if keep]))
    doubt_date(draft, page)
    doubt_text(draft, found, kept)
    return draft


def _keep_notes(found: Sequence[Found], kept: list[bool], notes: Sequence[_Element | None]) -> None:
    """What the article refers to is of it, wherever the page has put it, and its heading too."""
    for n, note in enumerate(notes):
        if note is not None:
            kept[n] = True
            if n and not kept[n - 1] and found[n - 1].block.kind == "heading":
                kept[n - 1] = True


def _blocks(draft: Draft, root: HtmlElement, questions: set[Words]) -> list[Found]:
    """The blocks of a page; those are marked as asked and named that its data have as questions."""
    found: list[Found] = []
    for each in blocks_of(root, base=base_address(draft, root)):
        if questions and is_known_question(each.block.plain, questions):
            each = replace(each, asked=True, named=True)
        found.append(each)
        if len(found) > _MOST_BLOCKS:
            raise Unreadable(f"holds more than {_MOST_BLOCKS:,} pieces of text")
    return found


def _article(draft: Draft, root: HtmlElement, found: list[Found], is_article: bool) -> list[bool]:
    """Which blocks are the article."""
    is_long = sum(len(each.block.plain) for each in found) > _TOO_LONG
    words, lines = _main_text(root) if not is_long else ((), Counter())
    mask = Mask(found, words, lines)
    kept = mask.kept()
    if not mask.follows:
        draft.doubt("No article was told from the page: all but its navigation is kept")
    elif not is_article and mask.lists_others():
        kept = mask.all_but_furniture()
        draft.doubt("It looks like a page that lists others: all but its navigation is kept")
    draft.parser = (
        "trafilatura and the page's headings" if mask.follows else "all blocks but navigation"
    )
    trim(found, kept, draft.authors)
    return kept


def _main_text(root: HtmlElement) -> tuple[Words, Counter[Words]]:
    """The words of the article as trafilatura sees it, and its lines; nothing if it sees none."""
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    elements, depth = size_of(root)
    if elements > _TOO_MANY_ELEMENTS or depth > _TOO_DEEP:
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
