"""What clippers write into the body of a Markdown file although it is metadata.

Properties as lines under the title (Notion) or as a list under "Metadata" (Readwise), lines of
tags, links back to the reading service, an excerpt above the article. Blocks in, blocks out; what
goes is put down as dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.formats.boilerplate import is_a
from index.formats.byline import take_metadata
from index.formats.dialects import tags_in
from index.formats.draft import Draft, RawBlock
from index.formats.frontmatter import describe, known_key

_HEAD = 8
_MAX_WORDS = 14
_SENTENCE_WORDS = 12
_TITLES = re.compile(r"metadata|properties|document info(?:rmation)?|article info", re.IGNORECASE)
_EXCERPT = re.compile(r"excerpt|auszug|extrait|summary", re.IGNORECASE)
_FIELD = re.compile(r"(?P<key>[^\W\d_][\w -]{0,40}?):\s+(?P<value>\S.{0,2000})")
_BACK = re.compile(
    r"(?:read|view|open|see|show)\s+(?:on|in|at)\s+[\w. ]{2,30}|"
    r"(?:(?:read|view|open|see|show)\s)?(?:the )?original(?: article| page)?|"
    r"source|permalink|view highlight",
    re.IGNORECASE,
)


def take_properties(draft: Draft, blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks without those that are metadata; the draft has taken in what they say."""
    kept: list[RawBlock] = []
    here = sentences = 0
    in_head = True
    while here < len(blocks):
        block = blocks[here]
        in_head = in_head and len(kept) < _HEAD and sentences <= 1
        listed = _listed(blocks, here)
        if listed:
            draft.drop("boilerplate", block.plain)
            _take(draft, [each.plain for each in blocks[here + 1 : here + 1 + listed]])
            here += 1 + listed
        elif in_head and _is_taken(draft, block, above_text=not sentences):
            here += 1
        else:
            in_head = in_head and not (block.kind == "heading" and block.level > 1)
            sentences += len(block.plain.split()) >= _SENTENCE_WORDS
            kept.append(block)
            here += 1
    return kept


def _listed(blocks: Sequence[RawBlock], here: int) -> int:
    """How many properties are listed under a heading that says so, 0 if this is none."""
    block = blocks[here]
    if block.kind not in ("heading", "paragraph") or not _TITLES.fullmatch(block.plain.strip(": ")):
        return 0
    count = 0
    for item in blocks[here + 1 :]:
        if item.kind != "item" or _FIELD.fullmatch(item.plain.strip()) is None:
            break
        count += 1
    fields = (_FIELD.fullmatch(item.plain.strip()) for item in blocks[here + 1 : here + 1 + count])
    return count if any(field and known_key(field["key"]) for field in fields) else 0


def _take(draft: Draft, lines: Sequence[str]) -> None:
    values: dict[str, object] = {}
    for line in lines:
        field = _FIELD.fullmatch(line.strip())
        if field is not None:
            values[field["key"]] = field["value"].strip()
            draft.drop("boilerplate", line)
    taken = Draft(title=draft.title, published=draft.published, source=draft.source)
    describe(taken, values, "the properties in the text")
    for name, where in taken.origins.items():
        draft.origins.setdefault(name, where)
    draft.title = draft.title or taken.title
    draft.authors += taken.authors if not draft.authors else []
    draft.tags += taken.tags
    draft.source = draft.source or taken.source
    if not draft.published:
        draft.published = taken.published
        draft.published_from = "text" if taken.published else None
        draft.doubts += taken.doubts


def _is_taken(draft: Draft, block: RawBlock, *, above_text: bool) -> bool:
    """Whether a block in the head of a text is metadata; if so, the draft has taken it in."""
    plain = block.plain.strip()
    if block.kind == "quote" and _EXCERPT.fullmatch(plain):
        draft.drop("boilerplate", plain)
        return True
    if block.kind != "paragraph" or not plain:
        return False
    if tags := tags_in(plain):
        draft.tags += tags
        draft.drop("boilerplate", plain)
        return True
    lines = [line for line in plain.split("\n") if line.strip()]
    fields = [_FIELD.fullmatch(line.strip()) for line in lines]
    are_fields = all(fields) and any(field and known_key(field["key"]) for field in fields)
    if above_text and are_fields and (len(lines) > 1 or _is_property(lines[0])):
        _take(draft, lines)
        return True
    if fields and fields[0] and not above_text:
        return False
    return _is_link_back(draft, block) or _is_byline(draft, plain)


def _is_property(line: str) -> bool:
    return len(line.split()) <= _MAX_WORDS and line[-1:] not in ".!?"


def _is_link_back(draft: Draft, block: RawBlock) -> bool:
    """Whether a paragraph holds only links to where the text was saved or comes from."""
    linked = [run for run in block.runs if run.text.strip()]
    if not linked or not all(run.target and _BACK.fullmatch(run.text.strip()) for run in linked):
        return False
    draft.source = draft.source or linked[-1].target
    draft.drop("boilerplate", " ".join(block.plain.split()))
    return True


def _is_byline(draft: Draft, plain: str) -> bool:
    line = " ".join(plain.split())
    if len(line.split()) > _MAX_WORDS or is_a("share", line):
        return False
    taken = Draft()
    if not take_metadata(taken, line) or taken.title:
        return False
    draft.authors += taken.authors if not draft.authors else []
    draft.source = draft.source or taken.source
    draft.tags += taken.tags
    if not draft.published and taken.published:
        draft.published, draft.published_from = taken.published, "text"
        draft.origins["published"] = "the lines under the title"
    if taken.authors:
        draft.origins.setdefault("authors", "the lines under the title")
    draft.drop("boilerplate", line)
    return True


def without_anchor(block: RawBlock) -> RawBlock:
    """A heading without the "#" or "¶" that links to itself."""
    runs = block.runs
    while runs and (not runs[-1].text.strip() or runs[-1].text.strip() in ("#", "¶", "§", "🔗")):
        if runs[-1].text.strip() and runs[-1].target is None:
            break
        runs = runs[:-1]
    return replace(block, runs=runs) if runs and runs != block.runs else block
