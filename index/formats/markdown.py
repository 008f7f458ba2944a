"""Markdown -> Draft: CommonMark with tables, strikethrough, footnotes and definition lists.

What other dialects add is taken off or turned into CommonMark by `index.formats.dialects`, what
clippers write as metadata by `index.formats.frontmatter` and `index.formats.properties`.

What is hostile rather than Markdown (100,000 brackets in a line, quotes nested a hundred deep) is
read as the plain text it is, so that no input costs more than a few seconds and none is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from index.formats import dialects
from index.formats.decoding import Unreadable, decoded
from index.formats.dom import as_question, blocks_of, caption_of
from index.formats.draft import Draft, RawBlock, Run, text_block
from index.formats.frontmatter import describe, split_header
from index.formats.headings import asks, cut, promote
from index.formats.htmltree import parse_fragment
from index.formats.inline import InlineReader
from index.formats.lines import LINE_ENDS
from index.formats.properties import take_properties, without_anchor

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from index.article import BlockKind

_MAX_NESTING = 100
_MAX_LINES = 60_000
_MAX_INLINE = 40_000
_MAX_OPENERS = 1500
_MAX_BRACKET_DEPTH = 8
_OPENERS = "[<&!"
_BRACKET = re.compile(r"[\[\]]")

# Attributes of kramdown and Pandoc.
_ATTRIBUTES = re.compile(r"\s*(?:\s#+\s*)?\{(?:[#.][\w-]|:\s)[^{}\n]{0,200}\}\s*$")
_MAX_ATTRIBUTES = 300
_CAPTION_LEAST = 15
_TASK = re.compile(r"\[([ xX])\]\s+(?=\S)")
_MARKDOWN_INSIDE = re.compile(r"""\s*<\w+\b[^<>]{0,500}?\smarkdown\b""")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|"
    r"header|li|main|nav|ol|p|section|summary|ul)\b[^<>]{0,1000}>",
    re.IGNORECASE,
)


def read(data: bytes) -> Draft:
    """The draft of a Markdown file, front matter and all; raises Unreadable."""
    source = decoded(data)
    draft = Draft(encoding=source.encoding, doubts=list(source.doubts))
    values, body = split_header(draft, LINE_ENDS.sub("\n", source.text))
    describe(draft, values)
    read_body(draft, body)
    return draft


def read_body(draft: Draft, body: str) -> None:
    """Add the blocks of Markdown text to a draft."""
    body, comments = dialects.without_comments(body)
    writer = _Writer(draft)
    if writer.write(body):
        draft.parser = "Markdown (CommonMark with tables, footnotes and definition lists)"
        for comment in comments:
            draft.drop("boilerplate", comment)
        for line in dialects.mistaken_definitions(body, writer.definitions):
            draft.drop("boilerplate", line)
        blocks = take_properties(draft, _unquoted(writer.blocks))
        draft.blocks += promote(blocks) + writer.footnotes()
        return
    from index.formats import plaintext

    draft.doubt("it is too long or too deeply nested for Markdown and was read as plain text")
    plaintext.read_body(draft, body)


def _unquoted(blocks: list[RawBlock]) -> list[RawBlock]:
    """The headings in quotes as the quoted text they are, unless all of an article is a quote."""
    if not any(block.kind == "heading" and not block.marker for block in blocks):
        return [replace(b, marker="") if b.kind == "heading" else b for b in blocks]
    return [
        RawBlock("quote", tuple(replace(run, styles=run.styles | {"strong"}) for run in block.runs))
        if block.kind == "heading" and block.marker
        else block
        for block in blocks
    ]


def _parse(body: str, environment: dict[str, Any]) -> list[Token] | None:
    """The tokens of a Markdown text, None if reading it as such would cost or lose too much."""
    if body.count("\n") + body.count("\r") > _MAX_LINES:
        return None
    tokens = _parser().parse(body, environment)
    deepest = max((token.level for token in tokens), default=0)
    return tokens if deepest < _MAX_NESTING - 2 else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    # Footnotes that nothing refers to would be lost there.
    parser.disable("footnote_tail")
    parser.core.ruler.before("inline", "quaere", _before_inline)
    return parser


def _before_inline(state: StateCore) -> None:
    """Take dialects out, and what is too much for the inline rules out of their hands."""
    before = ["", ""]
    for token in state.tokens:
        if token.type == "inline":
            opens_quote = before == ["blockquote_open", "paragraph_open"]
            if dialects.is_display_math(token.content):
                token.meta["code"] = token.content
                token.content = ""
            else:
                plain = token.meta["plain_source"] = dialects.plainer(
                    token.content, in_quote=opens_quote
                )
                token.content = plain.source
            if _is_tangled(token.content):
                token.meta["plain"] = token.content
                token.content = ""
        before = [before[1], token.type]


def _is_tangled(content: str) -> bool:
    """Whether the inline rules would take too long over a text: each open bracket looks ahead."""
    if len(content) > _MAX_INLINE:
        return True
    if len(content) > _MAX_OPENERS and sum(map(content.count, _OPENERS)) > _MAX_OPENERS:
        return True
    if content.count("[") <= _MAX_BRACKET_DEPTH:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(content):
        depth = depth + 1 if bracket[0] == "[" else max(depth - 1, 0)
        if depth > _MAX_BRACKET_DEPTH:
            return True
    return False


class _Writer:
    """Walks block tokens in order and writes down raw blocks."""

    def __init__(self, draft: Draft) -> None:
        self.blocks: list[RawBlock] = []
        self.definitions: set[str] = set()
        self._draft = draft
        self._inline = InlineReader()
        self._environment: dict[str, Any] = {}
        self._notes: dict[str, list[RawBlock]] = {}
        self._markers: list[str] = []
        self._quotes = 0
        self._cells: list[tuple[Run, ...]] | None = None
        self._in_head = False
        self._is_term = False
        self._outside: list[RawBlock] = []
        self._inside_html = False

    def write(self, body: str) -> bool:
        """Add the blocks of a text; False, and none added, if it must not be read as Markdown."""
        tokens = _parse(body, self._environment)
        if tokens is None:
            return False
        self.definitions |= {
            str(label).casefold() for label in self._environment.get("references", {})
        }
        heading = 0
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._text(token, heading)
            elif kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "heading_close":
                heading = 0
            elif kind in ("fence", "code_block"):
                self.blocks.append(text_block("code", token.content))
            elif kind == "html_block":
                self._html(token.content)
            else:
                self._structure(token)
        return True

    def footnotes(self) -> list[RawBlock]:
        """The notes in the order of their marks, those without a mark last."""
        known = self._environment.get("footnotes", {})
        numbered: dict[int, tuple[str, list[RawBlock]]] = {}
        last = len(known.get("list", {}))
        for label, blocks in self._notes.items():
            number = known.get("refs", {}).get(f":{label}", -1)
            last += number < 0
            numbered[number if number >= 0 else last] = (
                f"[{number + 1}]" if number >= 0 else f"[{label}]",
                blocks,
            )
        for number, note in known.get("list", {}).items():
            if "tokens" in note:
                runs = self._inline.read(note["tokens"])
                numbered[number] = (f"[{number + 1}]", [RawBlock("paragraph", runs)])
        return [
            replace(block, kind="footnote", marker=mark if n == 0 else "", level=0)
            if block.kind in ("paragraph", "item", "quote")
            else block
            for _, (mark, blocks) in sorted(numbered.items())
            for n, block in enumerate(blocks)
        ]

    def _structure(self, token: Token) -> None:
        """What opens and closes around text."""
        kind = token.type
        if kind == "list_item_open":
            self._markers.append(f"{token.info}{token.markup}" if token.info else "•")
        elif kind == "list_item_close":
            self._markers.pop()
        elif kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind in ("dt_open", "dt_close"):
            self._is_term = kind == "dt_open"
        elif kind in ("thead_open", "thead_close"):
            self._in_head = kind == "thead_open"
        elif kind == "tr_open":
            self._cells = []
        elif kind == "tr_close" and self._cells is not None:
            level = int(self._in_head)
            self.blocks.append(RawBlock("row", level=level, cells=tuple(self._cells)))
            self._cells = None
        elif kind == "footnote_reference_open":
            self._outside, self.blocks = self.blocks, []
            self._notes[str(token.meta["label"])] = self.blocks
        elif kind == "footnote_reference_close":
            self.blocks = self._outside

    def _text(self, token: Token, heading: int) -> None:
        """The text of one heading, paragraph or cell."""
        if "code" in token.meta:
            self.blocks.append(text_block("code", token.meta["code"]))
            return
        found = token.meta["plain_source"]
        self._dialect(found)
        if found.contents:
            self._draft.drop("navigation", found.source)
            return
        plain = token.meta.get("plain")
        runs = (Run(plain),) if plain is not None else self._inline.read(token.children or ())
        if self._cells is not None:
            self._cells.append(runs)
        elif heading:
            # The mark tells headings in quotes until all are known.
            marker = ">" if self._quotes else ""
            block = RawBlock("heading", _without_attributes(runs), heading, marker)
            self.blocks.append(without_anchor(block))
        elif self._is_term:
            asked = asks("".join(run.text for run in runs).strip())
            bold = (replace(run, styles=run.styles | {"strong"}) for run in runs)
            self.blocks.append(RawBlock("paragraph", tuple(bold) if asked else runs))
        elif self._markers:
            self._item(runs)
        elif self._quotes:
            self.blocks.append(RawBlock("quote", runs, self._quotes - 1))
        else:
            self.blocks.append(RawBlock("paragraph", runs))
        self._pictures()

    def _dialect(self, found: dialects.Plain) -> None:
        """Write down what was taken out of a block's source, and a callout's title."""
        for dropped in found.dropped:
            self._draft.drop("boilerplate", dropped)
        self.blocks += (text_block("caption", caption) for caption in found.captions)
        if found.callout:
            title = (Run(found.callout, frozenset({"strong"})),)
            kind: BlockKind = "paragraph" if asks(found.callout) else "quote"
            self.blocks.append(RawBlock(kind, title, max(self._quotes - 1, 0)))

    def _item(self, runs: tuple[Run, ...]) -> None:
        marker, self._markers[-1] = self._markers[-1], ""
        task = _TASK.match(runs[0].text) if runs and marker == "•" else None
        if task:
            marker = "☐" if task[1] == " " else "☑"
            runs = cut(runs, task.end())[1]
        self.blocks.append(RawBlock("item", runs, len(self._markers) - 1, marker))

    def _pictures(self) -> None:
        for alt, address in self._inline.pictures:
            if (caption := caption_of(alt)) and len(caption) > _CAPTION_LEAST:
                run = Run(caption, frozenset({"link"}), address) if address else Run(caption)
                self.blocks.append(RawBlock("caption", (run,)))
            elif alt.strip():
                self._draft.drop("boilerplate", alt)
        self._inline.pictures.clear()
        for comment in self._inline.comments:
            self._draft.drop("boilerplate", comment)
        self._inline.comments.clear()

    def _html(self, source: str) -> None:
        """A block of HTML: as Markdown where its author says so, else by its elements."""
        for comment in dialects.html_comments(source):
            self._draft.drop("boilerplate", comment)
        if not self._inside_html and _MARKDOWN_INSIDE.match(source):
            self._inside_html = True
            inner = _BLOCK_TAG.sub("\n\n", source)
            written = self.write("\n".join(line.strip() for line in inner.split("\n")))
            self._inside_html = False
            if written:
                return
        try:
            root = parse_fragment(source)
        except Unreadable:
            self.blocks.append(text_block("paragraph", source))
            return
        for found in blocks_of(root, alt_captions=True) if root is not None else ():
            self.blocks.append(as_question(found))


def _without_attributes(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A heading without the `{#id}` that some dialects allow at its end."""
    text = runs[-1].text.rstrip() if runs else ""
    if not text.endswith("}"):
        return runs
    match = _ATTRIBUTES.search(text, max(0, len(text) - _MAX_ATTRIBUTES))
    return (*runs[:-1], replace(runs[-1], text=text[: match.start()])) if match else runs
