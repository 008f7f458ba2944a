"""The head of a page's article: headline, standfirst, byline, date, and what stands among them.

Lines that are metadata are taken as that and leave the text; a standfirst that the extractor lost
comes back. Nothing below the head is looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from index.formats.boilerplate import is_a, why_dropped
from index.formats.byline import take_authorship, take_metadata
from index.formats.dates import is_full
from index.formats.dom import Found, link_share
from index.formats.draft import Draft
from index.formats.furniture import is_furniture
from index.formats.headings import asks
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADER = 8
_HEADER_WORDS = 25
_BYLINE_WITHIN = 12
_BYLINE_LENGTH = 200
_STANDFIRST = range(6, 81)
_LINKED = 0.3
_RUBRIC_WORDS = 5
_STANDFIRST_NAMES = re.compile(
    r"sub-?_?(?:title|head|headline)|standfirst|\bdek\b|\bdeck\b|\blead\b|\bintro\b|excerpt|tagline|summary",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]*$")


def take_head(draft: Draft, found: list[Found], kept: list[bool]) -> None:
    """Settle which lines of the head are text; the draft takes the metadata among them.

    `found` and `kept` are changed. The page's data outweigh its lines; where the two name
    different days, that is doubted.
    """
    title = words_of(draft.title)
    _keep_standfirst(title, found, kept)
    _lower_standfirst(title, found, kept)
    shown = Draft()
    standing = [n for n, keep in enumerate(kept) if keep][:_HEADER]
    names = {words_of(name) for name in draft.authors}
    for n in standing:
        block = found[n].block
        text = " ".join(block.plain.split())
        if block.kind == "heading":
            is_above = any(_is_title(found[later], title) for later in standing if later > n)
            if not _is_headline(words_of(text), title) and not is_above:
                break
            # What heads the headline is its site or its rubric.
            kept[n] = words_of(text) == title
        elif block.kind in ("paragraph", "item", "caption"):
            is_short = len(text.split()) <= _HEADER_WORDS
            is_count = text.isdigit() or words_of(text) in names
            kept[n] = not (is_short and (is_count or take_metadata(shown, text)))
    first = kept.index(True) if any(kept) else 0
    for n in range(max(0, first - _BYLINE_WITHIN), min(first + _BYLINE_WITHIN, len(found))):
        block = found[n].block
        if not kept[n] and block.kind != "row" and len(block.plain) < _BYLINE_LENGTH:
            for line in block.plain.split("\n"):
                take_authorship(shown, " ".join(line.split()))
    _take_shown(draft, shown)


def _is_headline(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether a heading is the title, perhaps with a rubric before it."""
    rubric = len(words) - len(title)
    return bool(title) and 0 <= rubric <= _RUBRIC_WORDS and words[rubric:] == title


def _headline(title: tuple[str, ...], found: list[Found], end: int) -> int | None:
    """The last heading before `end` that is the title."""
    for n in range(end - 1, -1, -1):
        if found[n].block.kind == "heading" and _is_headline(words_of(found[n].block.plain), title):
            return n
    return None


def _keep_standfirst(title: tuple[str, ...], found: list[Found], kept: list[bool]) -> None:
    """Sentences between the headline and the text."""
    text = next((n for n, keep in enumerate(kept) if keep and not _is_title(found[n], title)), 0)
    start = _headline(title, found, text)
    if start is None or text - start > _BYLINE_WITHIN:
        return
    for n in range(start + 1, text):
        block = found[n].block
        line = " ".join(block.plain.split())
        is_sentence = len(line.split()) in _STANDFIRST and _SENTENCE.search(line)
        if kept[n] or block.kind not in ("paragraph", "heading") or not is_sentence:
            continue
        is_text = link_share(found[n]) < _LINKED and not any(map(_is_aside, found[n].regions))
        kept[n] = (
            is_text
            and why_dropped(line) is None
            and not is_a("credit", line)
            and not take_metadata(Draft(), line)
        )


def _lower_standfirst(title: tuple[str, ...], found: list[Found], kept: list[bool]) -> None:
    """A standfirst that is marked up as a heading becomes the paragraph that it is."""
    for n in [n for n, keep in enumerate(kept) if keep][:_HEADER]:
        block = found[n].block
        if block.kind != "heading":
            return
        if _is_headline(words_of(block.plain), title):
            continue
        text = block.plain.strip()
        named = _STANDFIRST_NAMES.search(found[n].element.get("class") or "") is not None
        if named or (_SENTENCE.search(text) and not asks(text)):
            found[n] = replace(found[n], block=replace(block, kind="paragraph", level=0))
        return


def _is_title(found: Found, title: tuple[str, ...]) -> bool:
    return found.block.kind == "heading" and _is_headline(words_of(found.block.plain), title)


def _is_aside(region: _Element) -> bool:
    return is_furniture(region) and region.tag != "form"


def _take_shown(draft: Draft, shown: Draft) -> None:
    """Take what the lines above the text say where the page's data say nothing.

    Both dates may be right (one of publication, one of a change that is not named so), so that a
    difference is said, not settled.
    """
    if shown.authors and not draft.authors:
        draft.authors, draft.origins["authors"] = shown.authors, "byline"
    if shown.source and not draft.source:
        draft.source, draft.origins["source"] = shown.source, "text"
    day = shown.published
    if day is None:
        return
    if draft.published is None or (draft.published_from == "url" and is_full(day)):
        draft.published, draft.published_from = day, "text"
        draft.origins["published"] = "byline"
    elif is_full(day) and _days_between(day, draft.published) > 1:
        draft.doubt(f"The page shows the date {day}, its data say {draft.published}")


def _days_between(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 0
