"""What an extractor lets through and is still no part of the article.

Share lines and refrains, tables of contents, lists of other articles, readers' comments, the box
about the author: told by their words and by what stands around them. Nothing is brought back here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.formats.boilerplate import is_a, why_dropped
from index.formats.dom import Found, link_share
from index.formats.headings import asks, is_bold
from index.formats.repeats import words_of

_BODY_WORDS = 25
_RECURS = 3
_REFRAIN = 60
_LINKED = 0.5
_WHOLLY = 0.9
_LABEL_WORDS = 4
_CONTENTS = 3
_ABOUT_WORDS = 160
_BYLINES = 2


def trim(found: Sequence[Found], kept: list[bool], authors: Sequence[str]) -> None:
    """Let go of what is no article; all of a page is never let go of.

    `kept` says of every block whether it belongs to the article, and is changed.
    """
    before = list(kept)
    _without_lists(found, kept)
    _without_contents(found, kept)
    _without_about(found, kept, authors)
    _without_teasers(found, kept)
    _without_bare_titles(found, kept)
    if not any(kept):
        kept[:] = before


def _without_lists(found: Sequence[Found], kept: list[bool]) -> None:
    """No share lines and teasers, no lists of other articles, no comments."""
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
        is_refrain = recurs and (each.block.kind == "paragraph" or link_share(each) >= _LINKED)
        kept[n] = not (in_list or is_refrain) and why_dropped(text) is None


def _without_teasers(found: Sequence[Found], kept: list[bool]) -> None:
    """No heading that is a link and nothing more, nor the word or two that stand above it."""
    following: Found | None = None
    for n in range(len(found) - 1, -1, -1):
        if not kept[n]:
            continue
        each = found[n]
        bare = following is None or (
            following.block.kind == "heading" and following.block.level <= each.block.level
        )
        if each.block.kind != "heading" or not bare or link_share(each) < _WHOLLY:
            following = each
            continue
        kept[n] = False
        label = next((place for place in range(n - 1, -1, -1) if kept[place]), n)
        if _is_label(found[label], each):
            kept[label] = False


def _is_label(found: Found, below: Found) -> bool:
    text = found.block.plain.strip()
    return (
        found.block.kind == "paragraph"
        and len(text.split()) <= _LABEL_WORDS
        and text[-1:].isalnum()
        and found.element.getparent() is below.element.getparent()
    )


def _without_contents(found: Sequence[Found], kept: list[bool]) -> None:
    """No table of contents: lines in a row that come again further down as headings."""
    below: Counter[tuple[str, ...]] = Counter()
    row: list[int] = []
    for n in range(len(found) - 1, -2, -1):
        block = found[n].block if n >= 0 else None
        if block is not None and not kept[n]:
            continue
        words = words_of(block.plain) if block is not None else ()
        if block is not None and block.kind in ("item", "paragraph") and below[words] and words:
            row.append(n)
            continue
        named = block is not None and is_a("contents", block.plain.strip())
        if len(row) >= (_CONTENTS - named):
            for place in row:
                kept[place] = False
            kept[n] = kept[n] and not named
        row = []
        if block is not None and (block.kind == "heading" or is_bold(block)):
            below[words] += 1


def _without_about(found: Sequence[Found], kept: list[bool], authors: Sequence[str]) -> None:
    """No box about the author at the end: below most of the text, and no question in it."""
    names = {words_of(name) for name in authors} - {()}
    lengths = [
        len(f.block.plain.split()) if keep else 0 for f, keep in zip(found, kept, strict=True)
    ]
    lines = Counter(words_of(f.block.plain) for f, keep in zip(found, kept, strict=True) if keep)
    words = 0
    for n in range(len(found) - 1, -1, -1):
        if not kept[n]:
            continue
        block = found[n].block
        text = block.plain.strip()
        words += lengths[n]
        if words > min(_ABOUT_WORDS, sum(lengths) / 2) or (block.kind == "heading" and asks(text)):
            return
        # A name that stands alone again and again is that of a speaker.
        is_box = is_a("author", text) or (
            words_of(text) in names and lines[words_of(text)] <= _BYLINES
        )
        if is_box and block.kind in ("heading", "paragraph"):
            for place in range(n, len(found)):
                kept[place] = False
            return


def _without_bare_titles(found: Sequence[Found], kept: list[bool]) -> None:
    """No title of a table of contents or a list that is itself gone."""
    following: str | None = None
    for n in range(len(found) - 1, -1, -1):
        if not kept[n]:
            continue
        block = found[n].block
        if block.kind == "heading" and following in (None, "heading"):
            kept[n] = not is_a("contents", block.plain.strip())
        if kept[n]:
            following = block.kind
